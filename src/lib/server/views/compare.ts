import { findChoices, onlyDiffering, type CompareChoice, type ComparePage } from '../../domain/compare.ts';
import { parseCompare, settleIds, type CompareKind } from '../../domain/compare-view.ts';
import { lawDay } from '../../domain/law.ts';
import { isCurrent, type Standing } from '../../domain/standing.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { renamedProposals, tellUnknown } from './asked-records.ts';
import { compareProposals } from './compare-proposals.ts';
import { compareRegulations } from './compare-regulations.ts';
import { nearestPages } from './nearest.ts';
import { atlasSnapshot, type Snapshot } from './snapshot.ts';

const foundLimit = 12;

/**
 * Two to six records side by side, in the reader's language. Fewer, more or unknown ids are told in `notes`.
 * @param today YYYY-MM-DD; without a day in the address the law is shown for it, or for the day the data was last checked where that is later
 */
export async function comparePage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<ComparePage> {
	const snapshot = await atlasSnapshot(db);
	const { view: asked, notes } = parseCompare(parameters);
	const { kind } = asked;
	const rows = new Map(snapshot.proposals.map((row) => [row.id, row]));
	const renamed = kind === 'proposals' ? await renamedProposals(db, asked.ids, rows) : rows;
	const find = (id: string): Standing | undefined =>
		kind === 'proposals' ? (rows.get(id) ?? renamed.get(id)) : snapshot.instruments.get(id);
	const settled = settleIds(asked.ids, find);
	notes.push(...settled.notes);
	notes.push(...(await tellUnknown(db, kind, settled.unknown, locale)));

	const day = asked.as_of ?? lawDay(snapshot, today);
	const choices = choicesOf(snapshot, kind, locale);
	const found = await search(db, asked.q, choices, settled.ids, kind, locale);
	const compared =
		kind === 'proposals'
			? compareProposals(
					settled.ids.map((id) => rows.get(id)!),
					snapshot,
					locale,
					day
				)
			: compareRegulations(
					settled.ids.map((id) => snapshot.instruments.get(id)!),
					snapshot,
					locale,
					day
				);
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
		related: settled.ids.length === 1 ? relatedTo(settled.ids[0], kind, snapshot, locale) : [],
		starts: settled.ids.length === 0 ? startsOf(kind, snapshot, locale) : []
	};
}

function choicesOf({ proposals, instruments }: Snapshot, kind: CompareKind, locale: Locale): CompareChoice[] {
	const list =
		kind === 'proposals'
			? proposals.map((row) => ({
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
	choices: CompareChoice[],
	chosen: string[],
	kind: CompareKind,
	locale: Locale
): Promise<Pick<ComparePage, 'found' | 'found_by_likeness'>> {
	if (q === '') return { found: [], found_by_likeness: false };
	const open = choices.filter(({ id }) => !chosen.includes(id));
	const exact = findChoices(open, q).slice(0, foundLimit);
	if (exact.length > 0)
		return { found: exact.map(({ id, title }) => ({ id, title })), found_by_likeness: false };
	const near = await nearestPages(db, kind, q, locale);
	return {
		found: near
			.map(({ href, title }) => ({ id: href.split('/')[2], title }))
			.filter(({ id }) => !chosen.includes(id)),
		found_by_likeness: true
	};
}

function relatedTo(
	id: string,
	kind: CompareKind,
	snapshot: Snapshot,
	locale: Locale
): ComparePage['related'] {
	const related = new Map<string, ComparePage['related'][number]>();
	if (kind === 'proposals') {
		const titles = new Map(snapshot.proposals.map((row) => [row.id, inLocale(row, 'title', locale)]));
		const pairs = snapshot.proposals.flatMap((row) =>
			(row.relations ?? [])
				.filter(
					({ type, to }) => (type === 'tension-with' || type === 'supports') && (row.id === id || to === id)
				)
				.map(({ type, to }) => ({
					other: row.id === id ? to : row.id,
					how: type === 'tension-with' ? ('tension' as const) : ('supports' as const)
				}))
		);
		pairs.sort((a, b) => b.how.localeCompare(a.how));
		for (const { other, how } of pairs)
			if (titles.has(other) && !related.has(other))
				related.set(other, { id: other, title: titles.get(other)!, how });
	} else {
		const own = new Set(
			snapshot.links.filter(({ instrument }) => instrument === id).map(({ proposal }) => proposal)
		);
		const shared = groupBy(
			snapshot.links.filter(({ proposal, instrument }) => own.has(proposal) && instrument !== id),
			({ instrument }) => instrument
		);
		for (const [other] of [...shared].sort((a, b) => b[1].length - a[1].length))
			related.set(other, {
				id: other,
				title: inLocale(snapshot.instruments.get(other)!, 'short_title', locale),
				how: 'same-proposal'
			});
	}
	return [...related.values()].slice(0, 5);
}

/** Pairs the papers put in tension with each other, or the regulations most proposals touch. */
function startsOf(kind: CompareKind, snapshot: Snapshot, locale: Locale): ComparePage['starts'] {
	if (kind === 'proposals') {
		const rows = new Map(snapshot.proposals.map((row) => [row.id, row]));
		return snapshot.proposals
			.flatMap((row) =>
				(row.relations ?? []).map((relation) => ({ row, relation, to: rows.get(relation.to) }))
			)
			.filter(
				({ row, relation, to }) =>
					relation.type === 'tension-with' && to && row.level === 'specific' && to.level === 'specific'
			)
			.sort((a, b) => b.row.links.length + b.to!.links.length - a.row.links.length - a.to!.links.length)
			.slice(0, 4)
			.map(({ row, relation, to }) => ({
				ids: [row.id, to!.id],
				titles: [inLocale(row, 'title', locale), inLocale(to!, 'title', locale)],
				reason: inLocale(relation, 'reason', locale)
			}));
	}
	const touched = [...groupBy(snapshot.links, ({ instrument }) => instrument)]
		.map(([id, links]) => ({ id, count: new Set(links.map(({ proposal }) => proposal)).size }))
		.sort((a, b) => b.count - a.count || a.id.localeCompare(b.id))
		.slice(0, 3)
		.map(({ id }) => id);
	if (touched.length < 2) return [];
	const titles = touched.map((id) => inLocale(snapshot.instruments.get(id)!, 'short_title', locale));
	return [{ ids: touched, titles, reason: '' }];
}
