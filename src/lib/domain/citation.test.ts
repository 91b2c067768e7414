import { describe, expect, test } from 'vitest';
import { seedInstrument, seedPaper } from '../../../tests/fixtures/seed-record.ts';
import {
	cslDate,
	highwireTags,
	instrumentItem,
	instrumentTitle,
	ownItem,
	paperItem,
	passagesText
} from './citation.ts';

describe('a paper', () => {
	test('with all its data is a journal article in the reader’s language', () => {
		expect(paperItem(seedPaper('001'), 'en')).toEqual({
			id: 'paper-001',
			type: 'article-journal',
			title: 'Research on the Problem of Digital Labor Alienation and Countermeasures',
			author: [{ family: 'Wang', given: 'Cuican' }],
			issued: { 'date-parts': [[2026, 5, 20]] },
			'container-title': '哲学进展',
			volume: '15',
			issue: '5',
			page: '199-205',
			publisher: 'Hans Publishers Inc.',
			DOI: '10.12677/acpp.2026.155221',
			language: 'en'
		});
		expect(paperItem(seedPaper('001'), 'zh')).toMatchObject({
			title: '数字劳动异化问题及对策研究',
			author: [{ literal: '王崔灿' }],
			language: 'zh'
		});
	});

	test('without a known title carries our label in square brackets, and nothing else is made up', () => {
		const { title, ...rest } = paperItem(seedPaper('000'), 'en');
		expect(title).toMatch(
			/^\[Digital labour in live-streaming commerce.*\(coder's label, not the title\)\]$/
		);
		expect(rest).toEqual({
			id: 'paper-000',
			type: 'document',
			publisher: 'Hans Publishers / 汉斯出版社 (hanspub.org)',
			language: 'zh'
		});
	});

	test('with a title in Chinese only keeps it, and our translation follows in square brackets', () => {
		const item = paperItem(seedPaper('004'), 'en');
		expect(item.title).toMatch(
			/^赛博空间无产阶级数字劳动的出场及命运展望 \[The emergence .* \(coder's translation\)\]$/
		);
		expect(item.author).toEqual([{ literal: '罗小青' }, { literal: '董荣泼' }]);
		expect(item.issued).toBeUndefined();
		expect(paperItem(seedPaper('004'), 'zh').title).toBe('赛博空间无产阶级数字劳动的出场及命运展望');
	});
});

describe('an instrument', () => {
	test('is cited by its own title, number, journal and the day it was made', () => {
		expect(instrumentItem(seedInstrument('EU', 'eu-dsa'), 'en')).toMatchObject({
			type: 'legislation',
			number: '(EU) 2022/2065',
			'container-title': 'OJ L 277, 27.10.2022, p. 1',
			issued: { 'date-parts': [[2022, 10, 19]] },
			authority: 'European Parliament; Council of the European Union'
		});
	});

	test('says when a translated title is ours', () => {
		expect(instrumentTitle(seedInstrument('CN', 'cn-pipl-2021'), 'en')).toBe(
			'中华人民共和国个人信息保护法 [Personal Information Protection Law of the PRC, our translation]'
		);
		expect(instrumentTitle(seedInstrument('CN', 'cn-pipl-2021'), 'zh')).toBe('中华人民共和国个人信息保护法');
	});

	test('that is a judgment is a case, with its ECLI', () => {
		expect(instrumentItem(seedInstrument('EU', 'eu-case-c-203-22'), 'en')).toMatchObject({
			type: 'legal_case',
			references: 'ECLI:EU:C:2025:117'
		});
	});
});

test('passages of one paper are gathered by section, each once', () => {
	expect(
		passagesText([
			{ section: '4.2', paragraph: 3 },
			{ section: '4.2', paragraph: 2 },
			{ section: '4.2', paragraph: 3 },
			{ section: '摘要', paragraph: 1 }
		])
	).toBe('§4.2 ¶2, ¶3; 摘要 ¶1');
});

test('a date keeps the precision of its source, and no date stays no date', () => {
	expect([cslDate('2021'), cslDate('2021-08'), cslDate(undefined), cslDate('soon')]).toEqual([
		{ 'date-parts': [[2021]] },
		{ 'date-parts': [[2021, 8]] },
		undefined,
		undefined
	]);
});

describe('tags for Zotero', () => {
	test('of an article name the journal and the pages', () => {
		expect(highwireTags(paperItem(seedPaper('001'), 'en'))).toEqual(
			expect.arrayContaining([
				{ name: 'citation_author', content: 'Cuican Wang' },
				{ name: 'citation_publication_date', content: '2026/05/20' },
				{ name: 'citation_journal_title', content: '哲学进展' },
				{ name: 'citation_firstpage', content: '199' },
				{ name: 'citation_lastpage', content: '205' }
			])
		);
	});

	test('of our own record name us and never a journal', () => {
		const item = ownItem({
			id: 'x',
			title: 'Audit',
			version: '1',
			date: '2026-11-21',
			url: 'https://a.example/x',
			locale: 'en'
		});
		const names = highwireTags(item).map(({ name }) => name);
		expect(names).not.toContain('citation_journal_title');
		expect(highwireTags(item)).toContainEqual({ name: 'citation_author', content: 'Remedy Atlas' });
	});
});
