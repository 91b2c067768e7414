import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patternOf, searchWords, textHolding } from './search-words.ts';

const finds = (query: string, text: string) => textHolding(searchWords(query))(text.toLowerCase());

test('words that are written in one way only are looked for as they stand', () => {
	expect(searchWords('  Algorithm AUDIT 审计 ')).toEqual(
		['algorithm', 'audit', '审计'].map((text) => ({ text, forms: [text] }))
	);
	expect(searchWords(' \0 ')).toEqual([]);
});

test.each([
	['"minimum wage"', 'A minimum hourly wage for riders'],
	['“最低工资”', '《最低工资规定》'],
	['「最低工资」', '《最低工资规定》'],
	['《数据安全法》，算法', '数据安全法与算法'],
	["'audit'", 'Audits of algorithms'],
	["the workers' data.", 'Data of the workers'],
	['"Article 22" GDPR', 'GDPR, Art. 22'],
	['"audit', 'audit']
])('marks around words are not looked for: %s', (query, text) => expect(finds(query, text)).toBe(true));

test.each([
	['ａｕｄｉｔ', 'Audit'],
	['ＡＵＤＩＴ　ｏｆ', 'Audit of algorithms'],
	['ＣｙｂｅｒＳｅｃ', 'ＣｙｂｅｒＳｅｃ'],
	['第２２条', 'GDPR, Art. 22'],
	['Ａｒｔ．２２', 'GDPR, Art. 22'],
	['12.º', 'art. 12.º']
])('full-width and plain letters are the same: %s', (query, text) => expect(finds(query, text)).toBe(true));

test.each([
	['工會', '工会与集体协商'],
	['工會', '工會與集體協商'],
	['勞動者數據', '保障劳动者数据权益'],
	// By the phrase: 瞭 alone is another word.
	['瞭解', '了解'],
	['個人資訊保護法第二十四條', '《个人资讯保护法》 第24条'],
	['受託事業者', '特定受託事業者に係る取引の適正化等に関する法律']
])('traditional characters find simplified ones, and themselves: %s, %s', (query, text) => {
	expect(finds(query, text)).toBe(true);
	expect(finds(query, '劳动')).toBe(false);
});

test.each(['İzmir', 'i̇zmir', 'izmir', 'IZMIR'])(
	'the Turkish capital is found by every spelling: %s',
	(query) => {
		expect(finds(query, 'İzmir')).toBe(true);
		// As PostgreSQL has it in lower case.
		expect(finds(query, 'izmir')).toBe(true);
	}
);

test('every word is looked for, however many there are', () => {
	const letters = [...'abcdefghijklmnopqrstuvwxyz'];
	expect(finds(letters.join(' '), letters.join(' '))).toBe(true);
	expect(finds(letters.join(' '), letters.slice(0, -1).join(' '))).toBe(false);
});

test.each([
	['A', 'Annex (a) of the act', 'The Rhineland'],
	['a', 'Audit', 'rights'],
	['7', '“7 days”', 'In 2017'],
	['Ａ', '附件，A类', '数据'],
	['é', 'Droit à l’égalité, “état”', 'santé'],
	['a b', 'A/B tests', 'A web'],
	['EU', 'Law (EU) 2024/2831', 'neutral'],
	['ai', '“AI-driven” audits', 'claims that maintain'],
	['22', 'Art. 22', '2022'],
	['G7', 'the G-7, and G 7', 'ang7'],
	['AI', '生成式AI服务', '生成式 claim'],
	['éa', 'éa', 'réa']
])('one or two letters or figures are found where a word begins: %s', (query, text, other) => {
	expect(finds(query, text)).toBe(true);
	expect(finds(query, other)).toBe(false);
});

test.each([
	['AB 5', 'AB5 (2019)', 'ABC, 15'],
	['附件 A', '附件A类', '附件类AI'],
	['附件 Ａ', '附件A类', '附件BA']
])('or where it ends a name that a text writes without the blank: %s', (query, text, other) => {
	expect(finds(query, text)).toBe(true);
	expect(finds(query, other)).toBe(false);
});

test.each([
	['labor', 'labour'],
	['behavioral', 'behavioural'],
	['organization', 'organisation'],
	['unionizing', 'unionising'],
	['analyse', 'analyze'],
	['program', 'programme'],
	['programs', 'programmes'],
	['data center', 'data centre'],
	['centers', 'centres'],
	["worker's", 'worker’s'],
	['ＬＡＢＯＲ', 'labour']
])('both spellings are looked for: %s, %s', (one, other) => {
	expect(finds(one, other)).toBe(true);
	expect(finds(other, one.normalize('NFKC'))).toBe(true);
	expect(finds(one, one.normalize('NFKC'))).toBe(true);
});

test.each([
	['AB5', 'AB 5'],
	['ab701', 'AB-701'],
	['Prop22', 'Prop 22'],
	['LL144', 'LL 144/2021'],
	['SB7X', 'SB 7x']
])('letters and figures of a code may stand apart: %s, %s', (query, text) => {
	expect(finds(query, text)).toBe(true);
	expect(finds(query, query)).toBe(true);
	expect(finds(query, text.replace(/\d/, '9'))).toBe(false);
});

describe('the number of an article', () => {
	test.each([
		'Article 22 GDPR',
		'GDPR Article 22',
		'Articles 22 GDPR',
		'GDPR art 22',
		'gdpr arts. 22',
		'Art.22 GDPR',
		'Art. 22(3) GDPR',
		'Article 22 (1)(b) GDPR',
		'GDPR第22条',
		'GDPR 第二十二条',
		'GDPR第二十二條第一款'
	])('is found by %s', (query) => {
		expect(finds(query, 'GDPR, Art. 22')).toBe(true);
		expect(finds(query, 'GDPR 第22条')).toBe(true);
		expect(finds(query, 'GDPR 第二十二条')).toBe(true);
		expect(finds(query, 'GDPR, Arts. 15, 20, 22')).toBe(true);
		// Holds the letters, and means another article.
		expect(finds(query, 'GDPR, Art. 13: an article of 2022')).toBe(false);
		expect(finds(query, 'GDPR, Art. 220')).toBe(false);
	});

	test.each(['section 113', 'Sec. 113', 's. 113', 's 113', 'ss. 113', '§ 113', '§113', '第一百一十三条'])(
		'of a section is found by %s',
		(query) => {
			expect(finds(query, 'Fair Work Act, ss. 111, 113')).toBe(true);
			expect(finds(query, 'Fair Work Act, §§ 113-114')).toBe(true);
			expect(finds(query, 'Fair Work Act, s. 1130')).toBe(false);
		}
	);

	test.each([
		['Section 20-871', 'Admin. Code § 20-871(b)'],
		['§ 181C.10', 'Minn. Stat. § 181C.10'],
		['Articles 13–15', 'GDPR, Arts. 13-15'],
		['第13-15条', '第13-15条'],
		['个人信息保护法第二十四条', '《个人信息保护法》 第24条']
	])('%s finds %s', (query, text) => expect(finds(query, text)).toBe(true));

	test('stands apart from what is not one', () => {
		const sentence = 's of 3 parts the 5th art whose s. is';
		expect(searchWords(sentence).map(({ text }) => text)).toEqual([
			's',
			'of',
			'3',
			'parts',
			'the',
			'5th',
			'art',
			'whose',
			'is'
		]);
		expect(searchWords('个人信息保护法第二十四条').map(({ text }) => text)).toEqual([
			'个人信息保护法',
			'第24条'
		]);
	});
});

test(
	'whatever is typed, its words are patterns, and stay as they are when typed again',
	{ timeout: 30_000 },
	() => {
		const pieces = fc.constantFrom(
			...[
				'art',
				'. ',
				'ss',
				'§',
				'22',
				'(3)',
				'第',
				'条',
				'十',
				'百',
				'零',
				'-',
				' ',
				'"',
				'“',
				'《',
				"'",
				'Ａ',
				'２'
			],
			...['labour', 'centre', 'ise', 'AB5', '%', '\\', '[', '\0', '工會', '，']
		);
		const queries = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.array(pieces, { maxLength: 12 }).map((list) => list.join(''))
		);
		fc.assert(
			fc.property(queries, (query) => {
				const words = searchWords(query);
				for (const word of words) expect(new RegExp(`(${patternOf(word)})`, 'giu').exec('')).toBeNull();
				const again = searchWords(words.map(({ text }) => text).join(' '));
				expect(searchWords(again.map(({ text }) => text).join(' '))).toEqual(again);
			})
		);
	}
);
