import { describe, expect, test } from 'vitest';
import { coverageOn, summariseCoverage } from './coverage.ts';
import type { Instrument } from './instrument.ts';
import type { PlacedLink } from './matrix/rows.ts';

const checked_on = '2026-11-21';

function instrument(id: string, dates: Partial<Instrument>): Instrument {
	return {
		id,
		jurisdiction: 'CN',
		status: 'in-force',
		checked_on,
		provisions: [{ number: 1 }, { number: 2, applicable_from: '2027-12-02' }],
		...dates
	} as Instrument;
}

function link(to: string, relation: PlacedLink['relation'], number = 1): PlacedLink {
	const basis = ['builds-on', 'models-on', 'warns-against', 'mentions'].includes(relation)
		? 'paper'
		: 'coder';
	return {
		id: `p--${to}-1`,
		proposal: 'p',
		instrument: to,
		number,
		jurisdiction: 'CN',
		basis,
		relation
	} as PlacedLink;
}

const instruments = new Map(
	[
		instrument('law-2021', { in_force_from: '2021-11-01', published_on: '2021-08-20' }),
		instrument('law-2024', { in_force_from: '2024-01-01', published_on: '2023-10-10' }),
		instrument('bill', { status: 'proposed', published_on: '2020-05-01' }),
		instrument('campaign', { status: 'ended', in_force_from: '2022-01-01', ended_on: '2023-01-01' }),
		instrument('undated', {}),
		instrument('year-only', { in_force_from: '2021' })
	].map((record) => [record.id, record])
);

describe('coverage on a day', () => {
	test('is the strongest relation whose law is in force that day', () => {
		const links = [link('law-2024', 'enacts'), link('law-2021', 'enables')];
		expect(coverageOn(links, [], instruments, '2023-06-01').state).toBe('enables');
		expect(coverageOn(links, [], instruments, '2024-01-01').state).toBe('enacts');
	});

	test('never counts law that is adopted, proposed, over or not yet applicable, and keeps it apart', () => {
		const links = [link('law-2024', 'enacts'), link('bill', 'partly-enacts'), link('campaign', 'enables')];
		const dated = coverageOn(links, [], instruments, '2023-12-01');
		expect(dated).toMatchObject({ state: 'not-looked-at', counts: {}, counted: [], undated: [] });
		expect(dated.not_operative.map(({ light }) => light)).toEqual([
			'adopted-not-in-force',
			'proposed',
			'ended'
		]);
		const later = coverageOn([link('law-2021', 'enacts', 2)], [], instruments, '2026-11-21');
		expect(later.counted).toEqual([]);
		expect(later.not_operative[0].light).toBe('adopted-not-in-force');
		expect(coverageOn([link('law-2021', 'enacts', 2)], [], instruments, '2027-12-02').state).toBe('enacts');
	});

	test('shows apart what rests on law whose dates do not tell', () => {
		const links = [link('undated', 'enacts'), link('year-only', 'partly-enacts')];
		const dated = coverageOn(links, [], instruments, '2021-06-01');
		expect(dated.state).toBe('not-looked-at');
		expect(dated.undated).toHaveLength(2);
		expect(coverageOn(links, [], instruments, checked_on).state).toBe('enacts');
	});

	test('counts a precedent from the day it was made, even when it is over or was only proposed', () => {
		const links = [link('campaign', 'precedent'), link('bill', 'precedent')];
		expect(coverageOn(links, [], instruments, '2019-01-01').counts).toEqual({});
		expect(coverageOn(links, [], instruments, '2026-11-21').counts).toEqual({ precedent: 2 });
	});

	test('knows of a search only from its day on', () => {
		const searched = [{ as_of: '2026-11-21' }];
		expect(coverageOn([], searched, instruments, '2026-11-20').state).toBe('not-looked-at');
		expect(coverageOn([], searched, instruments, '2026-11-21')).toMatchObject({
			state: 'nothing-found',
			looked_on: '2026-11-21'
		});
	});

	test('puts the strongest relation first among the links counted', () => {
		const links = [link('law-2021', 'conflicts'), link('law-2021', 'mentions'), link('law-2021', 'enacts')];
		const { counted, counts, cited } = coverageOn(links, [], instruments, '2026-11-21');
		expect(counted.map(({ relation }) => relation)).toEqual(['enacts', 'conflicts', 'mentions']);
		expect({ counts, cited }).toEqual({ counts: { enacts: 1, conflicts: 1 }, cited: 1 });
	});
});

test('conflicts is the state only where no rung of the ladder is reached', () => {
	const conflict = { basis: 'coder', relation: 'conflicts' } as const;
	expect(summariseCoverage([conflict], []).state).toBe('conflicts');
	expect(summariseCoverage([conflict, { basis: 'coder', relation: 'precedent' }], []).state).toBe(
		'precedent'
	);
});
