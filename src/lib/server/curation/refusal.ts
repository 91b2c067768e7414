import type { z } from 'zod';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { explainError } from '../seed/read.ts';

/** A complaint about one field; `path` is dotted, `layers.technology.reason_en`, empty for the record as a whole. */
export type FieldProblem = {
	path: string;
	message: string;
	/** The other record that would be wrong, and which of its fields. */
	at?: { kind: RecordKind; record: string; path: string };
};

type Why =
	/** The role does not allow it, or it is somebody else's. */
	| 'forbidden'
	| 'not-found'
	/** Not possible in the state the thing is in. */
	| 'state'
	/** Somebody else was faster; nothing was written. */
	| 'conflict'
	| 'invalid'
	/** Nothing is wrong with it but the number of times. */
	| 'too-often';

/** Thrown by every act of curation that is not carried out; the transaction it was in is undone. */
export class Refusal extends Error {
	override name = 'Refusal';
	constructor(
		readonly why: Why,
		message: string,
		readonly problems: FieldProblem[] = []
	) {
		super(message);
	}
}

/** What is wrong with one field. */
export const invalid = (path: string, message: string) =>
	new Refusal('invalid', message, [{ path, message }]);

/** What a schema refuses, field by field. */
export const problemsIn = (error: z.ZodError): FieldProblem[] =>
	explainError(error).map(({ path, reason }) => ({ path: path.join('.'), message: reason }));

/** HTTP status of each reason. */
export const statusOf: Record<Why, number> = {
	forbidden: 403,
	'not-found': 404,
	state: 409,
	conflict: 409,
	invalid: 422,
	'too-often': 429
};
