import { pagesInPart, type SitemapPage } from '../../domain/sitemap.ts';
import { isCurrent } from '../../domain/standing.ts';
import { dataState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import {
	findLastChange,
	listLastChanges,
	listLinkedChanges,
	listProposalChanges
} from '../queries/changes.ts';
import { sitePages } from './palette.ts';
import { proposalsUnder } from './proposal-list.ts';
import { atlasFrame, currentPapers } from './snapshot.ts';

/** Made from the program, not from the data. */
const unchanging = ['/codebook/guide'];
/** Pages of other pages. */
const left_out = ['/search'];

export type Sitemap = {
	parts: number;
	/** The pages of a part, from 1 on, with the day on which what they show last changed. */
	pages(part: number): Promise<SitemapPage[]>;
};

/** Every page a search engine should know: those of the program, papers, proposals, regulations. Only a part of them is read at once. */
export async function openSitemap(db: Db): Promise<Sitemap> {
	const state = await dataState(db);
	const [frame, site, proposals] = await Promise.all([
		atlasFrame(db, state),
		sitePages(db),
		proposalsUnder(db, state)
	]);
	const own = site.filter(({ href }) => !left_out.includes(href));
	const papers = currentPapers(frame);
	const instruments = [...frame.instruments.values()].filter(isCurrent);
	const lists: { length: number; pages(from: number, to: number): Promise<SitemapPage[]> }[] = [
		{
			length: own.length,
			async pages(from, to) {
				const newest = await findLastChange(db);
				return own.slice(from, to).map(({ href }) => page(href, unchanging.includes(href) ? [] : [newest]));
			}
		},
		{
			length: papers.length,
			async pages(from, to) {
				const at = changesBy(await listLastChanges(db, ['paper']));
				return papers.slice(from, to).map(({ id }) => page(`/papers/${id}`, [at.get(id)]));
			}
		},
		{
			length: proposals,
			async pages(from, to) {
				const changes = await listProposalChanges(db, { skip: from, limit: to - from });
				return changes.map(({ record, at }) => page(`/proposals/${record}`, [at]));
			}
		},
		{
			length: instruments.length,
			async pages(from, to) {
				const [own, linked] = await Promise.all([
					listLastChanges(db, ['instrument']).then(changesBy),
					listLinkedChanges(db).then(changesBy)
				]);
				return instruments
					.slice(from, to)
					.map(({ id }) => page(`/regulations/${id}`, [own.get(id), linked.get(id)]));
			}
		}
	];
	const all = lists.reduce((sum, { length }) => sum + length, 0);
	return {
		parts: Math.max(1, Math.ceil(all / pagesInPart)),
		async pages(part) {
			const found: SitemapPage[] = [];
			let start = (part - 1) * pagesInPart;
			let left = pagesInPart;
			for (const list of lists) {
				if (start < list.length && left > 0) {
					const to = Math.min(list.length, start + left);
					found.push(...(await list.pages(start, to)));
					left -= to - start;
				}
				start = Math.max(0, start - list.length);
			}
			return found;
		}
	};
}

const changesBy = (changes: { record: string; at: Date | null }[]): Map<string, Date | undefined> =>
	new Map(changes.map(({ record, at }) => [record, at ?? undefined]));

function page(path: string, dates: (Date | null | undefined)[]): SitemapPage {
	const known = dates.flatMap((date) => (date ? [date.getTime()] : []));
	return { path, ...(known.length > 0 && { changed: new Date(Math.max(...known)) }) };
}
