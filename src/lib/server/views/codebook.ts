import { vocabularyOf } from '../../domain/coded-fields.ts';
import { everything } from '../../domain/cross-tab.ts';
import { filterVocabularies } from '../../domain/matrix/view.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { dataState } from '../data-state.ts';
import { countCodes } from '../queries/code-counts.ts';
import { readCounts } from './counts.ts';
import { facetsUnder } from './proposal-list.ts';
import { atlasFrame, currentPapers, type Frame } from './snapshot.ts';

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
	const frame = await atlasFrame(db);
	const { vocabularies } = frame;
	const uses = await countUses(db, frame);
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

/** How often each code is used; each record counts once per code, however often it holds it. */
async function countUses(db: Db, frame: Frame) {
	const state = await dataState(db);
	const tally = new Map<string, number>();
	const add = (kind: UseKind, vocabulary: string, code: string | undefined, count = 1) => {
		const key = `${vocabulary} ${code} ${kind}`;
		if (code) tally.set(key, (tally.get(key) ?? 0) + count);
	};
	const [facets, counted, problems, ...ofLinks] = await Promise.all([
		facetsUnder(db, state, { facets: [], words: [], level: 'all' }),
		countCodes(db),
		readCounts(db, [['target_problem', 'proposals']]),
		...linkVocabularies.map(([, dimension]) => readCounts(db, [[dimension, 'links']]))
	]);
	for (const [facet, count] of facets) {
		const [name, code, ...rest] = facet.split(':');
		const vocabulary = facetVocabularies[name];
		if (vocabulary && rest.length === 0) add('proposals', vocabulary, code, count);
	}
	for (const { kind, vocabulary, code, count } of counted) add(kind, vocabulary, code, count);
	const ofProblems = problems[0]('all');
	for (const code of ofProblems.rows())
		add('proposals', 'target_problems', code, ofProblems.of(code, everything).proposals);
	for (const [place, [vocabulary]] of linkVocabularies.entries()) {
		const counts = ofLinks[place][0]('all');
		for (const code of counts.rows()) add('links', vocabulary, code, counts.of(code, everything).links);
	}
	const once = (kind: UseKind, vocabulary: string, codes: readonly (string | undefined)[]) => {
		for (const code of new Set(codes)) add(kind, vocabulary, code);
	};
	for (const paper of currentPapers(frame)) {
		once(
			'papers',
			'bibliography_source',
			Object.values(paper.bibliography).map(({ source }) => source)
		);
		once(
			'papers',
			'named_item_types',
			(paper.named_items ?? []).map(({ type }) => type)
		);
	}
	for (const record of [...frame.instruments.values()].filter(isCurrent)) {
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
			add('instruments', vocabulary!, code);
		once(
			'instruments',
			'cited_by_kind',
			(record.cited_by_papers ?? []).map(({ kind }) => kind)
		);
		for (const { verification } of record.provisions)
			add('provisions', 'provision_verification', verification);
	}
	for (const { level, group } of frame.terms.get('jurisdictions')?.values() ?? []) {
		add('terms', 'jurisdiction_levels', level);
		add('terms', 'jurisdiction_groups', group);
	}
	return (vocabulary: string, code: string, kind: UseKind) => tally.get(`${vocabulary} ${code} ${kind}`) ?? 0;
}

/** Vocabularies whose codes are facets of proposals. */
const facetVocabularies: Record<string, string | undefined> = { ...filterVocabularies, layer: 'layers' };

/** Vocabularies of links, and the dimension of the cross-tab that has the same codes. */
const linkVocabularies = [
	['link_basis', 'basis'],
	['link_relations', 'relation'],
	['confidence', 'confidence'],
	['worker_groups', 'worker_group']
] as const;
