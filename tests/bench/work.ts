import { catalogue, listParameters } from '../../src/lib/domain/api/catalogue.ts';
import { parseParameters } from '../../src/lib/domain/api/parameters.ts';
import { layers } from '../../src/lib/domain/codes.ts';
import { formatCursor } from '../../src/lib/server/cursor.ts';
import { synthId } from '../../src/lib/server/seed/synth.ts';

/** One kind of work: the same questions asked of the Atlas and of the limit, and how to tell that the answers are the same. */
export type Work = {
	name: string;
	/** Addresses of the Atlas and of the limit, pair by pair. */
	questions: { atlas: string; limit: string }[];
	/** What both must have answered alike. */
	read(answer: never): unknown;
};

/** Fields of a row of a list, in both. */
export const listed = [
	'id',
	'title_en',
	'title_zh',
	'level',
	'modality',
	'specificity',
	'remedy_type',
	'alienation_dimension'
] as const;
const fields = `fields=${listed.join(',')}`;
const sorts = ['title', '-id', 'modality,title', '-subject,-technology,title'];
const english = ['audits', 'pay statements', 'riders', 'opt-in data', 'emergency wage floors', 'warehouse'];
const chinese = ['审计', '骑手', '外卖平台', '最低报酬', '透明', '数字工会'];

type Rows = { data?: { id: string }[]; rows?: { id: string }[]; meta?: { total: number }; total?: number };
const readRows = ({ data, rows, meta, total }: Rows) => [
	meta?.total ?? total,
	...(data ?? rows!).map(({ id }) => id)
];
type Detail = { id: string; evidence: unknown[]; links: { id: string; relation: string }[] };
const readDetail = (answer: Detail & { data?: Detail }) => {
	const { id, evidence, links } = answer.data ?? answer;
	return [id, evidence.length, links.map((link) => `${link.id} ${link.relation}`).sort()];
};

/** Everything that is measured, for a set of so many proposals made by `npm run synth`. */
export function workOf(proposals: number, remedies: string[]): Work[] {
	const address = (query: string) => `/api/v1/proposals?${query}`;
	const ask = (kind: string, parameters: Record<string, string>) =>
		`/${kind}?${new URLSearchParams(parameters)}`;
	const some = <T>(count: number, make: (place: number) => T): T[] =>
		Array.from({ length: count }, (_, place) => make(place));
	const narrowed = (sort: string) =>
		layers.flatMap((layer) => remedies.slice(0, 12).map((remedy) => ({ layer, remedy, sort })));
	return [
		{
			name: 'list',
			questions: layers.flatMap((layer) =>
				remedies.slice(0, 12).flatMap((remedy) =>
					sorts.map((sort) => ({
						atlas: address(`layer=${layer}:primary&remedy=${remedy}&sort=${sort}&limit=50&${fields}`),
						limit: ask('list', { layer, remedy, sort })
					}))
				)
			),
			read: readRows
		},
		{
			name: 'matrix',
			questions: narrowed('-subject,-technology,title').map(({ layer, remedy, sort }) => ({
				atlas: `/matrix/layers/rows?layer=${layer}:primary&remedy=${remedy}&sort=${sort}`,
				limit: ask('matrix', { layer, remedy, sort })
			})),
			read: ({ rows }: Rows) => rows!.map(({ id }) => id)
		},
		{
			// Rendered on the server; beside it the list of the same rows, because a page has no limit by hand.
			name: 'matrix_page',
			questions: ['-subject,-technology,title', 'modality,title']
				.flatMap(narrowed)
				.map(({ layer, remedy, sort }) => ({
					atlas: `/matrix/layers?layer=${layer}:primary&remedy=${remedy}&sort=${sort}`,
					limit: ask('list', { layer, remedy, sort })
				})),
			read: (answer: Rows | string) =>
				typeof answer === 'string'
					? [...answer.matchAll(/data-cell="([^":]+):title"/g)].map(([, id]) => id)
					: answer.rows!.map(({ id }) => id)
		},
		{
			name: 'keyset',
			questions: some(60, (place) => {
				const after = synthId(Math.floor(proposals * (0.9 + place * 0.0015)));
				return {
					atlas: address(`limit=50&${fields}&cursor=${cursorAfter(after, `limit=50&${fields}`)}`),
					limit: ask('keyset', { after })
				};
			}),
			read: (answer: Rows) => readRows(answer).slice(1)
		},
		...Object.entries({ search_en: english, search_zh: chinese }).map(([name, terms]) => ({
			name,
			questions: terms.map((q) => ({
				atlas: address(`q=${encodeURIComponent(q)}&limit=50&${fields}`),
				limit: ask('search', { q })
			})),
			read: readRows
		})),
		{
			name: 'detail',
			questions: some(200, (place) => {
				const id = synthId((place * 7919) % proposals);
				return { atlas: `/api/v1/proposals/${id}?include=links`, limit: ask('detail', { id }) };
			}),
			read: readDetail
		}
	] as Work[];
}

/** The place after a record in the list ordered by id, as the Atlas itself would name it. */
function cursorAfter(id: string, query: string): string {
	const { values } = parseParameters(listParameters('proposals'), new URLSearchParams(query));
	const filters = Object.fromEntries(
		Object.keys(catalogue.proposals.filters).map((key) => [key, values![key]])
	);
	return formatCursor([id, id], JSON.stringify(['proposals', filters, catalogue.proposals.order]));
}
