import { z } from 'zod';
import { ofPath, passagesOf, referenceOf, vocabularyOf, type Referenced } from './coded-fields.ts';
import type { RecordKind } from './record-kinds.ts';
import { day, partialDate, positiveInteger, webAddress } from './fields.ts';
import { locales, type Locale } from './text.ts';
import { isFields, isRows, type Fields } from './typed-fields.ts';

/**
 * A form is made from the zod schema of its record, so that no field can be forgotten. Names of inputs are dotted paths,
 * `evidence.0.section`. What does not fit its field (a draft may hold anything) travels beside it as JSON under
 * `<path of the object>:odd` and is never lost.
 */
export type Leaf = { node: 'leaf'; name: string; required: boolean } & (
	| { widget: 'text' | 'lines' | 'text-or-lines'; long: boolean }
	| { widget: 'number' | 'address' }
	| { widget: 'date'; whole: boolean }
	| { widget: 'code' | 'codes'; vocabulary: string }
	| { widget: 'choice'; options: string[]; vocabulary?: string }
	| { widget: 'reference'; to: Referenced }
);
/** The same text in both languages. */
export type Pair = { node: 'pair'; name: string } & Record<Locale, Leaf>;
export type Group = {
	node: 'group';
	/** Empty for the record itself. */
	name: string;
	required: boolean;
	/** It names a paragraph: of the paper it names itself, or of the record that is edited. */
	passage?: 'paper' | 'own';
	fields: FormNode[];
};
export type List = Omit<Group, 'node'> & { node: 'list' };
export type FormNode = Leaf | Pair | Group | List;

/** What the inputs of a form hold: texts, and for codes that may be several a list of them. */
export type FormState = { [name: string]: string | string[] | FormState | FormState[] };

const longTexts =
	/(^|_)(summary|reason|note|problem|contains|said|what|why|how|paraphrase|missing|purpose|example|definition|question|intro)$/;
const oddName = ':odd';
/** Says that a field which holds a text or several texts holds a list, even if of one. */
const listName = (name: string): string => `${name}:list`;

/** The form of a kind of record. */
export function describeForm(kind: RecordKind, schema: z.ZodType): Group {
	const form = describe(kind, '', '', schema);
	if (form.node !== 'group') throw new Error(`A ${kind} is no object`);
	return form;
}

function describe(kind: RecordKind, name: string, pattern: string, schema: unknown): Leaf | Group | List {
	const required = !(schema instanceof z.ZodOptional);
	const inner: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
	const inside = (shape: Record<string, unknown>, path: string): Pick<Group, 'fields' | 'passage'> => ({
		fields: pairUp(
			Object.entries(shape).map(([key, field]) => describe(kind, key, path ? `${path}.${key}` : key, field))
		),
		...(passagesOf[kind].includes(path) && { passage: 'paper' in shape ? 'paper' : 'own' })
	});
	if (inner instanceof z.ZodObject) return { node: 'group', name, required, ...inside(inner.shape, pattern) };
	if (inner instanceof z.ZodRecord) {
		const keys = (inner.keyType as z.ZodEnum).options as string[];
		const fields = keys.map((key) => ({
			...describe(kind, key, `${pattern}.*`, inner.valueType),
			required: false
		}));
		return { node: 'group', name, required, fields };
	}
	if (inner instanceof z.ZodArray && inner.element instanceof z.ZodObject)
		return { node: 'list', name, required, ...inside(inner.element.shape, `${pattern}.*`) };

	const leaf = { node: 'leaf', name, required } as const;
	const long = longTexts.test(plainName(name));
	if (inner instanceof z.ZodArray) {
		const vocabulary = ofPath(vocabularyOf[kind], `${pattern}.*`);
		return vocabulary ? { ...leaf, widget: 'codes', vocabulary } : { ...leaf, widget: 'lines', long };
	}
	const to = ofPath(referenceOf[kind], pattern);
	if (to) return { ...leaf, widget: 'reference', to };
	const vocabulary = ofPath(vocabularyOf[kind], pattern);
	if (inner instanceof z.ZodEnum)
		return { ...leaf, widget: 'choice', options: inner.options as string[], vocabulary };
	if (vocabulary) return { ...leaf, widget: 'code', vocabulary };
	if (inner === positiveInteger) return { ...leaf, widget: 'number' };
	if (inner === partialDate || inner === day) return { ...leaf, widget: 'date', whole: inner === day };
	if (inner === webAddress) return { ...leaf, widget: 'address' };
	return { ...leaf, widget: inner instanceof z.ZodUnion ? 'text-or-lines' : 'text', long };
}

const plainName = (name: string): string => name.replace(/_(en|zh)$/, '');

/** Puts `x_en` and `x_zh` side by side, at the place of the first. */
function pairUp(nodes: (Leaf | Group | List)[]): FormNode[] {
	const leaves = new Map(nodes.flatMap((node) => (node.node === 'leaf' ? [[node.name, node]] : [])));
	const done = new Set<string>();
	return nodes.flatMap((node): FormNode[] => {
		if (done.has(node.name)) return [];
		const name = plainName(node.name);
		const [en, zh] = locales.map((locale) => leaves.get(`${name}_${locale}`));
		if (node.name === name || !en || !zh) return [node];
		done.add(en.name).add(zh.name);
		return [{ node: 'pair', name, en, zh }];
	});
}

/** Leaves of a pair, or the node itself. */
const singly = (nodes: FormNode[]): (Leaf | Group | List)[] =>
	nodes.flatMap((node): (Leaf | Group | List)[] => (node.node === 'pair' ? [node.en, node.zh] : [node]));

/** What the inputs show of a record, with every group and list there, so that they can be filled in. */
export function toState(form: Pick<Group, 'fields'>, record: Fields): FormState {
	const state: FormState = {};
	const odd = { ...record };
	for (const node of singly(form.fields)) {
		const value = record[node.name];
		const shown = toInput(node, value);
		if (shown !== undefined) delete odd[node.name];
		state[node.name] = shown ?? emptyOf(node);
		if (
			node.node === 'leaf' &&
			node.widget === 'text-or-lines' &&
			Array.isArray(value) &&
			shown !== undefined
		)
			state[listName(node.name)] = '1';
	}
	const left = Object.entries(odd).filter(([, value]) => !isEmpty(value));
	if (left.length > 0) state[oddName] = JSON.stringify(Object.fromEntries(left));
	return state;
}

/** Undefined where the value does not fit the field. */
function toInput(node: Leaf | Group | List, value: unknown): FormState[string] | undefined {
	if (isEmpty(value)) return emptyOf(node);
	if (node.node === 'group') return isFields(value) ? toState(node, value) : undefined;
	if (node.node === 'list') return isRows(value) ? value.map((row) => toState(node, row)) : undefined;
	const isText = typeof value === 'string' && value.trim() !== '';
	switch (node.widget) {
		case 'number':
			if (typeof value === 'number') return isWhole(String(value)) ? String(value) : undefined;
			return isText && !value.includes('\n') ? value : undefined;
		case 'codes':
			return Array.isArray(value) && value.every((code) => typeof code === 'string' && code !== '')
				? [...new Set(value as string[])]
				: undefined;
		case 'lines':
			return isLines(value) ? value.join('\n') : undefined;
		case 'text-or-lines':
			if (isLines(value)) return value.join('\n');
			return isText && !value.includes('\n') ? value : undefined;
		case 'text':
			return isText ? value : undefined;
		default:
			// Inputs of one line would drop the line ends.
			return isText && !value.includes('\n') ? value : undefined;
	}
}

const emptyOf = (node: Leaf | Group | List): FormState[string] => {
	if (node.node === 'group') return toState(node, {});
	if (node.node === 'list') return [];
	return node.widget === 'codes' ? [] : '';
};

/** The record that the inputs describe: what is empty is left out, lists that must be there are. */
export function fromState(form: Pick<Group, 'fields'>, state: FormState): Fields {
	const record: Fields = parseOdd(state[oddName]);
	for (const node of singly(form.fields)) {
		const value = fromInput(node, state[node.name], listName(node.name) in state);
		if (value !== undefined && !(isBlank(value) && node.name in record)) record[node.name] = value;
	}
	return record;
}

function fromInput(
	node: Leaf | Group | List,
	value: FormState[string] | undefined,
	isList: boolean
): unknown {
	if (node.node === 'group') {
		const record = fromState(node, isState(value) ? value : {});
		return node.required || Object.keys(record).length > 0 ? record : undefined;
	}
	if (node.node === 'list') {
		const rows = (Array.isArray(value) ? value : []).filter(isState).map((row) => fromState(node, row));
		return node.required || rows.length > 0 ? rows : undefined;
	}
	if (node.widget === 'codes') {
		const codes = (Array.isArray(value) ? value : []).filter(
			(code) => typeof code === 'string' && code !== ''
		);
		return node.required || codes.length > 0 ? codes : undefined;
	}
	const text = typeof value === 'string' ? value : '';
	if (node.widget === 'lines' || node.widget === 'text-or-lines') {
		const lines = text.split('\n').filter((line) => line.trim() !== '');
		if (node.widget === 'text-or-lines' && !isList && lines.length < 2) return lines[0];
		return lines.length > 0 || (node.required && node.widget === 'lines') ? lines : undefined;
	}
	if (text.trim() === '') return undefined;
	return node.widget === 'number' && isWhole(text.trim()) ? Number(text) : text;
}

/** What a browser sends, as the state of the form. Control characters that no text needs and no database takes are left out. */
export function readFields(form: Group, sent: Iterable<[string, unknown]>): FormState {
	const values = new Map<string, string[]>();
	/** Numbers of the rows of each list, as they occur in the names. */
	const rows = new Map<string, Set<number>>();
	for (const [name, value] of sent) {
		if (typeof value !== 'string') continue;
		values.set(name, [...(values.get(name) ?? []), storable(value)]);
		for (const { 1: number, index } of name.matchAll(/\.(\d{1,6})(?=[.:])/g)) {
			const list = name.slice(0, index);
			rows.set(list, (rows.get(list) ?? new Set()).add(Number(number)));
		}
	}
	function read(group: Pick<Group, 'fields'>, path: string): FormState {
		const state: FormState = {};
		const at = (name: string) => (path ? `${path}.${name}` : name);
		for (const node of singly(group.fields)) {
			const name = at(node.name);
			if (node.node === 'group') state[node.name] = read(node, name);
			else if (node.node === 'list')
				state[node.name] = [...(rows.get(name) ?? [])]
					.sort((a, b) => a - b)
					.map((place) => read(node, `${name}.${place}`));
			else if (node.widget === 'codes') state[node.name] = (values.get(name) ?? []).filter(Boolean);
			else {
				state[node.name] = values.get(name)?.[0] ?? '';
				if (values.has(listName(name))) state[listName(node.name)] = '1';
			}
		}
		const odd = values.get(`${path}${oddName}`)?.[0];
		if (odd) state[oddName] = odd;
		return state;
	}
	return read(form, '');
}

/** Texts as PostgreSQL takes them: no NUL, no half of a character; line ends as one sign. */
export const storable = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		.replaceAll('\0', '')
		.replace(/[\ud800-\udfff]/gu, '');

/**
 * Adds, removes or moves a row of a list in place.
 * @param act `add:evidence`, `remove:evidence.1`, `up:evidence.1`, `down:evidence.1`
 * @returns path of the row to look at next, or of the list where none is left; undefined where there is no such row
 */
export function changeRows(form: Group, state: FormState, act: string): string | undefined {
	const [name, path = ''] = act.split(':', 2);
	const steps = path.split('.');
	const place = name === 'add' ? -1 : Number(steps.pop());
	let node: FormNode | undefined = form;
	let here: FormState[string] | undefined = state;
	for (const step of steps) {
		if (Array.isArray(here)) {
			here = here[Number(step)];
			continue;
		}
		if (!node || !('fields' in node) || !isState(here)) return undefined;
		node = singly(node.fields).find((candidate) => candidate.name === step);
		here = here[step];
	}
	if (node?.node !== 'list' || !Array.isArray(here)) return undefined;
	const list = here as FormState[];
	const listPath = steps.join('.');
	if (name === 'add') return `${listPath}.${list.push(toState(node, {})) - 1}`;
	if (!list[place]) return undefined;
	if (name === 'remove') {
		list.splice(place, 1);
		return list.length > 0 ? `${listPath}.${Math.min(place, list.length - 1)}` : listPath;
	}
	const target = name === 'up' ? place - 1 : place + 1;
	if (!list[target]) return `${listPath}.${place}`;
	[list[place], list[target]] = [list[target], list[place]];
	return `${listPath}.${target}`;
}

/** Names of what an object holds that its form has no field for. */
export const oddFields = (state: FormState): string[] => Object.keys(parseOdd(state[oddName]));

function parseOdd(json: FormState[string] | undefined): Fields {
	if (typeof json !== 'string') return {};
	try {
		const parsed: unknown = JSON.parse(json, (_, value: unknown) =>
			typeof value === 'string' ? storable(value) : value
		);
		return isFields(parsed) ? parsed : {};
	} catch {
		return {};
	}
}

const isState = (value: unknown): value is FormState => isFields(value);
const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && value.trim() === '') ||
	(Array.isArray(value) && value.length === 0);
const isBlank = (value: unknown): boolean =>
	isEmpty(value) || (isFields(value) && Object.values(value).every(isBlank));
const isWhole = (text: string): boolean => /^(0|[1-9]\d{0,14})$/.test(text);
const isLines = (value: unknown): value is string[] =>
	Array.isArray(value) &&
	value.every((line) => typeof line === 'string' && line.trim() !== '' && !line.includes('\n'));
