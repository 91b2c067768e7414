import { describe, expect, test } from 'vitest';
import {
	agreementByField,
	codingForm,
	codingOf,
	differingFields,
	isSameCoding,
	withCoded,
	type Coding
} from './coding.ts';
import type { Proposal } from './proposal.ts';

const layer = (involvement: string) => ({ involvement, reason_en: 'x', reason_zh: 'x' });
const proposal = {
	id: 'a',
	layers: { institution: layer('primary'), technology: layer('supporting'), subject: layer('none') },
	remedy_type: 'disclosure',
	modality: 'demand',
	specificity: 'directional',
	alienation_dimension: 'process',
	alienation_basis: 'coder',
	secondary_alienation_dimensions: ['self'],
	actors: [
		{ code: 'platforms', basis: 'named' },
		{ code: 'state-regulator', basis: 'inferred' }
	],
	beneficiaries: [{ code: 'digital-workers', basis: 'named' }],
	obstacles: ['law-lags-industry']
} as unknown as Proposal;
const first = codingOf(proposal);

describe('a second coding', () => {
	test('differs where codes differ or a party is named by one and inferred by the other, in whatever order', () => {
		const second: Coding = {
			...first,
			technology: 'none',
			actors: [
				{ code: 'state-regulator', basis: 'inferred' },
				{ basis: 'inferred', code: 'platforms' }
			],
			obstacles: ['law-lags-industry']
		};
		expect(differingFields(first, second)).toEqual(['technology', 'actors']);
		expect(isSameCoding(['a', 'b'], ['b', 'a'])).toBe(true);
		expect(isSameCoding(null, 'process')).toBe(false);
	});

	test('has exactly one primary layer', () => {
		expect(codingForm.safeParse(first).success).toBe(true);
		expect(codingForm.safeParse({ ...first, subject: 'primary' }).error?.issues).toMatchObject([
			{ path: ['institution'], message: 'expected exactly one layer with involvement primary, found 2' }
		]);
	});

	test('is measured by codes alone: whether a party is named or inferred is left aside', () => {
		const second: Coding = { ...first, actors: first.actors.map(({ code }) => ({ code, basis: 'named' })) };
		const other: Coding = { ...first, actors: [{ code: 'workers', basis: 'named' }], modality: 'hope' };
		const found = agreementByField([
			{ first, second },
			{ first, second: other }
		]);
		expect(found.actors).toMatchObject({ records: 2, same: 1 });
		expect(found.modality).toMatchObject({ records: 2, same: 1, kappa: 0 });
		expect(found.remedy_type).toEqual({ records: 2, same: 2, kappa: undefined });
	});
});

describe('a resolution that differs from the record', () => {
	const record = proposal as unknown as Record<string, unknown>;
	const changed = (field: Parameters<typeof withCoded>[1], value: Parameters<typeof withCoded>[2]) =>
		withCoded(record, field, value) as unknown as Proposal;

	test('changes the involvement of a layer and leaves its reason', () => {
		expect(changed('technology', 'none').layers.technology).toEqual(layer('none'));
		expect(changed('technology', 'none').layers.institution).toEqual(layer('primary'));
	});

	test('takes with the dimension of alienation what stands only together with it', () => {
		expect(Object.keys(changed('alienation_dimension', null))).not.toContain('alienation_basis');
		expect(Object.keys(changed('alienation_dimension', null))).not.toContain(
			'secondary_alienation_dimensions'
		);
		expect(changed('alienation_dimension', 'self')).toMatchObject({
			alienation_dimension: 'self',
			alienation_basis: 'coder'
		});
	});

	test('leaves out an empty list, except of parties, which every record has', () => {
		expect('obstacles' in changed('obstacles', [])).toBe(false);
		expect(changed('actors', []).actors).toEqual([]);
		expect(changed('target_problems', ['x']).target_problems).toEqual(['x']);
	});

	test('comes back as the coding it was', () => {
		expect(codingOf(changed('remedy_type', 'audit')).remedy_type).toBe('audit');
		expect(codingOf(changed('alienation_dimension', null)).alienation_dimension).toBe(null);
	});
});
