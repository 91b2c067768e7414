import { z } from 'zod';
import { coderRelations, confidences, linkBases, linkRelations, paperRelations } from './codes.ts';
import { provisionRef } from './instrument.ts';
import { day, slug, text } from './fields.ts';
import { code, locator } from './vocabulary.ts';

const link = z
	.strictObject({
		/** `<proposal>--<instrument>-<n>`; n is a running number within the pair, not the provision. */
		id: z.string().regex(/^[a-z0-9-]+--[a-z0-9-]+-\d+$/, 'expected <proposal>--<instrument>-<n>'),
		provision: provisionRef,
		basis: z.enum(linkBases),
		relation: z.enum(linkRelations),
		reason_en: text,
		reason_zh: text,
		missing_en: text.optional(),
		missing_zh: text.optional(),
		covers: z.array(code).min(1),
		confidence: z.enum(confidences),
		evidence: z.strictObject(locator).optional(),
		coding_note_en: text.optional()
	})
	.superRefine((record, check) => {
		const allowed: readonly string[] = record.basis === 'paper' ? paperRelations : coderRelations;
		if (!allowed.includes(record.relation))
			check.addIssue({
				code: 'custom',
				path: ['relation'],
				message: `basis ${record.basis} allows ${allowed.join(' | ')}`
			});
		if (record.basis === 'paper' && !record.evidence)
			check.addIssue({
				code: 'custom',
				path: ['evidence'],
				message: 'a link the paper states needs the passage where it states it'
			});
		if (record.relation === 'partly-enacts' && !(record.missing_en && record.missing_zh))
			check.addIssue({
				code: 'custom',
				path: [record.missing_en ? 'missing_zh' : 'missing_en'],
				message: 'partly-enacts must say what is missing'
			});
	});

const assessment = z.strictObject({
	jurisdiction: code,
	finding: code,
	as_of: day,
	scope: code,
	strength: code,
	reason_en: text,
	reason_zh: text,
	/** Instruments the finding does not speak of. */
	exceptions: z.array(slug).optional()
});

/** One file in seed/links/ per proposal: what links it to the law, and where somebody looked and found nothing. */
export const linkFile = z.strictObject({
	id: slug,
	links: z.array(link).optional(),
	assessments: z.array(assessment).optional()
});

export type LinkFile = z.infer<typeof linkFile>;
export type Link = NonNullable<LinkFile['links']>[number];
export type Assessment = NonNullable<LinkFile['assessments']>[number];
