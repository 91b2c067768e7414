import { z } from 'zod';
import { checkStanding, standingFields } from './standing-fields.ts';
import { code, locator } from './vocabulary.ts';
import { positiveInteger, slug, text, webAddress } from './fields.ts';

export const bibliographicFields = [
	'title_zh',
	'title_en',
	'authors_zh',
	'authors_en',
	'affiliation_zh',
	'affiliation_en',
	'journal',
	'volume_issue',
	'pages',
	'received',
	'accepted',
	'published',
	'doi',
	'licence',
	'publisher'
] as const;

const bibliographicValue = z.strictObject({
	value: z.union([text, z.array(text).min(1)]),
	/** `file`: printed in the text that was coded; `search`: found elsewhere, at `url`. */
	source: code,
	url: webAddress.optional(),
	note_en: text.optional(),
	note_zh: text.optional()
});

const { paper: _, ...place } = locator;

/** One file in seed/papers/. A bibliographic field that is not known is left out, never guessed. */
export const paperFile = z
	.strictObject({
		id: slug,
		/** Our name for a paper whose title is not known; shown as ours, never as its title. */
		working_label_en: text.optional(),
		working_label_zh: text.optional(),
		bibliography: z.partialRecord(z.enum(bibliographicFields), bibliographicValue),
		text_sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256: 64 figures and letters from a to f'),
		text_contains_en: text,
		text_contains_zh: text,
		structure: z.array(
			z.strictObject({
				section: text,
				heading: text.optional(),
				paragraphs: z
					.array(
						z.strictObject({
							paragraph: positiveInteger,
							starts_with: text,
							first_line: positiveInteger,
							last_line: positiveInteger
						})
					)
					.optional()
			})
		),
		regulations_named: z
			.array(
				z.strictObject({
					instrument: slug,
					verbatim: text,
					short_verbatim: text.optional(),
					issuer_verbatim: text.optional(),
					date_verbatim: text.optional(),
					title_en: text,
					title_zh: text,
					url_in_paper: webAddress.optional(),
					...place
				})
			)
			.optional(),
		/** Laws, platforms, statistics and so on that the text names, whether or not a remedy rests on them. */
		named_items: z
			.array(
				z.strictObject({
					verbatim: text,
					type: code,
					label_en: text,
					label_zh: text,
					said_en: text,
					said_zh: text,
					...place
				})
			)
			.optional(),
		named_items_note_en: text,
		named_items_note_zh: text,
		considered_not_coded: z
			.array(z.strictObject({ what_en: text, what_zh: text, why_en: text, why_zh: text, ...place }))
			.optional(),
		...standingFields
	})
	.superRefine((paper, check) => {
		checkStanding(paper, check);
		const seen = new Set<string>();
		const once = (name: string, path: (string | number)[]) => {
			if (seen.has(name)) check.addIssue({ code: 'custom', path, message: `section ${name} stands twice` });
			seen.add(name);
		};
		paper.structure.forEach(({ section, paragraphs }, index) => {
			once(section, ['structure', index, 'section']);
			paragraphs?.forEach(({ paragraph }, place) =>
				once(`${section} ¶${paragraph}`, ['structure', index, 'paragraphs', place, 'paragraph'])
			);
		});
	});

export type Paper = z.infer<typeof paperFile>;
