import { describe, expect, test } from 'vitest';
import { instrumentOf, isSource, readSource } from './source.ts';

describe('what was entered', () => {
	test.each([
		['10.12677/acpp.2026.155221', 'doi', '10.12677/acpp.2026.155221'],
		[' https://doi.org/10.12677/ACPP.2026.155221. ', 'doi', '10.12677/ACPP.2026.155221'],
		['doi: 10.1000/182', 'doi', '10.1000/182'],
		['32022R2065', 'celex', '32022R2065'],
		['CELEX:62022cj0203', 'celex', '62022CJ0203'],
		['ecli:eu:c:2025:117', 'ecli', 'ECLI:EU:C:2025:117'],
		['http://data.europa.eu/eli/reg/2022/2065/oj', 'eli', 'http://data.europa.eu/eli/reg/2022/2065/oj'],
		['https://www.gov.cn/x?id=1', 'address', 'https://www.gov.cn/x?id=1'],
		['javascript:alert(1)', 'title', 'javascript:alert(1)'],
		['平台 算法', 'title', '平台 算法'],
		['', 'title', '']
	])('"%s" is a %s', (entered, kind, value) => {
		expect(readSource(entered)).toEqual({ kind, value });
	});
});

describe('the same source', () => {
	const act = { celex: '32022R2065', url: 'https://eur-lex.europa.eu/eli/reg/2022/2065/oj' };

	test.each([
		'32022R2065',
		'http://data.europa.eu/eli/reg/2022/2065/oj',
		'https://eur-lex.europa.eu/eli/reg/2022/2065/oj/',
		'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022R2065',
		'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32022R2065#art_1'
	])('is known as %s', (entered) => {
		expect(isSource(readSource(entered), act)).toBe(true);
	});

	test.each([
		'32022R2066',
		'https://eur-lex.europa.eu/eli/dir/2022/2065/oj',
		'Digital Services Act',
		'',
		'%'
	])('is not "%s"', (entered) => {
		expect(isSource(readSource(entered), act)).toBe(false);
	});

	test('is known by a DOI however it is written', () => {
		const paper = { bibliography: { doi: { value: '10.12677/ACPP.2026.1', source: 'file' } } };
		expect(isSource(readSource('https://doi.org/10.12677/acpp.2026.1'), paper)).toBe(true);
		expect(isSource(readSource('10.12677/acpp.2026.11'), paper)).toBe(false);
	});
});

test('an address made from a number is marked as derived, one that was entered is not', () => {
	expect(instrumentOf(readSource('32022R2065'))).toMatchObject({ celex: '32022R2065', url_basis: 'derived' });
	expect(instrumentOf(readSource('https://www.gov.cn/x'))).toEqual({ url: 'https://www.gov.cn/x' });
	expect(instrumentOf(readSource('some title'))).toEqual({});
});
