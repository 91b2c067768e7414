import { isCurrent, type Standing } from '../../../domain/standing.ts';
import { isInJurisdictions, isJurisdictionOrGroup } from '../../../domain/register.ts';
import type { Frame } from '../../views/snapshot.ts';
import { slug } from '../../../domain/fields.ts';
import type { Db } from '../../db/connect.ts';
import { listProposalHeads } from '../../queries/proposals.ts';
import { unknown, type InMemory, type Refusal } from './resource.ts';

export type Choice<Row> = {
	/** Whether the value means anything in this data set; the values of a schema's own list always do. */
	known?(value: string, frame: Frame): boolean;
	/** Why a value means nothing any more. */
	left?(value: string, frame: Frame): string | undefined;
	meets(row: Row, values: string[], frame: Frame): boolean;
};

/** Values of one filter widen, different filters narrow. */
export function keepBy<Row>(choices: Record<string, Choice<Row>>): InMemory<Row>['keep'] {
	return (rows, { filters }, { frame }) => {
		const chosen = Object.entries(choices).flatMap(([name, choice]) => {
			const values = [filters[name] ?? []].flat() as string[];
			return values.length > 0 ? [{ name, values, ...choice }] : [];
		});
		const dropped = chosen.flatMap(({ name, values, known, left }) =>
			values
				.filter((value) => known && !known(value, frame))
				.map((value) => ({ name, value, said: left?.(value, frame) }))
		);
		if (dropped.length > 0) return unknown(dropped);
		return rows.filter((row) => chosen.every(({ values, meets }) => meets(row, values, frame)));
	};
}

export const byJurisdiction = {
	known: (value: string, { terms }: Frame) => isJurisdictionOrGroup(value, terms),
	meets: ({ jurisdiction }: { jurisdiction: string }, values: string[], { terms }: Frame) =>
		isInJurisdictions(jurisdiction, values, terms)
};
export const byProposal = {
	meets: ({ proposal }: { proposal: string }, values: string[]) => values.includes(proposal)
};
/** What is wrong with a filter by proposals: those that are not there, or not any more. */
export async function unknownProposals(db: Db, asked: unknown): Promise<Refusal | undefined> {
	const ids = [asked ?? []].flat() as string[];
	const found = await listProposalHeads(
		db,
		ids.filter((id) => slug.safeParse(id).success)
	);
	const standings = new Map(found.map((record) => [record.id, record]));
	const missing = ids.filter((id) => !isThere(standings.get(id)));
	return missing.length > 0
		? unknown(
				missing.map((value) => ({ name: 'proposal', value, said: leftWords(value, standings.get(value)) }))
			)
		: undefined;
}

const isThere = (record: Standing | undefined): boolean => !!record && isCurrent(record);
function leftWords(id: string, record: Standing | undefined): string | undefined {
	if (record?.moved_to) return `"${id}" has another id now: "${record.moved_to}"`;
	return record?.retired_on && `"${id}" was withdrawn on ${record.retired_on}`;
}

export const byRegulation = {
	known: (value: string, { instruments }: Frame) => isThere(instruments.get(value)),
	left: (value: string, { instruments }: Frame) => leftWords(value, instruments.get(value)),
	meets: ({ instrument }: { instrument: string }, values: string[]) => values.includes(instrument)
};
/** As matrices sort codes: by place in the vocabulary, what has none last. */
export const rankOf = (
	{ terms }: Frame,
	vocabulary: string,
	codes: readonly (string | undefined)[]
): number =>
	Math.min(
		9_999,
		...codes.flatMap((code) => (code ? [terms.get(vocabulary)?.get(code)?.rank ?? 9_998] : []))
	);
