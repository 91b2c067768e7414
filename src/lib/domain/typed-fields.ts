/** A record as somebody typed or sent it, before anything is known of its fields. */
export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
export const isRows = (value: unknown): value is Fields[] => Array.isArray(value) && value.every(isFields);
