import { tallyPair, type TallyName } from '../../domain/cross-count.ts';
import type { CrossView } from '../../domain/cross-tab.ts';
import type { Db } from '../db/connect.ts';
import { listCrossCounts } from '../queries/cross-counts.ts';

export type Count = { proposals: number; links: number };
/** The counts of a pair of dimensions, by their codes; `rows` are the codes of the first that occur. */
export type CountOf = { of(row: string, col: string): Count; rows(): Iterable<string> };

/** The kept counts of each pair, in the order in which the pair is asked for. */
export async function readCounts(
	db: Db,
	pairs: [TallyName, TallyName][]
): Promise<((level: CrossView['level']) => CountOf)[]> {
	const kept = await listCrossCounts(
		db,
		pairs.map(([one, other]) => tallyPair(one, other))
	);
	return pairs.map(([one, other]) => (level) => {
		const [rows, cols] = tallyPair(one, other);
		const turned = rows !== one;
		const found = new Map<string, Map<string, Count>>();
		for (const pair of kept) {
			if (pair.rows !== rows || pair.cols !== cols || (level === 'specific' && pair.level !== level))
				continue;
			for (const [first, second, proposals, links] of pair.counts) {
				const [row, col] = turned ? [second, first] : [first, second];
				const own = found.get(row) ?? new Map<string, Count>();
				found.set(row, own);
				const sum = own.get(col);
				own.set(col, {
					proposals: (sum?.proposals ?? 0) + proposals,
					links: (sum?.links ?? 0) + links
				});
			}
		}
		return {
			of: (row, col) => found.get(row)?.get(col) ?? { proposals: 0, links: 0 },
			rows: () => found.keys()
		};
	});
}
