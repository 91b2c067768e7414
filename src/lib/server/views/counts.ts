import { tallyPair, type CrossCount, type TallyName } from '../../domain/cross-count.ts';
import type { CrossView } from '../../domain/cross-tab.ts';
import { dataState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import { listCrossCounts } from '../queries/cross-counts.ts';

export type Count = { proposals: number; links: number };
/** The counts of a pair of dimensions, by their codes; `rows` are the codes of the first that occur. */
export type CountOf = { of(row: string, col: string): Count; rows(): Iterable<string> };

type Pair = [TallyName, TallyName];
const known: WeakMap<object, { state: number; pairs: Map<string, CrossCount[]> }> = new WeakMap();

/** Read once while the data stand still. All pairs together are a few megabytes, however many proposals there are. */
async function listKept(db: Db, wanted: Pair[]): Promise<CrossCount[]> {
	const state = await dataState(db);
	let last = known.get(db);
	if (last?.state !== state) known.set(db, (last = { state, pairs: new Map() }));
	const { pairs } = last;
	const keyOf = ([rows, cols]: Pair) => `${rows} ${cols}`;
	const missing = wanted.filter((pair) => !pairs.has(keyOf(pair)));
	if (missing.length > 0) {
		const found = await listCrossCounts(db, missing);
		for (const pair of missing)
			pairs.set(
				keyOf(pair),
				found.filter(({ rows, cols }) => rows === pair[0] && cols === pair[1])
			);
	}
	return [...new Set(wanted.map(keyOf))].flatMap((key) => pairs.get(key)!);
}

/** The kept counts of each pair, in the order in which the pair is asked for. */
export async function readCounts(
	db: Db,
	pairs: [TallyName, TallyName][]
): Promise<((level: CrossView['level']) => CountOf)[]> {
	const kept = await listKept(
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
