import { listSearchHits, type SearchHit, type SearchKind } from '../../queries/search.ts';
import { pageOf } from '../../cursor.ts';
import { addresses, segment, type Resource } from './resource.ts';

const hitLimit = 1000;
const hitId = ({ kind, record, part }: SearchHit) => (kind === 'provision' ? `${record}#${part}` : record);
const hitPages: Record<string, (hit: SearchHit) => [page: string, data: string]> = {
	proposal: ({ record }) => [`/proposals/${record}`, `/proposals/${record}.json`],
	paper: ({ record }) => [`/papers/${record}`, `/papers/${record}.json`],
	instrument: ({ record }) => [`/regulations/${record}`, `/regulations/${record}.json`],
	provision: (hit) => [`/regulations/${hit.record}#p${hit.part}`, `/api/v1/provisions/${segment(hitId(hit))}`]
};

export const search: Resource<SearchHit> = {
	id: (hit) => `${hit.kind} ${hitId(hit)}`,
	async page({ filters, limit, after }, { db }) {
		const { q, kind } = filters as { q: string; kind?: SearchKind[] };
		// Without any letter there is nothing to look for.
		const found = /[\p{L}\p{N}]/u.test(q) ? await listSearchHits(db, q, hitLimit, kind) : [];
		const exact = found.filter(({ score }) => score >= 1);
		const hits = exact.length > 0 ? exact : found;
		const page = pageOf(hits, (hit) => [hit.score, search.id(hit)], [true], {
			limit,
			...(after && { after })
		});
		return { ...page, total: hits.length, ...(hits.length === hitLimit && { capped: true as const }) };
	},
	find: async () => undefined,
	near: async () => [],
	render(hit, { origin }) {
		const { kind, title_en, title_zh, score } = hit;
		return {
			kind,
			id: hitId(hit),
			title_en,
			title_zh,
			exact: score >= 1,
			score,
			...addresses(origin, ...hitPages[kind](hit))
		};
	}
};
