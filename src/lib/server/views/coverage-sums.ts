import { linkLightOn, standingOf, type DatedCoverage } from '../../domain/coverage.ts';
import { linkFilterNames, type CoverageColumn, type CoverageView } from '../../domain/coverage-view.ts';
import type { CoveragePage, CoverageRow } from '../../domain/coverage-page.ts';
import { everyPlace, groupPlace } from '../../domain/coverage-steps.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { startOf } from '../../domain/law.ts';
import type { CoverageLaw } from '../../domain/matrix/rows.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { listCoverageChanges, listCoverageSums, type CoverageSum } from '../queries/coverage-steps.ts';
import type { UsedPlaces } from './coverage-choices.ts';
import type { Frame } from './snapshot.ts';

const firstYear = 2000;

export type Sums = Pick<
	CoveragePage,
	'links' | 'law' | 'undated_links' | 'not_in_force' | 'left_out' | 'unsaid' | 'years'
> & { columns: Pick<CoveragePage['columns'][number], 'links' | 'law'>[] };

/**
 * The sums over all rows, from what is kept. Nobody keeps them for filters of links or a lens; and of some places of a group, or of
 * some places together, only links add up, while a proposal may be law in several.
 */
export async function keptSums(
	db: Db,
	view: CoverageView,
	columns: CoverageColumn[],
	used: UsedPlaces,
	{ day, default_day, frame }: { day: string; default_day: string; frame: Frame }
): Promise<Sums> {
	const isSifted =
		view.covers !== undefined ||
		linkFilterNames.some((name) => name !== 'jurisdiction' && view.filters[name]);
	if (isSifted)
		return {
			columns: columns.map(() => ({ links: undefined, law: undefined })),
			links: undefined,
			law: undefined,
			undated_links: undefined,
			not_in_force: undefined,
			left_out: undefined,
			unsaid: undefined,
			years: yearsUpTo(frame.instruments, default_day).map((year) => ({ ...year, links: undefined }))
		};
	const of = { level: view.level, layers: view.filters.layer };
	const members = columns.filter(({ kind }) => kind !== 'set').flatMap(({ members }) => members);
	const places = view.filters.jurisdiction ? members : [everyPlace];
	const [sums, changes] = await Promise.all([
		listCoverageSums(db, day, of),
		listCoverageChanges(db, places, of)
	]);
	const byPlace = new Map(sums.map((sum) => [sum.place, sum]));
	const add = (places: string[], field: keyof Omit<CoverageSum, 'place'>) =>
		places.reduce((sum, place) => sum + (byPlace.get(place)?.[field] ?? 0), 0);
	const isWhole = ({ kind, code, members }: CoverageColumn) =>
		kind === 'group' &&
		[...used.jurisdictions].every(
			(place) => members.includes(place) || frame.terms.get('jurisdictions')?.get(place)?.group !== code
		);
	return {
		columns: columns.map((column) => ({
			links: column.kind === 'set' ? 0 : add(column.members, 'links'),
			law:
				column.kind === 'set'
					? 0
					: column.members.length === 1
						? add(column.members, 'law')
						: isWhole(column)
							? add([groupPlace(column.code)], 'law')
							: undefined
		})),
		links: add(places, 'links'),
		law: places.length === 1 ? add(places, 'law') : undefined,
		undated_links: add(places, 'undated'),
		not_in_force: add(places, 'not_operative'),
		left_out: 0,
		unsaid: 0,
		years: yearsUpTo(frame.instruments, default_day).map(({ year, day }) => ({
			year,
			day,
			links: changes.reduce((sum, change) => sum + (change.day <= day ? change.links : 0), 0)
		}))
	};
}

/** The sums over rows that are all there. */
export function sumsOf(
	rows: readonly {
		datings: DatedCoverage<CoverageLaw>[];
		kept: CoverageLaw[];
		left_out: CoverageLaw[];
		unsaid: CoverageLaw[];
		row: Pick<CoverageRow, 'links' | 'law'>;
	}[],
	columns: readonly CoverageColumn[],
	{ default_day, frame }: { default_day: string; frame: Frame }
): Sums {
	const places = new Set(columns.flatMap(({ members }) => members));
	const shown = (links: readonly CoverageLaw[]) =>
		links.filter(({ jurisdiction }) => places.has(jurisdiction));
	const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
	const datings = rows.flatMap(({ datings }) => datings);
	return {
		columns: columns.map((_, index) => ({
			links: sum(rows.map(({ datings }) => datings[index].counted.length)),
			law: rows.filter(({ datings }) => isLaw(datings[index])).length
		})),
		links: sum(rows.map(({ row }) => row.links)),
		law: rows.filter(({ row }) => row.law > 0).length,
		undated_links: sum(datings.map(({ undated }) => undated.length)),
		not_in_force: sum(datings.map(({ not_operative }) => not_operative.length)),
		left_out: sum(rows.map(({ left_out }) => shown(left_out).length)),
		unsaid: sum(rows.map(({ unsaid }) => shown(unsaid).length)),
		years: countByYear(
			rows.flatMap(({ kept }) => shown(kept)),
			frame.instruments,
			default_day
		)
	};
}

const isLaw = ({ state }: Pick<DatedCoverage<CoverageLaw>, 'state'>) =>
	state === 'enacts' || state === 'partly-enacts';

function countByYear(links: readonly CoverageLaw[], instruments: Frame['instruments'], default_day: string) {
	// Links to one provision stand alike, but for those that last whatever becomes of the law.
	const alike = groupBy(
		links,
		(link) => `${link.instrument}#${link.number} ${standingOf(link, 'ended') === 'counted'}`
	);
	const linked = new Map<string, Instrument>();
	for (const [{ instrument, number }] of alike.values()) {
		const record = instruments.get(instrument)!;
		linked.set(`${instrument}#${number}`, {
			...record,
			provisions: record.provisions.filter((provision) => provision.number === number)
		});
	}
	return yearsUpTo(linked, default_day).map(({ year, day }) => ({
		year,
		day,
		links: [...alike.values()].reduce(
			(sum, [link, ...others]) =>
				sum + (standingOf(link, linkLightOn(link, instruments, day)) === 'counted' ? 1 + others.length : 0),
			0
		)
	}));
}

/** The years up to the last date of any of these instruments, each with its last day; this year with the default day. */
function yearsUpTo(
	instruments: ReadonlyMap<string, Instrument>,
	default_day: string
): { year: number; day: string }[] {
	const thisYear = Number(default_day.slice(0, 4));
	const lastYear = Math.max(thisYear + 1, lastYearOf(instruments));
	return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => {
		const year = firstYear + index;
		return { year, day: year === thisYear ? default_day : `${year}-12-31` };
	});
}

const lastYears = new WeakMap<object, number>();

/** The last year of any date; of all instruments there are it is asked again and again. */
function lastYearOf(instruments: ReadonlyMap<string, Instrument>): number {
	const known = lastYears.get(instruments);
	if (known !== undefined) return known;
	let last = 0;
	for (const record of instruments.values())
		for (const date of [
			startOf(record),
			record.applicable_from,
			record.transposition_due,
			...record.provisions.map((provision) => provision.applicable_from)
		])
			if (date !== undefined) last = Math.max(last, Number(date.slice(0, 4)));
	lastYears.set(instruments, last);
	return last;
}
