import type { ParameterError } from '../../../domain/api/answer.ts';
import type { FetchedRows } from '../../../domain/sheet.ts';
import type { Db } from '../../db/connect.ts';
import { likeness, trigrams } from '../../views/nearest.ts';
import type { Frame } from '../../views/snapshot.ts';
import { pageOf, type SortValue } from '../../cursor.ts';

export type Context = {
	db: Db;
	frame: Frame;
	/** Ids of what each paper proposes, where that is asked for and they are not too many. */
	proposed?: ReadonlyMap<string, string[]> | undefined;
	/** YYYY-MM-DD for lights and coverage. */
	day: string;
	origin: string;
	include: ReadonlySet<string>;
	/** Number of the data, where the request has asked for it already. */
	state?: number;
	/** Fields asked for; undefined for all. */
	asked?: string[];
};

type Wanted = {
	/** Filters as parsed by the schemas of the catalogue. */
	filters: Record<string, unknown>;
	/** The same as they were given, for the codecs that pages use. */
	given: URLSearchParams;
	sort: string[];
	limit: number;
	after?: SortValue[];
};

type Page<Row> = {
	rows: Row[];
	/** All rows of a file, where they are too many to be held. */
	fetched?: FetchedRows<Row>;
	total: number;
	/** Counting ended at `total`; there may be more. */
	capped?: true;
	last?: SortValue[];
};
export type Refusal = { errors: ParameterError[] };

export type Resource<Row> = {
	id(row: Row): string | number;
	page(wanted: Wanted, context: Context): Promise<Page<Row> | Refusal>;
	find(id: string, context: Context): Promise<Row | undefined>;
	/** Ids that a wrong one may have been meant for, nearest first. */
	near(id: string, context: Context): Promise<string[]>;
	render(row: Row, context: Context): object;
};

type Sorts<Row> = Record<string, (row: Row, context: Context) => SortValue>;
export type InMemory<Row> = Pick<Resource<Row>, 'render'> & {
	id(row: Row): string;
	all(context: Context): Promise<Row[]> | Row[];
	keep(rows: Row[], wanted: Wanted, context: Context): Row[] | Refusal;
	sorts: Sorts<Row>;
};

/** A list that is held whole in memory: filtered, sorted and cut here. */
export function inMemory<Row>({ id, all, keep, sorts, render }: InMemory<Row>): Resource<Row> {
	return {
		id,
		render,
		async page(wanted, context) {
			const rows = keep(await all(context), wanted, context);
			if ('errors' in rows) return rows;
			const keys = wanted.sort.map((key) => ({
				read: sorts[key.replace(/^-/, '')],
				descending: key.startsWith('-')
			}));
			const cut = pageOf(
				rows,
				(row) => [...keys.map(({ read }) => read(row, context)), id(row)],
				keys.map(({ descending }) => descending),
				wanted
			);
			return { ...cut, total: rows.length };
		},
		find: async (wanted, context) => (await all(context)).find((candidate) => id(candidate) === wanted),
		near: async (wrong, context) => nearestIds(wrong, (await all(context)).map(id))
	};
}

export const mostNear = 5;

export function nearestIds(wrong: string, ids: string[]): string[] {
	const wanted = trigrams(wrong);
	return ids
		.map((id) => ({ id, alike: likeness(wanted, trigrams(id)) }))
		.filter(({ alike }) => alike >= 0.4)
		.sort((a, b) => b.alike - a.alike)
		.slice(0, mostNear)
		.map(({ id }) => id);
}

export const unknown = (dropped: { name: string; value: string; said?: string }[]): Refusal => ({
	errors: dropped.map(({ name, value, said }) => ({
		path: name,
		message: said ?? `nothing is known by "${value.slice(0, 80)}"`
	}))
});

export const addresses = (origin: string, page: string, data: string) => ({
	url: origin + page,
	data_url: origin + data
});
/** A path segment; ids hold no other character that must be written otherwise. */
export const segment = (id: string) => id.replaceAll('#', '%23');
