import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
	changeRows,
	describeForm,
	fromState,
	oddFields,
	readFields,
	toState,
	type FormNode,
	type FormState,
	type Group
} from './form.ts';
import { instrumentFile } from './instrument.ts';
import { linkFile } from './link.ts';
import { matrixFile } from './matrix/definition.ts';
import { paperFile } from './paper.ts';
import { proposalFile } from './proposal.ts';
import type { RecordKind } from './record-kinds.ts';
import { vocabularyFile } from './vocabulary.ts';

const kinds = {
	proposal: { schema: proposalFile, folder: 'proposals' },
	paper: { schema: paperFile, folder: 'papers' },
	instrument: { schema: instrumentFile, folder: 'instruments' },
	link: { schema: linkFile, folder: 'links' },
	vocabulary: { schema: vocabularyFile, folder: 'vocabularies' },
	matrix: { schema: matrixFile, folder: 'matrices' }
} satisfies Record<RecordKind, { schema: z.ZodType; folder: string }>;
const forms = Object.fromEntries(
	Object.entries(kinds).map(([kind, { schema }]) => [kind, describeForm(kind as RecordKind, schema)])
) as Record<RecordKind, Group>;

/** What a browser sends of a form in this state. */
function sent(state: FormState, path = ''): [string, string][] {
	return Object.entries(state).flatMap(([name, value]): [string, string][] => {
		const at = name.startsWith(':') ? `${path}${name}` : path ? `${path}.${name}` : name;
		if (typeof value === 'string') return [[at, value.replaceAll('\n', '\r\n')]];
		if (!Array.isArray(value)) return sent(value, at);
		return value.flatMap((item, place): [string, string][] =>
			typeof item === 'string' ? [[at, item]] : sent(item, `${at}.${place}`)
		);
	});
}
const throughBrowser = (form: Group, record: Record<string, unknown>) =>
	fromState(form, readFields(form, sent(toState(form, record))));

const nodeAt = (form: Group, path: string): FormNode | undefined =>
	path
		.split('.')
		.reduce<FormNode | undefined>(
			(node, step) => (node && 'fields' in node ? node.fields.find(({ name }) => name === step) : undefined),
			form
		);

describe('the form of a record', () => {
	test('takes its inputs from the schema and the table of coded fields', () => {
		expect(nodeAt(forms.proposal, 'title')).toMatchObject({
			node: 'pair',
			en: { widget: 'text', long: false }
		});
		expect(nodeAt(forms.proposal, 'summary')).toMatchObject({
			node: 'pair',
			zh: { long: true, required: true }
		});
		expect(nodeAt(forms.proposal, 'remedy_type')).toMatchObject({
			widget: 'code',
			vocabulary: 'remedy_types'
		});
		expect(nodeAt(forms.proposal, 'obstacles')).toMatchObject({
			widget: 'codes',
			vocabulary: 'obstacles',
			required: false
		});
		expect(nodeAt(forms.proposal, 'layers.technology.involvement')).toMatchObject({
			widget: 'choice',
			options: ['primary', 'supporting', 'none'],
			vocabulary: 'involvement'
		});
		expect(nodeAt(forms.proposal, 'evidence')).toMatchObject({ node: 'list', passage: 'paper' });
		expect(nodeAt(forms.paper, 'named_items')).toMatchObject({ node: 'list', passage: 'own' });
		expect(nodeAt(forms.link, 'links.provision')).toMatchObject({ widget: 'reference', to: 'provision' });
		expect(nodeAt(forms.link, 'links.evidence')).toMatchObject({ node: 'group', passage: 'paper' });
		expect(nodeAt(forms.instrument, 'in_force_from')).toMatchObject({ widget: 'date', whole: false });
		expect(nodeAt(forms.instrument, 'checked_on')).toMatchObject({ widget: 'date', whole: true });
		expect(nodeAt(forms.instrument, 'provisions.number')).toMatchObject({ widget: 'number' });
		expect(nodeAt(forms.instrument, 'sources')).toMatchObject({ widget: 'lines' });
		expect(nodeAt(forms.paper, 'bibliography.doi.value')).toMatchObject({ widget: 'text-or-lines' });
	});

	test.each(Object.entries(kinds))(
		'%s gives back every record of the data set as it was',
		(kind, { schema, folder }) => {
			const path = join('seed', folder);
			for (const file of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
				if (!file.endsWith('.yaml')) continue;
				const record = schema.parse(parse(readFileSync(join(path, file), 'utf8'), { schema: 'failsafe' }));
				const again = throughBrowser(forms[kind as RecordKind], record as Record<string, unknown>);
				expect(again, file).toEqual(record);
			}
		}
	);

	test('leaves out what is empty, and keeps lists that must be there', () => {
		const record = throughBrowser(forms.proposal, { title_en: ' ', obstacles: [], merge_note_en: null });
		expect(record).toEqual({
			layers: { institution: {}, technology: {}, subject: {} },
			actors: [],
			beneficiaries: [],
			mechanisms: [],
			evidence: []
		});
	});

	test('keeps an empty row, so that it can be filled in later', () => {
		const state = toState(forms.proposal, {});
		expect(changeRows(forms.proposal, state, 'add:evidence')).toBe('evidence.0');
		expect(fromState(forms.proposal, readFields(forms.proposal, sent(state))).evidence).toEqual([
			{ key_terms: [] }
		]);
	});

	test('keeps what it has no field for, and what does not fit its field', () => {
		const odd = {
			colour: 'red',
			title_en: 5,
			layers: 'all',
			evidence: [{ paper: '001', page: ['7'], x: { y: 1 } }]
		};
		expect(throughBrowser(forms.proposal, odd)).toMatchObject(odd);
		const state = toState(forms.proposal, odd);
		expect(oddFields(state)).toEqual(['colour', 'title_en', 'layers']);
		expect(oddFields((state.evidence as FormState[])[0])).toEqual(['page', 'x']);
	});

	test('lets what is typed take the place of what did not fit', () => {
		const state = toState(forms.proposal, { title_en: 5 });
		state.title_en = 'Five';
		expect(fromState(forms.proposal, state).title_en).toBe('Five');
	});

	test('takes no harm from names and values that no browser would send', () => {
		const state = readFields(forms.proposal, [
			['evidence.999999.paper', '001'],
			['evidence.0.paper', '002'],
			['evidence.-1.paper', 'x'],
			['evidence.1e3.paper', 'x'],
			['__proto__.polluted', 'x'],
			['constructor.prototype.polluted', 'x'],
			['title_en', 'a\0b\ud800c\r\nd'],
			['title_zh', new Blob(['x'])],
			[':odd', '{"__proto__":{"polluted":"x"},"note":"a\\u0000b"'],
			['layers:odd', '{"extra":"a\\u0000b\\ud800"}'],
			['layers', 'x']
		] as [string, unknown][]);
		const record = fromState(forms.proposal, state);
		expect(record.evidence).toMatchObject([{ paper: '002' }, { paper: '001' }]);
		expect(record.title_en).toBe('abc\nd');
		expect(record.title_zh).toBeUndefined();
		expect(record.layers).toMatchObject({ extra: 'ab' });
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});

describe('rows', () => {
	const rows = (...papers: string[]) =>
		toState(forms.proposal, { evidence: papers.map((paper) => ({ paper })) });
	const order = (state: FormState) => (state.evidence as FormState[]).map(({ paper }) => paper).join(' ');

	test.each([
		['add:evidence', 'a b c ', 'evidence.3'],
		['remove:evidence.1', 'a c', 'evidence.1'],
		['remove:evidence.2', 'a b', 'evidence.1'],
		['up:evidence.1', 'b a c', 'evidence.0'],
		['up:evidence.0', 'a b c', 'evidence.0'],
		['down:evidence.1', 'a c b', 'evidence.2'],
		['down:evidence.2', 'a b c', 'evidence.2']
	])('%s', (act, after, next) => {
		const state = rows('a', 'b', 'c');
		expect(changeRows(forms.proposal, state, act)).toBe(next);
		expect(order(state)).toBe(after);
	});

	test('inside rows', () => {
		const state = toState(forms.paper, { structure: [{ section: '1' }, { section: '2' }] });
		expect(changeRows(forms.paper, state, 'add:structure.1.paragraphs')).toBe('structure.1.paragraphs.0');
		expect((state.structure as FormState[]).map(({ paragraphs }) => paragraphs.length)).toEqual([0, 1]);
		expect(changeRows(forms.paper, state, 'remove:structure.1.paragraphs.0')).toBe('structure.1.paragraphs');
	});

	test.each([
		'',
		'add',
		'add:title_en',
		'add:nothing',
		'remove:evidence.7',
		'remove:evidence',
		'up:evidence.x',
		'add:layers',
		'add:evidence.0.paper.x'
	])('that are not there are left alone: "%s"', (act) => {
		const state = rows('a');
		expect(changeRows(forms.proposal, state, act)).toBeUndefined();
		expect(order(state)).toBe('a');
	});
});

/** Anything that a draft could hold at a field, with the names the form knows as often as not. */
function anything(node: Group): fc.Arbitrary<Record<string, unknown>> {
	const text = fc.string({ unit: fc.constantFrom('a', 'ä', '数', ' ', '\n', '1', '"', '<') });
	const scalar = fc.oneof(text, fc.integer({ min: 0, max: 99 }), fc.boolean(), fc.constant(null));
	const odd = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.record({ x: scalar }));
	const fitting = (of: FormNode): Record<string, fc.Arbitrary<unknown>> => {
		if (of.node === 'pair') return { ...fitting(of.en), ...fitting(of.zh) };
		if (of.node === 'group') return { [of.name]: anything(of) };
		if (of.node === 'list')
			return { [of.name]: fc.array(anything({ ...of, node: 'group' }), { maxLength: 2 }) };
		if (of.widget === 'number') return { [of.name]: fc.oneof(fc.integer({ min: 0, max: 999 }), text) };
		if (of.widget === 'codes') return { [of.name]: fc.uniqueArray(text, { maxLength: 3 }) };
		if (of.widget === 'lines') return { [of.name]: fc.array(text, { maxLength: 3 }) };
		if (of.widget === 'text-or-lines') return { [of.name]: fc.oneof(text, fc.array(text, { maxLength: 2 })) };
		return { [of.name]: text };
	};
	const known = Object.assign({}, ...node.fields.map(fitting)) as Record<string, fc.Arbitrary<unknown>>;
	return fc.record(
		{
			...Object.fromEntries(
				Object.entries(known).map(([name, value]) => [name, fc.oneof({ weight: 4, arbitrary: value }, odd)])
			),
			unknown_field: odd
		},
		{ requiredKeys: [] }
	);
}

/** Every value that says something, with its path. */
function told(value: unknown, path = ''): string[] {
	if (value === null || value === undefined) return [];
	if (typeof value !== 'object') return String(value).trim() === '' ? [] : [`${path} ${String(value)}`];
	return Object.entries(value).flatMap(([key, inner]) => told(inner, `${path}.${key}`));
}

test.each(Object.entries(forms))('%s loses nothing that a draft holds, and settles at once', (_, form) => {
	fc.assert(
		fc.property(anything(form), (record) => {
			const once = throughBrowser(form, record);
			expect(told(once).map(asTyped).sort()).toEqual(told(record).map(asTyped).sort());
			expect(throughBrowser(form, once)).toEqual(once);
		}),
		{ numRuns: 60 }
	);
});

/** Whole numbers are typed as text, with blanks around them or not. */
const asTyped = (line: string) => line.replace(/^(\S+) \s*(\d+)\s*$/, '$1 $2');
