import { expect, test } from 'vitest';
import { chineseReference } from './chinese-reference.ts';

test.each([
	['Art. 22', '第22条'],
	['Article 22(1)', '第22(1)条'],
	['Art. 5(1)(a)-(b)', '第5(1)(a)-(b)条'],
	['Art. 5a(15)', '第5a(15)条'],
	['Arts. 13(2)(f), 14(2)(g), 15(1)(h)', '第13(2)(f)、14(2)(g)、15(1)(h)条'],
	['Arts. 45b-45e', '第45b-45e条'],
	// Numbers of Korean and Italian law, not ranges.
	['Arts. 5-9, 5-11', '第5-9、5-11条'],
	['Art. 47-bis', '第47-bis条'],
	['ss. 12-13', '第12-13条'],
	['s. 114(6)', '第114(6)条'],
	['Section 3', '第3条'],
	['Recital 71', '序言第71段'],
	['Chapter 4', '第4章'],
	['paras. 11(b), 13', '第11(b)、13段'],
	['Principle 1.2', '原则1.2'],
	['Part V', '第V部分'],
	['Annex III point 4', '附件III第4点'],
	['Annex I points 5-6', '附件I第5-6点'],
	['Annex II', '附件II'],
	['§ 2101', '第2101条'],
	['§ 22757.3.1', '第22757.3.1条'],
	['§§ 7.5-102, 7.5-103', '第7.5-102、7.5-103条'],
	['Arts. 291-A to 291-C', '第291-A至291-C条'],
	['Art. 2, item 4(g)', '第2条第4(g)项'],
	['Art. 2, items 12-13', '第2条第12-13项'],
	['Sch. 1 Part 15', '附表1第15部分'],
	['Convention as a whole', '全文'],
	['Whole act', '全文']
])('%s is %s', (reference, chinese) => expect(chineseReference(reference)).toBe(chinese));

test.each([
	'C.R.S. § 8-4-127 (disclosure)',
	'Sch. 1 Part 16 Div. 6',
	'Whole act (as cited)',
	'Art. 5 I',
	'Art. 1 (General Tax Code, art. 299 ff.)',
	'Art. 2 and Annex I',
	'New Art. 111(4) AI Act',
	'Sch. 1 Part 16 (minimum standards)',
	'Part on associations (in force 1 Nov 2024 / 1 Jan 2025)',
	'Labour Code, art. 12-A',
	'Convention as a whole (33 articles)',
	'Rule 48(1)',
	'Arts. 152 quáter P ff.',
	'art'
])('what says more stays as it is: %s', (reference) => expect(chineseReference(reference)).toBeUndefined());
