import { changeHref } from '../../../domain/change.ts';
import {
	countChanges,
	findChange,
	listChangedRecords,
	listChanges,
	type ChangeHead
} from '../../queries/changes.ts';
import { addresses, type Context, type Resource } from './resource.ts';

type ChangeRow = ChangeHead & { data?: Record<string, unknown> };
type ChangeFilters = { kind?: ChangeRow['kind'][]; record?: string[]; since?: string };

/** The only list that grows without end, so the database filters and cuts it. */
export const changes: Resource<ChangeRow> = {
	id: ({ sequence }) => sequence,
	async page({ filters, sort, limit, after }, context) {
		const { db } = context;
		const { kind, record, since } = filters as ChangeFilters;
		const filter = {
			...(kind?.length && { kinds: kind }),
			...(record?.length && { records: record }),
			...(since && { since: new Date(since) })
		};
		const place = after?.at(-1);
		if (after && !Number.isSafeInteger(place))
			return { errors: [{ path: 'cursor', message: 'not a place in this list' }] };
		const [rows, total] = await Promise.all([
			listChanges(db, filter, {
				descending: sort[0] === '-id',
				...(typeof place === 'number' && { after: place }),
				...(Number.isFinite(limit) && { limit: limit + 1 })
			}),
			countChanges(db, filter)
		]);
		const page = await withData(rows.slice(0, limit), context);
		if (rows.length <= limit) return { rows: page, total };
		const last = page.at(-1)!.sequence;
		return { rows: page, total, last: [last, last] };
	},
	async find(id, context) {
		const row = /^[1-9]\d{0,14}$/.test(id) ? await findChange(context.db, Number(id)) : undefined;
		return row && (await withData([row], context))[0];
	},
	near: async () => [],
	render({ sequence, ...row }, { origin }) {
		return {
			id: sequence,
			...row,
			at: row.at.toISOString(),
			...addresses(origin, changeHref(row.kind, row.record), `/api/v1/changes/${sequence}`)
		};
	}
};

async function withData(rows: ChangeRow[], { db, include }: Context): Promise<ChangeRow[]> {
	if (!include.has('data')) return rows;
	const records = await listChangedRecords(
		db,
		rows.map(({ sequence }) => sequence)
	);
	return rows.map((row) => ({ ...row, data: records.get(row.sequence) }));
}
