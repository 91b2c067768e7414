/** Formats in which a page is data: the ending of the address, and the media type that asks for it and that it answers. */
export const twinTypes = {
	json: 'application/json',
	jsonld: 'application/ld+json',
	bib: 'application/x-bibtex',
	ris: 'application/x-research-info-systems',
	'csl.json': 'application/vnd.citationstyles.csl+json',
	csv: 'text/csv',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;
export type TwinFormat = keyof typeof twinTypes;

type Twins = {
	/** Formats that hold both languages: one address, whatever the language of the page. */
	both?: readonly TwinFormat[];
	/** Formats in the language of the page. */
	own?: readonly TwinFormat[];
	/** Parameters of the page that its data understands too; a citation is the same whatever they say. */
	query?: 'all' | readonly string[];
	/** Without one of these parameters the page shows no data. */
	needs?: readonly string[];
};

const citations = new Set<TwinFormat>(['bib', 'ris', 'csl.json']);
const record: Twins = { both: ['json', 'jsonld'], own: ['bib', 'ris', 'csl.json'] };
const table: Twins = { own: ['json', 'csv', 'xlsx'], query: 'all' };

/** By the route of the page. */
const twins: Record<string, Twins> = {
	'/proposals/[id]': record,
	'/papers/[id]': record,
	'/regulations/[id]': { ...record, query: ['as_of'] },
	'/slices/[id]': { own: ['json', 'csv', 'xlsx', 'bib', 'ris', 'csl.json'] },
	'/matrix/[slug]': table,
	'/matrix/coverage': table,
	'/matrix/cross-tab': table,
	'/compare': { ...table, needs: ['ids', 'regulations'] },
	'/trace': table,
	'/regulations': { both: ['json'], query: 'all' },
	'/gaps': { own: ['json'] },
	'/timeline': { own: ['json'], query: 'all' },
	'/search': { both: ['json'], query: ['q'], needs: ['q'] },
	'/codebook': { both: ['json', 'jsonld'] },
	'/data': { both: ['json', 'jsonld'] }
};

export type Twin = { format: TwinFormat; type: string; href: string };

/**
 * Where the data of a page is, in every format it has; none for a page without any.
 * @param route id of the route, `/papers/[id]`
 * @param page its path in its own language and without one, and its query string
 */
export function twinsOf(route: string | null, page: { path: string; plain: string; search: string }): Twin[] {
	const { both = [], own = [], query = [], needs } = twins[route ?? ''] ?? {};
	const given = new URLSearchParams(page.search);
	if (needs && !needs.some((name) => given.get(name))) return [];
	const carried = new URLSearchParams([...given].filter(([name]) => query.includes(name)));
	const search = query === 'all' ? page.search : carried.size > 0 ? `?${carried}` : '';
	return [...both, ...own].map((format) => ({
		format,
		type: twinTypes[format],
		href: `${own.includes(format) ? page.path : page.plain}.${format}${citations.has(format) ? '' : search}`
	}));
}
