import { vocabularyOf } from '../../domain/coded-fields.ts';
import { filterVocabularies } from '../../domain/matrix/view.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { listInstruments } from '../queries/instruments.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { atlasSnapshot, currentPapers, type Snapshot } from './snapshot.ts';

const useKinds = [
	'proposals',
	'papers',
	'instruments',
	'provisions',
	'links',
	'assessments',
	'relations',
	'passages',
	'terms'
] as const;
type UseKind = (typeof useKinds)[number];
type Instruments = Awaited<ReturnType<typeof listInstruments>>;

export type CodebookPage = {
	/** Vocabularies by the kind of record that uses them most directly. */
	parts: { part: 'proposals' | 'papers' | 'law' | 'links'; vocabularies: CodebookVocabulary[] }[];
	total: { vocabularies: number; terms: number };
};

type CodebookVocabulary = {
	id: string;
	title: string;
	other_title: string;
	purpose: string;
	example: string;
	counter_example: string;
	fields: string[];
	terms: {
		code: string;
		label: string;
		other_label: string;
		definition: string;
		parent?: string;
		uses: { kind: UseKind; count: number; href?: string }[];
	}[];
};

/** Which fields hold the codes of a vocabulary, as the files name them. */
const fieldsOf: Record<string, string[]> = { layers: ['proposal.layers'] };
for (const [kind, fields] of Object.entries(vocabularyOf))
	for (const [pattern, vocabulary] of Object.entries(fields))
		(fieldsOf[vocabulary] ??= []).push(fieldName(kind, pattern));
fieldsOf.coverage_states = ['matrix coverage'];

/** `proposal.actors`, `proposal.actors.basis`, `link.relation`: rows and lists are not spelt out. */
function fieldName(kind: string, pattern: string): string {
	const name = `${kind}.${pattern}`.replace(/\.\*(\.code)?(?=\.|$)/g, '');
	return name
		.replace(/^link\.links\./, 'link.')
		.replace(/^link\.assessments\./, 'assessment.')
		.replace(/^vocabulary\.terms\./, 'jurisdictions.');
}

const partOf = { proposal: 'proposals', paper: 'papers', instrument: 'law', jurisdictions: 'law' } as const;

/** Every vocabulary with its terms and how often each is used, in the reader's language. */
export async function codebookPage(db: Db, locale: Locale): Promise<CodebookPage> {
	const [vocabularies, instruments, snapshot] = await Promise.all([
		listVocabularies(db),
		listInstruments(db),
		atlasSnapshot(db)
	]);
	const uses = countUses(snapshot, instruments);
	const shown = vocabularies.map((vocabulary) => ({
		id: vocabulary.id,
		title: inLocale(vocabulary, 'title', locale),
		other_title: inLocale(vocabulary, 'title', otherLocale(locale)),
		purpose: inLocale(vocabulary, 'purpose', locale),
		example: inLocale(vocabulary, 'example', locale),
		counter_example: inLocale(vocabulary, 'counter_example', locale),
		fields: fieldsOf[vocabulary.id] ?? [],
		terms: vocabulary.terms.map((term) => ({
			code: term.code,
			label: inLocale(term, 'label', locale),
			other_label: inLocale(term, 'label', otherLocale(locale)),
			definition: inLocale(term, 'definition', locale),
			...(term.parent && { parent: term.parent }),
			uses: useKinds
				.map((kind) => ({
					kind,
					count: uses(vocabulary.id, term.code, kind),
					...(kind === 'proposals' && withHref(matrixHref(vocabulary.id, term.code)))
				}))
				.filter(({ count }) => count > 0)
		}))
	}));
	const order = Object.keys(fieldsOf);
	const place = ({ id }: CodebookVocabulary) => (order.includes(id) ? order.indexOf(id) : order.length);
	const partOfVocabulary = ({ fields }: CodebookVocabulary) =>
		partOf[(fields[0] ?? '').split('.')[0] as keyof typeof partOf] ?? 'links';
	return {
		parts: (['proposals', 'papers', 'law', 'links'] as const)
			.map((part) => ({
				part,
				vocabularies: shown
					.filter((vocabulary) => partOfVocabulary(vocabulary) === part)
					.sort((a, b) => place(a) - place(b) || a.id.localeCompare(b.id))
			}))
			.filter(({ vocabularies: list }) => list.length > 0),
		total: {
			vocabularies: shown.length,
			terms: shown.reduce((sum, { terms }) => sum + terms.length, 0)
		}
	};
}

const withHref = (href: string | undefined) => (href ? { href } : {});

/** The matrix filtered by this code, umbrellas included so that the rows match the number. */
function matrixHref(vocabulary: string, code: string): string | undefined {
	const filter = Object.entries(filterVocabularies).find(([, of]) => of === vocabulary)?.[0];
	if (filter) return `/matrix/layers?${filter}=${code}&level=all`;
	return vocabulary === 'layers' ? `/matrix/${code}?level=all` : undefined;
}

function countUses({ proposals, papers, links, assessments, terms }: Snapshot, instruments: Instruments) {
	const tally = new Map<string, number>();
	/** Each record counts once per code, however often it holds it. */
	function count(kind: UseKind, vocabulary: string, codes: readonly (string | undefined)[]) {
		for (const code of new Set(codes)) {
			const key = `${vocabulary} ${code} ${kind}`;
			if (code) tally.set(key, (tally.get(key) ?? 0) + 1);
		}
	}
	for (const row of proposals) {
		const layers = Object.entries(row.layers);
		count(
			'proposals',
			'layers',
			layers.filter(([, { involvement }]) => involvement !== 'none').map(([layer]) => layer)
		);
		count(
			'proposals',
			'involvement',
			layers.map(([, { involvement }]) => involvement)
		);
		count('proposals', 'level', [row.level]);
		count('proposals', 'modality', [row.modality]);
		count('proposals', 'specificity', [row.specificity]);
		count('proposals', 'remedy_types', [row.remedy_type, ...(row.secondary_remedy_types ?? [])]);
		count('proposals', 'alienation_dimensions', [
			row.alienation_dimension,
			...(row.secondary_alienation_dimensions ?? [])
		]);
		count('proposals', 'alienation_basis', [row.alienation_basis]);
		count('proposals', 'target_problems', row.target_problems ?? []);
		count('proposals', 'obstacles', row.obstacles ?? []);
		count(
			'proposals',
			'actors',
			row.actors.map(({ code }) => code)
		);
		count(
			'proposals',
			'beneficiaries',
			row.beneficiaries.map(({ code }) => code)
		);
		count(
			'proposals',
			'actor_basis',
			[...row.actors, ...row.beneficiaries].map(({ basis }) => basis)
		);
		for (const { role } of row.evidence) count('passages', 'evidence_roles', [role]);
		for (const { type, basis, scope } of row.relations ?? []) {
			count('relations', 'relation_types', [type]);
			count('relations', 'relation_basis', [basis]);
			count('relations', 'relation_scope', [scope]);
		}
		count(
			'proposals',
			'regulation_use',
			(row.regulations_named ?? []).map(({ use }) => use)
		);
	}
	for (const paper of currentPapers({ papers })) {
		count(
			'papers',
			'bibliography_source',
			Object.values(paper.bibliography).map(({ source }) => source)
		);
		count(
			'papers',
			'named_item_types',
			(paper.named_items ?? []).map(({ type }) => type)
		);
	}
	for (const record of instruments.filter(isCurrent)) {
		for (const [vocabulary, code] of [
			['jurisdictions', record.jurisdiction],
			['instrument_types', record.type],
			['instrument_force', record.force],
			['instrument_status', record.status],
			['instrument_verification', record.verification],
			['binding', record.binding],
			['title_en_basis', record.title_en_basis],
			['title_zh_basis', record.title_zh_basis],
			['url_basis', record.url_basis]
		])
			count('instruments', vocabulary!, [code]);
		count(
			'instruments',
			'cited_by_kind',
			(record.cited_by_papers ?? []).map(({ kind }) => kind)
		);
		for (const { verification } of record.provisions)
			count('provisions', 'provision_verification', [verification]);
	}
	for (const link of links) {
		count('links', 'link_basis', [link.basis]);
		count('links', 'link_relations', [link.relation]);
		count('links', 'confidence', [link.confidence]);
		count('links', 'worker_groups', link.covers);
	}
	for (const assessment of assessments) {
		count('assessments', 'jurisdictions', [assessment.jurisdiction]);
		count('assessments', 'assessment_findings', [assessment.finding]);
		count('assessments', 'assessment_scope', [assessment.scope]);
		count('assessments', 'assessment_strength', [assessment.strength]);
	}
	for (const { level, group } of terms.get('jurisdictions')?.values() ?? []) {
		count('terms', 'jurisdiction_levels', [level]);
		count('terms', 'jurisdiction_groups', [group]);
	}
	return (vocabulary: string, code: string, kind: UseKind) => tally.get(`${vocabulary} ${code} ${kind}`) ?? 0;
}
