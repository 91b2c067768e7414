import { describe, expect, test } from 'vitest';
import {
	comparePartial,
	isBinding,
	isOperative,
	legalLights,
	lightOn,
	lightShown,
	provisionLightOn,
	relationShown,
	type DatedInstrument
} from './law.ts';

const directive: DatedInstrument = {
	status: 'in-force-phased',
	adopted_on: '2024-10-23',
	in_force_from: '2024-12-01',
	transposition_due: '2026-12-02',
	checked_on: '2026-11-21'
};

describe('the light of an instrument', () => {
	test('runs from not yet over adopted and phased to in force', () => {
		expect(lightOn(directive, '2024-10-22')).toBe('not-yet');
		expect(lightOn(directive, '2024-11-01')).toBe('adopted-not-in-force');
		expect(lightOn(directive, '2024-12-01')).toBe('in-force-phased');
		expect(lightOn(directive, '2026-12-03')).toBe('in-force');
	});

	test('goes out on the day the instrument ends', () => {
		const campaign: DatedInstrument = {
			status: 'ended',
			published_on: '2024-11-24',
			in_force_from: '2024-11-12',
			ended_on: '2025-02-14',
			checked_on: '2026-11-21'
		};
		expect(lightOn(campaign, '2025-02-13')).toBe('in-force');
		expect(lightOn(campaign, '2025-02-14')).toBe('ended');
	});

	test('is unknown before the check for repealed law whose end is not dated, and ended after it', () => {
		const repealed: DatedInstrument = {
			status: 'repealed',
			in_force_from: '2021-08-12',
			checked_on: '2026-11-21'
		};
		expect(lightOn(repealed, '2022-01-01')).toBe('unknown');
		expect(lightOn(repealed, '2026-11-21')).toBe('ended');
	});

	test('is unknown before the check for law in force without any date, and in force from the check', () => {
		const undated: DatedInstrument = { status: 'in-force', checked_on: '2026-11-21' };
		expect(lightOn(undated, '2020-01-01')).toBe('unknown');
		expect(lightOn(undated, '2026-11-21')).toBe('in-force');
	});

	test('counts soft law from its publication because it never commences', () => {
		const plan: DatedInstrument = {
			status: 'soft-law-current',
			published_on: '2022-12-19',
			checked_on: '2026-11-21'
		};
		expect(lightOn(plan, '2022-12-18')).toBe('not-yet');
		expect(lightOn(plan, '2022-12-19')).toBe('in-force');
	});

	test('does not claim to know what a year alone cannot tell', () => {
		const coarse: DatedInstrument = { status: 'in-force', in_force_from: '2021', checked_on: '2026-11-21' };
		expect(lightOn(coarse, '2021-05-03')).toBe('unknown');
		expect(lightOn(coarse, '2022-01-01')).toBe('in-force');
		expect(comparePartial('2021', '2021-05-03')).toBe(0);
	});

	test('never lights a proposal', () => {
		expect(lightOn({ status: 'proposed', checked_on: '2026-11-21' }, '2026-11-21')).toBe('proposed');
	});
});

test('a provision that starts later is not operative although its instrument is', () => {
	const act: DatedInstrument = { status: 'in-force', in_force_from: '2024-08-01', checked_on: '2026-11-21' };
	expect(isOperative(act, '2026-11-21', { applicable_from: '2027-12-02' })).toBe(false);
	expect(isOperative(act, '2027-12-02', { applicable_from: '2027-12-02' })).toBe(true);
	expect(isOperative(act, '2026-11-21')).toBe(true);
});

describe('a relation', () => {
	const enacts = { basis: 'coder', relation: 'enacts' } as const;

	test('stands only while its law is in force', () => {
		expect(relationShown(enacts, 'in-force')).toEqual({ relation: 'enacts', tense: 'stands' });
		expect(relationShown(enacts, 'in-force-phased').tense).toBe('stands');
		for (const light of legalLights.filter((light) => !light.startsWith('in-force')))
			expect(relationShown(enacts, light).tense, light).not.toBe('stands');
	});

	test('of repealed law is never told as enacting', () => {
		for (const relation of ['enacts', 'partly-enacts', 'enables', 'conflicts'] as const)
			expect(relationShown({ basis: 'coder', relation }, 'ended')).toEqual({ relation, tense: 'ended' });
	});

	test('stays true of ended law when a paper states it or it is a precedent, but not before the law was made', () => {
		expect(relationShown({ basis: 'paper', relation: 'builds-on' }, 'ended').tense).toBe('stands');
		expect(relationShown({ basis: 'coder', relation: 'precedent' }, 'ended').tense).toBe('stands');
		expect(relationShown({ basis: 'coder', relation: 'precedent' }, 'not-yet').tense).toBe('not-yet');
	});
});

test('a provision that starts later has a light of its own', () => {
	const act: DatedInstrument = { status: 'in-force', in_force_from: '2024-08-01', checked_on: '2026-11-21' };
	expect(provisionLightOn(act, '2026-11-21', {})).toBe('in-force');
	expect(provisionLightOn(act, '2026-11-21', { applicable_from: '2027-12-02' })).toBe('adopted-not-in-force');
	expect(provisionLightOn(act, '2027-12-02', { applicable_from: '2027-12-02' })).toBe('in-force');
	expect(provisionLightOn(act, '2026-11-21', { applicable_from: '2026' })).toBe('unknown');
});

test('only a text of which it is known that it binds nobody is current instead of in force', () => {
	expect(['binding', 'not-established', 'not-binding'].map((binding) => isBinding({ binding }))).toEqual([
		true,
		true,
		false
	]);
	expect(legalLights.map((light) => lightShown(light, true))).toEqual([...legalLights]);
	expect(legalLights.map((light) => lightShown(light, false))).toEqual([
		'current',
		'current',
		...legalLights.slice(2)
	]);
});
