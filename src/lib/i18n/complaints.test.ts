import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { codingForm } from '../domain/coding.ts';
import { draftEvents, draftStates } from '../domain/draft.ts';
import { entries } from '../domain/import/columns.ts';
import { instrumentFile } from '../domain/instrument.ts';
import { linkFile } from '../domain/link.ts';
import { matrixFile } from '../domain/matrix/definition.ts';
import { paperFile } from '../domain/paper.ts';
import { proposalFile } from '../domain/proposal.ts';
import { recordKinds } from '../domain/record-kinds.ts';
import { roles } from '../domain/roles.ts';
import { declineReason, suggestionForm } from '../domain/suggestion.ts';
import { vocabularyFile } from '../domain/vocabulary.ts';
import { explainIssue } from '../server/seed/read.ts';
import { inLanguage } from './complaints.ts';
import { complaints, complaintWords } from './complaints.zh.ts';

const lib = join(import.meta.dirname, '..');
const filesIn = (folder: string) =>
	readdirSync(join(lib, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
		.map((name) => join(folder, name));
const read = (file: string) => readFileSync(join(lib, file), 'utf8');
const imports = (file: string, what: string) => read(file).includes(`${what}';`);

/** Files that can say something to a page: acts and imports, whatever else refuses, schemas and rules of records. */
const speaking = new Set([
	...filesIn('server/curation'),
	...filesIn('server/import'),
	...filesIn('server').filter((file) => imports(file, '/refusal.ts')),
	'server/seed/check.ts',
	'server/seed/read.ts',
	...filesIn('domain/import'),
	...filesIn('domain').filter((file) => !file.startsWith('domain/api') && imports(file, " from 'zod"))
]);

/** Sentences of those files that no page shows as a complaint. */
const others = [
	'command line',
	'A {} is no object',
	'row {}',
	'<?xml version="1.0" encoding="utf-8" standalone="yes"?>',
	// The end of another complaint.
	'; did you mean "{}"?',
	// Only where folders are read, on the command line.
	'expected {}, the name of the file',
	'expected {}, the name of the folder',
	'expected the ending .yaml',
	'the file is missing',
	'the folder is missing',
	'{} has the same id',
	'expected a version such as 1.0.0',
	'the last release had {}, this set has {}; give a record moved_to or retired_on instead of deleting it'
];

/** Every text of more than one word in a file, `{}` where it holds a value. */
function sentencesOf(file: string): string[] {
	const found: string[] = [];
	const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
	function visit(node: ts.Node): void {
		if (ts.isImportDeclaration(node)) return;
		if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text);
		if (ts.isTemplateExpression(node))
			found.push(
				node.head.text +
					node.templateSpans
						// A hint is a complaint's second half, told by itself.
						.map(({ expression, literal }) =>
							/^(hint|nearest)\(/.test(expression.getText()) ? literal.text : `{}${literal.text}`
						)
						.join('')
			);
		ts.forEachChild(node, visit);
	}
	visit(source);
	return found.filter((text) => /[a-z]{2,} /.test(text) || /^\{\}.* [a-z]{2,}/.test(text));
}

/** A sentence without its values, so that `expected at most 2000 characters` is the one with `{n}`. */
const shapeOf = (sentence: string) => sentence.replace(/\{\w*\}|\b\d+\b/g, '{}');
const templates = Object.keys(complaints);
const tell = (message: string) => inLanguage({ message }, 'zh');

describe('the table', () => {
	const sentences = [...speaking].flatMap((file) => sentencesOf(file).map((text) => ({ file, text })));
	const said = new Set(sentences.map(({ text }) => shapeOf(text)));

	test('has every sentence that the server can say to a page', () => {
		expect(sentences.length).toBeGreaterThan(150);
		const known = new Set([...templates, ...others].map(shapeOf));
		expect(sentences.filter(({ text }) => !known.has(shapeOf(text)))).toEqual([]);
	});

	test('has no sentence that nobody says any more', () => {
		const yaml = join(lib, '../../node_modules/yaml/dist');
		const library = ['compose', 'parse']
			.flatMap((folder) => readdirSync(join(yaml, folder)).map((name) => join(yaml, folder, name)))
			.map((file) => readFileSync(file, 'utf8').replace(/\$\{\w+\}/g, '{}'))
			.join();
		const isSaid = (template: string) =>
			!/[a-z]/.test(shapeOf(template)) ||
			said.has(shapeOf(template)) ||
			said.has(shapeOf(template).replace(/^\{\}/, '')) ||
			library.includes(shapeOf(template));
		expect(templates.filter((template) => !isSaid(template))).toEqual([]);
		expect(others.filter((text) => !said.has(shapeOf(text)))).toEqual([]);
	});

	test.each(templates)('carries over the values of: %s', (template) => {
		const places = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		// Each place its own value, so that none can be taken for another.
		const values = new Map(
			places.map((name, place) => [
				name,
				name === 'complaint'
					? ['is missing', '未填写']
					: (Object.entries(complaintWords[name] ?? {})[0] ?? [`${place + 2}`, `${place + 2}`])
			])
		);
		const fill = (text: string, language: 0 | 1) =>
			text.replace(/\{(\w+)\}/g, (_, name: string) => values.get(name)![language]);
		expect([...complaints[template].matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()).toEqual(
			places.sort()
		);
		expect(tell(fill(template, 0))).toEqual({ message: fill(complaints[template], 1) });
		expect(complaints[template]).not.toBe(template);
	});

	test.each([
		['kind', recordKinds],
		['entry', entries],
		['role', roles],
		['state', draftStates],
		['event', draftEvents.filter((event) => event !== 'started' && event !== 'commented')]
	])('has a word for every %s', (name, codes) => {
		expect(Object.keys(complaintWords[name]).sort()).toEqual([...codes].sort());
	});
});

test.each([
	['A draft that is published cannot be withdrawn.', '已发布的草稿不能撤回。'],
	['Your role contributor may not do this.', '您的角色（贡献者）无权进行此操作。'],
	[
		'proposal "a-b" was changed meanwhile: version 4, not 3.',
		'对策“a-b”期间已有改动：现为第 4 版，而不是第 3 版。'
	],
	['link "a-b": version 4, not 3', '与法律的关联“a-b”：现为第 4 版，而不是第 3 版'],
	['expected one of specific | umbrella', '须为以下之一：specific | umbrella'],
	['expected at most 32767 characters, found 40000', '最多 32767 个字符，现有 40000 个'],
	['expected string', '须为文本'],
	[
		'"audit-asessment" is not in the vocabulary remedy_types; did you mean "audit-assessment"?',
		'“audit-asessment”不在词表 remedy_types 中；是否为“audit-assessment”？'
	],
	[
		'Nested mappings are not allowed in compact mappings: put the text in quotes',
		'同一行中不能嵌套字段：请为文本加上引号'
	],
	['there is no such column; did you mean "title_en"?', '没有这一列；是否为“title_en”？'],
	['proposal "a", relations.0.to: proposal "b" moved to "c"', '对策“a”，relations.0.to：对策“b”已并入“c”'],
	['expected nothing, because assessments have no such field', '此处应为空：核查没有这个字段'],
	['section 3.2 ¶4 stands twice', '“3.2 ¶4”出现两次'],
	['there is no paper "数据 (a|b) $&"', '没有论文“数据 (a|b) $&”']
])('%s', (english, chinese) => {
	expect(tell(english)).toEqual({ message: chinese });
	expect(inLanguage({ message: english }, 'en')).toEqual({ message: english });
});

test('what the table does not know stands in English and is marked, alone and with a hint', () => {
	expect(tell('the dog ate it')).toEqual({ message: 'the dog ate it', lang: 'en' });
	const hinted = 'the dog ate it; did you mean "x"?';
	expect(tell(hinted)).toEqual({ message: hinted, lang: 'en' });
	expect(tell('文件没有记录。')).toEqual({ message: '文件没有记录。' });
	const problem = { path: 'id', message: 'is missing' };
	expect(inLanguage(problem, 'zh')).toEqual({ path: 'id', message: '未填写' });
	expect(problem.message).toBe('is missing');
});

describe('whatever a schema complains of', () => {
	const bad = [
		undefined,
		'',
		'null',
		'! ?',
		'\0',
		'x'.repeat(5000),
		[],
		['! ?'],
		[5],
		{},
		{ nonsense: '1' },
		5,
		-1.5,
		true
	];

	/** Copies of a value in which one thing, at any depth, is something else. */
	function* spoilt(value: unknown): Generator<unknown> {
		yield* bad;
		if (Array.isArray(value)) {
			if (value.length > 0) yield [...value, value[0]];
			for (const inner of spoilt(value[0])) yield [inner, ...value.slice(1)];
		} else if (typeof value === 'object' && value !== null) {
			yield { ...value, nonsense: '1' };
			for (const [key, kept] of Object.entries(value))
				for (const inner of spoilt(kept)) yield { ...value, [key]: inner };
		}
	}

	/** A record of the data set, with at most two things in each list. */
	const file = (path: string): unknown =>
		parse(
			readFileSync(join(lib, '../../seed', path), 'utf8'),
			(_, value: unknown) => (Array.isArray(value) ? value.slice(0, 2) : value),
			{ schema: 'failsafe' }
		);
	const party = [{ code: 'x', basis: 'named' }];
	const coding = {
		institution: 'primary',
		technology: 'primary',
		subject: 'none',
		remedy_type: 'x',
		modality: 'x',
		specificity: 'x',
		alienation_dimension: null,
		actors: party,
		beneficiaries: party,
		target_problems: ['x'],
		obstacles: ['x']
	};
	const suggestion = { proposed: 'x', source: 'x', email: 'a@example.org', website: '' };
	test.each([
		['proposal', proposalFile, file('proposals/three-rights-separation.yaml')],
		['instrument', instrumentFile, file('instruments/EU/eu-dsa.yaml')],
		['paper', paperFile, file('papers/001.yaml')],
		['link', linkFile, file('links/three-rights-separation.yaml')],
		['vocabulary', vocabularyFile, file('vocabularies/obstacles.yaml')],
		['matrix', matrixFile, file('matrices/coverage.yaml')],
		['coding', codingForm, coding],
		['suggestion', suggestionForm, suggestion],
		['reason', declineReason, 'x']
	] as [string, z.ZodType, unknown][])('of a %s has its Chinese', (_, schema, sound) => {
		const told = new Map<string, string>();
		for (const value of spoilt(sound))
			for (const issue of schema.safeParse(value, { reportInput: true }).error?.issues ?? []) {
				const message = explainIssue(issue);
				const { message: chinese, lang } = tell(message);
				if (lang || chinese === message) told.set(message, JSON.stringify(issue.path));
			}
		expect([...told]).toEqual([]);
	});
});
