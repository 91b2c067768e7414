import { z } from 'zod';
import { changeSorts } from '../change.ts';
import { layers } from '../codes.ts';
import { coverageShapes } from '../coverage.ts';
import { instrumentFile } from '../instrument.ts';
import { legalLights, relationTenses } from '../law.ts';
import { linkFile } from '../link.ts';
import { columnKinds } from '../matrix/fields.ts';
import { paperFile } from '../paper.ts';
import { proposalFile } from '../proposal.ts';
import { recordKinds } from '../record-kinds.ts';
import type { standingFields } from '../standing-fields.ts';
import { day } from '../fields.ts';
import { vocabularyFile } from '../vocabulary.ts';

/**
 * Records as the API answers them: every field of the file under its own name, in both languages, and what is computed
 * from it. Fields named in an `include` are there only when asked for.
 */
const addresses = {
	url: z.url().meta({ description: 'The page that shows it. Permanent.' }),
	data_url: z.url().meta({ description: 'The same as JSON.' })
};
const light = z.enum(legalLights).meta({
	id: 'LegalLight',
	description: 'Whether it was the law on the day `as_of`. Computed from dates and status, never coded.'
});
const as_of = day.meta({ description: 'The day for which computed fields hold.' });
const count = z.int().min(0);
const officialUrl = z.url().optional().meta({
	description: 'Where the publisher shows the text; left out where the address is not safe to follow.'
});

/** Only current records are answered; what says where the others went is left out. */
function currentFields<S extends typeof standingFields>(shape: S): Omit<S, keyof typeof standingFields> {
	const { moved_to: _, retired_on: __, retired_reason_en: ___, retired_reason_zh: ____, ...rest } = shape;
	return rest;
}

const paperFields = currentFields(paperFile.shape);
export const paperRecord = z
	.strictObject({
		...paperFields,
		title_en: z.string(),
		title_zh: z.string(),
		title_is_ours: z.boolean().meta({
			description: 'True where the title of the paper is not known and the editors gave it a label.'
		}),
		short_name_en: z.string().meta({ description: 'Authors and year as far as known, else `Paper 002`.' }),
		short_name_zh: z.string(),
		proposals: z.array(z.string()).optional().meta({
			description:
				'Ids of the proposals it makes or restates; left out where there are more than 500 proposals in all, then ask `/api/v1/proposals?paper=`.'
		}),
		...addresses
	})
	.meta({ id: 'Paper' });

export const linkRecord = z
	.strictObject({
		...linkFile.shape.links.unwrap().element.shape,
		proposal: z.string(),
		instrument: z.string().meta({ description: 'Id of the regulation.' }),
		number: z.int().min(1).meta({ description: 'Number of the provision in the regulation.' }),
		jurisdiction: z.string(),
		light,
		tense: z.enum(relationTenses).meta({
			description: 'How the relation may be told on the day: `stands` only while its law does.'
		}),
		as_of,
		...addresses
	})
	.meta({
		id: 'Link',
		description: 'A proposal and a provision, with relation, reason, author’s basis and doubt.'
	});

export const assessmentRecord = z
	.strictObject({
		id: z.string().meta({ description: '`<proposal>--<jurisdiction>-<n>`' }),
		proposal: z.string(),
		...linkFile.shape.assessments.unwrap().element.shape,
		...addresses
	})
	.meta({
		id: 'Assessment',
		description: 'Somebody looked for this proposal in this jurisdiction and found nothing.'
	});

const proposalFields = currentFields(proposalFile.shape);
export const proposalRecord = z
	.strictObject({
		...proposalFields,
		primary_layer: z.enum(layers),
		papers: z.array(
			z.strictObject({
				id: z.string(),
				proposing: z.boolean().meta({ description: 'False where the paper only mentions it.' }),
				record: paperRecord.optional().meta({ description: 'With `include=papers`.' })
			})
		),
		coverage: z
			.strictObject({
				state: z.enum(Object.keys(coverageShapes) as [keyof typeof coverageShapes]),
				counts: z.record(z.string(), count).meta({ description: 'Links that count that day, by relation.' }),
				cited: count.meta({ description: 'Links in which the paper itself names the law.' }),
				looked_on: day.optional(),
				not_in_force: count.meta({ description: 'Links whose law did not hold that day; never counted.' }),
				undated: count.meta({ description: 'Links whose law has no usable dates; never counted.' })
			})
			.meta({ description: 'Strongest relation of any law to the proposal on the day `as_of`.' }),
		as_of,
		...addresses,
		links: z.array(linkRecord).optional().meta({ description: 'With `include=links`.' }),
		assessments: z.array(assessmentRecord).optional().meta({ description: 'With `include=assessments`.' })
	})
	.meta({ id: 'Proposal' });

export const provisionRecord = z
	.strictObject({
		id: z.string().meta({ description: '`<regulation>#<number>`; write the # as %23 in an address.' }),
		instrument: z.string().meta({ description: 'Id of the regulation.' }),
		...instrumentFile.shape.provisions.element.shape,
		jurisdiction: z.string(),
		light,
		as_of,
		link_count: count,
		official_url: officialUrl,
		...addresses
	})
	.meta({ id: 'Provision' });

const { provisions: _v, ...instrumentFields } = currentFields(instrumentFile.shape);
export const regulationRecord = z
	.strictObject({
		...instrumentFields,
		light,
		as_of,
		year: z.int().optional().meta({ description: 'Adopted, else issued, published, in force.' }),
		proposal_count: count.meta({ description: 'Proposals linked to it.' }),
		official_url: officialUrl,
		...addresses,
		provisions: z
			.array(provisionRecord)
			.optional()
			.meta({ description: 'With `include=provisions`, the preset.' }),
		links: z.array(linkRecord).optional().meta({ description: 'With `include=links`.' })
	})
	.meta({ id: 'Regulation' });

export const vocabularyRecord = z
	.strictObject({
		...vocabularyFile.shape,
		term_count: count,
		...addresses,
		terms: vocabularyFile.shape.terms
			.optional()
			.meta({ description: 'In the order of their rank. With `include=terms`, the preset.' })
	})
	.meta({ id: 'Vocabulary' });

export const changeRecord = z
	.strictObject({
		id: z.int().min(1).meta({ description: 'Number of the change; the newest one is the `data_version`.' }),
		kind: z
			.enum(recordKinds)
			.meta({ description: '`link` holds all links and assessments of one proposal.' }),
		record: z.string().meta({ description: 'Id of the record that changed.' }),
		version: z.int().min(1),
		change: z.enum(changeSorts).meta({
			description:
				'The first version publishes a record; a version that retires or moves it withdraws it; any other corrects it.'
		}),
		at: z.iso.datetime(),
		author: z.string().meta({
			description: 'Pseudonym of who wrote it, `seed` for what came with the files of the data set.'
		}),
		reviewer: z
			.string()
			.nullable()
			.meta({ description: 'Pseudonym of who published it, another person than the author.' }),
		note: z.string().meta({ description: 'Why.' }),
		...addresses,
		data: z
			.record(z.string(), z.unknown())
			.optional()
			.meta({ description: 'The whole record after the change, as its file holds it. With `include=data`.' })
	})
	.meta({ id: 'Change' });

export const searchKinds = ['proposal', 'paper', 'instrument', 'provision'] as const;
export const searchRecord = z
	.strictObject({
		kind: z.enum(searchKinds),
		id: z.string(),
		title_en: z.string(),
		title_zh: z.string(),
		exact: z
			.boolean()
			.meta({ description: 'False where no record holds all the words and this one is only like them.' }),
		score: z.number().meta({ description: 'Only orders the hits of one answer.' }),
		...addresses
	})
	.meta({ id: 'SearchHit' });

export const matrixRecord = z
	.strictObject({
		id: z.string(),
		rows: z.enum(['proposals', 'papers']),
		title_en: z.string(),
		title_zh: z.string(),
		question_en: z.string(),
		question_zh: z.string(),
		columns: z.array(z.strictObject({ key: z.string(), kind: z.enum(columnKinds), hidden: z.boolean() })),
		...addresses
	})
	.meta({ id: 'Matrix' });

/** A row of a matrix: its columns depend on the matrix and are described in `meta.columns`. */
export const matrixRow = z
	.record(z.string(), z.union([z.string(), z.number()]))
	.meta({ id: 'MatrixRow', description: 'Keys as in `meta.columns`.' });
export const matrixMeta = {
	release: z.string(),
	title: z.string(),
	filters: z.array(z.string()).meta({ description: 'Filters, order and day in words.' }),
	as_of: day
		.optional()
		.meta({ description: 'The day whose law the rows show; left out where they show none of a day.' }),
	address: z.url().meta({ description: 'The page that shows the same.' }),
	columns: z.array(
		z.strictObject({
			key: z.string(),
			label: z.string(),
			meaning: z.string(),
			vocabulary: z
				.string()
				.optional()
				.meta({ description: 'Where the values are codes: their list in `codes`.' })
		})
	),
	codes: z
		.record(
			z.string(),
			z.strictObject({
				title: z.string(),
				purpose: z.string(),
				codes: z.array(z.strictObject({ code: z.string(), label: z.string(), meaning: z.string() }))
			})
		)
		.meta({ description: 'What the codes of the columns mean, by the name of their list.' })
};
