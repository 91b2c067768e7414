import { expect, test } from 'vitest';
import { officialAddress, splitAddresses } from './official-address.ts';

const dsa = { url: 'https://eur-lex.europa.eu/eli/reg/2022/2065/oj', url_basis: 'derived' };
const named = (ref: string) => ({ ref, ref_en: ref });

test('an article of an EU act opens at the article', () => {
	for (const ref of ['Art 37', 'Art. 37', 'Article 37', 'Art 37(1)', 'Art 37(4)-(8)', 'Art 37(1)(a)-(b)'])
		expect(officialAddress(dsa, named(ref)), ref).toEqual({
			href: 'https://eur-lex.europa.eu/eli/reg/2022/2065/oj#art_37',
			opens: 'provision',
			label: '37'
		});
	const directive = { url: 'http://data.europa.eu/eli/dir/2024/2831/oj', url_basis: 'seen' };
	expect(officialAddress(directive, named('Art 10'))?.href).toBe(
		'https://eur-lex.europa.eu/eli/dir/2024/2831/oj#art_10'
	);
});

test('what is not one article of this very text opens the instrument', () => {
	for (const ref of [
		'Arts 86, 90',
		'Arts 23, 25',
		'Recital 24',
		'Annex III point 4',
		'Art 5a (Reg 910/2014)',
		'Art 5a(15)',
		'new Art 111(4) AI Act',
		'Art 3 (amends 2005/29/EC)',
		'Art 2 and Annex I',
		'Interpretation of GDPR Art 15(1)(h)',
		'whole act'
	])
		expect(officialAddress(dsa, named(ref)), ref).toEqual({ href: dsa.url, opens: 'instrument' });
	const byCelex = {
		url: 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52018PC0148',
		url_basis: 'seen'
	};
	expect(officialAddress(byCelex, named('Art 3'))?.opens).toBe('instrument');
	const chinese = { url: 'https://www.gov.cn/zhengce/content_1.htm', url_basis: 'seen' };
	expect(officialAddress(chinese, { ref: '第12条', ref_en: 'Art. 12' })?.opens).toBe('instrument');
});

test('a section of a British act opens at the section, in the version the address names', () => {
	const enacted = { url: 'https://www.legislation.gov.uk/ukpga/2020/14/part/2/enacted', url_basis: 'seen' };
	expect(officialAddress(enacted, named('s 39'))?.href).toBe(
		'https://www.legislation.gov.uk/ukpga/2020/14/section/39/enacted'
	);
	expect(officialAddress(enacted, named('ss 39-43'))).toEqual({ href: enacted.url, opens: 'instrument' });
	const current = { url: 'https://www.legislation.gov.uk/ukpga/1996/18', url_basis: 'seen' };
	expect(officialAddress(current, named('s. 230(3)'))?.href).toBe(
		'https://www.legislation.gov.uk/ukpga/1996/18/section/230'
	);
	expect(officialAddress(current, named('section 43K'))?.href).toBe(
		'https://www.legislation.gov.uk/ukpga/1996/18/section/43K'
	);
});

test('an address from memory, or none, is no address to follow', () => {
	expect(officialAddress({ ...dsa, url_basis: 'memory' }, named('Art 37'))).toBeUndefined();
	expect(officialAddress({ url: undefined, url_basis: undefined }, named('Art 37'))).toBeUndefined();
});

test('addresses inside a line of text are told from the text', () => {
	expect(splitAddresses('Notice (https://example.org/a(1).html), read 2026')).toEqual([
		{ text: 'Notice (' },
		{ text: 'https://example.org/a(1).html', href: 'https://example.org/a(1).html' },
		{ text: '), read 2026' }
	]);
	expect(splitAddresses('见 https://example.cn/x，第3页')).toEqual([
		{ text: '见 ' },
		{ text: 'https://example.cn/x', href: 'https://example.cn/x' },
		{ text: '，第3页' }
	]);
	expect(splitAddresses('(https://example.org/a).')).toEqual([
		{ text: '(' },
		{ text: 'https://example.org/a', href: 'https://example.org/a' },
		{ text: ').' }
	]);
	expect(splitAddresses('Government Gazette No. 4')).toEqual([{ text: 'Government Gazette No. 4' }]);
});
