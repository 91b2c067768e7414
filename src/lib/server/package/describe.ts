import { paperTitle } from '../../domain/names.ts';
import type { Paper } from '../../domain/paper.ts';
import type { Vocabulary } from '../../domain/vocabulary.ts';
import { meaningKey, type Meanings } from './codebook.ts';
import { byId } from './rows.ts';
import { kinds, type Records } from './kinds.ts';
import type { Column, Table } from './tables.ts';

const profile = (name: string) => `https://datapackage.org/profiles/2.0/${name}.json`;

const licences: Record<string, { path: string; title: string }> = {
	'CC-BY-4.0': {
		path: 'https://creativecommons.org/licenses/by/4.0/',
		title: 'Creative Commons Attribution 4.0 International'
	}
};

const about = `Remedies that academic papers on digital labour propose, each with the passage it comes from, linked to the article of the
real law that meets it, cites it or stands in its way.

- **Doubt is part of the data.** Read \`verification\`, \`unverified\`, \`basis\`, \`confidence\` and the notes before you count.
- **Never add umbrellas and specific proposals together**: \`level\` tells them apart.
- **Silence has three kinds**: a link says that something was found, an assessment that somebody looked and found nothing, neither that
  nothing is recorded.
- **Codes** are explained in \`terms\`; the custom property \`vocabulary\` of a field says in which vocabulary.
- Fields ending in \`_en\` and \`_zh\` say the same in English and Chinese. Dates keep the precision of the source.
- A record with \`moved_to\` was renamed, one with \`retired_on\` withdrawn: neither counts; they are here so that old addresses keep
  their meaning.
- The files are for machines: nothing is put before text that a spreadsheet would run as a formula.
- \`version\` is the last release, \`created\` the moment of the last change in the database this was written from.

The coding is licensed, not the papers: they and the words quoted from them stay their authors'. It is no legal advice.`;

/** A file of a table: where it lies in the package, and what it holds. */
export type TableFile = { table: Table; path: string; bytes: number; sha256: string };
export type TableFormat = 'csv' | 'jsonl';

const formats: Record<TableFormat, object> = {
	csv: {
		format: 'csv',
		mediatype: 'text/csv',
		encoding: 'utf-8',
		dialect: { header: true, delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true }
	},
	jsonl: { format: 'jsonl', mediatype: 'application/jsonl', encoding: 'utf-8' }
};

/**
 * `datapackage.json` by the Data Package standard, version 2.
 * @param created when the data last changed; nothing else in it tells two databases with the same records apart
 */
export function describePackage(
	records: Pick<Records, 'vocabularies' | 'papers' | 'releases'>,
	meanings: Meanings,
	files: TableFile[],
	format: TableFormat,
	created: Date
): object {
	const [release] = records.releases;
	const vocabularies = new Map(records.vocabularies.map((vocabulary) => [vocabulary.id, vocabulary]));
	return {
		$schema: profile('datapackage'),
		name: 'remedy-atlas',
		title: 'Remedy Atlas: proposals on digital labour and the law that meets them',
		description: about,
		...(release && { version: release.version }),
		created: created.toISOString(),
		keywords: ['digital labour', 'platform work', 'algorithmic management', 'labour law', 'policy proposals'],
		contributors: [{ title: 'Remedy Atlas contributors', roles: ['creator', 'publisher'] }],
		...(release && { licenses: [{ name: release.licence, ...licences[release.licence] }] }),
		...(records.papers.length > 0 && { sources: byId(records.papers).map(sourceOf) }),
		resources: files.map(({ table, path, bytes, sha256 }) => ({
			$schema: profile('dataresource'),
			name: table.name,
			type: 'table',
			description: table.about,
			path,
			...formats[format],
			bytes,
			hash: `sha256:${sha256}`,
			schema: {
				$schema: profile('tableschema'),
				fields: table.columns.map((column) => describeColumn(table, column, vocabularies, meanings)),
				missingValues: [''],
				primaryKey: table.key,
				...(table.references.length > 0 && {
					foreignKeys: table.references.map(({ columns, table: target, to }) => ({
						fields: columns,
						reference: { ...(target !== table.name && { resource: target }), fields: to }
					}))
				})
			}
		}))
	};
}

/** A paper whose title is not known goes by our label, which says so. */
function sourceOf(paper: Paper): object {
	const { text, ours } = paperTitle(paper, 'en');
	const doi = paper.bibliography.doi?.value;
	return {
		title: `Paper ${paper.id}: ${ours ? `[${text}] (our label; its title is not known)` : text}`,
		...(doi && { path: `https://doi.org/${doi}` })
	};
}

function describeColumn(
	table: Table,
	column: Column,
	vocabularies: Map<string, Vocabulary>,
	meanings: Meanings
): object {
	const { name, type, format, required, pattern, vocabulary } = column;
	const description = columnAbout(table, column, meanings);
	const terms = vocabulary === undefined ? undefined : vocabularies.get(vocabulary)?.terms;
	const choices = choicesOf(column, vocabularies);
	return {
		name,
		type,
		...(format && { format }),
		...(description && { description }),
		...(vocabulary && { vocabulary }),
		...(choices && {
			categories: choices.map((value) => ({
				value,
				label: terms?.find(({ code }) => code === value)?.label_en ?? value
			}))
		}),
		...((required || pattern || choices) && {
			constraints: {
				...(required && { required }),
				...(pattern && { pattern }),
				...(choices && { enum: choices })
			}
		})
	};
}

/** The codes a column may hold: those the program knows, else those of its vocabulary now. */
export function choicesOf(
	{ options, vocabulary }: Column,
	vocabularies: Map<string, Vocabulary>
): readonly string[] | undefined {
	return options ?? (vocabulary ? vocabularies.get(vocabulary)?.terms.map(({ code }) => code) : undefined);
}

/** What a column says: its own words here, else those of the codebook. */
export function columnAbout(table: Table, { about, path }: Column, meanings: Meanings): string | undefined {
	if (about) return about;
	const { heading } = kinds[table.kind];
	const holders = [table.field, table.parent?.field, ''];
	for (const inside of holders) {
		const found = inside !== undefined && meanings.get(meaningKey(heading, inside, path[0]));
		if (found) return found;
	}
	return undefined;
}
