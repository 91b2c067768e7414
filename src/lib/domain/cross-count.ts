import {
	dimensionNames,
	dimensions,
	everything,
	unstated,
	type CountedProposal,
	type DimensionName,
	type LinkSurroundings
} from './cross-tab.ts';
import type { Proposal } from './proposal.ts';

/**
 * What is counted against what: the dimensions of the cross-tab, the instrument of a link, the places and the sets of records in
 * which somebody searched for a proposal, whether anybody did or nobody looked at all, and two in which everything has the one code `all`: every proposal, and every link.
 * Against these two stand the totals.
 */
export type TallyName =
	DimensionName | 'instrument' | 'searched' | 'searched_set' | 'seen' | 'proposals' | 'links';
const tallyNames: readonly TallyName[] = [
	...dimensionNames,
	'instrument',
	'searched',
	'searched_set',
	'seen',
	'proposals',
	'links'
];
const places = new Map(tallyNames.map((name, place) => [name, place]));
const isShown = (name: TallyName): name is DimensionName => Object.hasOwn(dimensions, name);
const ofLink = (name: TallyName): boolean =>
	isShown(name) ? dimensions[name].of === 'link' : name === 'instrument' || name === 'links';
const ofProposals = tallyNames.filter((name) => !ofLink(name));
const ofLinks = tallyNames.filter(ofLink);

/** Whether somebody searched for a proposal, or nobody looked at it: no search and no link. */
const seenOf = ({ assessments, links }: CountedProposal) =>
	assessments.length > 0 ? 'searched' : links.length === 0 ? 'unseen' : undefined;

/** All counts of one pair of dimensions, for proposals of one level. */
export type CrossCount = {
	level: Proposal['level'];
	rows: TallyName;
	cols: TallyName;
	/** The two codes, distinct proposals and links that have both. */
	counts: [row: string, col: string, proposals: number, links: number][];
};

/** A pair in the order in which its counts are kept. */
export const tallyPair = (one: TallyName, other: TallyName): [TallyName, TallyName] =>
	places.get(one)! <= places.get(other)! ? [one, other] : [other, one];

type Grid = { size: number; proposals: Int32Array; links: Int32Array; seen: Int32Array };
const newGrid = (size: number): Grid => ({
	size,
	proposals: new Int32Array(size * size),
	links: new Int32Array(size * size),
	seen: new Int32Array(size * size)
});

/** The same grid, or a larger one where it has no room for so many codes. */
function grown(small: Grid, codes: number): Grid {
	if (codes <= small.size) return small;
	const grid = newGrid(2 ** Math.ceil(Math.log2(codes)));
	for (const field of ['proposals', 'links', 'seen'] as const)
		for (let row = 0; row < small.size; row++)
			grid[field].set(small[field].subarray(row * small.size, (row + 1) * small.size), row * grid.size);
	return grid;
}

/** Numbers for the codes of all dimensions, in the order in which they come. */
function codeNumbers() {
	const numbers = tallyNames.map(() => new Map<string, number>());
	const names: { place: number; code: string }[] = [];
	function numberOf(place: number, code: string): number {
		const known = numbers[place].get(code);
		if (known !== undefined) return known;
		numbers[place].set(code, names.length);
		return names.push({ place, code }) - 1;
	}
	/** Adds the numbers of the values to a list, each once. */
	function read(name: TallyName, values: readonly (string | undefined)[], into: number[]): void {
		const place = places.get(name)!;
		const start = into.length;
		for (const value of values) {
			if (value === undefined) continue;
			const number = numberOf(place, value);
			if (into.indexOf(number, start) < 0) into.push(number);
		}
		if (into.length === start) into.push(numberOf(place, unstated));
	}
	return { names, read };
}

/** What a proposal counts under by itself, apart from its links. */
function ownValues(name: TallyName, proposal: CountedProposal): readonly (string | undefined)[] {
	const dimension = isShown(name) ? dimensions[name] : undefined;
	if (dimension) return dimension.of === 'proposal' ? dimension.values(proposal) : [];
	if (name === 'proposals') return [everything];
	if (name === 'seen') return [seenOf(proposal)];
	return proposal.assessments
		.filter(({ scope }) => (scope === 'register-set') === (name === 'searched_set'))
		.map(({ jurisdiction }) => jurisdiction);
}

function linkValues(
	name: TallyName,
	link: CountedProposal['links'][number],
	around: LinkSurroundings
): readonly (string | undefined)[] {
	const dimension = isShown(name) ? dimensions[name] : undefined;
	if (dimension?.of === 'link') return dimension.values(link, around);
	return [name === 'instrument' ? link.instrument : everything];
}

/**
 * Adds up proposals, or takes them off again, for all pairs of dimensions at once. Each proposal counts by itself, so that the
 * difference an edit makes is what its proposals were before, taken off, and what they are after it.
 */
export function crossTally(): {
	add(proposal: CountedProposal, around: LinkSurroundings, sign?: 1 | -1): void;
	/** What is not zero, pair by pair. */
	counts(): CrossCount[];
} {
	const { names, read } = codeNumbers();
	const grids: Record<Proposal['level'], Grid> = { specific: newGrid(256), umbrella: newGrid(256) };
	let turn = 0;

	const roomy = (level: Proposal['level']): Grid => (grids[level] = grown(grids[level], names.length));

	return {
		add(proposal, around, sign = 1) {
			turn++;
			const own: number[] = [];
			for (const name of ofProposals) read(name, ownValues(name, proposal), own);
			const linked = proposal.links.map((link) => {
				const codes: number[] = [];
				for (const name of ofLinks) read(name, linkValues(name, link, around), codes);
				return codes;
			});
			const { size, proposals, links, seen } = roomy(proposal.level);
			for (const one of own)
				for (const other of own) {
					if (other < one) continue;
					proposals[one * size + other] += sign;
					links[one * size + other] += sign * linked.length;
				}
			const meet = (one: number, other: number) => {
				const at = one < other ? one * size + other : other * size + one;
				links[at] += sign;
				if (seen[at] === turn) return;
				seen[at] = turn;
				proposals[at] += sign;
			};
			for (const codes of linked)
				for (let place = 0; place < codes.length; place++) {
					for (const one of own) meet(one, codes[place]);
					for (let other = place; other < codes.length; other++) meet(codes[place], codes[other]);
				}
		},
		counts() {
			const found = new Map<string, CrossCount>();
			const note = (level: Proposal['level'], one: number, other: number, count: [number, number]) => {
				const [row, col] = [names[one], names[other]];
				const key = `${level} ${row.place} ${col.place}`;
				let pair = found.get(key);
				if (!pair) {
					pair = { level, rows: tallyNames[row.place], cols: tallyNames[col.place], counts: [] };
					found.set(key, pair);
				}
				pair.counts.push([row.code, col.code, ...count]);
			};
			for (const level of ['specific', 'umbrella'] as const) {
				const { size, proposals, links } = roomy(level);
				for (let one = 0; one < names.length; one++)
					for (let other = one; other < names.length; other++) {
						const at = one * size + other;
						if (proposals[at] === 0 && links[at] === 0) continue;
						const count: [number, number] = [proposals[at], links[at]];
						const order = names[one].place - names[other].place;
						if (order <= 0) note(level, one, other, count);
						if (order > 0 || (order === 0 && one !== other)) note(level, other, one, count);
					}
			}
			return [...found.values()].filter(isKept);
		}
	};
}

const totals: ReadonlySet<TallyName> = new Set(['proposals', 'links']);

/** What is no dimension of the cross-tab stands against nothing but the totals. */
const isKept = ({ rows, cols }: CrossCount): boolean => (isShown(rows) && isShown(cols)) || totals.has(cols);

/** Counts with others added; what comes to nothing is left out. */
export function addCounts(...lists: CrossCount['counts'][]): CrossCount['counts'] {
	const sums = new Map<string, CrossCount['counts'][number]>();
	for (const list of lists)
		for (const [row, col, proposals, links] of list) {
			const key = `${row} ${col}`;
			const sum = sums.get(key);
			if (!sum) sums.set(key, [row, col, proposals, links]);
			else {
				sum[2] += proposals;
				sum[3] += links;
			}
		}
	return [...sums.values()]
		.filter(([, , proposals, links]) => proposals !== 0 || links !== 0)
		.sort(([a, b], [c, d]) => (a < c ? -1 : a > c ? 1 : b < d ? -1 : b > d ? 1 : 0));
}
