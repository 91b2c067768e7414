import {
	layers,
	linkRelations,
	type Involvement,
	type Layer,
	type LinkRelation
} from '../../domain/codes.ts';
import { coverageShapes } from '../../domain/coverage.ts';
import type { HistoryEntry } from '../../domain/history-page.ts';
import type { ProposalRow } from '../../domain/matrix/rows.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { sideOf, type RelationSide } from '../../domain/proposal.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { definitionOf, labelOf } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import type { StoredLink } from '../queries/links.ts';
import { listHistory } from './history.ts';
import { snapshotAround, type Snapshot } from './snapshot.ts';
import { told, type Told } from './told.ts';

type Party = { code: string; label: string; href: string };
type Parties = { named: Party[]; inferred: Party[] };
type Passage = { place: string; href: string; role: string; key_terms: string[] };

/** One relation as the page of one of its two ends shows it. */
type RelationShown = {
	href: string;
	title: string;
	umbrella: boolean;
	/** Whether this proposal's own record states it. */
	outgoing: boolean;
	reason: string;
	basis: string;
	scope: string;
};
const sides: RelationSide[] = ['broader', 'narrower', 'supports', 'supported_by', 'tensions'];

type ProvisionLink = {
	id: string;
	href: string;
	instrument: string;
	jurisdiction: string;
	status: string;
	status_code: string;
	force: string;
	reference: Told;
	requires: string;
	verification: string;
	verification_code: string;
	relation: LinkRelation;
	relation_label: string;
	shape: string;
	basis: 'paper' | 'coder';
	basis_label: string;
	confidence: string;
	confidence_code: string;
	reason: string;
	missing?: string;
	covers: string[];
	/** Where the paper names the instrument. */
	passage?: { paper: string; href: string; place: string };
	note?: Told;
};

export type ProposalPage = {
	id: string;
	title: string;
	other_title: string;
	summary: string;
	other_summary: string;
	umbrella: boolean;
	primary_layer: Layer;
	matrix_href: string;
	facts: {
		remedy: Party;
		also: Party[];
		actors: Parties;
		beneficiaries: Parties;
		modality: { label: string; definition: string };
		specificity: { label: string; definition: string };
		alienation?: { label: string; also: string[]; basis: string; basis_code: string };
	};
	layers: {
		code: Layer;
		label: string;
		involvement: Involvement;
		involvement_label: string;
		reason: string;
	}[];
	problem: { text?: string; problems: { code: string; label: string; places: string[] }[] };
	evidence: { id: string; href: string; name: string; proposing: boolean; passages: Passage[] }[];
	mechanisms: { name: string; other: string }[];
	obstacles: {
		code: string;
		label: string;
		definition: string;
		passages: { paper: string; href: string; place: string; key_terms: string[] }[];
	}[];
	relations: { side: RelationSide; entries: RelationShown[] }[];
	regulations_named: {
		verbatim: string;
		use: string;
		href: string;
		instrument: string;
		jurisdiction: string;
	}[];
	law: { relation: LinkRelation; label: string; definition: string; shape: string; links: ProvisionLink[] }[];
	law_total: number;
	/** Links by who made them. */
	law_bases: { paper: number; coder: number };
	looked_for: {
		jurisdiction: string;
		as_of: string;
		finding: string;
		scope: string;
		strength: string;
		reason: string;
		exceptions: { href: string; title: string }[];
	}[];
	doubt: { coding_note?: Told; merge_note?: Told; inferred: string[] };
	history: HistoryEntry[];
};

/** Everything about one proposal in the reader's language; undefined where no current record has this id. */
export async function proposalPage(db: Db, id: string, locale: Locale): Promise<ProposalPage | undefined> {
	const snapshot = await snapshotAround(db, id);
	const row = snapshot.proposals.find((candidate) => candidate.id === id);
	if (!row) return undefined;
	const { label, definition } = wordsIn(snapshot, locale);
	const passagesOf = (vocabulary: string, code: string) => passagesFor(vocabulary, code, snapshot, locale);
	const facts = factsOf(row, snapshot, locale);
	const links = describeLinks(row, snapshot, locale);
	const inferred = [...facts.actors.inferred, ...facts.beneficiaries.inferred];

	return {
		id: row.id,
		title: inLocale(row, 'title', locale),
		other_title: inLocale(row, 'title', otherLocale(locale)),
		summary: inLocale(row, 'summary', locale),
		other_summary: inLocale(row, 'summary', otherLocale(locale)),
		umbrella: row.level === 'umbrella',
		primary_layer: row.primary_layer,
		matrix_href: `/matrix/layers?${row.level === 'umbrella' ? 'level=all&' : ''}cell=${row.id}:${row.primary_layer}`,
		facts,
		layers: layers.map((code) => ({
			code,
			label: label('layers', code),
			involvement: row.layers[code].involvement,
			involvement_label: label('involvement', row.layers[code].involvement),
			reason: inLocale(row.layers[code], 'reason', locale)
		})),
		problem: {
			...((row.target_problem_en || row.target_problem_zh) && {
				text: inLocale(row, 'target_problem', locale)
			}),
			problems: (row.target_problems ?? []).map((code) => ({
				code,
				label: label('target_problems', code),
				places: passagesOf('target_problems', code).map(({ paper, place }) => `${paper} ${place}`)
			}))
		},
		evidence: evidenceOf(row, snapshot, locale),
		mechanisms: row.mechanisms.map((mechanism) => ({
			name: inLocale(mechanism, 'name', locale),
			other: inLocale(mechanism, 'name', otherLocale(locale))
		})),
		obstacles: (row.obstacles ?? []).map((code) => ({
			code,
			label: label('obstacles', code),
			definition: definition('obstacles', code),
			passages: passagesOf('obstacles', code)
		})),
		relations: describeRelations(row, snapshot, locale),
		regulations_named: (row.regulations_named ?? []).map(({ instrument, verbatim, use }) => ({
			verbatim,
			use: label('regulation_use', use),
			href: `/regulations/${instrument}`,
			instrument: inLocale(snapshot.instruments.get(instrument)!, 'short_title', locale),
			jurisdiction: label('jurisdictions', snapshot.instruments.get(instrument)!.jurisdiction)
		})),
		law: linkRelations
			.map((relation) => ({
				relation,
				label: label('link_relations', relation),
				definition: definition('link_relations', relation),
				shape: shapeOf(relation),
				links: links.filter((link) => link.relation === relation)
			}))
			.filter((group) => group.links.length > 0),
		law_total: links.length,
		law_bases: {
			paper: links.filter(({ basis }) => basis === 'paper').length,
			coder: links.filter(({ basis }) => basis === 'coder').length
		},
		looked_for: row.assessments.map((assessment) => ({
			jurisdiction: label('jurisdictions', assessment.jurisdiction),
			as_of: assessment.as_of,
			finding: label('assessment_findings', assessment.finding),
			scope: label('assessment_scope', assessment.scope),
			strength: label('assessment_strength', assessment.strength),
			reason: inLocale(assessment, 'reason', locale),
			exceptions: (assessment.exceptions ?? []).map((instrument) => ({
				href: `/regulations/${instrument}`,
				title: inLocale(snapshot.instruments.get(instrument)!, 'short_title', locale)
			}))
		})),
		doubt: {
			coding_note: told(row, 'coding_note', locale),
			merge_note: told(row, 'merge_note', locale),
			inferred: [...new Set(inferred.map((party) => party.label))]
		},
		history: await listHistory(db, ['proposal', 'link'], row.id)
	};
}

const wordsIn = ({ terms }: Snapshot, locale: Locale) => ({
	label: (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale),
	definition: (vocabulary: string, code: string) => definitionOf(terms, vocabulary, code, locale)
});

function factsOf(row: ProposalRow, snapshot: Snapshot, locale: Locale): ProposalPage['facts'] {
	const { label, definition } = wordsIn(snapshot, locale);
	const party = (vocabulary: string, filter: string, code: string): Party => ({
		code,
		label: label(vocabulary, code),
		href: `/matrix/layers?${filter}=${code}`
	});
	const parties = (field: 'actors' | 'beneficiaries', filter: string): Parties => {
		const of = (basis: 'named' | 'inferred') =>
			row[field].filter((entry) => entry.basis === basis).map(({ code }) => party(field, filter, code));
		return { named: of('named'), inferred: of('inferred') };
	};
	const remedy = (code: string) => party('remedy_types', 'remedy', code);
	const defined = (field: 'modality' | 'specificity') => ({
		label: label(field, row[field]),
		definition: definition(field, row[field])
	});
	return {
		remedy: remedy(row.remedy_type),
		also: (row.secondary_remedy_types ?? []).map(remedy),
		actors: parties('actors', 'actor'),
		beneficiaries: parties('beneficiaries', 'beneficiary'),
		modality: defined('modality'),
		specificity: defined('specificity'),
		...(row.alienation_dimension &&
			row.alienation_basis && {
				alienation: {
					label: label('alienation_dimensions', row.alienation_dimension),
					also: (row.secondary_alienation_dimensions ?? []).map((code) =>
						label('alienation_dimensions', code)
					),
					basis: label('alienation_basis', row.alienation_basis),
					basis_code: row.alienation_basis
				}
			})
	};
}

/** The passages that a vocabulary gives for a code. */
const passagesFor = (vocabulary: string, code: string, { terms, papers }: Snapshot, locale: Locale) =>
	(terms.get(vocabulary)?.get(code)?.evidence ?? []).map((passage) => ({
		paper: paperShortName(papers.get(passage.paper)!, locale),
		href: `/papers/${passage.paper}`,
		place: locatorText(passage),
		key_terms: passage.key_terms
	}));

function evidenceOf(row: ProposalRow, { terms, papers }: Snapshot, locale: Locale): ProposalPage['evidence'] {
	const byPaper = groupBy(row.evidence, ({ paper }) => paper);
	return row.papers.map(({ id, proposing }) => ({
		id,
		href: `/papers/${id}`,
		name: paperShortName(papers.get(id)!, locale),
		proposing,
		passages: (byPaper.get(id) ?? []).map((passage) => ({
			place: locatorText(passage),
			href: sectionHref(id, passage.section),
			role: labelOf(terms, 'evidence_roles', passage.role, locale),
			key_terms: passage.key_terms
		}))
	}));
}

/** Where a paper's page lists the section. */
export function sectionHref(paper: string, section: string): string {
	return `/papers/${paper}#s-${encodeURIComponent(section)}`;
}

/** The coverage shape of what a coder read, the quotation mark of what a paper says itself. */
function shapeOf(relation: LinkRelation): string {
	return relation in coverageShapes ? coverageShapes[relation as keyof typeof coverageShapes] : '❝';
}

function describeLinks(
	row: ProposalRow,
	{ links, papers, terms, instruments }: Snapshot,
	locale: Locale
): ProvisionLink[] {
	const own: StoredLink[] = links.filter(({ proposal }) => proposal === row.id);
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	return own.map((link) => {
		const [id, number] = link.provision.split('#');
		const instrument = instruments.get(id)!;
		const provision = instrument.provisions.find((candidate) => candidate.number === Number(number))!;
		const note = told(link, 'coding_note', locale);
		const name = provisionTitle(instrument, provision, locale);
		return {
			id: link.id,
			href: `/regulations/${id}#p${number}`,
			instrument: inLocale(instrument, 'short_title', locale),
			jurisdiction: label('jurisdictions', instrument.jurisdiction),
			status: label('instrument_status', instrument.status),
			status_code: instrument.status,
			force: label('instrument_force', instrument.force),
			// What has no Chinese name stands in the law's own language.
			reference:
				locale === 'zh' && name === provision.ref_en && instrument.original_language !== 'zh'
					? { text: provision.ref, lang: instrument.original_language }
					: { text: name },
			requires: inLocale(provision, 'paraphrase', locale),
			verification: label('provision_verification', provision.verification),
			verification_code: provision.verification,
			relation: link.relation,
			relation_label: label('link_relations', link.relation),
			shape: shapeOf(link.relation),
			basis: link.basis,
			basis_label: label('link_basis', link.basis),
			confidence: label('confidence', link.confidence),
			confidence_code: link.confidence,
			reason: inLocale(link, 'reason', locale),
			...((link.missing_en || link.missing_zh) && { missing: inLocale(link, 'missing', locale) }),
			covers: link.covers.map((code) => label('worker_groups', code)),
			...(link.evidence && {
				passage: {
					paper: paperShortName(papers.get(link.evidence.paper)!, locale),
					href: sectionHref(link.evidence.paper, link.evidence.section),
					place: locatorText(link.evidence)
				}
			}),
			...(note && { note })
		};
	});
}

/** Both directions, each relation once: where both ends state it, the record's own wording stands. */
function describeRelations(
	row: ProposalRow,
	{ proposals, terms }: Snapshot,
	locale: Locale
): ProposalPage['relations'] {
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const titles = new Map(proposals.map((proposal) => [proposal.id, proposal]));
	const own = (row.relations ?? []).map((relation) => ({ ...relation, other: relation.to, outgoing: true }));
	const stated = proposals.flatMap((proposal) =>
		(proposal.relations ?? [])
			.filter(({ to }) => to === row.id)
			.map((relation) => ({ ...relation, other: proposal.id, outgoing: false }))
	);
	const seen = new Set<string>();
	const shown = [...own, ...stated].flatMap((relation) => {
		const other = titles.get(relation.other);
		const side = sideOf(relation.type, relation.outgoing);
		const key = `${side} ${relation.other}`;
		if (!other || seen.has(key)) return [];
		seen.add(key);
		return [
			{
				side,
				entry: {
					href: `/proposals/${other.id}`,
					title: inLocale(other, 'title', locale),
					umbrella: other.level === 'umbrella',
					outgoing: relation.outgoing,
					reason: inLocale(relation, 'reason', locale),
					basis: label('relation_basis', relation.basis),
					scope: label('relation_scope', relation.scope)
				}
			}
		];
	});
	return sides
		.map((side) => ({
			side,
			entries: shown.filter((relation) => relation.side === side).map(({ entry }) => entry)
		}))
		.filter(({ entries }) => entries.length > 0);
}
