import { z } from 'zod';
import { checkStanding, standingFields } from './standing-fields.ts';
import { bindings } from './codes.ts';
import { day, partialDate, positiveInteger, slug, text, webAddress } from './fields.ts';
import { code } from './vocabulary.ts';

const provision = z.strictObject({
	/** Permanent: the anchor `#p3` and every link point to it. A new provision takes the next free number, wherever it stands. */
	number: positiveInteger,
	ref: text,
	ref_en: text,
	paraphrase_en: text,
	paraphrase_zh: text,
	verification: code,
	/** Only where this provision starts later than the instrument. */
	applicable_from: partialDate.optional(),
	applicable_note_en: text.optional()
});

/** One file in seed/instruments/<jurisdiction>/. Dates keep the precision of the source. */
export const instrumentFile = z
	.strictObject({
		id: slug,
		title_original: text,
		original_language: z.string().regex(/^[a-z]{2,3}$/, 'expected a language code such as zh'),
		language_note_en: text.optional(),
		title_en: text,
		title_en_basis: code,
		title_zh: text,
		title_zh_basis: code,
		short_title_en: text,
		short_title_zh: text,
		jurisdiction: code,
		issuing_bodies: z
			.array(z.strictObject({ name_original: text.optional(), name_en: text, name_zh: text }))
			.optional(),
		type: code,
		type_note_en: text.optional(),
		binding: z.enum(bindings),
		/** What a link to it may say at most, see the codebook. */
		force: code,
		number: text.optional(),
		celex: z
			.string()
			.regex(/^[0-9CE]\d{4}[A-Z]{1,2}\d{4,5}(\(\d+\))?$/, 'expected a CELEX number such as 32022R2065')
			.optional(),
		eli: webAddress.optional(),
		ecli: z
			.string()
			.regex(
				/^ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25}$/,
				'expected an ECLI such as ECLI:EU:C:2025:117'
			)
			.optional(),
		publication_ref: text.optional(),
		adopted_on: partialDate.optional(),
		issued_on: partialDate.optional(),
		published_on: partialDate.optional(),
		in_force_from: partialDate.optional(),
		applicable_from: partialDate.optional(),
		transposition_due: partialDate.optional(),
		ended_on: partialDate.optional(),
		status: code,
		status_note_en: text.optional(),
		status_note_zh: text.optional(),
		url: webAddress.optional(),
		url_basis: code.optional(),
		url_note_en: text.optional(),
		other_urls: z.array(webAddress).optional(),
		verification: code,
		verification_note_en: text.optional(),
		sources: z.array(text).min(1),
		unverified: z.array(text).optional(),
		checked_on: day,
		cited_by_papers: z
			.array(z.strictObject({ paper: slug, kind: code, how_en: text, where: text.optional() }))
			.optional(),
		no_link_reason_en: text.optional(),
		no_link_reason_zh: text.optional(),
		provisions: z.array(provision).min(1),
		...standingFields
	})
	.superRefine((instrument, check) => {
		checkStanding(instrument, check);
		if (!instrument.url !== !instrument.url_basis)
			check.addIssue({ code: 'custom', path: ['url_basis'], message: 'url and url_basis go together' });
		const seen = new Set<number>();
		instrument.provisions.forEach(({ number }, index) => {
			if (seen.has(number))
				check.addIssue({
					code: 'custom',
					path: ['provisions', index, 'number'],
					message: `provision ${number} stands twice`
				});
			seen.add(number);
		});
	});

export type Instrument = z.infer<typeof instrumentFile>;
export type Provision = Instrument['provisions'][number];

/** `eu-dsa#7`: how links, addresses and exports name a provision. */
export const provisionRef = z
	.string()
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*#[1-9]\d*$/, 'expected a provision such as eu-dsa#7');
