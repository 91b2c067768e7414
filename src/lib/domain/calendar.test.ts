import { expect, test } from 'vitest';
import { instrument } from '../../../tests/fixtures/records.ts';
import { calendarDates } from './calendar.ts';

const today = '2026-11-21';
const provision = (number: number, applicable_from?: string) => ({
	...instrument.provisions[0],
	number,
	...(applicable_from && { applicable_from })
});

test('a calendar has the days of the last year and all that are to come, and provisions that start later', () => {
	const law = {
		...instrument,
		adopted_on: '2026-10-01',
		in_force_from: '2025-11-20',
		applicable_from: '2026-12-02',
		transposition_due: '2025-11-21',
		ended_on: '2099-12-31',
		provisions: [
			provision(1),
			provision(2, '2026-12-02'),
			provision(3, '2027-08-02'),
			provision(4, '2027-08-02'),
			provision(5, '2020-01-01')
		]
	};
	expect(calendarDates(law, today)).toEqual({
		days: [
			{ date: '2026-12-02', field: 'applicable_from', provisions: [] },
			{ date: '2025-11-21', field: 'transposition_due', provisions: [] },
			{ date: '2099-12-31', field: 'ended_on', provisions: [] },
			{ date: '2027-08-02', field: 'applicable_from', provisions: [3, 4] }
		],
		vague: []
	});
});

test('a month or a year is no day', () => {
	const law = {
		...instrument,
		in_force_from: '2027-03',
		applicable_from: '2025',
		ended_on: '2025-10',
		provisions: [provision(1, '2028')]
	};
	const { days, vague } = calendarDates(law, today);
	expect(days).toEqual([]);
	expect(vague.map(({ date }) => date)).toEqual(['2027-03', '2025', '2028']);
});

test('the year before a leap day starts on a day there is', () => {
	const days = (in_force_from: string) => calendarDates({ ...instrument, in_force_from }, '2028-02-29').days;
	expect(days('2027-02-28')).toHaveLength(1);
	expect(days('2027-02-27')).toHaveLength(0);
});
