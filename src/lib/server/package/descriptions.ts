import type { Kind } from './kinds.ts';

export type Description = {
	name: string;
	about: string;
	kind: Kind;
	/** Table whose entries own the rows. */
	in?: string;
	field?: string;
	/** What one row is called where other tables name it; left out where none does. */
	one?: string;
	/** Field that tells the entries of one owner apart; for entries in an object, the column of their names. Else the place. */
	by?: string;
	/** Field that alone tells all rows apart. */
	id?: string;
	/** Column made of the owner and `by`, by which other tables name a row: `eu-dsa#7`. */
	made?: string;
	/** Column of the place in the list. */
	place?: string;
	/** Column of the codes, where entries are plain codes. */
	plain?: string;
	/** Vocabulary of the names of entries in an object. */
	names?: string;
	/** What columns say that the codebook has no line on. */
	columns?: Record<string, string>;
};

/**
 * The tables of the data package, owners before what they own. The columns are those of the schemas: a field that is
 * added to a schema becomes a column, and a list that is added must be given a table here.
 */
export const descriptions: Description[] = [
	{
		name: 'releases',
		kind: 'releases',
		id: 'version',
		about: 'The last release of the data set, and how much it held. What was edited since is in the tables.',
		columns: {
			version: 'Number of the release.',
			released_on: 'Day of the release.',
			licence: 'Licence of our coding, as SPDX names it; the papers stay their authors’.',
			totals_papers: 'Papers of the release.',
			totals_proposals: 'Proposals of the release, umbrellas included.',
			totals_proposals_specific: 'Specific proposals of the release.',
			totals_relations: 'Relations between proposals.',
			totals_evidence: 'Located passages, wherever they are used; see the codebook.',
			totals_instruments: 'Instruments of the release.',
			totals_provisions: 'Provisions of the release.',
			totals_links: 'Links of the release.',
			totals_assessments: 'Assessments of the release.'
		}
	},
	{ name: 'vocabularies', kind: 'vocabularies', about: 'Closed lists of codes: the codebook.' },
	{
		name: 'terms',
		kind: 'vocabularies',
		in: 'vocabularies',
		field: 'terms',
		by: 'code',
		place: 'rank',
		about: 'The codes of every vocabulary and what they mean. The rank is the order for sorting.',
		columns: { rank: 'Place in the vocabulary, from 1; matrices sort by it.' }
	},
	{
		name: 'term_evidence',
		kind: 'vocabularies',
		in: 'terms',
		field: 'evidence',
		about: 'Where papers name an obstacle or a target problem.',
		columns: {
			paper: 'Paper that names it.',
			section: 'Section, as the paper counts.',
			paragraph: 'Paragraph inside the section.',
			page: 'Only where the text carries page marks.',
			key_terms: 'Short terms, verbatim after all blanks are removed.'
		}
	},
	{
		name: 'papers',
		kind: 'papers',
		about: 'The academic texts that propose remedies.'
	},
	{
		name: 'paper_bibliography',
		kind: 'papers',
		in: 'papers',
		field: 'bibliography',
		by: 'field',
		about: 'What is known about the publication, each value with its source. What is not known is left out.',
		columns: {
			field: 'Which value it is.',
			value_list: 'The values, where the print gives a list of them; then `value` is empty.'
		}
	},
	{
		name: 'paper_structure',
		kind: 'papers',
		in: 'papers',
		field: 'structure',
		by: 'section',
		about: 'Sections of the coded text: the ruler for every locator.'
	},
	{
		name: 'paper_paragraphs',
		kind: 'papers',
		in: 'paper_structure',
		field: 'paragraphs',
		by: 'paragraph',
		about: 'Paragraphs of the sections; every passage in other tables is one of these.'
	},
	{
		name: 'paper_regulations_named',
		kind: 'papers',
		in: 'papers',
		field: 'regulations_named',
		about: 'Regulations a paper names, with the instrument they are here.'
	},
	{
		name: 'paper_named_items',
		kind: 'papers',
		in: 'papers',
		field: 'named_items',
		about: 'Laws, platforms, statistics and other things a paper names.'
	},
	{
		name: 'paper_considered_not_coded',
		kind: 'papers',
		in: 'papers',
		field: 'considered_not_coded',
		about: 'Passages that were weighed and left out, with the reason.'
	},
	{
		name: 'instruments',
		kind: 'instruments',
		about: 'Laws, rules, judgments, opinions and conventions, with how far each was verified.'
	},
	{
		name: 'instrument_issuing_bodies',
		kind: 'instruments',
		in: 'instruments',
		field: 'issuing_bodies',
		about: 'Who issued an instrument.',
		columns: {
			name_original: 'Name in the original language.',
			name_en: 'Name in English.',
			name_zh: 'Name in Chinese.'
		}
	},
	{
		name: 'provisions',
		kind: 'instruments',
		in: 'instruments',
		field: 'provisions',
		by: 'number',
		made: 'id',
		about: 'Articles and sections of instruments, in our paraphrase and in the order of the law.',
		columns: { id: '`<instrument>#<number>`, by which links name it.' }
	},
	{
		name: 'instrument_cited_by_papers',
		kind: 'instruments',
		in: 'instruments',
		field: 'cited_by_papers',
		about: 'How papers stand to an instrument. Only `named` is a citation.',
		columns: {
			paper: 'Id of the paper.',
			kind: 'How the paper refers to the instrument.',
			how_en: 'How the paper touches it.',
			where: 'Section and paragraph, in words.'
		}
	},
	{
		name: 'proposals',
		kind: 'proposals',
		about: 'Remedies. Never add umbrellas and specific proposals together.'
	},
	{
		name: 'proposal_layers',
		kind: 'proposals',
		in: 'proposals',
		field: 'layers',
		by: 'layer',
		names: 'layers',
		about: 'How far a proposal acts on each of the three layers; exactly one is primary.',
		columns: { layer: 'Institution, technology or subject: the people themselves.' }
	},
	...(
		[
			['secondary_remedy_types', 'Further kinds of remedy of a proposal.'],
			['secondary_alienation_dimensions', 'Further forms of alienation a proposal answers.'],
			['target_problems', 'Ills a proposal answers, as its papers diagnose them.'],
			['actors', 'Who has to act for a proposal.'],
			['beneficiaries', 'Who is better off with a proposal.'],
			['obstacles', 'What stands in the way of a proposal, as its papers say.']
		] as const
	).map(([field, about]): Description => ({
		name: `proposal_${field}`,
		kind: 'proposals',
		in: 'proposals',
		field,
		about,
		columns: {
			code: 'Code of the vocabulary.',
			basis: 'Whether the paper names it or the coder inferred it.'
		}
	})),
	{
		name: 'proposal_mechanisms',
		kind: 'proposals',
		in: 'proposals',
		field: 'mechanisms',
		about: 'Means a paper names or implies: a filing system, a union, a tax. Never a law.',
		columns: { name_en: 'Name in English.', name_zh: 'Name in Chinese.' }
	},
	{
		name: 'proposal_regulations_named',
		kind: 'proposals',
		in: 'proposals',
		field: 'regulations_named',
		about: 'Regulations a paper names for a proposal. Not the laws we found: those are links.',
		columns: {
			instrument: 'Id of the instrument.',
			verbatim: 'How the paper names it.',
			use: 'What the paper uses it for.'
		}
	},
	{
		name: 'proposal_evidence',
		kind: 'proposals',
		in: 'proposals',
		field: 'evidence',
		about: 'Passages a proposal rests on.'
	},
	{
		name: 'proposal_relations',
		kind: 'proposals',
		in: 'proposals',
		field: 'relations',
		about: 'Relations that start from a proposal; each is stored once.'
	},
	{
		name: 'links',
		kind: 'links',
		field: 'links',
		one: 'link',
		id: 'id',
		about: 'Proposal × provision: typed, located on both ends, with reason, author’s basis and doubt.'
	},
	{
		name: 'link_covers',
		kind: 'links',
		in: 'links',
		field: 'covers',
		about: 'Whom the provision of a link reaches.',
		columns: { code: 'Code of the vocabulary.' }
	},
	{
		name: 'assessments',
		kind: 'links',
		field: 'assessments',
		one: 'assessment',
		about:
			'Somebody looked for a proposal in a jurisdiction and found nothing. Where there is neither link nor assessment, nobody has recorded a look.'
	},
	{
		name: 'assessment_exceptions',
		kind: 'links',
		in: 'assessments',
		field: 'exceptions',
		plain: 'instrument',
		about: 'Instruments the finding of an assessment does not speak of.',
		columns: { instrument: 'Id of the instrument.' }
	},
	{ name: 'matrices', kind: 'matrices', about: 'The tables of the site: rows, order and words.' },
	{
		name: 'matrix_columns',
		kind: 'matrices',
		in: 'matrices',
		field: 'columns',
		about: 'Columns of the matrices.'
	},
	{
		name: 'matrix_featured',
		kind: 'matrices',
		in: 'matrices',
		field: 'featured',
		about: 'Remedies a matrix shows first.',
		columns: {
			proposal: 'Id of the proposal.',
			reason_en: 'Why it is shown first.',
			reason_zh: 'Why it is shown first.'
		}
	}
];
