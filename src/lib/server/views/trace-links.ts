import { linkRelations, type LinkRelation } from '../../domain/codes.ts';
import { slug } from '../../domain/fields.ts';
import {
	isBinding,
	lawHref,
	provisionLightOn,
	relationShown,
	type LegalLight,
	type RelationTense
} from '../../domain/law.ts';
import { papersOfLink, type PlacedLink, type ProposalRow } from '../../domain/matrix/rows.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import { paperShortName } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { notStanding, type RelationTone } from '../../domain/trace.ts';
import { parseTraceView, type TraceFilterName, type TraceView } from '../../domain/trace-view.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { askDataState } from '../data-state.ts';
import { groupBy } from '../db/rows.ts';
import { listProposalTitles } from '../queries/proposals.ts';
import { atlasFrame, listPlacedLinks, type Frame } from './snapshot.ts';
import {
	countTrace,
	originsOf,
	traceIndex,
	type ChosenLinks,
	type TraceCount,
	type TraceIndex
} from './trace-index.ts';

/** What the trace reads of a link is decided here: page, pictures and files take it from one place. */
export type TraceFrame = Frame & {
	locale: Locale;
	/** The day shown. */
	today: string;
	/** The same, where it is not today: links to the law keep it. */
	as_of?: string;
};
/** What is told of the proposal of a link. */
type TracedProposal = Pick<ProposalRow, 'id' | 'level' | 'title_en' | 'title_zh' | 'papers'>;
export type Around<P extends TracedProposal = TracedProposal> = TraceFrame & { byId: Map<string, P> };

export type TraceRow = {
	id: string;
	papers: { href: string; label: string }[];
	proposal: { href: string; title: string; umbrella: boolean };
	basis: PlacedLink['basis'];
	relation: LinkRelation;
	tense: RelationTense;
	relation_label: string;
	confidence_label: string;
	regulation: string;
	provision: { href: string; label: string };
	jurisdiction: string;
	light: LegalLight;
	/** False for a text that binds nobody. */
	binding: boolean;
	/** Where the provision starts later than its instrument. */
	applicable_from?: string;
};

/** What an address asks of the trace, and all links it shows. */
export type Traced = {
	around: TraceFrame;
	view: TraceView;
	dropped: Dropped[];
	index: TraceIndex;
	count: TraceCount;
};

/** Of an address full of ids the first are looked up. */
const mostAsked = 20;

export async function readTrace(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<Traced> {
	const asked = parameters
		.getAll('proposal')
		.flatMap((value) => value.split(','))
		.map((value) => value.trim())
		.filter((value) => slug.safeParse(value).success)
		.slice(0, mostAsked);
	const [known, titles] = await Promise.all([atlasFrame(db), listProposalTitles(db, [...new Set(asked)])]);
	let frame = known;
	const { view, dropped } = parseTraceView(parameters, {
		proposals: new Set(titles.map(({ id }) => id)),
		regulations: frame.instruments,
		papers: frame.papers,
		jurisdictions: frame.terms.get('jurisdictions') ?? new Map(),
		remedies: frame.terms.get('remedy_types') ?? new Map()
	});
	const { proposal, regulation, as_of } = view;
	const index = await traceIndex(db, { proposal, instrument: regulation });
	// An instrument that was published since, with links to it.
	if (index.provisions.some(({ instrument }) => !frame.instruments.has(instrument)))
		frame = await atlasFrame(db, await askDataState(db));
	return {
		around: { ...frame, locale, today: as_of ?? today, ...(as_of && as_of !== today && { as_of }) },
		view,
		dropped,
		index,
		count: await countTrace(index, view, frame.instruments)
	};
}

/** Some of the chosen links as records, with their proposals. What was withdrawn meanwhile is left out. */
export async function readLinks(
	db: Db,
	around: TraceFrame,
	{ ids, first, kinds, kindOf }: TraceIndex,
	{ links, proposals }: ChosenLinks
): Promise<{ around: Around; links: PlacedLink[] }> {
	const numbers = [...new Set(proposals)];
	const wanted = numbers.map((number) => ids[number]);
	const [titles, stored] = await Promise.all([
		listProposalTitles(db, wanted),
		listPlacedLinks(db, around, { proposals: wanted })
	]);
	const titleOf = new Map(titles.map((row) => [row.id, row]));
	const linksOf = groupBy(stored, ({ proposal }) => proposal);
	const byId = new Map(
		numbers.flatMap((number): [string, TracedProposal][] => {
			const title = titleOf.get(ids[number]);
			const { level, papers } = kinds[kindOf[number]];
			return title ? [[title.id, { ...title, level, papers }]] : [];
		})
	);
	return {
		around: { ...around, byId },
		links: [...links].flatMap((link, at) => {
			const id = ids[proposals[at]];
			return (byId.has(id) && linksOf.get(id)?.[link - first[proposals[at]]]) || [];
		})
	};
}

/**
 * Up to so many links stand by paper, title and strength. Of more the titles would have to be read, and they stand by the ids of
 * their proposals.
 */
const mostSorted = 20_000;

/** The chosen links in the order of the table. */
export async function sortLinks(
	db: Db,
	{ locale, instruments }: TraceFrame,
	index: TraceIndex,
	chosen: ChosenLinks
): Promise<ChosenLinks> {
	const { ids, provisionOf, relationOf, provisions } = index;
	const { links, proposals } = chosen;
	if (links.length > mostSorted) return chosen;
	const numbers = [...new Set(proposals)];
	const titles = new Map(
		(
			await listProposalTitles(
				db,
				numbers.map((number) => ids[number])
			)
		).map((row) => [row.id, inLocale(row, 'title', locale)])
	);
	const collator = new Intl.Collator(locale);
	/** Texts are compared once each, links then by the ranks of their texts. */
	const rank = (texts: string[]): number[] => {
		const ranks = new Map<string, number>();
		let [last, before]: [number, string | undefined] = [-1, undefined];
		for (const text of [...new Set(texts)].sort(collator.compare)) {
			if (before === undefined || collator.compare(before, text) !== 0) last++;
			ranks.set(text, last);
			before = text;
		}
		return texts.map((text) => ranks.get(text)!);
	};
	const places = Array.from(links, (_, at) => at);
	const byPaper = rank(places.map((at) => originsOf(index, links[at], proposals[at]).papers.join(',')));
	const byTitle = rank(places.map((at) => titles.get(ids[proposals[at]]) ?? ''));
	const byLaw = rank(
		provisions.map(({ instrument }) => inLocale(instruments.get(instrument)!, 'short_title', locale))
	);
	places.sort((a, b) => {
		const [left, right] = [provisionOf[links[a]], provisionOf[links[b]]];
		return (
			byPaper[a] - byPaper[b] ||
			byTitle[a] - byTitle[b] ||
			relationOf[links[a]] - relationOf[links[b]] ||
			byLaw[left] - byLaw[right] ||
			provisions[left].number - provisions[right].number
		);
	});
	return {
		links: Uint32Array.from(places, (at) => links[at]),
		proposals: Uint32Array.from(places, (at) => proposals[at])
	};
}

/** The papers a link comes from. */
export const papersOf = ({ byId }: Pick<Around, 'byId'>, link: PlacedLink): string[] =>
	papersOfLink(link, byId.get(link.proposal)!);

function valuesOf({ byId }: Around<ProposalRow>, name: TraceFilterName, link: PlacedLink): string[] {
	const row = byId.get(link.proposal)!;
	return {
		paper: () => papersOfLink(link, row),
		layer: () => [row.primary_layer],
		remedy: () => [row.remedy_type, ...(row.secondary_remedy_types ?? [])],
		relation: () => [link.relation],
		basis: () => [link.basis],
		jurisdiction: () => [link.jurisdiction]
	}[name]();
}

/** The links that the story of one proposal or regulation shows, by the rules of `countTrace`. */
export function linksInFocus(around: Around<ProposalRow>, view: TraceView): PlacedLink[] {
	const filters = Object.entries(view.filters) as [TraceFilterName, string[]][];
	return [...around.byId.values()]
		.flatMap(({ links }) => links)
		.filter(
			(link) =>
				(!view.proposal || link.proposal === view.proposal) &&
				(!view.regulation || link.instrument === view.regulation) &&
				filters.every(([name, wanted]) =>
					valuesOf(around, name, link).some((value) => wanted.includes(value))
				)
		);
}

export const rankOf = (relation: LinkRelation) => linkRelations.indexOf(relation);

export const labelIn = ({ terms, locale }: TraceFrame, vocabulary: string, code: string) =>
	labelOf(terms, vocabulary, code, locale);
export const provisionOf = ({ instruments }: TraceFrame, link: PlacedLink) =>
	instruments.get(link.instrument)!.provisions.find(({ number }) => number === link.number)!;
/** As the table has it, which can be frozen. */
const refOf = (around: TraceFrame, link: PlacedLink) => {
	const provision = provisionOf(around, link);
	return around.locale === 'zh' && /\p{Script=Han}/u.test(provision.ref) ? provision.ref : provision.ref_en;
};
/** How a provision stands on the day. */
export const lightAt = (
	{ instruments, today }: TraceFrame,
	{ instrument, number }: Pick<PlacedLink, 'instrument' | 'number'>
): LegalLight => {
	const of = instruments.get(instrument)!;
	return provisionLightOn(
		of,
		today,
		of.provisions.find((provision) => provision.number === number)!
	);
};
export const tenseOf = (around: TraceFrame, link: PlacedLink) =>
	relationShown(link, lightAt(around, link)).tense;
export const toneOf = (around: TraceFrame, link: PlacedLink): RelationTone =>
	tenseOf(around, link) === 'stands' ? link.relation : notStanding;

export function tellRow(around: Around, link: PlacedLink): TraceRow {
	const { byId, papers, instruments, locale, today, as_of } = around;
	const row = byId.get(link.proposal)!;
	const { applicable_from } = provisionOf(around, link);
	return {
		id: link.id,
		papers: papersOf(around, link).map((id) => ({
			href: `/papers/${id}`,
			label: paperShortName(papers.get(id)!, locale)
		})),
		proposal: {
			href: `/proposals/${row.id}`,
			title: inLocale(row, 'title', locale),
			umbrella: row.level === 'umbrella'
		},
		basis: link.basis,
		relation: link.relation,
		tense: tenseOf(around, link),
		relation_label: labelIn(around, 'link_relations', link.relation),
		confidence_label: labelIn(around, 'confidence', link.confidence),
		regulation: inLocale(instruments.get(link.instrument)!, 'short_title', locale),
		provision: { href: lawHref(link.instrument, as_of, link.number), label: refOf(around, link) },
		jurisdiction: labelIn(around, 'jurisdictions', link.jurisdiction),
		light: lightAt(around, link),
		binding: isBinding(instruments.get(link.instrument)!),
		...(applicable_from && applicable_from > today && { applicable_from })
	};
}

/** The passages that propose something; where a proposal has none, all its passages. */
export function passagesOf({ evidence }: ProposalRow): ProposalRow['evidence'] {
	const proposing = evidence.filter(({ role }) => role === 'proposal' || role === 'restatement');
	return proposing.length > 0 ? proposing : evidence;
}

export const relationTones: readonly RelationTone[] = [...linkRelations, notStanding];

export const sectionText = (section: string) => (/^\d/.test(section) ? `§${section}` : section);

export function filterLabel(around: TraceFrame, name: TraceFilterName, value: string): string {
	if (name === 'paper') return paperShortName(around.papers.get(value)!, around.locale);
	const vocabulary = {
		layer: 'layers',
		remedy: 'remedy_types',
		relation: 'link_relations',
		basis: 'link_basis',
		jurisdiction: 'jurisdictions'
	}[name];
	return labelIn(around, vocabulary, value);
}
