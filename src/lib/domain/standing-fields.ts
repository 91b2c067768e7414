import type { z } from 'zod';
import { day, slug, text } from './fields.ts';
import type { Standing } from './standing.ts';

/**
 * How a record leaves the Atlas without its address dying: `moved_to` names the record that took its place, the
 * `retired_…` fields say when and why it was withdrawn without one.
 */
export const standingFields = {
	moved_to: slug.optional(),
	retired_on: day.optional(),
	retired_reason_en: text.optional(),
	retired_reason_zh: text.optional()
};

/** For `superRefine` of each record that can leave: all of the retirement or none of it, and never both ways at once. */
export function checkStanding(
	record: Standing & { id: string; retired_reason_en?: string; retired_reason_zh?: string },
	check: z.core.$RefinementCtx
): void {
	const complain = (field: string, message: string) =>
		check.addIssue({ code: 'custom', path: [field], message });
	for (const field of ['retired_reason_en', 'retired_reason_zh'] as const)
		if (!record.retired_on !== !record[field])
			complain(field, 'retired_on and its reason in both languages go together');
	if (record.moved_to && record.retired_on) complain('retired_on', 'a record is moved or retired, not both');
	if (record.moved_to === record.id) complain('moved_to', 'a record does not move to itself');
}
