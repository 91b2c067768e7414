import { isCurrent } from '../../domain/standing.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { paperTitle } from '../../domain/names.ts';
import type { Db } from '../db/connect.ts';
import { dataState } from '../data-state.ts';
import { listProposalIdsLike } from '../queries/proposal-entries.ts';
import { listProposalTitles, type ProposalTitle } from '../queries/proposals.ts';
import { fitsIntoPage } from './matrix.ts';
import { proposalsUnder } from './proposal-list.ts';
import { atlasFrame, currentPapers } from './snapshot.ts';

export type NearPage = { href: string; title: string };

/** Records of one kind whose id or title looks like what was asked for, best first: offered where nothing is found. */
export async function nearestPages(
	db: Db,
	kind: 'proposals' | 'papers' | 'regulations',
	wanted: string,
	locale: Locale
): Promise<NearPage[]> {
	const { papers, instruments } = await atlasFrame(db);
	const records = {
		proposals: async () =>
			(await proposalsLike(db, wanted)).map((row) => ({
				id: row.id,
				names: [row.title_en, row.title_zh],
				title: inLocale(row, 'title', locale)
			})),
		papers: () =>
			currentPapers({ papers }).map((paper) => ({
				id: paper.id,
				names: [paperTitle(paper, 'en').text, paperTitle(paper, 'zh').text],
				title: `${paper.id} · ${paperTitle(paper, locale).text}`
			})),
		regulations: () =>
			[...instruments.values()].filter(isCurrent).map((head) => ({
				id: head.id,
				names: [head.short_title_en, head.short_title_zh, head.title_en, head.title_zh],
				title: inLocale(head, 'short_title', locale)
			}))
	}[kind]();
	const grams = trigrams(wanted.slice(0, 120));
	return (await records)
		.map(({ id, names, title }) => ({
			href: `/${kind}/${id}`,
			title,
			likeness: Math.max(...[id, ...names].map((name) => likeness(grams, trigrams(name))))
		}))
		.filter((match) => match.likeness >= 0.25)
		.sort((a, b) => b.likeness - a.likeness || a.href.localeCompare(b.href))
		.slice(0, 5)
		.map(({ href, title }) => ({ href, title }));
}

/** Candidates whose ids the database finds like the one asked for, where there are too many titles to compare with each. */
const mostCandidates = 50;

/** Proposals among which those with an id or title like `wanted` are. */
export async function proposalsLike(db: Db, wanted: string): Promise<ProposalTitle[]> {
	if (fitsIntoPage(await proposalsUnder(db, await dataState(db)))) return listProposalTitles(db);
	const ids = await listProposalIdsLike(db, wanted.replace(/\p{C}/gu, '').slice(0, 120), mostCandidates);
	return listProposalTitles(db, ids);
}

/** Three letters at a time, words apart, as PostgreSQL's pg_trgm cuts them; Chinese by single pairs of characters. */
export function trigrams(text: string): Set<string> {
	const found = new Set<string>();
	for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
		const size = /\p{Script=Han}/u.test(word) ? 2 : 3;
		const padded = size === 2 ? ` ${word} ` : `  ${word} `;
		for (let start = 0; start + size <= padded.length; start++) found.add(padded.slice(start, start + size));
	}
	return found;
}

/** 0 for nothing in common, 1 for the same. */
export function likeness(a: Set<string>, b: Set<string>): number {
	if (a.size === 0 || b.size === 0) return 0;
	let common = 0;
	for (const gram of a) if (b.has(gram)) common++;
	return (2 * common) / (a.size + b.size);
}
