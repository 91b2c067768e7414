import { readFile } from 'node:fs/promises';
import { marked, type Tokens } from 'marked';

/** What the codebook says of fields, by heading, by the field that holds them, and by name. */
export type Meanings = Map<string, string>;

export const meaningKey = (heading: string, inside: string, field: string) =>
	`${heading} | ${inside} | ${field}`;

/** The tables of fields in the codebook for curators; none where the file is not there. */
export async function readMeanings(): Promise<Meanings> {
	const markdown = await readFile('seed/README.md', 'utf8').catch(() => '');
	const meanings: Meanings = new Map();
	let heading = '';
	let inside = '';
	for (const token of marked.lexer(markdown)) {
		if (token.type === 'heading') [heading, inside] = [(token as Tokens.Heading).text, ''];
		if (token.type === 'paragraph')
			inside = /^Inside `(\w+)`/.exec((token as Tokens.Paragraph).text)?.[1] ?? '';
		if (token.type !== 'table') continue;
		const { header, rows } = token as Tokens.Table;
		if (header[0].text !== 'field') continue;
		for (const [names, means, isNot] of rows)
			for (const [, name] of names.text.matchAll(/`(\w+)`/g))
				meanings.set(
					meaningKey(heading, inside, name),
					isNot.text === '—' ? means.text : `${means.text} ${isNot.text}`
				);
	}
	return meanings;
}
