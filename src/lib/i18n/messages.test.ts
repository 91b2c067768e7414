import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FormNode } from '../domain/form.ts';
import { recordForms } from '../server/curation/typed.ts';

type Message = string | { match: Record<string, string> }[];

const src = join(import.meta.dirname, '..', '..');
const read = (locale: string): Record<string, Message> =>
	Object.assign(
		{},
		...readdirSync(join(import.meta.dirname, 'messages'))
			.filter((name) => name.endsWith(`.${locale}.json`))
			.map((name) => {
				const { $schema: _, ...messages } = JSON.parse(
					readFileSync(join(import.meta.dirname, 'messages', name), 'utf8')
				);
				return messages;
			})
	);
const [english, chinese] = [read('en'), read('zh')];
const textsOf = (message: Message) =>
	typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match));
/** The names of fields and rows that `record-form.ts` looks up for a kind of record. */
const lookedUp = (kind: string, nodes: FormNode[], steps: string[] = []): string[] =>
	nodes.flatMap((node) => {
		const own = [...steps, node.name];
		const name = [
			`form_field_${kind}_${own.join('_')}`,
			...(own[0] === 'bibliography' ? [`record_bib_${node.name}`] : []),
			`form_field_${node.name}`
		].find((key) => key in english);
		expect(name, `${kind} ${own.join('.')}`).toBeDefined();
		const within = 'fields' in node ? lookedUp(kind, node.fields, own) : [];
		return [name!, ...(node.node === 'list' ? [`form_row_${node.name}`] : []), ...within];
	});

test('every field of every form has a name, and every message is used', () => {
	const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(ts|svelte)$/.test(name) && !/paraglide|\.test\.ts$/.test(name))
		.map((name) => readFileSync(join(src, name), 'utf8'))
		.join('\n');
	const used = new Set([
		...[...sources.matchAll(/\b(?:m|messages)\s*\.\s*(\w+)/g)].map(([, key]) => key),
		...Object.entries(recordForms).flatMap(([kind, form]) => lookedUp(kind, form.fields))
	]);
	expect(Object.keys(english).filter((key) => !used.has(key))).toEqual([]);
});

test('both languages have the same messages and put the same into them', () => {
	const namesIn = (message: Message) => [
		...new Set(textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))
	];
	expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
	const differing = Object.keys(english).filter(
		(key) => String(namesIn(english[key]).sort()) !== String(namesIn(chinese[key]).sort())
	);
	expect(differing).toEqual([]);
});

test('a field that has one English name has one Chinese name, whatever page it stands on', () => {
	const fields = Object.keys(english).filter(
		(key) =>
			typeof english[key] === 'string' &&
			/^(?:form_field|compare_row|record(?!_bib)|coverage_dim|matrix_filter|trace_filter)_/.test(key)
	);
	const names = new Map<string, Set<string>>();
	for (const key of fields) {
		const [name, translated] = [String(english[key]), String(chinese[key])];
		names.set(name, (names.get(name) ?? new Set()).add(translated));
	}
	const differing = [...names].filter(([, translated]) => translated.size > 1);
	expect(names.size).toBeGreaterThan(200);
	expect(differing).toEqual([]);
});
