import { beforeAll, describe, expect, test } from 'vitest';
import { seedInstrument, seedPaper } from '../../../../tests/fixtures/seed-record.ts';
import { instrumentItem, ownItem, paperItem } from '../../domain/citation.ts';
import { footnote, footnoteStyles } from './footnotes.ts';

const place = '§4.2 ¶2';

// The engine reads each style and language once, which takes its time on a busy machine.
beforeAll(() => {
	for (const style of footnoteStyles) footnote(paperItem(seedPaper('001'), 'en'), style);
}, 60_000);

describe('a paper with all its data', () => {
	const item = paperItem(seedPaper('001'), 'en');
	test.each([
		[
			'apa',
			'Wang, C. (2026). Research on the Problem of Digital Labor Alienation and Countermeasures. 哲学进展, 15(5), 199–205. https://doi.org/10.12677/acpp.2026.155221 (Wang, 2026, §4.2 ¶2)'
		],
		[
			'chicago',
			'Cuican Wang, “Research on the Problem of Digital Labor Alienation and Countermeasures,” 哲学进展 15, no. 5 (May 20, 2026): 199–205, https://doi.org/10.12677/acpp.2026.155221, §4.2 ¶2.'
		],
		[
			'oscola',
			'Cuican Wang, ‘Research on the Problem of Digital Labor Alienation and Countermeasures’ (2026) 15 哲学进展 199, §4.2 ¶2.'
		]
	] as const)('in %s', (style, text) => {
		expect(footnote(item, style, place)).toBe(text);
	});

	test('with one place after another, or without', () => {
		expect(footnote(item, 'apa', '')).toBe(footnote(item, 'apa'));
		const first = footnote(item, 'apa', '§1');
		expect(footnote(item, 'apa', '§2')).toBe(first.replace('§1', '§2'));
	});

	test('in Chinese by the Chinese standard', () => {
		expect(footnote(paperItem(seedPaper('001'), 'zh'), 'gbt7714', place)).toBe(
			'王崔灿. 数字劳动异化问题及对策研究[J/OL]. 哲学进展, 2026, 15(5): 199-205. DOI:10.12677/acpp.2026.155221, §4.2 ¶2.'
		);
	});
});

describe('a paper whose title and date are not known', () => {
	test('has our label in brackets and says in every style that there is no date', () => {
		const item = paperItem(seedPaper('000'), 'en');
		const unknown = { apa: '(n.d.)', chicago: 'n.d.', gbt7714: '[日期不详]', oscola: '[no date recorded]' };
		for (const style of footnoteStyles) {
			const text = footnote(item, style);
			expect(text, style).toContain(
				'[Digital labour in live-streaming commerce: formation and exploitation (coder’s label, not the title)]'
			);
			expect(text, style).toContain(unknown[style]);
		}
	});
});

test('the original title of a Chinese paper stands before the translation', () => {
	expect(footnote(paperItem(seedPaper('004'), 'en'), 'apa')).toMatch(
		/^罗小青 & 董荣泼\. \(n\.d\.\)\. 赛博空间.*展望 \[The emergence/
	);
});

test('our own record names us, the version, the day and the address in every style', () => {
	const item = ownItem({
		id: 'x',
		title: 'External audit of platform algorithms',
		version: '1.0.0, record v1',
		date: '2026-11-21',
		url: 'https://atlas.example/proposals/x',
		locale: 'en'
	});
	for (const style of footnoteStyles) {
		const text = footnote(item, style);
		expect(text, style).toMatch(/Remedy Atlas/i);
		expect(text, style).toMatch(/version 1\.0\.0, record v1/i);
		expect(text, style).toContain('2026');
		expect(text, style).toContain('https://atlas.example/proposals/x');
	}
	expect(footnote(item, 'oscola')).toContain('(version 1.0.0, record v1, 21 November 2026)');
});

describe('a law', () => {
	test('of the EU is not cited as one of the United States', () => {
		const item = instrumentItem(seedInstrument('EU', 'eu-dsa'), 'en');
		expect(footnote(item, 'apa')).toMatch(
			/\(Digital Services Act\), OJ L 277, 27\.10\.2022, p\. 1 \(2022\)\. https:\/\/eur-lex\.europa\.eu\/eli\/reg\/2022\/2065\/oj$/
		);
		expect(footnote(item, 'chicago')).toMatch(/” \(2022\), https:\/\/\S+, OJ L 277, 27\.10\.2022, p\. 1\.$/);
		for (const style of footnoteStyles) expect(footnote(item, style)).not.toMatch(/Pub\. L\.|§/);
	});

	test('of China by the Chinese standard has its title and day', () => {
		expect(footnote(instrumentItem(seedInstrument('CN', 'cn-pipl-2021'), 'zh'), 'gbt7714')).toMatch(
			/^中华人民共和国个人信息保护法\[A\/OL\]\. \(2021-08-20\)\./
		);
	});

	test('that is a judgment does not repeat its number', () => {
		const text = footnote(instrumentItem(seedInstrument('GB', 'uk-uber-v-aslam'), 'en'), 'chicago');
		expect(text.match(/UKSC/g)).toHaveLength(1);
	});
});
