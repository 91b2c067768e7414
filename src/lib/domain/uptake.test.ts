import { describe, expect, test } from 'vitest';
import type { Instrument } from './instrument.ts';
import type { PlacedLink } from './matrix/rows.ts';
import { climb, stepsOf } from './uptake.ts';

const day = '2026-11-21';

function instrument(fields: Partial<Instrument>): Instrument {
	return {
		id: 'law',
		type: 'law',
		binding: 'binding',
		status: 'in-force',
		jurisdiction: 'EU',
		checked_on: day,
		provisions: [{ number: 1, ref: 'Art. 1' }],
		...fields
	} as Instrument;
}
const link = (fields: Partial<PlacedLink> = {}): PlacedLink =>
	({
		id: 'p--law-1',
		instrument: 'law',
		number: 1,
		jurisdiction: 'EU',
		relation: 'partly-enacts',
		...fields
	}) as PlacedLink;
const told = (fields: Partial<Instrument>, of: Partial<PlacedLink> = {}) =>
	stepsOf(link(of), instrument(fields), day).map(
		({ rung, date, upcoming }) =>
			`${rung}${upcoming ? ' ahead' : ''} ${date ? `${date.kind} ${date.on}` : 'undated'}`
	);

describe('the rungs a link reaches', () => {
	test('of law in force are its adoption and its start, each with its own date', () => {
		expect(
			told({ adopted_on: '2022-10-19', published_on: '2022-10-27', in_force_from: '2022-11-16' })
		).toEqual(['adopted adopted_on 2022-10-19', 'in-force in_force_from 2022-11-16']);
	});

	test('keep a partial date partial and never invent one', () => {
		expect(told({ adopted_on: '2025-08', in_force_from: '2025' })).toEqual([
			'adopted adopted_on 2025-08',
			'in-force in_force_from 2025'
		]);
		expect(told({})).toEqual(['adopted undated', 'in-force undated']);
	});

	test('do not claim a start the year alone cannot tell', () => {
		expect(told({ status: 'enacted-not-in-force', adopted_on: '2025', in_force_from: '2026' })).toEqual([
			'adopted adopted_on 2025'
		]);
	});

	test('show a start that lies ahead as ahead', () => {
		expect(
			told({ status: 'enacted-not-in-force', adopted_on: '2026-05-14', in_force_from: '2027-01-01' })
		).toEqual(['adopted adopted_on 2026-05-14', 'in-force ahead in_force_from 2027-01-01']);
	});

	test('follow the provision where it starts later than its instrument', () => {
		const provisions = [{ number: 1, applicable_from: '2027-12-02' }] as Instrument['provisions'];
		expect(told({ adopted_on: '2024-06-13', in_force_from: '2024-08-01', provisions })).toEqual([
			'adopted adopted_on 2024-06-13',
			'in-force ahead applicable_from 2027-12-02'
		]);
	});

	test('of soft law, drafts and texts that bind nobody is one rung', () => {
		const published = { published_on: '2021-07-26' };
		const expected = ['draft-or-soft published_on 2021-07-26'];
		expect(told({ status: 'soft-law-current', type: 'policy-opinion', ...published })).toEqual(expected);
		expect(told({ status: 'proposed', type: 'proposal', ...published })).toEqual(expected);
		expect(told({ binding: 'not-binding', type: 'guideline', ...published })).toEqual(expected);
	});

	test('of judgments and judicial guidance is the court alone', () => {
		expect(told({ type: 'judgment', status: 'final-judgment', adopted_on: '2025-02-27' })).toEqual([
			'tested adopted_on 2025-02-27'
		]);
		expect(told({ type: 'judicial-guidance', issued_on: '2022-12-26' })).toEqual([
			'tested issued_on 2022-12-26'
		]);
	});

	test('of law that is over include its end, dated or not', () => {
		expect(
			told({
				status: 'repealed',
				adopted_on: '2024-06-20',
				in_force_from: '2024-06-28',
				ended_on: '2026-03-26'
			})
		).toEqual([
			'adopted adopted_on 2024-06-20',
			'in-force in_force_from 2024-06-28',
			'ended ended_on 2026-03-26'
		]);
		expect(told({ status: 'repealed', adopted_on: '2024-05-17' })).toEqual([
			'adopted adopted_on 2024-05-17',
			'ended undated'
		]);
	});

	test('of law repealed before it began leave out its force', () => {
		expect(
			told({
				status: 'repealed',
				adopted_on: '2024-05-17',
				in_force_from: '2026-06-30',
				ended_on: '2026-05-14'
			})
		).toEqual(['adopted adopted_on 2024-05-17', 'ended ended_on 2026-05-14']);
	});

	test('are none for law of unknown standing beyond its adoption', () => {
		expect(told({ status: 'unknown', adopted_on: '2025-08' })).toEqual(['adopted adopted_on 2025-08']);
	});

	test.each(['conflicts', 'builds-on', 'models-on', 'warns-against', 'mentions'] as const)(
		'are none for %s',
		(relation) => {
			expect(told({ adopted_on: '2022-10-19' }, { relation })).toEqual([]);
		}
	);
});

test('jurisdictions stand in the order of how far they came, steps in that of their dates', () => {
	const instruments = new Map(
		[
			instrument({ id: 'late', adopted_on: '2024', in_force_from: '2024-02-01' }),
			instrument({ id: 'early', adopted_on: '2019-05', in_force_from: '2020-01-01' }),
			instrument({ id: 'undated', status: 'in-force' }),
			instrument({ id: 'plan', status: 'soft-law-current', published_on: '2022-12-19' }),
			instrument({ id: 'ruling', type: 'judgment', adopted_on: '2021-02-19' })
		].map((record) => [record.id, record])
	);
	const ladders = climb(
		[
			link({ instrument: 'plan', jurisdiction: 'CN' }),
			link({ instrument: 'late' }),
			link({ instrument: 'undated' }),
			link({ instrument: 'early' }),
			link({ instrument: 'ruling', jurisdiction: 'GB' }),
			link({ instrument: 'ruling', jurisdiction: 'FR', relation: 'conflicts' })
		],
		instruments,
		day
	);
	expect(ladders.map(({ jurisdiction, reached, highest }) => [jurisdiction, reached, highest])).toEqual([
		['EU', 2, 2],
		['GB', 1, 3],
		['CN', 1, 0]
	]);
	expect(ladders[0].rungs.adopted.map(({ link: { instrument: id } }) => id)).toEqual([
		'early',
		'late',
		'undated'
	]);
});
