import { formatCoverageView, type CoverageView } from '../../domain/coverage-view.ts';
import type { CoveragePage } from '../../domain/coverage-page.ts';
import type { Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { findEntryValues, listProposalEntries, type EntrySort } from '../queries/proposal-entries.ts';

const rowsOfPage = 50;

export const filterOf = ({ level, filters }: CoverageView) => ({
	level,
	words: [],
	facets: filters.layer ? [filters.layer.map((layer) => `layer:${layer}:primary`)] : []
});

/** The ids of all rows of a view, at most so many. */
export const listIds = async (db: Db, view: CoverageView, limit: number): Promise<string[]> =>
	(await listProposalEntries(db, filterOf(view), { sort: [], limit })).map(({ id }) => id);

/** The order of a view as the database makes it. The id goes the way of the title, so that one index has them in order. */
export function orderOf({ sort }: CoverageView, locale: Locale): { field: EntrySort; descending: boolean }[] {
	const title = sort.at(0);
	const descending = title?.descending ?? false;
	return [
		...(title ? [{ field: locale === 'zh' ? ('title_zh' as const) : ('title' as const), descending }] : []),
		{ field: 'id', descending }
	];
}

/** The ids of one page of all rows, and the queries of those beside it; what very many rows cannot be sorted by is dropped. */
export async function cutRows(
	db: Db,
	view: CoverageView,
	dropped: CoveragePage['dropped'],
	locale: Locale
): Promise<{ ids: string[]; beside: { previous?: string; next?: string } }> {
	for (const key of view.sort)
		if (key.field !== 'title')
			dropped.push({
				name: 'sort',
				value: `${key.descending ? '-' : ''}${key.field}`,
				reason: 'too-many'
			});
	view.sort = view.sort.filter(({ field }) => field === 'title');
	const isBackward = view.page?.side === 'before';
	const sort = orderOf(view, locale).map(({ field, descending }) => ({
		field,
		descending: descending !== isBackward
	}));
	const from = view.page?.proposal;
	// In the order of the ids a proposal that is there, as this one was found to be, says its place by itself.
	const isById = sort.every(({ field }) => field === 'id');
	const after = from && (isById ? [...sort.map(() => from), from] : await findEntryValues(db, from, sort));
	const found = await listProposalEntries(db, filterOf(view), {
		sort,
		limit: rowsOfPage + 1,
		...(after && { after })
	});
	const more = found.length > rowsOfPage;
	const ids = found.slice(0, rowsOfPage).map(({ id }) => id);
	if (isBackward) ids.reverse();
	const query = (side: 'after' | 'before', proposal: string) =>
		formatCoverageView({ ...view, cell: undefined, page: { side, proposal } });
	const [hasPrevious, hasNext] = isBackward ? [more, true] : [view.page !== undefined, more];
	return {
		ids,
		beside: {
			...(hasPrevious && ids.length > 0 && { previous: query('before', ids[0]) }),
			...(hasNext && ids.length > 0 && { next: query('after', ids.at(-1)!) })
		}
	};
}
