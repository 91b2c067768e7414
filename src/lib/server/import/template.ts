import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { vocabularyOf } from '../../domain/coded-fields.ts';
import { columnsOf, removeWord, toRows, type Column, type ImportKind } from '../../domain/import/columns.ts';
import { guardFormula } from '../../domain/sheet.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { Fields } from '../../domain/typed-fields.ts';
import type { Vocabulary } from '../../domain/vocabulary.ts';
import * as m from '../../paraglide/messages.js';
import { xlsxChunks } from '../api/xlsx.ts';
import type { Db } from '../db/connect.ts';
import { listInstruments } from '../queries/instruments.ts';
import { listLinkFiles } from '../queries/links.ts';
import { listProposals } from '../queries/proposals.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { recordSchemas } from '../records.ts';
import { toYaml } from '../seed/yaml.ts';
import { fieldHelp } from '../views/guide.ts';
import type { Format } from './read-file.ts';

/** How many things of each list a table has room for, unless its example needs more; whoever wants more adds columns. */
const numbered = 2;
const lineWidth = 110;

type Help = (path: string, required: boolean) => string;

/** An empty file of a kind with the codebook's help, and one published record as its example, marked as a remark. */
export async function makeTemplate(
	db: Db,
	kind: ImportKind,
	format: Format,
	locale: Locale
): Promise<string | Buffer> {
	const example = await findExample(db, kind);
	const help = await helpFor(db, kind, locale);
	if (format === 'yaml') return yamlTemplate(kind, help, example);
	const rows = example ? toRows(kind, example) : [];
	const columns = spread(columnsOf[kind], rows);
	const helpOf = ({ name, required, of }: Column) => help(pathOf(kind, name, of), required);
	const names = columns.map(({ name }) => name);
	const examples = rows.map((row) =>
		names.map((name, place) => `${place === 0 ? '# ' : ''}${row[name] ?? ''}`)
	);
	if (format === 'csv') {
		const helps = columns.map(({ column }, place) => `${place === 0 ? '# ' : ''}${helpOf(column)}`);
		const lines = [names, helps, ...examples].map((line) => line.map(guardFormula));
		return stringify(lines, { bom: true, record_delimiter: 'windows' });
	}
	const sheet = {
		columns: names.map((name) => ({ key: name, label: name, meaning: '', shown: true })),
		rows: examples.map((values) => ({ id: values[0], marked: false, href: '', values }))
	};
	const about = m.import_sheet_about({}, { locale });
	const chunks = await xlsxChunks(sheet, { data: m.import_sheet_rows({}, { locale }), about }, [
		[about, rules(locale).join('\n')],
		...columns.map(({ name, column }): [string, string] => [name, helpOf(column)])
	]);
	const parts: Uint8Array[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	return Buffer.concat(parts);
}

/** What holds for every file; the page says the same. */
export const rules = (locale: Locale): string[] => [
	m.import_rule_names({}, { locale }),
	m.import_rule_values({}, { locale }),
	m.import_rule_numbered({}, { locale }),
	m.import_rule_remark({}, { locale }),
	m.import_rule_present({}, { locale }),
	m.import_rule_remove({ word: removeWord }, { locale }),
	m.import_rule_lists({}, { locale }),
	m.import_rule_text({}, { locale })
];

async function findExample(db: Db, kind: ImportKind): Promise<Fields | undefined> {
	if (kind === 'link') {
		const files = await listLinkFiles(db);
		return files.find(({ links, assessments }) => links && assessments) ?? files[0];
	}
	const records = kind === 'proposal' ? await listProposals(db) : await listInstruments(db);
	return records.find(isCurrent);
}

/** `evidence.*.paper` as columns with numbers, things of a list one after the other. */
function spread(columns: Column[], rows: Record<string, string>[]): { name: string; column: Column }[] {
	const spreadOut: { name: string; column: Column }[] = [];
	for (let place = 0; place < columns.length;) {
		const list = listOf(columns[place]);
		const end = columns.findIndex((column, later) => later > place && listOf(column) !== list);
		const own = list === undefined ? [columns[place]] : columns.slice(place, end < 0 ? undefined : end);
		for (let number = 1; number <= (list === undefined ? 1 : roomIn(list, rows)); number++)
			for (const column of own) spreadOut.push({ name: column.name.replace('*', String(number)), column });
		place += own.length;
	}
	return spreadOut;
}

const listOf = ({ name }: Column): string | undefined => /^(.*)\.\*\./.exec(name)?.[1];

const roomIn = (list: string, rows: Record<string, string>[]): number =>
	Math.max(
		numbered,
		...rows.flatMap((row) =>
			Object.keys(row).map((name) =>
				name.startsWith(`${list}.`) ? Number(name.slice(list.length + 1).split('.')[0]) : 0
			)
		)
	);

/** A column of links or assessments by its path in the file of a proposal. */
function pathOf(kind: ImportKind, name: string, of: Column['of']): string {
	if (kind !== 'link' || name === 'entry' || name === 'proposal') return name;
	return `${of![0] === 'link' ? 'links' : 'assessments'}.*.${name}`;
}

async function helpFor(db: Db, kind: ImportKind, locale: Locale): Promise<Help> {
	const said = await fieldHelp(locale);
	const vocabularies = new Map((await listVocabularies(db)).map((vocabulary) => [vocabulary.id, vocabulary]));
	return (path, required) => {
		if (kind === 'link' && path === 'entry') return m.import_help_entry({}, { locale });
		if (kind === 'link' && path === 'proposal') return m.import_help_proposal({}, { locale });
		const vocabulary = vocabularies.get(vocabularyOf[kind][path] ?? vocabularyOf[kind][`${path}.*`] ?? '');
		const { means, not } = said(kind, path) ?? said(kind, path.replace(/(\.\*)?\.\w+$/, '')) ?? {};
		const inList = /\.\*\./.test(kind === 'link' ? path.replace(/^\w+\.\*\./, '') : path);
		const need = required
			? inList
				? m.import_required_each({}, { locale })
				: m.import_required({}, { locale })
			: m.import_optional({}, { locale });
		return [need, means, not, vocabulary && codes(vocabulary, locale)].filter(Boolean).join(' ');
	};
}

const codes = (vocabulary: Vocabulary, locale: Locale): string =>
	`[${vocabulary.terms.map((term) => `${term.code}: ${inLocale(term, 'label', locale)}`).join(' | ')}]`;

function yamlTemplate(kind: ImportKind, help: Help, example: Fields | undefined): string {
	const remark = (text: string, indent = '') =>
		wrapped(text, lineWidth - indent.length).map((line) => `${indent}# ${line}`);
	const lines = [
		...rules('en').flatMap((rule) => remark(rule)),
		'---',
		...skeleton(recordSchemas[kind], '', '', help, remark)
	];
	if (example)
		lines.push(
			'',
			...remark(m.import_example({}, { locale: 'en' })),
			'# ---',
			...toYaml(recordSchemas[kind], example)
				.trimEnd()
				.split('\n')
				.map((line) => `# ${line}`)
		);
	return `${lines.join('\n')}\n`;
}

/** Every key of a record with its help above it and nothing behind it. */
function skeleton(
	schema: z.ZodType,
	path: string,
	indent: string,
	help: Help,
	remark: (text: string, indent: string) => string[]
): string[] {
	return Object.entries((schema as z.ZodObject).shape as Record<string, z.ZodType>).flatMap(
		([key, field]) => {
			const required = !(field instanceof z.ZodOptional);
			const inner = field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field;
			const own = path ? `${path}.${key}` : key;
			const head = remark(help(own, required), indent);
			if (inner instanceof z.ZodObject)
				return [...head, `${indent}${key}:`, ...skeleton(inner, own, `${indent}  `, help, remark)];
			if (inner instanceof z.ZodArray && inner.element instanceof z.ZodObject) {
				const [first, ...rest] = skeleton(inner.element, `${own}.*`, `${indent}    `, help, remark);
				return [...head, `${indent}${key}:`, `${indent}  -`, first, ...rest];
			}
			return [...head, `${indent}${key}:${inner instanceof z.ZodArray ? ' []' : ''}`];
		}
	);
}

function wrapped(text: string, width: number): string[] {
	const lines = [''];
	for (const word of text.split(/\s+/)) {
		const last = lines[lines.length - 1];
		if (last !== '' && last.length + word.length >= width) lines.push(word);
		else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
	}
	return lines;
}
