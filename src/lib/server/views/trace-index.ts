import { linkRelations, paperRelations } from '../../domain/codes.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { papersBehind, type ProposalRow } from '../../domain/matrix/rows.ts';
import { traceFilterNames, type TraceFilterName, type TraceView } from '../../domain/trace-view.ts';
import { dataState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import { listRecordsChangedSince } from '../queries/changes.ts';
import { findDataVersion } from '../queries/data-state.ts';
import { listCurrentIds, listFlatProposals, type FlatProposal } from '../queries/flat-links.ts';
import { readOnce, type Known } from './snapshot.ts';

/** What proposals are filtered by. Few proposals differ in it from all others, so it is judged once for many. */
type ProposalKind = {
	level: FlatProposal['level'];
	layer: FlatProposal['layer'];
	remedies: string[];
	/** The papers its links come from where no paper names the instrument itself, and whether they propose it. */
	papers: ProposalRow['papers'];
	origins: string[];
};

/**
 * Every link as a few numbers: some twenty bytes, where the whole record has two thousand. A million of them are filtered and
 * counted in the time of a query, whatever the filters; texts are read of what is shown.
 */
export type TraceIndex = {
	/** Proposals in the order of their ids; links follow each other in the order of their proposals. */
	ids: string[];
	kindOf: Uint32Array;
	searched: Uint8Array;
	/** The links of proposal `i` are those from `first[i]` up to `first[i + 1]`. */
	first: Uint32Array;
	provisionOf: Uint32Array;
	relationOf: Uint8Array;
	/** Place where the paper names the instrument, counted from 1; 0 where a coder linked it. */
	namedAt: Uint32Array;
	/** The passages of proposal `i`, as `first`. */
	firstPassage: Uint32Array;
	passageAt: Uint32Array;
	passageProposes: Uint8Array;
	kinds: ProposalKind[];
	provisions: { instrument: string; number: number }[];
	places: { paper: string; section: string }[];
};

/** The index of all proposals, and the number of the newest revision that is surely in it. */
type Held = { index: TraceIndex; data_version: number };
const known: Known<Held> = new WeakMap();
/** From so many changed proposals on it is not worth looking which. */
const mostRenewed = 5000;

/** Of all proposals, kept and renewed by what was published since; of one, or of those linked to one instrument, read each time. */
export const traceIndex = async (
	db: Db,
	of: { proposal?: string; instrument?: string } = {}
): Promise<TraceIndex> =>
	of.proposal !== undefined || of.instrument !== undefined
		? readIndex(db, of)
		: (await readOnce(known, db, await dataState(db), () => renewIndex(db, known.get(db)?.value))).index;

/** Reads the proposals that changed since, or all where there is no index yet or very many changed. */
async function renewIndex(db: Db, last: Promise<Held> | undefined): Promise<Held> {
	const held = await last?.catch(() => undefined);
	// What is published while it is read may be in it or not, and counts as changed the next time.
	const data_version = await findDataVersion(db);
	if (held && held.data_version <= data_version) {
		const changed = await listRecordsChangedSince(db, ['proposal', 'link'], held.data_version, mostRenewed);
		if (changed.length === 0) return { ...held, data_version };
		const index = changed.length < mostRenewed && (await renewedIndex(db, held.index, changed));
		if (index) return { index, data_version };
	}
	return { index: await readIndex(db, {}), data_version };
}

/** The same as if all were read anew; undefined where more has changed than was told. */
async function renewedIndex(db: Db, old: TraceIndex, changed: string[]): Promise<TraceIndex | undefined> {
	const fresh = new Map<string, FlatProposal>();
	for await (const proposals of listFlatProposals(db, { proposals: changed }))
		for (const proposal of proposals) fresh.set(proposal.id, proposal);
	const changedIds = new Set(changed);
	const placeOf = new Map(old.ids.map((id, place) => [id, place]));
	const builder = indexBuilder();
	const copy = builder.copyFrom(old);
	for (const [turn, id] of (await listCurrentIds(db)).entries()) {
		if (turn % breath === 0) await pause();
		const proposal = fresh.get(id);
		const place = changedIds.has(id) ? undefined : placeOf.get(id);
		if (proposal) builder.add(proposal);
		else if (place !== undefined) copy(place);
		else return undefined;
	}
	return builder.index();
}

async function readIndex(db: Db, of: { proposal?: string; instrument?: string }): Promise<TraceIndex> {
	const builder = indexBuilder();
	for await (const proposals of listFlatProposals(db, of))
		for (const proposal of proposals) builder.add(proposal);
	return builder.index();
}

/** Numbers for what comes, the same for what has the same key. */
export function numbering<T>(keyOf: (entry: T) => string) {
	const numbers = new Map<string, number>();
	const list: T[] = [];
	const of = (entry: T): number => {
		const key = keyOf(entry);
		const number = numbers.get(key);
		if (number !== undefined) return number;
		numbers.set(key, list.length);
		return list.push(entry) - 1;
	};
	return {
		list,
		of,
		/** From the numbers of another list to those of this one. */
		ofThose(others: T[]): (number: number) => number {
			const known = new Int32Array(others.length).fill(-1);
			return (number) => (known[number] < 0 ? (known[number] = of(others[number])) : known[number]);
		}
	};
}

/** Makes an index proposal by proposal, in the order of their ids. */
function indexBuilder() {
	const kinds = numbering<ProposalKind>(({ level, layer, remedies, papers }) =>
		JSON.stringify([level, layer, remedies, papers])
	);
	const provisions = numbering<TraceIndex['provisions'][number]>(
		({ instrument, number }) => `${instrument}#${number}`
	);
	const places = numbering<TraceIndex['places'][number]>(({ paper, section }) => `${paper} ${section}`);
	const ids: string[] = [];
	const [kindOf, searched, provisionOf, relationOf, namedAt, passageAt, passageProposes] = Array.from(
		{ length: 7 },
		() => [] as number[]
	);
	const [first, firstPassage] = [[0], [0]];
	return {
		add({ id, level, layer, remedies, passages, links, ...proposal }: FlatProposal): void {
			const said = (passages ?? []).map(([paper, section, isProposing]) => ({
				paper,
				section,
				role: isProposing ? ('proposal' as const) : ('practice' as const)
			}));
			const papers = papersBehind({ evidence: said });
			const proposing = papers.filter((paper) => paper.proposing);
			const origins = (proposing.length > 0 ? proposing : papers).map((paper) => paper.id);
			ids.push(id);
			kindOf.push(kinds.of({ level, layer, remedies, papers, origins }));
			searched.push(Number(proposal.searched));
			for (const { paper, section, role } of said) {
				passageAt.push(places.of({ paper, section }));
				passageProposes.push(Number(role === 'proposal'));
			}
			firstPassage.push(passageAt.length);
			for (const [instrument, number, relation, paper, section] of links ?? []) {
				provisionOf.push(provisions.of({ instrument, number }));
				relationOf.push(linkRelations.indexOf(relation));
				namedAt.push(paper && isNamed(relation) ? places.of({ paper, section: section! }) + 1 : 0);
			}
			first.push(provisionOf.length);
		},
		/** Adds a proposal as another index has it, by its place there. */
		copyFrom(old: TraceIndex): (proposal: number) => void {
			const kind = kinds.ofThose(old.kinds);
			const provision = provisions.ofThose(old.provisions);
			const place = places.ofThose(old.places);
			return (proposal) => {
				ids.push(old.ids[proposal]);
				kindOf.push(kind(old.kindOf[proposal]));
				searched.push(old.searched[proposal]);
				for (let at = old.firstPassage[proposal]; at < old.firstPassage[proposal + 1]; at++) {
					passageAt.push(place(old.passageAt[at]));
					passageProposes.push(old.passageProposes[at]);
				}
				firstPassage.push(passageAt.length);
				for (let link = old.first[proposal]; link < old.first[proposal + 1]; link++) {
					provisionOf.push(provision(old.provisionOf[link]));
					relationOf.push(old.relationOf[link]);
					namedAt.push(old.namedAt[link] && place(old.namedAt[link] - 1) + 1);
				}
				first.push(provisionOf.length);
			};
		},
		index: (): TraceIndex => ({
			ids,
			kindOf: Uint32Array.from(kindOf),
			searched: Uint8Array.from(searched),
			first: Uint32Array.from(first),
			provisionOf: Uint32Array.from(provisionOf),
			relationOf: Uint8Array.from(relationOf),
			namedAt: Uint32Array.from(namedAt),
			firstPassage: Uint32Array.from(firstPassage),
			passageAt: Uint32Array.from(passageAt),
			passageProposes: Uint8Array.from(passageProposes),
			kinds: kinds.list,
			provisions: provisions.list,
			places: places.list
		})
	};
}

/** The database holds that a relation is either one that papers make or one that coders read. */
const isNamed = (relation: string): boolean => (paperRelations as readonly string[]).includes(relation);
const basisOf = (relation: number) => (isNamed(linkRelations[relation]) ? 'paper' : 'coder');

/** Numbers of links in order, and beside each the number of its proposal. */
export type ChosenLinks = { links: Uint32Array; proposals: Uint32Array };

export type TraceCount = {
	chosen: ChosenLinks;
	umbrella_links: number;
	/** Links that only the choice of the level leaves out. */
	umbrella_links_hidden: number;
	proposals: number;
	papers: string[];
	regulations: string[];
	jurisdictions: string[];
	/** By filter, how many links each value would leave while the other filters stand. */
	values: Record<TraceFilterName, Map<string, number>>;
	/** How many links there were without one of the filters. */
	without: (name: TraceFilterName | 'level') => number;
};

const bitOf = Object.fromEntries(
	[...traceFilterNames, 'level'].map((name, place) => [name, 1 << place])
) as Record<TraceFilterName | 'level', number>;
const elsewhere = 1 << 30;

/** The links a view shows, and what its filters would leave: one walk through all links. Values of one filter widen, different filters narrow. */
export async function countTrace(
	index: TraceIndex,
	view: TraceView,
	instruments: ReadonlyMap<string, Instrument>
): Promise<TraceCount> {
	const { kinds, kindOf, first, provisionOf, relationOf, namedAt, provisions, places } = index;
	const fails = (name: TraceFilterName, values: readonly string[]) => {
		const wanted = view.filters[name];
		return wanted && !values.some((value) => wanted.includes(value)) ? bitOf[name] : 0;
	};
	// A focus brings its umbrellas along.
	const isFocused = !!view.proposal || !!view.regulation;
	const kindFails = Int32Array.from(
		kinds,
		({ level, layer, remedies }) =>
			fails('layer', [layer]) |
			fails('remedy', remedies) |
			(view.level === 'specific' && !isFocused && level !== 'specific' ? bitOf.level : 0)
	);
	const originFails = Int32Array.from(kinds, ({ origins }) => fails('paper', origins));
	const placeFails = Int32Array.from(places, ({ paper }) => fails('paper', [paper]));
	const placeOfLaw = provisions.map(({ instrument }) => instruments.get(instrument)!.jurisdiction);
	const provisionFails = Int32Array.from(provisions, ({ instrument }, number) =>
		view.regulation && instrument !== view.regulation
			? elsewhere
			: fails('jurisdiction', [placeOfLaw[number]])
	);
	const relationFails = Int32Array.from(
		linkRelations,
		(relation, number) => fails('relation', [relation]) | fails('basis', [basisOf(number)])
	);

	const links = new Uint32Array(provisionOf.length);
	const proposals = new Uint32Array(provisionOf.length);
	const counts = newCounts(index);
	const seen = { named: counts.named.slice(), origin: counts.origin.slice(), law: counts.law.slice() };
	const missing = new Uint32Array(32);
	let [proposalsSeen, umbrella_links] = [0, 0];
	let found = 0;
	const only = view.proposal === undefined ? -1 : index.ids.indexOf(view.proposal);
	const [from, to] = view.proposal === undefined ? [0, kindOf.length] : [only, only + 1];
	const { paper, layer, remedy, relation, basis, jurisdiction } = bitOf;
	for (let proposal = Math.max(0, from); proposal < to; proposal++) {
		if (proposal % breath === 0) await pause();
		const kind = kindOf[proposal];
		const before = found;
		for (let link = first[proposal]; link < first[proposal + 1]; link++) {
			const named = namedAt[link];
			const law = provisionOf[link];
			const failed =
				kindFails[kind] |
				(named ? placeFails[named - 1] : originFails[kind]) |
				provisionFails[law] |
				relationFails[relationOf[link]];
			// What fails two filters is brought back by dropping neither.
			if ((failed & (failed - 1)) !== 0 || failed === elsewhere) continue;
			if (failed === 0 || failed === paper) {
				if (named) counts.named[named - 1]++;
				else counts.origin[kind]++;
			}
			if (failed === 0 || failed === layer) counts.layer[kind]++;
			if (failed === 0 || failed === remedy) counts.remedy[kind]++;
			if (failed === 0 || failed === relation) counts.relation[relationOf[link]]++;
			if (failed === 0 || failed === basis) counts.basis[relationOf[link]]++;
			if (failed === 0 || failed === jurisdiction) counts.law[law]++;
			if (failed !== 0) {
				missing[31 - Math.clz32(failed)]++;
				continue;
			}
			links[found] = link;
			proposals[found++] = proposal;
			if (named) seen.named[named - 1]++;
			else seen.origin[kind]++;
			seen.law[law]++;
			if (kinds[kind].level === 'umbrella') umbrella_links++;
		}
		if (found > before) proposalsSeen++;
	}
	const values = {
		paper: sumUp([
			[counts.named, (place) => [places[place].paper]],
			[counts.origin, (kind) => kinds[kind].origins]
		]),
		layer: sumUp([[counts.layer, (kind) => [kinds[kind].layer]]]),
		remedy: sumUp([[counts.remedy, (kind) => kinds[kind].remedies]]),
		relation: sumUp([[counts.relation, (number) => [linkRelations[number]]]]),
		basis: sumUp([[counts.basis, (number) => [basisOf(number)]]]),
		jurisdiction: sumUp([[counts.law, (number) => [placeOfLaw[number]]]])
	};
	const broughtBack = (name: TraceFilterName | 'level') => missing[31 - Math.clz32(bitOf[name])];
	return {
		chosen: { links: links.subarray(0, found), proposals: proposals.subarray(0, found) },
		umbrella_links,
		umbrella_links_hidden: broughtBack('level'),
		papers: codesIn([
			[seen.named, (place) => [places[place].paper]],
			[seen.origin, (kind) => kinds[kind].origins]
		]),
		proposals: proposalsSeen,
		regulations: codesIn([[seen.law, (number) => [provisions[number].instrument]]]),
		jurisdictions: codesIn([[seen.law, (number) => [placeOfLaw[number]]]]),
		values,
		without: (name) => found + broughtBack(name)
	};
}

const newCounts = ({ kinds, places, provisions }: TraceIndex) => ({
	named: new Uint32Array(places.length),
	origin: new Uint32Array(kinds.length),
	layer: new Uint32Array(kinds.length),
	remedy: new Uint32Array(kinds.length),
	relation: new Uint32Array(linkRelations.length),
	basis: new Uint32Array(linkRelations.length),
	law: new Uint32Array(provisions.length)
});

/** How many links each code has, where counts are by number and several numbers have the same codes. */
function sumUp(
	counts: [counts: Uint32Array, codesOf: (number: number) => readonly string[]][]
): Map<string, number> {
	const sums = new Map<string, number>();
	for (const [list, codesOf] of counts)
		list.forEach((count, number) => {
			if (count === 0) return;
			for (const code of new Set(codesOf(number))) sums.set(code, (sums.get(code) ?? 0) + count);
		});
	return sums;
}

const codesIn = (counts: Parameters<typeof sumUp>[0]): string[] => [...sumUp(counts).keys()];

/** After so many proposals others get their turn. */
export const breath = 5000;
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The papers behind a link, and with `sections` the passages: each once, in order. */
export function originsOf(
	{ kinds, kindOf, namedAt, places, firstPassage, passageAt, passageProposes }: TraceIndex,
	link: number,
	proposal: number
): { papers: readonly string[]; placesIn: (paper: string) => number[] } {
	const named = namedAt[link];
	if (named) return { papers: [places[named - 1].paper], placesIn: () => [named - 1] };
	const [from, to] = [firstPassage[proposal], firstPassage[proposal + 1]];
	const proposes = passageProposes.subarray(from, to).includes(1);
	return {
		papers: kinds[kindOf[proposal]].origins,
		placesIn: (paper) => {
			const found = new Set<number>();
			for (let passage = from; passage < to; passage++)
				if (places[passageAt[passage]].paper === paper && (!proposes || passageProposes[passage]))
					found.add(passageAt[passage]);
			return [...found];
		}
	};
}

/** Proposals that meet the filters of proposals and have no link at all, by whether somebody searched. */
export function listUnlinked(
	index: TraceIndex,
	view: TraceView
): { looked_for: string[]; not_looked_for: string[] } {
	const { ids, kinds, kindOf, first, searched } = index;
	const { paper, layer, remedy } = view.filters;
	const fits = kinds.map(
		(kind) =>
			(view.level === 'all' || kind.level === 'specific') &&
			(!paper || kind.papers.some(({ id, proposing }) => proposing && paper.includes(id))) &&
			(!layer || layer.includes(kind.layer)) &&
			(!remedy || kind.remedies.some((code) => remedy.includes(code)))
	);
	const found: { looked_for: string[]; not_looked_for: string[] } = { looked_for: [], not_looked_for: [] };
	ids.forEach((id, proposal) => {
		if (first[proposal] === first[proposal + 1] && fits[kindOf[proposal]])
			found[searched[proposal] ? 'looked_for' : 'not_looked_for'].push(id);
	});
	return found;
}
