import { isInJurisdictions, isJurisdictionOrGroup } from '../../../domain/register.ts';
import type { Snapshot } from '../../views/snapshot.ts';
import { unknown, type InMemory } from './resource.ts';

export type Choice<Row> = {
	/** Whether the value means anything in this data set; the values of a schema's own list always do. */
	known?(value: string, snapshot: Snapshot): boolean;
	meets(row: Row, values: string[], snapshot: Snapshot): boolean;
};

/** Values of one filter widen, different filters narrow. */
export function keepBy<Row>(choices: Record<string, Choice<Row>>): InMemory<Row>['keep'] {
	return (rows, { filters }, { snapshot }) => {
		const chosen = Object.entries(choices).flatMap(([name, choice]) => {
			const values = [filters[name] ?? []].flat() as string[];
			return values.length > 0 ? [{ name, values, ...choice }] : [];
		});
		const dropped = chosen.flatMap(({ name, values, known }) =>
			values.filter((value) => known && !known(value, snapshot)).map((value) => ({ name, value }))
		);
		if (dropped.length > 0) return unknown(dropped);
		return rows.filter((row) => chosen.every(({ values, meets }) => meets(row, values, snapshot)));
	};
}

export const byJurisdiction = {
	known: (value: string, { terms }: Snapshot) => isJurisdictionOrGroup(value, terms),
	meets: ({ jurisdiction }: { jurisdiction: string }, values: string[], { terms }: Snapshot) =>
		isInJurisdictions(jurisdiction, values, terms)
};
export const byProposal = {
	known: (value: string, { proposals }: Snapshot) => proposals.some(({ id }) => id === value),
	meets: ({ proposal }: { proposal: string }, values: string[]) => values.includes(proposal)
};
export const byRegulation = {
	known: (value: string, { instruments }: Snapshot) => instruments.has(value),
	meets: ({ instrument }: { instrument: string }, values: string[]) => values.includes(instrument)
};
export const byField = <F extends string>(field: F, vocabulary?: string): Choice<Record<F, string>> => ({
	...(vocabulary && { known: (value, { terms }) => !!terms.get(vocabulary)?.has(value) }),
	meets: (row, values) => values.includes(row[field])
});

/** As matrices sort codes: by place in the vocabulary, what has none last. */
export const rankOf = (
	{ terms }: Snapshot,
	vocabulary: string,
	codes: readonly (string | undefined)[]
): number =>
	Math.min(
		9_999,
		...codes.flatMap((code) => (code ? [terms.get(vocabulary)?.get(code)?.rank ?? 9_998] : []))
	);
