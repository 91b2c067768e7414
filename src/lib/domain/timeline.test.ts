import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	eventsOf,
	firstDayOf,
	formatTimeline,
	isAfter,
	isWithin,
	lastDayOf,
	parseTimeline,
	percentAt,
	ticksOf,
	usualRange
} from './timeline.ts';
import { indexTerms } from './vocabulary.ts';

const terms = indexTerms(
	['CN', 'EU'].map((code, index) => ({
		vocabulary: 'jurisdictions',
		code,
		rank: index + 1,
		label_en: code,
		label_zh: code,
		definition_en: code,
		definition_zh: code,
		group: code === 'CN' ? 'china' : 'european-union'
	}))
);
const parse = (query: string) => parseTimeline(new URLSearchParams(query), terms);

test('a view survives the way through the address, partial dates as they are', () => {
	const query = '?from=2019-05&to=2024&jurisdiction=china,EU';
	expect(parse(query)).toMatchObject({ dropped: [] });
	expect(formatTimeline(parse(query).view)).toBe(query);
});

test('what is no date, lies out of reach or is not known is dropped', () => {
	expect(parse('from=2023-02-29&to=2101&jurisdiction=XX,CN&zoom=3')).toEqual({
		view: { from: undefined, to: undefined, jurisdiction: ['CN'] },
		dropped: [
			{ name: 'from', value: '2023-02-29' },
			{ name: 'to', value: '2101' },
			{ name: 'jurisdiction', value: 'XX' },
			{ name: 'zoom', value: '3' }
		]
	});
	expect(parse('from=1899').dropped).toHaveLength(1);
	expect(parse('from=2025&to=2024')).toMatchObject({
		view: { from: undefined, to: '2024' },
		dropped: [{ name: 'from' }]
	});
	expect(parse('from=2024-06&to=2024').dropped).toEqual([]);
});

test('a partial date reaches from its first to its last day', () => {
	expect([firstDayOf('2024'), firstDayOf('2024-02'), firstDayOf('2024-02-10')]).toEqual([
		'2024-01-01',
		'2024-02-01',
		'2024-02-10'
	]);
	expect([lastDayOf('2024'), lastDayOf('2024-02'), lastDayOf('2023-02'), lastDayOf('2024-02-10')]).toEqual([
		'2024-12-31',
		'2024-02-29',
		'2023-02-28',
		'2024-02-10'
	]);
	expect(isWithin('2024', { from: '2024-06-01', to: '2024-06-30' })).toBe(true);
	expect(isWithin('2024-05', { from: '2024-06-01', to: '2024-06-30' })).toBe(false);
	expect(isAfter('2026', '2026-05-01')).toBe(false);
	expect(isAfter('2026-12-02', '2026-11-21')).toBe(true);
});

test('every day of a range lies between 0 and 100 percent, in order', () => {
	const range = { from: '2015-01-01', to: '2027-12-31' };
	expect(percentAt('2015-01-01', range)).toBe(0);
	const days = fc.date({ min: new Date('2015-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
	const text = (date: Date) => date.toISOString().slice(0, 10);
	fc.assert(
		fc.property(days, days, (a, b) => {
			const [first, second] = [text(a), text(b)].sort().map((day) => percentAt(day, range));
			expect(first).toBeGreaterThanOrEqual(0);
			expect(second).toBeLessThanOrEqual(100);
			expect(first).toBeLessThanOrEqual(second);
		})
	);
});

test('the axis never carries more than about a dozen years', () => {
	expect(ticksOf({ from: '2015-01-01', to: '2027-12-31' }).map(({ year }) => year)).toHaveLength(13);
	expect(ticksOf({ from: '1948-01-01', to: '2027-12-31' }).map(({ year }) => year)).toEqual([
		1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020
	]);
	expect(ticksOf({ from: '2024-05-01', to: '2024-08-01' })).toEqual([]);
});

test('the usual range leaves out the oldest tenth', () => {
	expect(usualRange([])).toBeUndefined();
	expect(usualRange(['1948-07-09', ...Array.from({ length: 10 }, (_, year) => String(2015 + year))])).toEqual(
		{
			from: '2015-01-01',
			to: '2024-12-31'
		}
	);
});

test('dates become events of five kinds', () => {
	expect(
		eventsOf({ adopted_on: '2024-10-23', in_force_from: '2024-12-01', transposition_due: '2026-12-02' }).map(
			({ kind }) => kind
		)
	).toEqual(['made', 'start', 'due']);
	expect(eventsOf({})).toEqual([]);
});
