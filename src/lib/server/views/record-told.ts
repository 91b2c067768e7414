import { diffWords } from 'diff';
import { z } from 'zod';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { ofPath, referenceOf, vocabularyOf, type Referenced } from '../../domain/coded-fields.ts';
import { fieldWord } from '../../domain/field-words.ts';
import type { Said, ToldChange, ToldField } from '../../domain/history-page.ts';
import { paperShortName, paperTitle } from '../../domain/names.ts';
import { diffRecords } from '../../domain/record-diff.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { isFields, type Fields } from '../../domain/typed-fields.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { recordSchemas } from '../records.ts';
import type { Around as AtlasAround } from './snapshot.ts';
import { colon } from '../../i18n/punctuation.ts';

type Around = Pick<AtlasAround, 'terms' | 'papers' | 'instruments' | 'proposals'>;

/** The same with its keys as the files have them, which the database does not keep; what no schema knows comes last. */
function inOrder(schema: z.ZodType | undefined, value: unknown): unknown {
	if (schema instanceof z.ZodOptional) return inOrder(schema.unwrap() as z.ZodType, value);
	if (Array.isArray(value)) {
		const element = schema instanceof z.ZodArray ? (schema.element as z.ZodType) : undefined;
		return value.map((row) => inOrder(element, row));
	}
	if (!isFields(value)) return value;
	const shape: Record<string, z.ZodType | undefined> =
		schema instanceof z.ZodObject
			? schema.shape
			: schema instanceof z.ZodRecord
				? Object.fromEntries(
						(schema.keyType as z.ZodEnum).options.map((key) => [key, schema.valueType as z.ZodType])
					)
				: {};
	const keys = [...new Set([...Object.keys(shape), ...Object.keys(value)])];
	return Object.fromEntries(
		keys.filter((key) => key in value).map((key) => [key, inOrder(shape[key], value[key])])
	);
}

const ordered = (kind: RecordKind, data: Fields) => inOrder(recordSchemas[kind], data) as Fields;

/** Every field a record has, in the order of its file. */
export function tellRecord(around: Around, kind: RecordKind, data: Fields, locale: Locale): ToldField[] {
	return Object.entries(ordered(kind, data))
		.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
		.map(([path, value]) => ({
			path,
			name: fieldWord(path, locale),
			said: tell(around, kind, [path], value, locale)
		}));
}

/** What differs between two versions of a record, field by field, with the words that changed in a text. */
export function tellChanges(
	around: Around,
	kind: RecordKind,
	before: Fields,
	after: Fields,
	locale: Locale
): ToldChange[] {
	return diffRecords(ordered(kind, before), ordered(kind, after)).map(({ path, before: was, after: is }) => {
		const steps = path.split('.');
		const told = {
			path,
			name: namePath(around, kind, steps, is === undefined ? before : after, locale),
			...(was !== undefined && { before: tell(around, kind, steps, was, locale) }),
			...(is !== undefined && { after: tell(around, kind, steps, is, locale) })
		};
		markChanged(told, locale);
		return told;
	});
}

/** A path in words, rows by what names them: "Provisions: Art. 7: How it was verified". */
export function namePath(
	around: Around,
	kind: RecordKind,
	steps: string[],
	record: Fields,
	locale: Locale
): string {
	const names: string[] = [];
	let value: unknown = record;
	steps.forEach((step, at) => {
		const list = Array.isArray(value) ? steps[at - 1] : undefined;
		value = value === undefined || value === null ? undefined : (value as Fields)[step];
		const name = list ? nameRow(around, list, value, record, locale) : fieldWord(step, locale);
		names.push(name ?? String(Number(step) + 1));
	});
	return names.join(colon(locale));
}

/** What tells a row of a list from the others, in words; undefined where only its place does. */
function nameRow(
	around: Around,
	list: string,
	row: unknown,
	record: Fields,
	locale: Locale
): string | undefined {
	if (!isFields(row)) return undefined;
	const text = (field: string) => (typeof row[field] === 'string' ? row[field] : undefined);
	const told = (what: Referenced, field: string) => {
		const id = text(field);
		return id && (nameReference(around, what, id, locale)?.title ?? id);
	};
	switch (list) {
		case 'provisions':
			return (
				provisionTitle(
					{ original_language: String(record.original_language) },
					{ ref: text('ref') ?? text('ref_en') ?? '', ref_en: text('ref_en') ?? text('ref') ?? '' },
					locale
				) || undefined
			);
		case 'links':
			return told('provision', 'provision');
		case 'assessments':
			return text('jurisdiction') && labelOf(around.terms, 'jurisdictions', text('jurisdiction')!, locale);
		case 'evidence':
			return text('section') && [told('paper', 'paper'), placeOf(row)].filter(Boolean).join(' ');
		case 'named_items':
		case 'considered_not_coded':
			return text('verbatim') ?? (text('section') && placeOf(row));
		case 'relations':
			return told('proposal', 'to');
		case 'regulations_named':
			return told('instrument', 'instrument');
		case 'cited_by_papers':
			return told('paper', 'paper');
		case 'featured':
			return told('proposal', 'proposal');
		case 'actors':
		case 'beneficiaries':
			return text('code') && labelOf(around.terms, list, text('code')!, locale);
		case 'mechanisms':
		case 'issuing_bodies':
			return inLocale({ name_en: text('name_en'), name_zh: text('name_zh') }, 'name', locale) || undefined;
		case 'terms':
			return text('code');
		case 'columns':
			return text('field');
		case 'structure':
			return text('section') && `§${text('section')}`;
		default:
			return undefined;
	}
}

const placeOf = ({ section, paragraph }: Fields) => `§${section} ¶${paragraph}`;

/** What a value says that stands at a path of a record. */
export function tell(
	around: Around,
	kind: RecordKind,
	steps: string[],
	value: unknown,
	locale: Locale
): Said {
	if (Array.isArray(value))
		return { rows: value.map((row, at) => tell(around, kind, [...steps, String(at)], row, locale)) };
	if (isFields(value))
		return {
			fields: Object.entries(value)
				.filter(([, inner]) => inner !== undefined)
				.map(([key, inner]) => ({
					name: fieldWord(key, locale),
					said: tell(around, kind, [...steps, key], inner, locale)
				}))
		};
	const text = String(value ?? '');
	const vocabulary = ofPath(vocabularyOf[kind], steps.join('.'));
	if (vocabulary) return { pieces: [{ text: labelOf(around.terms, vocabulary, text, locale) }], code: text };
	const referenced = steps.at(-1) === 'moved_to' ? movedTo[kind] : ofPath(referenceOf[kind], steps.join('.'));
	const reference = referenced && nameReference(around, referenced, text, locale);
	if (reference) return { pieces: [{ text: reference.title }], code: text, href: reference.href };
	const language = /_(en|zh)$/.exec(steps.at(-1) ?? '')?.[1] as Locale | undefined;
	return { pieces: [{ text }], ...(language && language !== locale && { lang: language }) };
}

const movedTo: Partial<Record<RecordKind, Referenced>> = {
	proposal: 'proposal',
	paper: 'paper',
	instrument: 'instrument'
};

/** Ids of the proposals that a record names: what tells of it needs their titles. */
export function namedProposals(kind: RecordKind, data: Fields): string[] {
	const paths = Object.keys(referenceOf[kind]).filter((path) => referenceOf[kind][path] === 'proposal');
	return [...paths, ...(movedTo[kind] === 'proposal' ? ['moved_to'] : [])].flatMap((path) =>
		valuesAt(data, path.split('.')).flatMap((value) => (typeof value === 'string' ? [value] : []))
	);
}

/** What stands at a path, of which a step `*` stands for every row. */
function valuesAt(value: unknown, [step, ...rest]: string[]): unknown[] {
	if (step === undefined) return [value];
	if (typeof value !== 'object' || value === null) return [];
	const inner = step === '*' ? Object.values(value) : [(value as Fields)[step]];
	return inner.flatMap((one) => valuesAt(one, rest));
}

/** Title and page of a record that another names; undefined where it is not among the current ones. */
function nameReference(
	{ papers, instruments, proposals }: Around,
	what: Referenced,
	id: string,
	locale: Locale
): { title: string; href: string } | undefined {
	switch (what) {
		case 'paper': {
			const paper = papers.get(id);
			return paper && { title: paperShortName(paper, locale), href: `/papers/${id}` };
		}
		case 'instrument': {
			const instrument = instruments.get(id);
			return instrument && { title: inLocale(instrument, 'short_title', locale), href: `/regulations/${id}` };
		}
		case 'provision': {
			const [own, number] = id.split('#');
			const instrument = instruments.get(own);
			const provision = instrument?.provisions.find((candidate) => String(candidate.number) === number);
			if (!instrument || !provision) return undefined;
			return {
				title: `${inLocale(instrument, 'short_title', locale)} ${provisionTitle(instrument, provision, locale)}`,
				href: `/regulations/${own}#p${number}`
			};
		}
		case 'proposal': {
			const row = proposals.find((candidate) => candidate.id === id);
			return row && { title: inLocale(row, 'title', locale), href: `/proposals/${id}` };
		}
		case 'vocabulary':
			return { title: id, href: `/codebook#${id}` };
	}
}

/** Marks in a text the words, in a plain list the entries, that only one of the two versions has. */
function markChanged({ before, after }: Pick<ToldChange, 'before' | 'after'>, locale: Locale): void {
	if (!before || !after) return;
	if ('pieces' in before && 'pieces' in after && !before.code && !after.code) {
		const [was, is] = [before, after].map(({ pieces }) => pieces.map(({ text }) => text).join(''));
		const segments = new Intl.Segmenter(after.lang ?? locale, { granularity: 'word' });
		const parts = diffWords(was, is, { intlSegmenter: segments });
		before.pieces = parts
			.filter(({ added }) => !added)
			.map(({ value, removed }) => ({ text: value, ...(removed && { changed: true }) }));
		after.pieces = parts
			.filter(({ removed }) => !removed)
			.map(({ value, added }) => ({ text: value, ...(added && { changed: true }) }));
	}
	if ('rows' in before && 'rows' in after)
		for (const [own, other] of [
			[before, after],
			[after, before]
		]) {
			const known = new Set(other.rows.map((row) => JSON.stringify(row)));
			const changed = own.rows.filter((row) => !known.has(JSON.stringify(row)));
			for (const row of changed)
				if ('pieces' in row) row.pieces = row.pieces.map(({ text }) => ({ text, changed: true }));
		}
}

/** What a record of any kind is called; its id where its data has no title. */
export function titleOf(around: Around, kind: RecordKind, data: Fields, locale: Locale): string {
	const pair = (field: string) =>
		inLocale({ x_en: data[`${field}_en`], x_zh: data[`${field}_zh`] } as Record<string, string>, 'x', locale);
	const id = String(data.id ?? '');
	switch (kind) {
		case 'paper':
			return isFields(data.bibliography) ? String(paperTitle(data as never, locale).text) : id;
		case 'instrument':
			return pair('short_title') || id;
		case 'link':
			return nameReference(around, 'proposal', id, locale)?.title ?? id;
		default:
			return pair('title') || id;
	}
}
