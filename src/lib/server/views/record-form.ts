import type { Referenced } from '../../domain/coded-fields.ts';
import type { FormNode, Group, Leaf } from '../../domain/form.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { paperShortName, paperTitle } from '../../domain/names.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { Paper } from '../../domain/paper.ts';
import { findEntries } from '../../domain/palette.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import { companionsOf } from '../curation/drafts.ts';
import { recordSetOf } from '../curation/publish.ts';
import { recordForms } from '../curation/typed.ts';
import { dataState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import type { RecordKind } from '../db/schema.ts';
import type { Draft } from '../queries/drafts.ts';
import { listProposalTitles, type ProposalTitle } from '../queries/proposals.ts';
import { listTitlesHolding } from '../queries/search.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { fieldHelp, type FieldHelp } from './guide.ts';
import { fitsIntoPage } from './matrix.ts';
import { proposalsUnder } from './proposal-list.ts';
import { atlasFrame } from './snapshot.ts';

/** What a field is called and what the codebook says of it, by path, `evidence.*.section`. */
type FormWords = Record<string, { label: string; help?: FieldHelp }>;

export type CodeShown = { code: string; label: string; definition: string };

/** A record that a field can name: what is written down, and what a reader calls it. */
export type Choice = { value: string; label: string; detail?: string };

export type RecordForm = {
	kind: RecordKind;
	form: Group;
	words: FormWords;
	/** Of each vocabulary the form uses. */
	codes: Record<string, CodeShown[]>;
	/** What can be named, of each sort the form uses; of many records only as many as a page can hold. */
	choices: Partial<Record<Referenced, Choice[]>>;
};

const mostChoices = 1000;

/** The form of a kind of record in the words of the reader, with the author's own handed-in records among the choices. */
export async function recordForm(db: Db, draft: Draft, locale: Locale): Promise<RecordForm> {
	const form = formOf(draft);
	const [help, vocabularies, known] = await Promise.all([
		fieldHelp(locale),
		listVocabularies(db),
		listProposalTitles(db, undefined, mostChoices).then((proposals) => knownTo(db, draft, proposals))
	]);
	const words: FormWords = {};
	const leaves: Leaf[] = [];
	walk(form.fields, '', (path, node) => {
		const said = help(draft.kind, path);
		words[path] = { label: labelOf(draft.kind, path, locale), ...(said && { help: said }) };
		if (node.node === 'list')
			words[`${path}.*`] = {
				label: messages[`form_row_${node.name}`]?.({}, { locale }) ?? words[path].label
			};
		if (node.node === 'leaf') leaves.push(node);
		if (node.node === 'pair') leaves.push(node.en, node.zh);
	});
	const used = new Set(leaves.flatMap((leaf) => ('vocabulary' in leaf ? [leaf.vocabulary] : [])));
	const named = new Set(leaves.flatMap((leaf) => (leaf.widget === 'reference' ? [leaf.to] : [])));
	return {
		kind: draft.kind,
		form,
		words,
		codes: Object.fromEntries(
			vocabularies
				.filter(({ id }) => used.has(id))
				.map(({ id, terms }) => [
					id,
					terms.map((term) => ({
						code: term.code,
						label: inLocale(term, 'label', locale),
						definition: inLocale(term, 'definition', locale)
					}))
				])
		),
		choices: Object.fromEntries(
			[...named].map((to) => [
				to,
				to === 'vocabulary'
					? vocabularies.map((one) => ({ value: one.id, label: inLocale(one, 'title', locale) }))
					: listChoices(known, to)
							.slice(0, mostChoices)
							.map((choice) => ({ value: choice.value, label: choice[locale] }))
			])
		)
	};
}

/** A record leaves by a page of its own; only in the draft that this page began do its fields for that stand. */
function formOf({ kind, data }: Draft): Group {
	const form = recordForms[kind];
	if (data.moved_to || data.retired_on) return form;
	const leaving = new Set(['moved_to', 'retired_on', 'retired_reason']);
	return { ...form, fields: form.fields.filter(({ name }) => !leaving.has(name)) };
}

/** Every field by its path, groups and lists before what stands in them. */
function walk(nodes: FormNode[], path: string, visit: (path: string, node: FormNode) => void): void {
	for (const node of nodes) {
		const own = path ? `${path}.${node.name}` : node.name;
		visit(own, node);
		if (node.node === 'group') walk(node.fields, own, visit);
		if (node.node === 'list') walk(node.fields, `${own}.*`, visit);
	}
}

const messages = m as unknown as Record<
	string,
	((_: object, options: { locale: Locale }) => string) | undefined
>;

/** The name of one field, else that of all fields of its name; of bibliography the words of the paper's page. */
function labelOf(kind: RecordKind, path: string, locale: Locale): string {
	const steps = path.split('.').filter((step) => step !== '*');
	const name = steps.at(-1)!;
	const message =
		messages[`form_field_${kind}_${steps.join('_')}`] ??
		(steps[0] === 'bibliography' ? messages[`record_bib_${name}`] : undefined) ??
		messages[`form_field_${name}`];
	return message?.({}, { locale }) ?? name;
}

type Named = Exclude<Referenced, 'vocabulary'>;
type Listed = { value: string; en: string; zh: string; detail: Record<Locale, string> };

/** Everything a field of this sort can name, with its titles in both languages. */
function listChoices({ proposals, instruments, papers }: Known, to: Named): Listed[] {
	const empty = { en: '', zh: '' };
	if (to === 'proposal')
		return proposals.map(({ id, title_en, title_zh }) => ({
			value: id,
			en: title_en,
			zh: title_zh,
			detail: empty
		}));
	if (to === 'paper')
		return papers.map((paper) => ({
			value: paper.id,
			en: `${paper.id} · ${paperShortName(paper, 'en')}: ${paperTitle(paper, 'en').text}`,
			zh: `${paper.id} · ${paperShortName(paper, 'zh')}：${paperTitle(paper, 'zh').text}`,
			detail: empty
		}));
	return instruments.flatMap((instrument): Listed[] => {
		const { id, short_title_en, short_title_zh, title_en, title_zh } = instrument;
		if (to === 'instrument')
			return [{ value: id, en: short_title_en, zh: short_title_zh, detail: { en: title_en, zh: title_zh } }];
		return instrument.provisions.map((provision) => ({
			value: `${id}#${provision.number}`,
			en: `${short_title_en}, ${provision.ref_en}`,
			zh: `${short_title_zh} ${provisionTitle(instrument, provision, 'zh')}`,
			detail: { en: provision.paraphrase_en, zh: provision.paraphrase_zh }
		}));
	});
}

/** Records a field of a draft can name that fit what was typed, best first; the first ones where nothing was. */
export async function findChoices(
	db: Db,
	to: Named,
	query: string,
	locale: Locale,
	{ draft, limit = 20 }: { draft?: Draft; limit?: number } = {}
): Promise<Choice[]> {
	const words = query
		.replace(/\p{C}+/gu, ' ')
		.trim()
		.slice(0, 200);
	const proposals = to === 'proposal' ? await proposalsFor(db, words) : [];
	const listed = listChoices(await knownTo(db, draft, proposals), to);
	const byValue = new Map(listed.map((choice) => [choice.value, choice]));
	const found = words
		? findEntries(
				listed.map(({ value, en, zh }) => ({ kind: 'pages', href: value, en, zh })),
				words
			).map(({ href }) => byValue.get(href)!)
		: listed;
	return found.slice(0, limit).map(({ value, detail, ...titles }) => ({
		value,
		label: titles[locale],
		...(detail[locale] && { detail: detail[locale] })
	}));
}

/** The sections and paragraphs of a paper, published or handed in by the same author; undefined where there is no such paper. */
export async function findStructure(
	db: Db,
	paper: string,
	draft: Draft | undefined
): Promise<Paper['structure'] | undefined> {
	const { papers } = await knownTo(db, draft, []);
	return papers.find(({ id }) => id === paper)?.structure;
}

/** Records that the author of a draft can name: what is published, and what the same author has handed in. */
type Known = {
	proposals: ProposalTitle[];
	instruments: Instrument[];
	papers: Paper[];
};

/** Proposals among which what was typed is looked for: all, or of too many those whose titles hold its words. */
async function proposalsFor(db: Db, words: string): Promise<ProposalTitle[]> {
	if (fitsIntoPage(await proposalsUnder(db, await dataState(db)))) return listProposalTitles(db);
	if (!words) return listProposalTitles(db, undefined, mostChoices);
	const found = await listTitlesHolding(db, 'proposal', words, mostChoices);
	return found.map(({ record, ...titles }) => ({ id: record, ...titles }));
}

async function knownTo(db: Db, draft: Draft | undefined, proposals: ProposalTitle[]): Promise<Known> {
	const [frame, companions] = await Promise.all([atlasFrame(db), draft ? companionsOf(db, draft) : []]);
	const { proposal, instrument, paper } = recordSetOf(companions);
	const joined = <T extends { id: string }>(published: Iterable<T>, own: T[]): T[] => [
		...new Map([...published, ...own].map((record) => [record.id, record])).values()
	];
	return {
		proposals: joined<ProposalTitle>(proposals, proposal),
		instruments: joined(frame.instruments.values(), instrument),
		papers: joined(frame.papers.values(), paper)
	};
}
