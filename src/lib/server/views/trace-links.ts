import { linkRelations, type LinkRelation } from '../../domain/codes.ts';
import {
	isBinding,
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
import { atlasSnapshot, snapshotAround, type Snapshot } from './snapshot.ts';

/** What the trace reads of a link is decided here: page, pictures and files take it from one place. */
export type Around = Snapshot & { locale: Locale; today: string; byId: Map<string, ProposalRow> };

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

/** @param of where only one proposal is traced */
export async function surroundings(
	db: Db,
	locale: Locale,
	today: string,
	of: { proposal?: string } = {}
): Promise<Around> {
	const snapshot = await (of.proposal === undefined ? atlasSnapshot(db) : snapshotAround(db, of.proposal));
	return { ...snapshot, locale, today, byId: new Map(snapshot.proposals.map((row) => [row.id, row])) };
}

/** What an address asks of the trace, and all links it shows. */
export async function readTrace(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<{ around: Around; view: TraceView; dropped: Dropped[]; links: PlacedLink[] }> {
	const around = await surroundings(db, locale, today);
	const { view, dropped } = parseTraceView(parameters, {
		proposals: around.byId,
		regulations: around.instruments,
		papers: around.papers,
		jurisdictions: around.terms.get('jurisdictions') ?? new Map(),
		remedies: around.terms.get('remedy_types') ?? new Map()
	});
	if (view.as_of) around.today = view.as_of;
	return { around, view, dropped, links: chooseLinks(around, view) };
}

/** The papers a link comes from. */
export const papersOf = ({ byId }: Pick<Around, 'byId'>, link: PlacedLink): string[] =>
	papersOfLink(link, byId.get(link.proposal)!);

export function valuesOf(around: Around, name: TraceFilterName, link: PlacedLink): string[] {
	const row = around.byId.get(link.proposal)!;
	return {
		paper: () => papersOf(around, link),
		layer: () => [row.primary_layer],
		remedy: () => [row.remedy_type, ...(row.secondary_remedy_types ?? [])],
		relation: () => [link.relation],
		basis: () => [link.basis],
		jurisdiction: () => [link.jurisdiction]
	}[name]();
}

/** The links a view shows. Values of one filter widen, different filters narrow; a focus brings its umbrellas along. */
export function chooseLinks(around: Around, view: TraceView): PlacedLink[] {
	const filters = Object.entries(view.filters) as [TraceFilterName, string[]][];
	return around.links.filter((link) => {
		const row = around.byId.get(link.proposal);
		return (
			row !== undefined &&
			(!view.proposal || link.proposal === view.proposal) &&
			(!view.regulation || link.instrument === view.regulation) &&
			(view.level === 'all' || !!view.proposal || !!view.regulation || row.level === 'specific') &&
			filters.every(([name, wanted]) => valuesOf(around, name, link).some((value) => wanted.includes(value)))
		);
	});
}

export const rankOf = (relation: LinkRelation) => linkRelations.indexOf(relation);

/** In the order of the table. */
export function sortLinks(links: PlacedLink[], around: Around): PlacedLink[] {
	const { byId, instruments, locale } = around;
	const collator = new Intl.Collator(locale);
	const keys = new Map(
		links.map((link) => [
			link,
			[
				papersOf(around, link).join(','),
				inLocale(byId.get(link.proposal)!, 'title', locale),
				inLocale(instruments.get(link.instrument)!, 'short_title', locale)
			] as const
		])
	);
	return [...links].sort((a, b) => {
		const [left, right] = [keys.get(a)!, keys.get(b)!];
		return (
			collator.compare(left[0], right[0]) ||
			collator.compare(left[1], right[1]) ||
			rankOf(a.relation) - rankOf(b.relation) ||
			collator.compare(left[2], right[2]) ||
			a.number - b.number
		);
	});
}

export const labelIn = ({ terms, locale }: Around, vocabulary: string, code: string) =>
	labelOf(terms, vocabulary, code, locale);
const provisionOf = ({ instruments }: Around, link: PlacedLink) =>
	instruments.get(link.instrument)!.provisions.find(({ number }) => number === link.number)!;
export const refOf = (around: Around, link: PlacedLink) => {
	const provision = provisionOf(around, link);
	return around.locale === 'zh' && /\p{Script=Han}/u.test(provision.ref) ? provision.ref : provision.ref_en;
};
export const lightOf = (around: Around, link: PlacedLink) =>
	provisionLightOn(around.instruments.get(link.instrument)!, around.today, provisionOf(around, link));
export const tenseOf = (around: Around, link: PlacedLink) => relationShown(link, lightOf(around, link)).tense;
export const toneOf = (around: Around, link: PlacedLink): RelationTone =>
	tenseOf(around, link) === 'stands' ? link.relation : notStanding;

export function tellRow(around: Around, link: PlacedLink): TraceRow {
	const { byId, papers, instruments, locale, today } = around;
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
		provision: { href: `/regulations/${link.instrument}#p${link.number}`, label: refOf(around, link) },
		jurisdiction: labelIn(around, 'jurisdictions', link.jurisdiction),
		light: lightOf(around, link),
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

export function filterLabel(around: Around, name: TraceFilterName, value: string): string {
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
