import { coderRelations, paperRelations } from './codes.ts';
import type { Instrument } from './instrument.ts';
import { lightOn, provisionLightOn, type LegalLight } from './law.ts';
import type { Link } from './link.ts';
import type { LawLink, PlacedLink } from './matrix/rows.ts';

type CoderRelation = (typeof coderRelations)[number];

/** A shape for each state of a coverage cell, so that colour never speaks alone. */
export const coverageShapes = {
	enacts: '●',
	'partly-enacts': '◐',
	enables: '○',
	precedent: '◌',
	conflicts: '✕',
	'nothing-found': '∅',
	'not-looked-at': ''
} as const;
export type CoverageState = keyof typeof coverageShapes;

/** What is known of a proposal and some part of the law: links read by a coder, citations by papers, searches without a find. */
export type Coverage = {
	/** Strongest rung of the ladder, or what the silence means. `conflicts` only where nothing else was found. */
	state: CoverageState;
	counts: Partial<Record<CoderRelation, number>>;
	/** Links in which the paper itself names the instrument. */
	cited: number;
	/** Day of the latest assessment that found nothing. */
	looked_on?: string;
};

/**
 * Sums up links and assessments. Umbrellas, dates and filters are the caller's affair: what is handed in is counted.
 */
export function summariseCoverage(
	links: readonly Pick<Link, 'basis' | 'relation'>[],
	assessments: readonly { as_of: string }[]
): Coverage {
	const counts: Coverage['counts'] = {};
	let cited = 0;
	for (const { basis, relation } of links) {
		if (basis === 'paper') cited++;
		else counts[relation as CoderRelation] = (counts[relation as CoderRelation] ?? 0) + 1;
	}
	const looked_on = assessments
		.map(({ as_of }) => as_of)
		.sort()
		.at(-1);
	const state =
		coderRelations.find((relation) => counts[relation]) ?? (looked_on ? 'nothing-found' : 'not-looked-at');
	return { state, counts, cited, ...(looked_on && { looked_on }) };
}

/** For sorting, strongest first when descending: the state, then the number of links in it. */
export function coverageRank({ state, counts, cited }: Coverage): number {
	const strength = {
		enacts: 6,
		'partly-enacts': 5,
		enables: 4,
		precedent: 3,
		conflicts: 2,
		'nothing-found': 1,
		'not-looked-at': 0
	};
	const links = state in counts ? (counts[state as CoderRelation] ?? 0) : 0;
	return strength[state] * 10_000 + Math.min(links, 999) * 10 + Math.min(cited, 9);
}

/** How the law of a jurisdiction stood to a proposal on one day. */
export type DatedCoverage<L extends LawLink = PlacedLink> = Coverage & {
	/** Links whose provision could be relied on that day, strongest relation first. */
	counted: DatedLink<L>[];
	/** Links of law that was adopted, proposed, not yet there or already over that day: shown, never counted. */
	not_operative: DatedLink<L>[];
	/** Links of law whose dates do not tell how it stood that day: shown apart, never counted. */
	undated: DatedLink<L>[];
};

export type DatedLink<L extends LawLink = PlacedLink> = L & { light: LegalLight };

/**
 * What a link is on a day its law has this light. A precedent may be past, foreign in field, soft or only proposed, so it counts
 * from the day its instrument was made; every other relation counts only while its provision can be relied on.
 */
export function standingOf(
	{ basis, relation }: Pick<Link, 'basis' | 'relation'>,
	light: LegalLight
): 'counted' | 'not_operative' | 'undated' {
	if (light === 'unknown') return 'undated';
	const isLasting = basis === 'paper' || relation === 'precedent';
	const counts = isLasting ? light !== 'not-yet' : light === 'in-force' || light === 'in-force-phased';
	return counts ? 'counted' : 'not_operative';
}

/** By the days that were asked for last. A page asks for the light of the same provisions hundreds of times; no instrument ever changes. */
const lightsOf: WeakMap<Instrument, Map<string, Map<number, LegalLight>>> = new WeakMap();
const mostDays = 10;

function knownLights(instrument: Instrument, day: string): Map<number, LegalLight> {
	let days = lightsOf.get(instrument);
	if (!days) lightsOf.set(instrument, (days = new Map()));
	let lights = days.get(day);
	if (!lights) {
		if (days.size >= mostDays) days.delete(days.keys().next().value!);
		days.set(day, (lights = new Map()));
	}
	return lights;
}

/** How the provision of a link stood on a day (YYYY-MM-DD). */
export function linkLightOn(
	{ instrument: id, number }: Pick<PlacedLink, 'instrument' | 'number'>,
	instruments: ReadonlyMap<string, Instrument>,
	day: string
): LegalLight {
	const instrument = instruments.get(id)!;
	const lights = knownLights(instrument, day);
	let light = lights.get(number);
	if (!light) {
		const provision = instrument.provisions.find((provision) => provision.number === number);
		light = provision ? provisionLightOn(instrument, day, provision) : lightOn(instrument, day);
		lights.set(number, light);
	}
	return light;
}

const strongestFirst: readonly string[] = [...coderRelations, ...paperRelations];

function byStanding<L extends LawLink, T>(
	links: readonly L[],
	instruments: ReadonlyMap<string, Instrument>,
	day: string,
	dated: (link: L, light: LegalLight) => T
): Record<ReturnType<typeof standingOf>, T[]> {
	const groups = { counted: [] as T[], not_operative: [] as T[], undated: [] as T[] };
	for (const link of links) {
		const light = linkLightOn(link, instruments, day);
		groups[standingOf(link, light)].push(dated(link, light));
	}
	return groups;
}

type Assessed = { as_of: string };
const upTo = (assessments: readonly Assessed[], day: string) =>
	assessments.filter(({ as_of }) => as_of <= day);

/** Coverage as the law stood on a day (YYYY-MM-DD). */
export function coverageOn<L extends LawLink>(
	links: readonly L[],
	assessments: readonly Assessed[],
	instruments: ReadonlyMap<string, Instrument>,
	day: string
): DatedCoverage<L> {
	// Several times as fast as to spread the link and add the light.
	const groups = byStanding(links, instruments, day, (link, light): DatedLink<L> =>
		Object.assign({}, link, { light })
	);
	groups.counted.sort((a, b) => strongestFirst.indexOf(a.relation) - strongestFirst.indexOf(b.relation));
	return { ...summariseCoverage(groups.counted, upTo(assessments, day)), ...groups };
}

/** The same for who counts the links and does not show them: none is copied. */
export function countCoverageOn(
	links: readonly LawLink[],
	assessments: readonly Assessed[],
	instruments: ReadonlyMap<string, Instrument>,
	day: string
): Coverage & { not_operative: number; undated: number } {
	const { counted, not_operative, undated } = byStanding(links, instruments, day, (link) => link);
	return {
		...summariseCoverage(counted, upTo(assessments, day)),
		not_operative: not_operative.length,
		undated: undated.length
	};
}
