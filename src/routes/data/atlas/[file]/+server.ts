import { endpoint } from '$lib/server/api/answer.ts';
import { partType, readPart } from '$lib/server/api/package-answer.ts';

/** The data package file by file. */
export const { GET, fallback } = endpoint(
	(event) => readPart(event, event.params.file!),
	(event) => partType(event.params.file!),
	{ daily: false }
);
