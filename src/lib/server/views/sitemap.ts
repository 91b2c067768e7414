import type { SitemapPage } from '../../domain/sitemap.ts';
import { isCurrent } from '../../domain/standing.ts';
import type { Db } from '../db/connect.ts';
import { findLastChange, listLastChanges } from '../queries/changes.ts';
import { paletteFile } from './palette.ts';
import { atlasSnapshot } from './snapshot.ts';

/** Made from the program, not from the data. */
const unchanging = ['/codebook/guide'];
/** Pages of other pages. */
const left_out = ['/search'];

/** Every page a search engine should know, with the day on which what it shows last changed. */
export async function sitemapPages(db: Db): Promise<SitemapPage[]> {
	const [palette, snapshot, changes, newest] = await Promise.all([
		paletteFile(db),
		atlasSnapshot(db),
		listLastChanges(db),
		findLastChange(db)
	]);
	const at = new Map(changes.map((change) => [`${change.kind} ${change.record}`, change.at ?? undefined]));
	const page = (path: string, dates: (Date | undefined)[]): SitemapPage => {
		const known = dates.flatMap((date) => (date ? [date.getTime()] : []));
		return { path, ...(known.length > 0 && { changed: new Date(Math.max(...known)) }) };
	};
	const linked = new Map<string, (Date | undefined)[]>();
	for (const { instrument, proposal } of snapshot.links)
		linked.set(instrument, [...(linked.get(instrument) ?? []), at.get(`link ${proposal}`)]);
	return [
		...palette.entries
			.filter(({ kind, href }) => kind === 'pages' && !left_out.includes(href))
			.map(({ href }) => page(href, unchanging.includes(href) ? [] : [newest])),
		...[...snapshot.papers.values()]
			.filter(isCurrent)
			.map(({ id }) => page(`/papers/${id}`, [at.get(`paper ${id}`)])),
		...snapshot.proposals.map(({ id }) =>
			page(`/proposals/${id}`, [at.get(`proposal ${id}`), at.get(`link ${id}`)])
		),
		...[...snapshot.instruments.values()]
			.filter(isCurrent)
			.map(({ id }) => page(`/regulations/${id}`, [at.get(`instrument ${id}`), ...(linked.get(id) ?? [])]))
	];
}
