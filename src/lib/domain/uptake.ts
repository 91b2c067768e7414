import type { LinkRelation } from './codes.ts';
import type { Instrument } from './instrument.ts';
import { comparePartial, lightOn } from './law.ts';
import type { PlacedLink } from './matrix/rows.ts';

/** How far the law of a jurisdiction has come with a proposal, lowest rung first. The rung below all, a paper's proposal, is common to all of them. */
export const uptakeRungs = ['draft-or-soft', 'adopted', 'in-force', 'tested', 'ended'] as const;
export type UptakeRung = (typeof uptakeRungs)[number];

/** Which of an instrument's dates a rung is dated by. */
export type UptakeDateKind =
	'adopted_on' | 'issued_on' | 'published_on' | 'in_force_from' | 'applicable_from' | 'ended_on';

/** One source of a rung: a provision that has reached it, or one that is about to. */
export type UptakeStep = {
	link: PlacedLink;
	rung: UptakeRung;
	/** With the precision of the record; missing where the record has none. */
	date?: { on: string; kind: UptakeDateKind };
	/** The date lies ahead: the rung is announced, not reached. */
	upcoming: boolean;
};

/** Only these bring a proposal nearer to being law. */
const counted: readonly LinkRelation[] = ['enacts', 'partly-enacts', 'enables', 'precedent'];
const court = new Set(['judgment', 'judicial-guidance']);
const drafts = new Set(['proposal', 'announced-initiative', 'treaty-negotiation', 'white-paper']);
const soft = new Set(['soft-law-current', 'proposed', 'withdrawn']);

export const countsForUptake = ({ relation }: Pick<PlacedLink, 'relation'>): boolean =>
	counted.includes(relation);

/**
 * The rungs one link reaches on a day (YYYY-MM-DD), lowest first. A court's text stands on the rung of the court alone, a draft or
 * soft law on its own rung; nothing is inferred from a rung above or below. Links that do not count reach none.
 */
export function stepsOf(link: PlacedLink, instrument: Instrument, day: string): UptakeStep[] {
	if (!countsForUptake(link)) return [];
	const provision = instrument.provisions.find(({ number }) => number === link.number);
	const light = lightOn(instrument, day, provision);
	if (light === 'not-yet') return [];
	const first = (...kinds: UptakeDateKind[]): UptakeStep['date'] => {
		const kind = kinds.find((name) => instrument[name]);
		return kind && { on: instrument[kind]!, kind };
	};
	const step = (rung: UptakeRung, date: UptakeStep['date'], upcoming = false): UptakeStep => ({
		link,
		rung,
		...(date && { date }),
		upcoming
	});
	const end = light === 'ended' ? [step('ended', first('ended_on'))] : [];

	if (court.has(instrument.type))
		return [step('tested', first('adopted_on', 'issued_on', 'published_on')), ...end];
	if (drafts.has(instrument.type) || soft.has(instrument.status) || instrument.binding === 'not-binding')
		return [step('draft-or-soft', first('published_on', 'issued_on', 'adopted_on')), ...end];

	const steps = [step('adopted', first('adopted_on', 'issued_on', 'published_on'))];
	const start: UptakeStep['date'] = provision?.applicable_from
		? { on: provision.applicable_from, kind: 'applicable_from' }
		: first('in_force_from', 'applicable_from');
	const order = start && comparePartial(start.on, day);
	// A year alone cannot tell whether it has begun: neither reached nor ahead.
	if (start && order === 1) steps.push(step('in-force', start, light !== 'ended'));
	else if (start && order === -1) steps.push(step('in-force', start));
	else if (light === 'in-force' || light === 'in-force-phased') steps.push(step('in-force', undefined));
	return [
		...steps.filter(
			({ rung, upcoming, date }) => rung !== 'in-force' || upcoming || !isAfterEnd(date, instrument)
		),
		...end
	];
}

/** Law repealed before it began was never in force. */
function isAfterEnd(date: UptakeStep['date'], { ended_on }: Instrument): boolean {
	return !!date && !!ended_on && date.on.slice(0, ended_on.length) > ended_on.slice(0, date.on.length);
}

export type UptakeLadder = {
	jurisdiction: string;
	rungs: Record<UptakeRung, UptakeStep[]>;
	/** How many rungs are reached, and the place of the highest, -1 when all lies ahead. An end is no rung reached. */
	reached: number;
	highest: number;
};

/**
 * The ladder of each jurisdiction with at least one counting link: those with most rungs first, then the higher ones, then by code.
 * Steps of a rung are ordered by date, undated ones last.
 */
export function climb(
	links: readonly PlacedLink[],
	instruments: ReadonlyMap<string, Instrument>,
	day: string
): UptakeLadder[] {
	const ladders = new Map<string, UptakeLadder['rungs']>();
	for (const link of links)
		for (const step of stepsOf(link, instruments.get(link.instrument)!, day)) {
			const rungs: UptakeLadder['rungs'] = ladders.get(link.jurisdiction) ?? {
				'draft-or-soft': [],
				adopted: [],
				'in-force': [],
				tested: [],
				ended: []
			};
			ladders.set(link.jurisdiction, rungs);
			rungs[step.rung].push(step);
		}
	return [...ladders]
		.map(([jurisdiction, rungs]): UptakeLadder => {
			for (const steps of Object.values(rungs)) steps.sort((a, b) => compareDates(a.date?.on, b.date?.on));
			// Ended is where a climb broke off, not a height it reached.
			const reached = uptakeRungs.filter(
				(rung) => rung !== 'ended' && rungs[rung].some(({ upcoming }) => !upcoming)
			);
			const highest = reached.length > 0 ? uptakeRungs.indexOf(reached.at(-1)!) : -1;
			return { jurisdiction, rungs, reached: reached.length, highest };
		})
		.sort(
			(a, b) => b.reached - a.reached || b.highest - a.highest || (a.jurisdiction < b.jurisdiction ? -1 : 1)
		);
}

function compareDates(a: string | undefined, b: string | undefined): number {
	if (a === b) return 0;
	if (a === undefined) return 1;
	if (b === undefined) return -1;
	return a < b ? -1 : 1;
}

/** What the component shows. */
export type UptakeSource = {
	key: string;
	href: string;
	regulation: string;
	refs: string[];
	relations: { code: LinkRelation; label: string }[];
	date?: { on: string; kind: UptakeDateKind };
	upcoming: boolean;
};
export type UptakeView = {
	proposed: { href: string; paper: string; place: string; published?: string }[];
	ladders: { code: string; jurisdiction: string; rungs: { rung: UptakeRung; sources: UptakeSource[] }[] }[];
	/** Links that do not count: what papers say of the law, and law that runs against the proposal. */
	not_counted: number;
	conflicts: number;
};
