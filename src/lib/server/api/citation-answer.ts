import { bibtex, ris } from '../../domain/citation-files.ts';
import type { CslItem } from '../../domain/citation.ts';
import { twinTypes } from '../../domain/twins.ts';

export type CitationFormat = 'bib' | 'ris' | 'csl.json';

/** Citations as a file for reference managers. */
export function citationAnswer(items: CslItem[], format: CitationFormat, name: string): Response {
	const text =
		format === 'bib' ? bibtex(items) : format === 'ris' ? ris(items) : JSON.stringify(items, null, '\t');
	return new Response(text, {
		headers: {
			'content-type': format === 'csl.json' ? twinTypes[format] : `${twinTypes[format]}; charset=utf-8`,
			'content-disposition': `attachment; filename="remedy-atlas-${name}.${format}"`
		}
	});
}
