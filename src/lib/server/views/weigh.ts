import { settleIds, type CompareNote } from '../../domain/compare-view.ts';
import { lawDay } from '../../domain/law.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import {
	factsOf,
	normalise,
	partsOf,
	rank,
	scaleTops,
	sensitivity,
	type Criterion,
	type Fact,
	type Facts,
	type Sensitivity
} from '../../domain/weigh.ts';
import { parseWeigh, type WeighView } from '../../domain/weigh-view.ts';
import type { Db } from '../db/connect.ts';
import { dataState } from '../data-state.ts';
import { listStandings, tellUnknown } from './asked-records.ts';
import { hasManyProposals } from './many.ts';
import { proposalsUnder } from './proposal-list.ts';
import { atlasFrame, atlasSnapshot, listProposalRows } from './snapshot.ts';

type WeighedProposal = {
	id: string;
	title: string;
	facts: Facts;
	/** Only with weights set. */
	place?: number;
	tied?: boolean;
	/** Thousandths; the sum of the parts. */
	score?: number;
	parts?: (ReturnType<typeof partsOf>[number] & { fact: Fact })[];
};

export type WeighPage = {
	view: WeighView;
	dropped: Dropped[];
	notes: CompareNote[];
	/** Umbrellas that were asked for: they only group others and are never weighed with them. */
	umbrellas: string[];
	/** Ranked where a weight is set, else in the order of their titles. */
	proposals: WeighedProposal[];
	ranked: boolean;
	/** How many there are, where they are too many to be weighed all at once and none are chosen. */
	too_many?: number;
	/** The most of each fact: 1 on the normalised scale. */
	tops: Record<Criterion, number>;
	sensitivity: (Omit<Sensitivity, 'up' | 'down'> & { up?: Named; down?: Named })[];
	day: string;
};
type Named = { at: number; titles: string[] };

const countSpecific = async (db: Db): Promise<number> =>
	proposalsUnder(db, await dataState(db), { facets: [], words: [], level: 'specific' });

/**
 * Proposals ranked by the reader's own weights, with the arithmetic of every score.
 * @param today YYYY-MM-DD; the law is counted for it, or for the day the data was last checked where that is later
 */
export async function weighPage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<WeighPage> {
	const frame = await atlasFrame(db);
	const { view, dropped } = parseWeigh(parameters);
	const standings = await listStandings(db, view.ids);
	const known: string[] = [];
	const unknown: string[] = [];
	const notes: CompareNote[] = [];
	for (const id of view.ids) {
		const settled = settleIds([id], (wanted) => standings.get(wanted));
		known.push(...settled.ids);
		unknown.push(...settled.unknown);
		notes.push(...settled.notes);
	}
	notes.push(...(await tellUnknown(db, 'proposals', unknown, locale)));
	const isMany = view.ids.length === 0 && (await hasManyProposals(db));
	const asked =
		view.ids.length > 0
			? await listProposalRows(db, frame, [...new Set(known)])
			: isMany
				? []
				: (await atlasSnapshot(db)).proposals;
	const day = lawDay(frame, today);
	const title = (row: (typeof asked)[number]) => inLocale(row, 'title', locale);
	const weighed = asked
		.filter(({ level }) => level === 'specific')
		.map((row) => ({
			id: row.id,
			title: title(row),
			facts: factsOf(row, frame.instruments, frame.terms, day)
		}))
		.sort((a, b) => a.title.localeCompare(b.title, locale));
	const { values, tops } = normalise(
		weighed.map(({ facts }) => facts),
		scaleTops(frame.terms)
	);
	const entries = weighed.map((entry, index) => ({ ...entry, values: values[index] }));
	const ranking = rank(entries, view.weights);
	const titles = new Map(weighed.map((entry) => [entry.id, entry.title]));
	const named = (turn: Sensitivity['up']): Named | undefined =>
		turn && { at: turn.at, titles: turn.to.map((id) => titles.get(id)!) };
	return {
		view: { ...view, ids: [...new Set(known)] },
		dropped,
		notes,
		umbrellas: view.ids.length > 0 ? asked.filter(({ level }) => level === 'umbrella').map(title) : [],
		ranked: ranking !== undefined,
		proposals: ranking
			? ranking.map(({ entry, score, place, tied }) => ({
					id: entry.id,
					title: entry.title,
					facts: entry.facts,
					place,
					tied,
					score,
					parts: partsOf(entry.values, view.weights).map((part) => ({
						...part,
						fact: entry.facts[part.criterion]
					}))
				}))
			: weighed,
		tops,
		...(isMany && { too_many: await countSpecific(db) }),
		sensitivity:
			ranking && entries.length > 1
				? sensitivity(entries, view.weights).map(({ up, down, ...rest }) => ({
						...rest,
						...(up && { up: named(up) }),
						...(down && { down: named(down) })
					}))
				: [],
		day
	};
}
