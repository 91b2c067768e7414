import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FormNode } from '../../domain/form.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { locales } from '../../domain/text.ts';
import { recordForms } from '../curation/typed.ts';
import { fieldHelp, fieldTables } from './guide.ts';

/** Paths of everything a person types into, `evidence.*.section`. */
const inputs = (nodes: FormNode[], path = ''): string[] =>
	nodes.flatMap((node) => {
		const own = path ? `${path}.${node.name}` : node.name;
		if (node.node === 'group') return inputs(node.fields, own);
		return node.node === 'list' ? inputs(node.fields, `${own}.*`) : [own];
	});

test.each(locales)('the codebook helps with every field of every form (%s)', async (locale) => {
	const help = await fieldHelp(locale);
	const without = Object.entries(recordForms).flatMap(([kind, form]) =>
		inputs(form.fields)
			.filter((path) => !help(kind as RecordKind, path))
			.map((path) => `${kind} ${path}`)
	);
	// The id of a link file is that of its proposal and is never typed.
	expect(without).toEqual(['link id']);
});

test('both languages explain the same fields', () => {
	const [en, zh] = ['seed/README.md', 'seed/README.zh.md'].map((path) =>
		[...fieldTables(readFileSync(path, 'utf8')).keys()].sort()
	);
	expect(zh).toEqual(en);
});
