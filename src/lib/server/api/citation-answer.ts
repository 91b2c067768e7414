import { bibtex, ris } from '../../domain/citation-files.ts';
import type { CslItem } from '../../domain/citation.ts';

export type CitationFormat = 'bib' | 'ris' | 'csl.json';

const mediaTypes: Record<CitationFormat, string> = {
	bib: 'application/x-bibtex; charset=utf-8',
	ris: 'application/x-research-info-systems; charset=utf-8',
	'csl.json': 'application/vnd.citationstyles.csl+json'
};

/** Citations as a file for reference managers. */
export function citationAnswer(items: CslItem[], format: CitationFormat, name: string): Response {
	const text =
		format === 'bib' ? bibtex(items) : format === 'ris' ? ris(items) : JSON.stringify(items, null, '\t');
	return new Response(text, {
		headers: {
			'content-type': mediaTypes[format],
			'content-disposition': `attachment; filename="remedy-atlas-${name}.${format}"`,
			'cache-control': 'public, max-age=0, must-revalidate'
		}
	});
}
