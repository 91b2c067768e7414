import { expect, test } from 'vitest';
import type { Instrument } from './instrument.ts';
import { formatRegister, holdsWords, isInJurisdictions, parseRegister, yearOf } from './register.ts';
import { indexTerms } from './vocabulary.ts';

const term = (vocabulary: string, code: string, group?: string) => ({
	vocabulary,
	code,
	rank: 1,
	label_en: code,
	label_zh: code,
	definition_en: code,
	definition_zh: code,
	...(group && { group })
});
const terms = indexTerms([
	term('jurisdictions', 'CN', 'china'),
	term('jurisdictions', 'CN-SH', 'china'),
	term('jurisdictions', 'EU', 'european-union'),
	term('instrument_types', 'law'),
	term('instrument_status', 'in-force'),
	term('instrument_verification', 'full-text')
]);
const parse = (query: string) => parseRegister(new URLSearchParams(query), terms);

test('a view survives the way through the address', () => {
	const query =
		'?sort=-proposals&jurisdiction=CN,european-union&type=law&light=ended&from=2019&to=2024&q=%E6%95%B0%E6%8D%AE&as_of=2024-01-01';
	const { view, dropped } = parse(query);
	expect(dropped).toEqual([]);
	expect(formatRegister(view)).toBe(query);
	expect(formatRegister(parse('').view)).toBe('');
});

test('what a form sends twice or empty is read as one list or as nothing', () => {
	expect(parse('jurisdiction=CN&jurisdiction=EU&jurisdiction=CN&q=&from=').view).toMatchObject({
		filters: { jurisdiction: ['CN', 'EU'] },
		q: '',
		from: undefined
	});
});

test('values nobody knows are dropped and named', () => {
	const { view, dropped } = parse('jurisdiction=XX,CN&light=green&sort=size&colour=red&touches=maybe');
	expect(view.filters).toEqual({ jurisdiction: ['CN'] });
	expect(dropped.map(({ name, value }) => `${name}=${value}`).sort()).toEqual([
		'colour=red',
		'jurisdiction=XX',
		'light=green',
		'sort=size',
		'touches=maybe'
	]);
});

test('a day that is none, or lies before 1900 or after 2100, is dropped', () => {
	for (const bad of ['2023-02-29', 'yesterday', '1899-12-31', '2101-01-01', '2024-1-1', '2024'])
		expect(parse(`as_of=${bad}`), bad).toMatchObject({
			view: { as_of: undefined },
			dropped: [{ name: 'as_of', value: bad }]
		});
	for (const good of ['1900-01-01', '2100-12-31', '2024-02-29'])
		expect(parse(`as_of=${good}`).view.as_of).toBe(good);
});

test('a first year after the last one is dropped', () => {
	expect(parse('from=2025&to=2020')).toMatchObject({
		view: { from: undefined, to: 2020 },
		dropped: [{ name: 'from' }]
	});
	expect(parse('from=1700').dropped).toHaveLength(1);
});

test('a group of jurisdictions holds its parts, a jurisdiction only itself', () => {
	expect(isInJurisdictions('CN-SH', ['china'], terms)).toBe(true);
	expect(isInJurisdictions('CN-SH', ['CN'], terms)).toBe(false);
	expect(isInJurisdictions('EU', ['china'], terms)).toBe(false);
});

test('the year is that of adoption, else of the next date there is', () => {
	expect(yearOf({ adopted_on: '2021-08', in_force_from: '2022-03-01' })).toBe(2021);
	expect(yearOf({ in_force_from: '2022' })).toBe(2022);
	expect(yearOf({})).toBeUndefined();
});

test('words are found in every title and identifier', () => {
	const dsa = {
		id: 'eu-dsa',
		title_original: 'Regulation (EU) 2022/2065',
		title_en: 'Digital Services Act',
		title_zh: '数字服务法',
		short_title_en: 'DSA',
		short_title_zh: '《数字服务法》',
		celex: '32022R2065',
		eli: 'http://data.europa.eu/eli/reg/2022/2065/oj'
	} as Instrument;
	for (const q of ['services act', '数字服务', '32022r2065', 'eli/reg/2022', '(EU) 2022/2065'])
		expect(holdsWords(dsa, q), q).toBe(true);
	expect(holdsWords(dsa, 'services 劳动')).toBe(false);
});
