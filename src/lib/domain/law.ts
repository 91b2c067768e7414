import type { LinkRelation } from './codes.ts';
import type { Instrument, Provision } from './instrument.ts';
import type { Link } from './link.ts';
import { isDay } from './text.ts';

/** Is it the law on a given day? Computed, never coded; the codes stand for what a reader sees as a light. */
export const legalLights = [
	'in-force',
	'in-force-phased',
	'adopted-not-in-force',
	'proposed',
	'ended',
	'not-yet',
	'unknown'
] as const;
export type LegalLight = (typeof legalLights)[number];

/** Whether a text binds anybody, as far as is known: of one where that is not established nothing less is said. */
export const isBinding = ({ binding }: { binding: string }): boolean => binding !== 'not-binding';

/** A light as it is shown: a text that binds nobody is never called law in force, only current. */
export type ShownLight = LegalLight | 'current';
export const lightShown = (light: LegalLight, binding: boolean): ShownLight =>
	!binding && (light === 'in-force' || light === 'in-force-phased') ? 'current' : light;

/** The dates of an instrument, in the order of its life. */
export const dateFields = [
	'adopted_on',
	'issued_on',
	'published_on',
	'in_force_from',
	'applicable_from',
	'transposition_due',
	'ended_on'
] as const;

export type DatedInstrument = Pick<Instrument, 'status' | (typeof dateFields)[number] | 'checked_on'>;

export const earliestDay = '1900-01-01';
export const latestDay = '2100-12-31';

/** Whether an address may ask for the law of this day. */
export const isLawDay = (value: string): boolean =>
	isDay(value) && value >= earliestDay && value <= latestDay;

/** Today, or the day the records were last checked where that is later: what they say holds for that day. */
export function lawDay(
	{ instruments }: { instruments: ReadonlyMap<string, Pick<Instrument, 'checked_on'>> },
	today: string
): string {
	return [today, ...[...instruments.values()].map(({ checked_on }) => checked_on)].sort().at(-1)!;
}

/** Where a regulation or one of its provisions stands, on the day the reader looks at; without `as_of` always on the day of reading. */
export const lawHref = (id: string, as_of?: string, number?: number): string =>
	`/regulations/${id}${as_of ? `?as_of=${as_of}` : ''}${number === undefined ? '' : `#p${number}`}`;

/** -1, 0 or 1 for a partial date before, around or after a day; 0 where `2021` cannot tell whether 2021-05-03 came first. */
export function comparePartial(date: string, day: string): -1 | 0 | 1 {
	const prefix = day.slice(0, date.length);
	if (date < prefix) return -1;
	if (date > prefix) return 1;
	return date.length === day.length ? -1 : 0;
}

/** Whether a partial date had been reached on a day: `undefined` when the date is too coarse to tell. */
function reached(date: string, day: string): boolean | undefined {
	const order = comparePartial(date, day);
	return order === 0 ? undefined : order < 0;
}

const withoutCommencement = new Set(['soft-law-current', 'final-judgment']);
const over = new Set(['repealed', 'superseded', 'ended', 'withdrawn']);

/**
 * The day from which an instrument counts: in force, else applicable. Texts that never commence (soft law, judgments)
 * count from their publication. Undefined for a law whose start we do not know.
 */
export function startOf(instrument: DatedInstrument): string | undefined {
	const start = instrument.in_force_from ?? instrument.applicable_from;
	if (start || !withoutCommencement.has(instrument.status)) return start;
	return instrument.published_on ?? instrument.issued_on ?? instrument.adopted_on;
}

/**
 * How an instrument, or one provision of it, stood on a day (YYYY-MM-DD). Dates decide; from the day the record was
 * checked its status decides where dates are missing; what neither tells is unknown.
 */
export function lightOn(
	instrument: DatedInstrument,
	day: string,
	provision?: Pick<Provision, 'applicable_from'>
): LegalLight {
	const { status } = instrument;
	const checked = day >= instrument.checked_on;
	const made = [instrument.adopted_on, instrument.issued_on, instrument.published_on]
		.filter((date) => date !== undefined)
		.sort()
		.at(0);
	const isMade = made === undefined ? undefined : reached(made, day);
	if (status === 'proposed') return isMade === false ? 'not-yet' : 'proposed';

	if (instrument.ended_on) {
		const isOver = reached(instrument.ended_on, day);
		if (isOver === undefined) return 'unknown';
		if (isOver) return 'ended';
	} else if (over.has(status) && checked) return 'ended';

	const start = startOf(instrument);
	if (start) {
		const started = reached(start, day);
		if (started === undefined) return 'unknown';
		if (!started) return isMade ? 'adopted-not-in-force' : isMade === false ? 'not-yet' : 'unknown';
		// It ended some day before the check, we do not know which.
		if (over.has(status) && !instrument.ended_on) return 'unknown';
		if (checked && status === 'unknown') return 'unknown';
		return isPhased(instrument, day, provision) ? 'in-force-phased' : 'in-force';
	}
	if (isMade === false) return 'not-yet';
	if (status === 'enacted-not-in-force' || status === 'adopted-not-in-force')
		return isMade || checked ? 'adopted-not-in-force' : 'unknown';
	if (!checked) return 'unknown';
	if (status === 'in-force' || withoutCommencement.has(status)) return 'in-force';
	if (status === 'in-force-phased') return 'in-force-phased';
	return 'unknown';
}

function isPhased(
	instrument: DatedInstrument,
	day: string,
	provision: Pick<Provision, 'applicable_from'> | undefined
): boolean {
	const pending = [instrument.applicable_from, instrument.transposition_due, provision?.applicable_from];
	if (pending.some((date) => date !== undefined && comparePartial(date, day) >= 0)) return true;
	return instrument.status === 'in-force-phased' && day <= instrument.checked_on;
}

/** Whether a provision can be relied on that day: its instrument in force and its own start reached. */
export function isOperative(
	instrument: DatedInstrument,
	day: string,
	provision?: Pick<Provision, 'applicable_from'>
): boolean {
	const light = lightOn(instrument, day, provision);
	if (light !== 'in-force' && light !== 'in-force-phased') return false;
	return !provision?.applicable_from || comparePartial(provision.applicable_from, day) < 0;
}

/**
 * The light of a link's own end: as `lightOn`, but a provision whose own start has not come is not in force, whatever its instrument.
 */
export function provisionLightOn(
	instrument: DatedInstrument,
	day: string,
	provision: Pick<Provision, 'applicable_from'>
): LegalLight {
	const light = lightOn(instrument, day, provision);
	if ((light !== 'in-force' && light !== 'in-force-phased') || !provision.applicable_from) return light;
	const order = comparePartial(provision.applicable_from, day);
	if (order < 0) return light;
	return order === 0 ? 'unknown' : 'adopted-not-in-force';
}

/** In which tense a relation may be told: `stands` only while its law does. */
export const relationTenses = ['stands', 'ended', 'pending', 'proposed', 'not-yet', 'unknown'] as const;
export type RelationTense = (typeof relationTenses)[number];

const tenseOf: Record<LegalLight, RelationTense> = {
	'in-force': 'stands',
	'in-force-phased': 'stands',
	'adopted-not-in-force': 'pending',
	proposed: 'proposed',
	ended: 'ended',
	'not-yet': 'not-yet',
	unknown: 'unknown'
};

/**
 * How a link is shown on the day its law has this light. A link to ended, pending or proposed law is never told as enacting now.
 * What a paper says of an instrument, and a precedent, stay true whatever becomes of the law, once it was made.
 */
export function relationShown<R extends LinkRelation>(
	link: { basis: Link['basis']; relation: R },
	light: LegalLight
): { relation: R; tense: RelationTense } {
	const lasting = link.basis === 'paper' || link.relation === 'precedent';
	return { relation: link.relation, tense: lasting && light !== 'not-yet' ? 'stands' : tenseOf[light] };
}
