import { expect, test } from 'vitest';
import { seedInstrument } from '../../../tests/fixtures/seed-record.ts';
import { dayInWords, oscolaInstrument } from './citation-oscola.ts';

const cite = (jurisdiction: string, id: string, place = '', provision?: string) =>
	oscolaInstrument(seedInstrument(jurisdiction, id), place, provision);

test('EU legislation has its title and its place in the Official Journal', () => {
	expect(cite('EU', 'eu-dsa')).toMatch(
		/^Regulation \(EU\) 2022\/2065 of the .*\(Digital Services Act\) \[2022\] OJ L277\/1$/
	);
});

test('an act of the journal without pages is cited by its number', () => {
	expect(cite('EU', 'eu-platform-work-directive')).toMatch(/ \[2024\] OJ L2024\/2831$/);
});

test('a provision stands behind, in small letters', () => {
	expect(cite('EU', 'eu-gdpr', '', 'Art. 22')).toMatch(/ \[2016\] OJ L119\/1, art 22$/);
});

test('a case of the Court of Justice has its number first and its ECLI last', () => {
	expect(cite('EU', 'eu-case-c-203-22')).toBe('Case C–203/22 Dun & Bradstreet Austria ECLI:EU:C:2025:117');
});

test('a British case has its neutral citation', () => {
	expect(cite('GB', 'uk-uber-v-aslam')).toBe('Uber BV and others v Aslam and others [2021] UKSC 5');
});

test('a foreign case has court, date and country', () => {
	expect(cite('NL', 'nl-uber-ola-2023', 'Netherlands')).toMatch(
		/^Gerechtshof Amsterdam, .* our translation\] \(Amsterdam Court of Appeal, 4 April 2023\) \(Netherlands\)$/
	);
});

test('foreign law has the country in round brackets, and our translation is marked as ours', () => {
	expect(cite('CN', 'cn-pipl-2021', 'China')).toBe(
		'中华人民共和国个人信息保护法 [Personal Information Protection Law of the PRC, our translation], 20 August 2021 (China)'
	);
});

test('a number the title says already is not said twice', () => {
	expect(cite('FR', 'fr-dst-2019', 'France')).toMatch(
		/ services tax, our translation\], 24 July 2019 \(France\)$/
	);
});

test('a proposal of the Union has its number, unless the title says it', () => {
	const { publication_ref: _, ...act } = seedInstrument('EU', 'eu-dsa');
	const proposal = { ...act, type: 'proposal', title_original: 'Proposal for a Directive' };
	const cited = (changes: object) => oscolaInstrument({ ...proposal, ...changes }, '');
	expect(cited({ number: 'COM(2021) 762; 2021/0414 (COD)' })).toBe(
		'Proposal for a Directive COM(2021) 762; 2021/0414 (COD)'
	);
	expect(
		cited({ title_original: 'Directive COM(2021) 762 final', number: 'COM(2021) 762; 2021/0414 (COD)' })
	).toBe('Directive COM(2021) 762 final');
});

test('a convention has the days of its adoption and entry into force', () => {
	expect(cite('INT-ILO', 'ilo-c87')).toMatch(/\(adopted 9 July 1948, entered into force 4 July 1950\) C087$/);
});

test('a date nobody recorded is said to be missing', () => {
	expect(cite('IN', 'in-social-security-central-rules-2026', 'India')).toMatch(
		/, \[no date recorded\] \(India\)$/
	);
});

test('a day in words has as much as is known', () => {
	expect([dayInWords('2022-10-19'), dayInWords('2023-08'), dayInWords('2019')]).toEqual([
		'19 October 2022',
		'August 2023',
		'2019'
	]);
});
