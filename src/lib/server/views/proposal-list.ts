import { LRUCache } from 'lru-cache';
import type { MatrixDefinition } from '../../domain/matrix/definition.ts';
import type { ProposalRow } from '../../domain/matrix/rows.ts';
import type { View } from '../../domain/matrix/view.ts';
import { searchWords } from '../../domain/search-words.ts';
import type { Locale } from '../../domain/text.ts';
import type { SortValue } from '../cursor.ts';
import { expectState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import {
	countFacets,
	countPapersAmong,
	countProposed,
	listProposalEntries,
	countProposalEntries,
	textSorts,
	type EntryFilter,
	type EntryPlace,
	type EntrySort
} from '../queries/proposal-entries.ts';
import { outsideRequest } from '../request-locals.ts';
import { atlasFrame, listProposalRows } from './snapshot.ts';

/** What the database is asked for so that it finds the rows of a view. @param only what a matrix holds at most */
export const entryFilterOf = (
	view: Pick<View, 'filters' | 'level' | 'q'>,
	only?: MatrixDefinition['only']
): EntryFilter => ({
	facets: [
		...(only?.layer ? [only.layer.split(',').map((value) => `layer:${value}`)] : []),
		...Object.entries(view.filters).map(([name, values]) => values.map((value) => `${name}:${value}`))
	],
	words: searchWords(view.q),
	level: view.level
});

/** Columns of matrices that the database can sort by, in each language. What is not here depends on the day or on other records. */
const columnSorts: Record<string, EntrySort | Record<Locale, EntrySort>> = {
	title: { en: 'title', zh: 'title_zh' },
	mechanisms: { en: 'mechanisms', zh: 'mechanisms_zh' },
	remedy_type: 'remedy_type',
	secondary_remedy_types: 'secondary_remedy_types',
	institution: 'institution',
	technology: 'technology',
	subject: 'subject',
	modality: 'modality',
	specificity: 'specificity',
	level: 'level_rank',
	alienation_dimension: 'alienation_dimension',
	actors: 'actors',
	actors_named: 'actors_named',
	actors_inferred: 'actors_inferred',
	beneficiaries: 'beneficiaries',
	obstacles: 'obstacles',
	target_problems: 'target_problems'
};

/** What the database sorts by for a column of a matrix; undefined where it cannot. */
export function entrySortOf(column: string, locale: Locale): EntrySort | undefined {
	const sort = Object.hasOwn(columnSorts, column) ? columnSorts[column] : undefined;
	return typeof sort === 'object' ? sort[locale] : sort;
}

/** Whether a cursor holds what these columns hold: its sum is no secret, and the database would not compare a word to a number. */
export const isPlace = (values: SortValue[], keys: { field: EntrySort }[]): values is EntryPlace =>
	values.every((value, place) =>
		place === keys.length || textSorts.has(keys[place].field)
			? typeof value === 'string' && !value.includes('\0')
			: Number.isInteger(value) && Math.abs(value as number) < 2 ** 31
	);

/** Counts by filter, for as long as the data stand still: the pages of one list have the same, whatever their order. */
const counted = new WeakMap<Db, LRUCache<string, Promise<unknown>>>();
export async function countOnce<T, Filter>(
	db: Db,
	state: number,
	count: (db: Db, filter: Filter) => Promise<T>,
	filter: Filter
): Promise<T> {
	const known = counted.get(db) ?? new LRUCache<string, Promise<unknown>>({ max: 2000 });
	counted.set(db, known);
	const key = JSON.stringify([state, count.name, filter]);
	const value = (known.get(key) as Promise<T> | undefined) ?? outsideRequest(count(db, filter));
	known.set(key, value);
	value.catch(() => known.delete(key));
	return value;
}

/** @param state the number of the data, as for the others here */
const everyProposal: EntryFilter = { facets: [], words: [], level: 'all' };
export const proposalsUnder = (db: Db, state: number, filter = everyProposal): Promise<number> =>
	countOnce(db, state, countProposalEntries, filter);

/** How many of the proposals have each facet. */
export const facetsUnder = (db: Db, state: number, filter: EntryFilter): Promise<Map<string, number>> =>
	countOnce(db, state, countFacets, filter);

/** How many papers stand behind the proposals. */
export const papersUnder = (db: Db, state: number, filter: EntryFilter): Promise<number> =>
	countOnce(db, state, countPapersAmong, filter);

/** How many proposals each paper proposes or restates, by level and primary layer. */
export const proposedByPapers = (db: Db, state: number): ReturnType<typeof countProposed> =>
	countOnce(db, state, countProposed, undefined);

/**
 * All proposals of a list in its order, some at a time: few, because what lives only shortly costs no memory, while the places of
 * many are found at once.
 * @param state of the data, which must not change meanwhile
 */
export async function* allProposals(
	db: Db,
	state: number,
	filter: EntryFilter,
	sort: { field: EntrySort; descending: boolean }[],
	atOnce = 50
): AsyncGenerator<ProposalRow[]> {
	const frame = await atlasFrame(db, state);
	const limit = 20 * atOnce;
	let after: EntryPlace | undefined;
	do {
		const place = after && { after };
		const entries = await inTurn(() => listProposalEntries(db, filter, { sort, limit, ...place }));
		after = entries.length === limit ? entries.at(-1)!.values : undefined;
		const ids = entries.map(({ id }) => id);
		for (let at = 0; at < ids.length; at += atOnce) {
			const rows = await inTurn(() => listProposalRows(db, frame, ids.slice(at, at + atOnce)));
			await expectState(db, state);
			yield rows;
		}
	} while (after);
}

/** Files ask one after the other, so that they leave the database to the readers of pages. */
let turn: Promise<unknown> = Promise.resolve();
export function inTurn<T>(ask: () => Promise<T>): Promise<T> {
	const asked = turn.then(ask);
	turn = asked.catch(() => {});
	return asked;
}
