import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ofPath, vocabularyOf } from './coded-fields.ts';
import { fieldWord } from './field-words.ts';
import { instrumentFile } from './instrument.ts';
import { linkFile } from './link.ts';
import { paperFile } from './paper.ts';
import { proposalFile } from './proposal.ts';
import {
	listFields,
	splitPath,
	suggestionForm,
	suggestionKinds,
	valueAt,
	withValueAt
} from './suggestion.ts';

const law = {
	id: 'eu-dsa',
	status: 'in-force',
	provisions: [
		{ number: 7, ref: 'Art 37', verification: 'text' },
		{ number: 2, ref: 'Art 14', verification: 'memory' }
	]
};
const file = {
	id: 'audit',
	links: [{ id: 'audit--eu-dsa-1', relation: 'enacts' }],
	assessments: [{ jurisdiction: 'US-NY-NYC', finding: 'none-found' }]
};
const paths = (kind: Parameters<typeof listFields>[0], data: Record<string, unknown>) =>
	listFields(kind, data).flatMap(({ fields }) => fields.map(({ path }) => path));

describe('the fields a reader can correct', () => {
	test('are those of the record and of its named rows, not what the house sets', () => {
		expect(paths('instrument', law)).toEqual(
			expect.arrayContaining(['number', 'provisions', 'provisions.7.ref', 'provisions.2.verification'])
		);
		expect(paths('link', file)).toEqual(
			expect.arrayContaining(['links', 'links.audit--eu-dsa-1.relation', 'assessments.US-NY-NYC.finding'])
		);
		expect(paths('proposal', {})).toEqual(
			expect.arrayContaining(['layers.subject.involvement', 'layers.subject.reason_zh', 'evidence'])
		);
		const all = suggestionKinds.flatMap((kind) => paths(kind, { ...law, ...file }));
		for (const fixed of ['id', 'moved_to', 'retired_on', 'text_sha256', 'links.audit--eu-dsa-1.id'])
			expect(all).not.toContain(fixed);
		expect(all).not.toContain('provisions.7.number');
	});

	test('hold one value where they say so', () => {
		const single = new Map(
			suggestionKinds.flatMap((kind) =>
				listFields(kind, { ...law, ...file }).flatMap(({ fields }) =>
					fields.map((field) => [`${kind} ${field.path}`, field.single] as const)
				)
			)
		);
		expect(single.get('proposal title_en')).toBe(true);
		expect(single.get('proposal layers.subject.involvement')).toBe(true);
		expect(single.get('proposal alienation_dimension')).toBe(true);
		expect(single.get('proposal actors')).toBe(false);
		expect(single.get('proposal target_problems')).toBe(false);
		expect(single.get('paper bibliography.doi')).toBe(false);
		expect(single.get('link links.audit--eu-dsa-1.evidence')).toBe(false);
		expect(single.get('link links.audit--eu-dsa-1.covers')).toBe(false);
	});

	test('and all that lies in them have words in both languages', () => {
		const names = new Set<string>();
		function walk(schema: unknown): void {
			if (schema instanceof z.ZodOptional) walk(schema.unwrap());
			else if (schema instanceof z.ZodArray) walk(schema.element);
			else if (schema instanceof z.ZodRecord) {
				for (const key of (schema.keyType as z.ZodEnum).options) names.add(String(key));
				walk(schema.valueType);
			} else if (schema instanceof z.ZodObject)
				for (const [name, inner] of Object.entries(schema.shape)) {
					names.add(name);
					walk(inner);
				}
		}
		for (const schema of [proposalFile, paperFile, instrumentFile, linkFile]) walk(schema);
		for (const fixed of [
			'id',
			'moved_to',
			'retired_on',
			'retired_reason_en',
			'retired_reason_zh',
			'text_sha256'
		])
			names.delete(fixed);
		expect(names.size).toBeGreaterThan(120);
		for (const name of names)
			for (const locale of ['en', 'zh'] as const) expect(fieldWord(name, locale), name).not.toBe(name);
		expect(fieldWord('title_zh', 'en')).toBe('Title (Chinese)');
		expect(fieldWord('title_zh', 'zh')).toBe('标题（中文）');
	});

	test('that hold codes find their vocabulary', () => {
		for (const [kind, path, vocabulary] of [
			['proposal', 'layers.subject.involvement', 'involvement'],
			['proposal', 'modality', 'modality'],
			['instrument', 'provisions.7.verification', 'provision_verification'],
			['link', 'links.audit--eu-dsa-1.relation', 'link_relations'],
			['link', 'assessments.US-NY-NYC.finding', 'assessment_findings']
		] as const)
			expect(ofPath(vocabularyOf[kind], path), path).toBe(vocabulary);
	});
});

describe('a path', () => {
	test('names a row by what stays when rows come and go', () => {
		expect(valueAt(law, 'provisions.2.verification')).toBe('memory');
		expect(valueAt(law, 'provisions.1.verification')).toBeUndefined();
		expect(valueAt(file, 'links.audit--eu-dsa-1.relation')).toBe('enacts');
		expect(splitPath('provisions.2')).toEqual({ list: 'provisions', row: '2', rest: '' });
		expect(splitPath('layers.subject.involvement')).toEqual({ rest: 'layers.subject.involvement' });
		expect(splitPath('constructor.name')).toEqual({ rest: 'constructor.name' });
	});

	test('changes what it names and nothing else', () => {
		const changed = withValueAt(law, 'provisions.2.verification', 'text');
		expect(valueAt(changed, 'provisions.2.verification')).toBe('text');
		expect(withValueAt(changed, 'provisions.2.verification', 'memory')).toEqual(law);
		expect(withValueAt(law, 'provisions.9.verification', 'text')).toEqual(law);
		expect(withValueAt({ id: 'a' }, 'layers.subject.involvement', 'none')).toEqual({ id: 'a' });
		expect(
			withValueAt({ layers: { subject: { involvement: 'none' } } }, 'layers.subject.involvement', 'x')
		).toEqual({ layers: { subject: { involvement: 'x' } } });
	});
});

test.each([
	['proposed', ''],
	['proposed', ' \n '],
	['proposed', 'x'.repeat(4001)],
	['proposed', 'a\0b'],
	['source', ''],
	['source', 'x'.repeat(1001)],
	['email', 'nobody'],
	['email', `${'a'.repeat(200)}@example.org`],
	['email', 'a@example.org, b@example.org'],
	['website', 'https://spam.example']
])('a form with %s %j is refused by the name of the field', (field, value) => {
	const good = { proposed: 'this', source: 'there', email: '', website: '' };
	expect(suggestionForm.safeParse(good).success).toBe(true);
	const { error } = suggestionForm.safeParse({ ...good, [field]: value });
	expect(error?.issues.map(({ path }) => path)).toEqual([[field]]);
});
