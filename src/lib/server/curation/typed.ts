import { describeForm, fromState, readFields, storable, type Group } from '../../domain/form.ts';
import type { Side } from '../../domain/record-diff.ts';
import type { RecordKind } from '../db/schema.ts';
import { recordSchemas } from '../records.ts';

/** The form of each kind of record. */
export const recordForms = Object.fromEntries(
	Object.entries(recordSchemas).map(([kind, schema]) => [kind, describeForm(kind as RecordKind, schema)])
) as Record<RecordKind, Group>;

/** What a form of a draft sends: the record under the names of its fields, everything else under names that begin with a colon. */
export type Typed = {
	data: Record<string, unknown>;
	note: string;
	/** The count of saves its window saw. */
	saves: number;
	/** Of a merge: per path which side is kept. */
	choices: Record<string, Side>;
};

export function readTyped(kind: RecordKind, sent: FormData): Typed {
	const form = recordForms[kind];
	const choices: Typed['choices'] = {};
	for (const [name, side] of sent)
		if (name.startsWith(':choice.') && (side === 'theirs' || side === 'mine'))
			choices[name.slice(':choice.'.length)] = side;
	return {
		data: fromState(form, readFields(form, sent)),
		note: storable(textIn(sent, ':note')),
		saves: countIn(sent, ':saves'),
		choices
	};
}

/** One field of a form as text; empty where it is absent or a file. */
export function textIn(sent: FormData, name: string): string {
	const value = sent.get(name);
	return typeof value === 'string' ? value : '';
}

/** A count that a page sends back; 0 where it is none, so that nothing matches it. */
export function countIn(sent: FormData, name: string): number {
	const typed = textIn(sent, name);
	return /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
}

/** A record that travels through a form as JSON; undefined where it is none. */
export function readRecord(json: string): Record<string, unknown> | undefined {
	try {
		const parsed: unknown = JSON.parse(json, (_, value: unknown) =>
			typeof value === 'string' ? storable(value) : value
		);
		return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
			? (parsed as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}
