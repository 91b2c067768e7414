import { stringify } from 'yaml';
import { z } from 'zod';

/**
 * The one way a record becomes a file, so that load then export gives the same bytes: keys in the order of the
 * schema, absent values left out, long text folded at 100 columns.
 */
export function toYaml(schema: z.ZodType, record: unknown): string {
	return stringify(inSchemaOrder(schema, record), { lineWidth: 100, blockQuote: 'folded' });
}

function inSchemaOrder(schema: z.ZodType, value: unknown): unknown {
	if (schema instanceof z.ZodOptional) return inSchemaOrder(schema.unwrap() as z.ZodType, value);
	if (schema instanceof z.ZodArray && Array.isArray(value))
		return value.map((item) => inSchemaOrder(schema.element as z.ZodType, item));
	if (schema instanceof z.ZodObject) {
		const record = value as Record<string, unknown>;
		const ordered: Record<string, unknown> = {};
		for (const [key, inner] of Object.entries(schema.shape)) {
			const field = record[key];
			if (field === undefined || field === null || (Array.isArray(field) && field.length === 0)) continue;
			ordered[key] = inSchemaOrder(inner as z.ZodType, field);
		}
		return ordered;
	}
	if (schema instanceof z.ZodRecord) {
		const record = value as Record<string, unknown>;
		const keys = (schema.keyType as z.ZodEnum).options as string[];
		return Object.fromEntries(
			keys
				.filter((key) => record[key] !== undefined)
				.map((key) => [key, inSchemaOrder(schema.valueType as z.ZodType, record[key])])
		);
	}
	return value;
}
