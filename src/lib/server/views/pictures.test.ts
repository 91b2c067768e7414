import { expect, test } from 'vitest';
import type { Finding } from '../../domain/pictures.ts';
import { tellFinding } from './pictures.ts';

const tell = (finding: Finding) =>
	(['en', 'zh'] as const).map((locale) =>
		tellFinding(
			finding,
			(code) =>
				({ eu: { en: 'European Union', zh: '欧洲联盟' }, cn: { en: 'China', zh: '中国' } })[code]?.[locale] ??
				code,
			(layer) =>
				({
					institution: { en: 'Institution', zh: '制度' },
					technology: { en: 'Technology', zh: '技术' },
					subject: { en: 'Subject', zh: '主体' }
				})[layer][locale],
			locale
		)
	);

test('law: now, then and where most, in both languages', () => {
	const law = { kind: 'law', law: 31, proposals: 83, year: 2016, was: 6, count: 24 } as const;
	expect(tell({ ...law, most: ['eu'] })).toEqual([
		'31 of 83 proposals are law somewhere today, at least in part; at the end of 2016 it was 6. Most: European Union, 24',
		'83 条对策中，现有 31 条至少部分成为某地的法律，2016 年底为 6 条；最多的是欧洲联盟，24 条'
	]);
	expect(tell({ ...law, law: 1, most: ['cn', 'eu'] })).toEqual([
		'1 of 83 proposals is law somewhere today, at least in part; at the end of 2016 it was 6. Most: China and European Union, 24 each',
		'83 条对策中，现有 1 条至少部分成为某地的法律，2016 年底为 6 条；最多的是中国和欧洲联盟，各 24 条'
	]);
});

test('papers: the leading layer, and whether most papers agree', () => {
	const papers = { kind: 'papers', layer: 'institution', count: 37, proposals: 83, papers: 5 } as const;
	expect(tell({ ...papers, leads: 2, most: false })[0]).toBe(
		'Institution is the primary layer of 37 of 83 proposals, yet leads in only 2 of 5 papers'
	);
	expect(tell({ ...papers, leads: 3, most: true })[1]).toBe(
		'83 条对策中有 37 条以制度为主要层面，5 篇论文中有 3 篇也以它居首'
	);
	expect(tell({ kind: 'papers-tie', layers: ['institution', 'subject'], count: 3, proposals: 9 })).toEqual([
		'Institution and Subject are each the primary layer of 3 of 9 proposals',
		'9 条对策中，以制度和主体为主要层面的各有 3 条'
	]);
});

test('remedies and obstacles: one that leads, or all that share the lead', () => {
	expect(tell({ kind: 'remedies', single: 10, types: 21, top: ['cn'], count: 11 })).toEqual([
		'10 of 21 types of remedy stay within a single layer; the most frequent is “China”, 11',
		'21 类对策中有 10 类只落在一个层面；最常见的是“中国”，11 条'
	]);
	expect(tell({ kind: 'obstacles', top: ['cn', 'eu'], count: 6, outside: 39, proposals: 83 })).toEqual([
		'“China” and “European Union” each stand in the way of 6 proposals, more than any other. For 39 of 83 the papers name no obstacle',
		'“中国”和“欧洲联盟”各阻碍 6 条对策，为数最多；83 条对策中有 39 条，论文没有指出障碍'
	]);
});

test('without records a picture says so', () => {
	expect(tell({ kind: 'empty' })).toEqual([
		'Nothing is recorded yet that this picture could show',
		'目前还没有可供此图展示的记录'
	]);
});
