import { tallyPair, type CrossCount, type TallyName } from '../../domain/cross-count.ts';
import { everything, type CrossView } from '../../domain/cross-tab.ts';
import { dataState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import { listCrossCounts } from '../queries/cross-counts.ts';
import { countLinksByProvision } from '../queries/link-lists.ts';
import { readOnce, type Known } from './snapshot.ts';

export type Count = { proposals: number; links: number };
/** The counts of a pair of dimensions, by their codes; `rows` are the codes of the first that occur. */
export type CountOf = { of(row: string, col: string): Count; rows(): Iterable<string> };

type Pair = [TallyName, TallyName];
type Kept = {
	state: number;
	pairs: Map<string, CrossCount[]>;
	/** Pairs that were added up, by the way they are turned and their level. */
	summed: Map<string, CountOf>;
};
const known: WeakMap<object, Kept> = new WeakMap();
const keyOf = (pair: Pair) => pair.join(' ');

/** Read once while the data stand still. All pairs together are a few megabytes, however many proposals there are. */
async function readKept(db: Db, wanted: Pair[], state: number): Promise<Kept> {
	let kept = known.get(db);
	if (kept?.state !== state) known.set(db, (kept = { state, pairs: new Map(), summed: new Map() }));
	const { pairs } = kept;
	const missing = wanted.filter((pair) => !pairs.has(keyOf(pair)));
	if (missing.length === 0) return kept;
	const found = await listCrossCounts(db, missing);
	for (const pair of missing)
		pairs.set(
			keyOf(pair),
			found.filter(({ rows, cols }) => rows === pair[0] && cols === pair[1])
		);
	return kept;
}

/**
 * The kept counts of each pair, in the order in which the pair is asked for.
 * @param state of the data, where this request has asked for it already
 */
export async function readCounts(
	db: Db,
	asked: [TallyName, TallyName][],
	state?: number
): Promise<((level: CrossView['level']) => CountOf)[]> {
	const { pairs, summed } = await readKept(
		db,
		asked.map(([one, other]) => tallyPair(one, other)),
		state ?? (await dataState(db))
	);
	return asked.map((pair) => (level) => {
		const key = `${keyOf(pair)} ${level}`;
		const counts = summed.get(key) ?? sumUp(pairs.get(keyOf(tallyPair(...pair)))!, pair, level);
		summed.set(key, counts);
		return counts;
	});
}

function sumUp(kept: CrossCount[], [one]: Pair, level: CrossView['level']): CountOf {
	const found = new Map<string, Map<string, Count>>();
	for (const pair of kept) {
		if (level === 'specific' && pair.level !== level) continue;
		for (const [first, second, proposals, links] of pair.counts) {
			const [row, col] = pair.rows === one ? [first, second] : [second, first];
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
}

const provisions: Known<Map<string, number>> = new WeakMap();

/** How many links lead to a provision; counted once while the data stand still. */
export async function provisionCounts(db: Db): Promise<(instrument: string, number: number) => number> {
	const counts = await readOnce(provisions, db, await dataState(db), () => countLinksByProvision(db));
	return (instrument, number) => counts.get(`${instrument}#${number}`) ?? 0;
}

/** How many proposals and links lead to an instrument. */
export async function linkedCounts(db: Db): Promise<(instrument: string) => Count> {
	const [counts] = await readCounts(db, [['instrument', 'proposals']]);
	const { of } = counts('all');
	return (instrument) => of(instrument, everything);
}
