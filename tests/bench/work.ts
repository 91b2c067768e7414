import { catalogue, listParameters } from '../../src/lib/domain/api/catalogue.ts';
import { parseParameters } from '../../src/lib/domain/api/parameters.ts';
import { layers } from '../../src/lib/domain/codes.ts';
import { formatCursor } from '../../src/lib/server/cursor.ts';
import { usualMostInPage } from '../../src/lib/server/views/matrix.ts';
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
type Cell = { row: string; col: string; n: number };
type Table = {
	cells?: Cell[];
	data?: ({ id: string; title: string; total: number } & Record<string, number>)[];
};
/** Every cell of a cross-tab in which anything is counted, without the totals. */
const readCells = ({ cells, data }: Table) =>
	(
		cells ??
		data!
			.filter(({ id }) => id !== 'all')
			.flatMap(({ id, title: _, total: __, ...counts }) =>
				Object.entries(counts).map(([col, n]): Cell => ({ row: id, col, n }))
			)
	)
		.filter(({ n }) => n > 0)
		.map(({ row, col, n }) => `${row} ${col} ${n}`)
		.sort();
const coverageDays = ['2018-12-31', '2020-06-30', '2022-01-01', '2023-12-31', '2024-12-31', '2026-11-21'];
type Covered = {
	data?: { id: string; links: number }[];
	rows?: { id: string }[];
	cells?: { proposal: string; relation: string; light: string; n: number }[];
};
/** The first rows, each with the number of links that count. */
const readCovered = ({ data, rows, cells }: Covered) => {
	const lasting = ['builds-on', 'models-on', 'warns-against', 'mentions', 'precedent'];
	const counts = ({ relation, light }: { relation: string; light: string }) =>
		light === 'in-force' || (light === 'proposed' && lasting.includes(relation));
	const linksOf = (id: string) =>
		cells!.reduce((sum, cell) => sum + (cell.proposal === id && counts(cell) ? cell.n : 0), 0);
	return (data ?? rows!.map(({ id }) => ({ id, links: linksOf(id) })))
		.slice(0, 50)
		.map(({ id, links }) => `${id} ${links}`);
};
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
					? [...answer.matchAll(/<a class="t[ "][^>]*? ?href="\/proposals\/([^"]+)"/g)].map(([, id]) => id)
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
		...coverageWork(proposals),
		...['crosstab', 'crosstab_mv'].map((name) => ({
			name,
			questions: ['remedy_type', 'modality', 'specificity'].flatMap((rows) =>
				['jurisdiction', 'relation', 'confidence', 'status'].flatMap((cols) =>
					['proposals', 'links'].map((measure) => ({
						atlas: `/matrix/cross-tab.json?rows=${rows}&cols=${cols}&measure=${measure}`,
						limit: ask(name, { rows, cols, measure })
					}))
				)
			),
			read: readCells
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

/** Of a few rows the Atlas sends all at once, which is another question than the limit answers. */
function coverageWork(proposals: number): Work[] {
	if (proposals <= usualMostInPage) return [];
	return [
		{
			name: 'coverage',
			questions: Array.from({ length: 60 }, (_, place) => {
				const after = synthId(Math.floor(proposals * (0.2 + place * 0.01)));
				const day = coverageDays[place % coverageDays.length];
				return {
					atlas: `/matrix/coverage.json?rows=all&group=jurisdictions&as_of=${day}&after=${after}`,
					limit: `/coverage?day=${day}&after=${after}`
				};
			}),
			read: readCovered
		}
	];
}

/** The place after a record in the list ordered by id, as the Atlas itself would name it. */
function cursorAfter(id: string, query: string): string {
	const { values } = parseParameters(listParameters('proposals'), new URLSearchParams(query));
	const filters = Object.fromEntries(
		Object.keys(catalogue.proposals.filters).map((key) => [key, values![key]])
	);
	return formatCursor([id, id], JSON.stringify(['proposals', filters, catalogue.proposals.order]));
}
