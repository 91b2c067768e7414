import { onlyDiffering, type CompareChoice, type Compared, type ComparePage } from '../../domain/compare.ts';
import { findChoices } from '../../domain/compare-choices.ts';
import { parseCompare, settleIds, type CompareKind, type NearRecord } from '../../domain/compare-view.ts';
import { everything } from '../../domain/cross-tab.ts';
import { lawDay } from '../../domain/law.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { countLinksOf, listInstrumentsBeside, listMeetings } from '../queries/links.ts';
import { listProposalHeads, listProposalTitles, listRelations } from '../queries/proposals.ts';
import { listSearchHits } from '../queries/search.ts';
import { listStandings, tellUnknown } from './asked-records.ts';
import { compareProposals, type ComparedDay } from './compare-proposals.ts';
import { compareRegulations } from './compare-regulations.ts';
import { readCounts } from './counts.ts';
import { hasManyProposals } from './many.ts';
import { nearestPages } from './nearest.ts';
import { atlasFrame, listProposalRows, type Frame } from './snapshot.ts';

const foundLimit = 12;
/** Proposals a cell names that meet a law in one way. */
const mostMet = 50;

/**
 * Two to six records side by side, in the reader's language. Fewer, more or unknown ids are told in `notes`. A page shows of very many
 * proposals that meet a law the first; a file, which asks for the whole, all.
 * @param today YYYY-MM-DD; without a day in the address the law is shown for it, or for the day the data was last checked where that is later
 */
export async function comparePage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string,
	{ whole = false }: { whole?: boolean } = {}
): Promise<ComparePage> {
	const frame = await atlasFrame(db);
	const { view: asked, notes } = parseCompare(parameters);
	const { kind } = asked;
	const standings = kind === 'proposals' ? await listStandings(db, asked.ids) : frame.instruments;
	const settled = settleIds(asked.ids, (id) => standings.get(id));
	notes.push(...settled.notes);
	notes.push(...(await tellUnknown(db, kind, settled.unknown, locale)));

	const day = asked.as_of ?? lawDay(frame, today);
	// Links of a page keep its day; a file names records.
	const as_of = whole || asked.as_of === today ? undefined : asked.as_of;
	const choices = await choicesOf(db, frame, kind, locale);
	const [found, compared, related, starts] = await Promise.all([
		search(db, asked.q, choices, settled.ids, kind, locale),
		compareThese(db, frame, kind, settled.ids, locale, { day, as_of, most: whole ? Infinity : mostMet }),
		settled.ids.length === 1 ? relatedTo(db, settled.ids[0], kind, frame, locale) : [],
		settled.ids.length === 0 ? startsOf(db, kind, frame, locale) : []
	]);
	const differing = asked.differs && settled.ids.length > 1 ? onlyDiffering(compared.groups) : undefined;
	return {
		...compared,
		view: { ...asked, ids: settled.ids },
		notes,
		groups: settled.ids.length === 0 ? [] : (differing?.groups ?? compared.groups),
		hidden: differing?.hidden ?? 0,
		mixed: new Set(compared.columns.map(({ umbrella }) => umbrella)).size > 1,
		day,
		choices,
		...found,
		related,
		starts
	};
}

async function compareThese(
	db: Db,
	frame: Frame,
	kind: CompareKind,
	ids: string[],
	locale: Locale,
	{ most, ...on }: ComparedDay & { most: number }
): Promise<Compared> {
	if (kind === 'proposals')
		return compareProposals(await listProposalRows(db, frame, ids), frame, locale, on);
	return compareRegulations(
		ids.map((id) => frame.instruments.get(id)!),
		{ terms: frame.terms, links: await listMeetings(db, ids) },
		locale,
		{ ...on, most }
	);
}

/** What can be added, to be chosen from a list; undefined where there are too many for one, and only a search finds them. */
async function choicesOf(
	db: Db,
	{ instruments }: Frame,
	kind: CompareKind,
	locale: Locale
): Promise<CompareChoice[] | undefined> {
	if (kind === 'proposals' && (await hasManyProposals(db))) return undefined;
	const list =
		kind === 'proposals'
			? (await listProposalTitles(db)).map((row) => ({
					id: row.id,
					title: inLocale(row, 'title', locale),
					other: inLocale(row, 'title', otherLocale(locale))
				}))
			: [...instruments.values()].filter(isCurrent).map((head) => ({
					id: head.id,
					title: inLocale(head, 'short_title', locale),
					other: inLocale(head, 'short_title', otherLocale(locale))
				}));
	return list.sort((a, b) => a.title.localeCompare(b.title, locale));
}

async function search(
	db: Db,
	q: string,
	choices: CompareChoice[] | undefined,
	chosen: string[],
	kind: CompareKind,
	locale: Locale
): Promise<Pick<ComparePage, 'found' | 'found_by_likeness'>> {
	if (q === '') return { found: [], found_by_likeness: false };
	const shown = (records: NearRecord[]) =>
		records
			.filter(({ id }) => !chosen.includes(id))
			.slice(0, foundLimit)
			.map(({ id, title }) => ({ id, title }));
	if (!choices) {
		const { exact, like } = await findAmongMany(db, q, locale);
		const open = shown(exact);
		return open.length > 0
			? { found: open, found_by_likeness: false }
			: { found: shown(like), found_by_likeness: true };
	}
	const open = shown(findChoices(choices, q));
	if (open.length > 0) return { found: open, found_by_likeness: false };
	const near = await nearestPages(db, kind, q, locale);
	return {
		found: shown(near.map(({ href, title }) => ({ id: href.split('/')[2], title }))),
		found_by_likeness: true
	};
}

const mostHits = 100;

/** Proposals that hold every word, those with the words in their title first; where there are none, those with words like them. */
async function findAmongMany(
	db: Db,
	q: string,
	locale: Locale
): Promise<{ exact: NearRecord[]; like: NearRecord[] }> {
	const words = q.replace(/\p{C}+/gu, ' ').trim();
	const hits = /[\p{L}\p{N}]/u.test(words) ? await listSearchHits(db, words, mostHits, ['proposal']) : [];
	const records = (found: typeof hits) =>
		found.map((hit) => ({ id: hit.record, title: inLocale(hit, 'title', locale) }));
	return {
		exact: records(hits.filter(({ score }) => score >= 1)),
		like: records(hits.filter(({ score }) => score < 1))
	};
}

const mostRelated = 5;

async function relatedTo(
	db: Db,
	id: string,
	kind: CompareKind,
	{ instruments }: Frame,
	locale: Locale
): Promise<ComparePage['related']> {
	if (kind === 'regulations')
		return (await listInstrumentsBeside(db, id, mostRelated)).map((other) => ({
			id: other,
			title: inLocale(instruments.get(other)!, 'short_title', locale),
			how: 'same-proposal' as const
		}));
	const relations = await listRelations(db, ['tension-with', 'supports'], { of: id, limit: mostRelations });
	const pairs = relations.map(({ from, type, to }) => ({
		other: from === id ? to : from,
		how: type === 'tension-with' ? ('tension' as const) : ('supports' as const)
	}));
	pairs.sort((a, b) => b.how.localeCompare(a.how));
	const titles = new Map(
		(
			await listProposalTitles(
				db,
				pairs.map(({ other }) => other)
			)
		).map((row) => [row.id, inLocale(row, 'title', locale)])
	);
	const related = new Map<string, ComparePage['related'][number]>();
	for (const { other, how } of pairs)
		if (titles.has(other) && !related.has(other))
			related.set(other, { id: other, title: titles.get(other)!, how });
	return [...related.values()].slice(0, mostRelated);
}

/** Relations that are weighed against each other for a few that are shown. */
const mostRelations = 1000;

/** Pairs the papers put in tension with each other, or the regulations most proposals touch. */
async function startsOf(
	db: Db,
	kind: CompareKind,
	{ instruments }: Frame,
	locale: Locale
): Promise<ComparePage['starts']> {
	if (kind === 'proposals') {
		const relations = await listRelations(db, ['tension-with'], { limit: mostRelations });
		const ids = [...new Set(relations.flatMap(({ from, to }) => [from, to]))];
		const [heads, links] = await Promise.all([listProposalHeads(db, ids), countLinksOf(db, ids)]);
		const rows = new Map(
			heads.filter((head) => isCurrent(head) && head.level === 'specific').map((head) => [head.id, head])
		);
		const linksOf = ({ from, to }: (typeof relations)[number]) =>
			(links.get(from) ?? 0) + (links.get(to) ?? 0);
		return relations
			.filter(({ from, to }) => rows.has(from) && rows.has(to))
			.sort((a, b) => linksOf(b) - linksOf(a))
			.slice(0, 4)
			.map((relation) => ({
				ids: [relation.from, relation.to],
				titles: [relation.from, relation.to].map((id) => inLocale(rows.get(id)!, 'title', locale)),
				reason: inLocale(relation, 'reason', locale)
			}));
	}
	const [counts] = await readCounts(db, [['instrument', 'proposals']]);
	const touching = counts('all');
	const touched = [...instruments.keys()]
		.map((id) => ({ id, count: touching.of(id, everything).proposals }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count || a.id.localeCompare(b.id))
		.slice(0, 3)
		.map(({ id }) => id);
	if (touched.length < 2) return [];
	const titles = touched.map((id) => inLocale(instruments.get(id)!, 'short_title', locale));
	return [{ ids: touched, titles, reason: '' }];
}
