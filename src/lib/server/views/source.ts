import { provisionTitle } from '../../domain/chinese-reference.ts';
import { locatorText, paperTitle } from '../../domain/names.ts';
import { isCurrent } from '../../domain/standing.ts';
import { instrumentOf, isSource, readSource, type SourceName } from '../../domain/source.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { colon } from '../../i18n/punctuation.ts';
import type { Db } from '../db/connect.ts';
import type { RecordKind } from '../db/schema.ts';
import { listDrafts } from '../queries/drafts.ts';
import { listProposalTitles } from '../queries/proposals.ts';
import { listSimilarTitles, type SearchKind } from '../queries/search.ts';
import { fetchDoi, type DoiAnswer } from '../sources/crossref.ts';
import { hasManyProposals } from './many.ts';
import { findChoices, type Choice, type CodeShown } from './record-form.ts';
import { atlasFrame } from './snapshot.ts';

export type FoundRecord = { kind: RecordKind; id: string; title: string; other_title?: string };

export type SourcePage = {
	name: SourceName;
	/** Records that carry the identifier itself. */
	same: FoundRecord[];
	/** Records with a title like it. */
	similar: FoundRecord[];
	/** What the registry said, where it was asked. */
	registry?: DoiAnswer;
	/** What a new record would begin with. */
	begin: Partial<Record<'paper' | 'instrument', Record<string, unknown>>>;
};

const mostSimilar = 8;

/**
 * Looks up a source by what somebody entered: first the identifier itself, then titles like it; and what a new record of it
 * would begin with, from the identifier and from the registry of DOIs.
 * @param ask asks the registry; only where no record carries the DOI
 */
export async function sourcePage(
	db: Db,
	entered: string,
	locale: Locale,
	ask: (doi: string) => Promise<DoiAnswer> = fetchDoi
): Promise<SourcePage> {
	const name = readSource(entered);
	const { papers, instruments } = await atlasFrame(db);
	const same: FoundRecord[] = [
		...[...papers.values()]
			.filter((paper) => isCurrent(paper) && isSource(name, paper))
			.map((paper) => ({ kind: 'paper' as const, id: paper.id, title: paperTitle(paper, locale).text })),
		...[...instruments.values()]
			.filter((instrument) => isCurrent(instrument) && isSource(name, instrument))
			.map((instrument) => ({
				kind: 'instrument' as const,
				id: instrument.id,
				title: inLocale(instrument, 'short_title', locale)
			}))
	];
	const registry = name.kind === 'doi' && same.length === 0 ? await ask(name.value) : undefined;
	const known = registry && 'found' in registry ? registry.found : {};
	const titles =
		name.kind === 'title'
			? [name.value]
			: [known.title_en, known.title_zh].flatMap((title) => (title ? [title.value].flat() : []));
	const similar = await findSimilar(db, ['paper', 'instrument'], titles, locale);
	return {
		name,
		same,
		similar: similar.filter(({ id }) => !same.some((record) => record.id === id)),
		...(registry && { registry }),
		begin: same.length > 0 ? {} : beginWith(name, known, nextPaper([...papers.keys()]))
	};
}

/** Published records with a title like one of these, in either language. */
export async function findSimilar(
	db: Db,
	kinds: Exclude<SearchKind, 'provision'>[],
	titles: string[],
	locale: Locale
): Promise<FoundRecord[]> {
	const hits = await listSimilarTitles(db, kinds, titles, mostSimilar);
	return hits.map((hit) => {
		const title = inLocale(hit, 'title', locale);
		const other = locale === 'en' ? hit.title_zh : hit.title_en;
		return {
			kind: hit.kind as RecordKind,
			id: hit.record,
			title,
			...(other !== title && { other_title: other })
		};
	});
}

function beginWith(name: SourceName, known: object, paper: string): SourcePage['begin'] {
	const doi = { value: name.value, source: 'search', url: `https://doi.org/${name.value}` };
	const isHan = /\p{Script=Han}/u.test(name.value);
	switch (name.kind) {
		case 'doi':
			return { paper: { id: paper, bibliography: { ...known, doi } } };
		case 'title':
			return {
				paper: { id: paper },
				instrument: isHan ? { title_zh: name.value } : { title_en: name.value }
			};
		default:
			return { instrument: instrumentOf(name) };
	}
}

/** Papers are numbered with three digits, in the order in which they came. */
const nextPaper = (ids: string[]): string =>
	String(Math.max(-1, ...ids.filter((id) => /^\d{3}$/.test(id)).map(Number)) + 1).padStart(3, '0');

export type AttachPage = {
	kind: 'paper' | 'instrument';
	id: string;
	title: string;
	/** Provisions of the law, or paragraphs of the paper. */
	places: Choice[];
	/** All of them; or, where there are too many for a list, those that are chosen and those that were found. */
	proposals: Choice[];
	/** Undefined where all are listed: the words they were looked for by, and how many were found, at most `limit`. */
	search?: { words: string; found: number; limit: number };
	/** Codes of the fields that can be the same for all. */
	codes: Record<
		'link_basis' | 'link_relations' | 'confidence' | 'worker_groups' | 'evidence_roles',
		CodeShown[]
	>;
};

const mostFound = 20;

/** The proposals a source can be added to: all, or of very many those that are chosen already and those that fit the words. */
async function attachable(
	db: Db,
	asked: { words: string; chosen: string[] },
	locale: Locale
): Promise<Pick<AttachPage, 'proposals' | 'search'>> {
	const list = async (ids?: string[]) =>
		(await listProposalTitles(db, ids)).map((row) => ({
			value: row.id,
			label: inLocale(row, 'title', locale)
		}));
	if (!(await hasManyProposals(db))) return { proposals: await list() };
	const chosen = await list(asked.chosen);
	const words = asked.words.trim();
	const found = words ? await findChoices(db, 'proposal', words, locale, { limit: mostFound }) : [];
	return {
		proposals: [
			...chosen,
			...found
				.filter(({ value }) => !chosen.some((choice) => choice.value === value))
				.map(({ value, label }) => ({ value, label }))
		],
		search: { words, found: found.length, limit: mostFound }
	};
}

/**
 * A source that is to be added to several proposals, `instrument:eu-dsa` or `paper:001`; undefined where there is no such record.
 * @param asked words for proposals, and those that are chosen already
 */
export async function attachPage(
	db: Db,
	source: string,
	locale: Locale,
	asked: { words: string; chosen: string[] } = { words: '', chosen: [] }
): Promise<AttachPage | undefined> {
	const [{ papers, instruments, terms }, proposals] = await Promise.all([
		atlasFrame(db),
		attachable(db, asked, locale)
	]);
	const [kind, id] = source.split(':');
	const codesOf = (vocabulary: string) =>
		[...(terms.get(vocabulary)?.values() ?? [])].map((term) => ({
			code: term.code,
			label: inLocale(term, 'label', locale),
			definition: inLocale(term, 'definition', locale)
		}));
	const common = {
		id,
		...proposals,
		codes: {
			link_basis: codesOf('link_basis'),
			link_relations: codesOf('link_relations'),
			confidence: codesOf('confidence'),
			worker_groups: codesOf('worker_groups'),
			evidence_roles: codesOf('evidence_roles')
		}
	};
	const instrument = instruments.get(id);
	if (kind === 'instrument' && instrument && isCurrent(instrument))
		return {
			...common,
			kind,
			title: inLocale(instrument, 'short_title', locale),
			places: instrument.provisions.map((provision) => ({
				value: `${id}#${provision.number}`,
				label: `${provisionTitle(instrument, provision, locale)}${colon(locale)}${inLocale(provision, 'paraphrase', locale)}`
			}))
		};
	const paper = papers.get(id);
	if (kind === 'paper' && paper && isCurrent(paper))
		return {
			...common,
			kind,
			title: `${paper.id} · ${paperTitle(paper, locale).text}`,
			places: paper.structure.flatMap(({ section, paragraphs = [] }) =>
				paragraphs.map(({ paragraph, starts_with }) => ({
					value: placeName(section, paragraph),
					label: `${locatorText({ section, paragraph })} ${starts_with}…`
				}))
			)
		};
	return undefined;
}

const placeName = (section: string, paragraph: number) => `${section} ¶${paragraph}`;

/** The section and paragraph that `attachPage` calls by this name. */
export function readPlace(name: string): { section: string; paragraph: number } | undefined {
	const [, section, paragraph] = /^(.{1,200}) ¶([1-9]\d{0,5})$/.exec(name) ?? [];
	return section ? { section, paragraph: Number(paragraph) } : undefined;
}

/** The drafts that one act made, with the titles of their records. */
export async function batchPage(db: Db, author: string, batch: string, locale: Locale) {
	const drafts = await listDrafts(db, { author, batch: batch.slice(0, 100) });
	const proposals = await listProposalTitles(
		db,
		drafts.map(({ record }) => record)
	);
	const titles = new Map(proposals.map((row) => [row.id, inLocale(row, 'title', locale)]));
	return drafts.map(({ id, kind, record, state }) => ({
		id,
		kind,
		state,
		title: titles.get(record) ?? record
	}));
}
