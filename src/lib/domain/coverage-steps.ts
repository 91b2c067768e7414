import { standingOf } from './coverage.ts';
import type { CountedInstrument, CountedLink, CountedProposal, LinkSurroundings } from './cross-tab.ts';
import type { Layer } from './codes.ts';
import type { Provision } from './instrument.ts';
import { dateFields, earliestDay, provisionLightOn, type LegalLight } from './law.ts';
import type { Proposal } from './proposal.ts';

/**
 * A change of what the coverage matrix sums up, from a day on: of links that count, proposals that are law at least partly, links
 * that do not count and links that no date tells about. The sum of all changes up to a day is how things stood on it.
 */
export type CoverageStep = {
	level: Proposal['level'];
	layer: Layer;
	/** A jurisdiction, `group:` and a group of them, or `all`. */
	place: string;
	/** YYYY-MM-DD */
	day: string;
	links: number;
	law: number;
	not_operative: number;
	undated: number;
};
type Change = Pick<CoverageStep, 'links' | 'law' | 'not_operative' | 'undated'>;
const noChange = (): Change => ({ links: 0, law: 0, not_operative: 0, undated: 0 });

export const everyPlace = 'all';
export const groupPlace = (group: string): string => `group:${group}`;

/** The lights of a provision, each with the day from which it has it; the first is of the earliest day there is. */
export function lightSteps(
	instrument: Omit<CountedInstrument, 'provisions'>,
	provision: Pick<Provision, 'applicable_from'>
): { day: string; light: LegalLight }[] {
	const days = [
		...dateFields.map((field) => instrument[field]),
		instrument.checked_on,
		provision.applicable_from
	].flatMap((date) => (date === undefined ? [] : boundsOf(date)));
	const steps: { day: string; light: LegalLight }[] = [];
	for (const day of [earliestDay, ...new Set(days.filter((day) => day > earliestDay).sort())]) {
		const light = provisionLightOn(instrument, day, provision);
		if (steps.at(-1)?.light !== light) steps.push({ day, light });
	}
	return steps;
}

/** The first day of a date that may be a month or a year, and the day after its last. */
function boundsOf(date: string): string[] {
	const first = date + '0000-01-01'.slice(date.length);
	const next = new Date(`${first}T00:00:00Z`);
	if (date.length === 4) next.setUTCFullYear(next.getUTCFullYear() + 1);
	else if (date.length === 7) next.setUTCMonth(next.getUTCMonth() + 1);
	else next.setUTCDate(next.getUTCDate() + 1);
	return [first, next.toISOString().slice(0, 10)];
}

type Standing = { day: string; standing: ReturnType<typeof standingOf> }[];

/** Adds up proposals, or takes them off again. Each counts by itself, as in the cross-tab. */
export function coverageTally(): {
	add(proposal: CountedProposal, around: LinkSurroundings, sign?: 1 | -1): void;
	/** What is not zero. */
	steps(): CoverageStep[];
} {
	const sums = new Map<string, CoverageStep>();
	const known = new WeakMap<object, Map<string, Standing>>();

	/** How a link stands, change after change. */
	function standings(link: CountedLink, { instruments }: LinkSurroundings): Standing {
		const own = known.get(instruments) ?? new Map<string, Standing>();
		known.set(instruments, own);
		const isLasting = standingOf(link, 'ended') === 'counted';
		const key = `${link.instrument} ${link.number} ${isLasting}`;
		const found = own.get(key);
		if (found) return found;
		const instrument = instruments.get(link.instrument)!;
		const provision = instrument.provisions.find(({ number }) => number === link.number);
		const standing: Standing = [];
		for (const { day, light } of lightSteps(instrument, provision ?? {})) {
			const now = standingOf(link, light);
			if (standing.at(-1)?.standing !== now) standing.push({ day, standing: now });
		}
		own.set(key, standing);
		return standing;
	}

	return {
		add({ level, primary_layer: layer, links }, around, sign = 1) {
			const change = (place: string, day: string, field: keyof Change, by: number) => {
				const key = `${place} ${day} ${level} ${layer}`;
				let sum = sums.get(key);
				if (!sum) sums.set(key, (sum = { level, layer, place, day, ...noChange() }));
				sum[field] += by * sign;
			};
			const laws = new Map<string, Standing[]>();
			for (const link of links) {
				const standing = standings(link, around);
				const group = around.terms.get('jurisdictions')?.get(link.jurisdiction)?.group;
				const places = [everyPlace, link.jurisdiction, ...(group ? [groupPlace(group)] : [])];
				for (const place of places) {
					for (const [turn, { day, standing: now }] of standing.entries()) {
						if (turn > 0) change(place, day, fieldOf[standing[turn - 1].standing], -1);
						change(place, day, fieldOf[now], 1);
					}
					if (link.relation !== 'enacts' && link.relation !== 'partly-enacts') continue;
					const own = laws.get(place) ?? [];
					laws.set(place, own);
					own.push(standing);
				}
			}
			for (const [place, own] of laws) {
				const days = [...new Set(own.flatMap((standing) => standing.map(({ day }) => day)))].sort();
				let was = false;
				for (const day of days) {
					const is = own.some(
						(standing) => standing.findLast((step) => step.day <= day)?.standing === 'counted'
					);
					if (is !== was) change(place, day, 'law', is ? 1 : -1);
					was = is;
				}
			}
		},
		steps: () => [...sums.values()].filter(isChange)
	};
}

const fieldOf = { counted: 'links', not_operative: 'not_operative', undated: 'undated' } as const;
const isChange = ({ links, law, not_operative, undated }: Change) =>
	links !== 0 || law !== 0 || not_operative !== 0 || undated !== 0;
