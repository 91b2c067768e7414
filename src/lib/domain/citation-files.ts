import type { CslDate, CslItem, CslName } from './citation.ts';

const parts = (date: CslDate | undefined) => (date && 'date-parts' in date ? date['date-parts'][0] : []);
const two = (part: number) => String(part).padStart(2, '0');

const bibtexTypes: Record<CslItem['type'], string> = {
	'article-journal': 'article',
	document: 'misc',
	dataset: 'misc',
	legislation: 'misc',
	legal_case: 'misc',
	treaty: 'misc',
	bill: 'misc',
	standard: 'misc',
	report: 'misc'
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const texEscapes: Record<string, string> = {
	'\\': '\\textbackslash{}',
	'~': '\\textasciitilde{}',
	'^': '\\textasciicircum{}',
	'§': '\\S{}',
	'¶': '\\P{}'
};
const tex = (text: string) => text.replace(/[\\~^§¶]|[&%$#_{}]/g, (sign) => texEscapes[sign] ?? `\\${sign}`);

const bibtexName = (name: CslName) =>
	'literal' in name ? `{${tex(name.literal)}}` : `${tex(name.family)}, ${tex(name.given)}`;

/**
 * BibTeX in UTF-8. Written here and not by the citation library, which drops every Chinese character and puts the day
 * into the month; its parser reads the result back in the tests.
 */
export function bibtex(items: CslItem[]): string {
	return items
		.map((item) => {
			const [year, month] = parts(item.issued);
			const note = [
				item.type === 'dataset' && item.version ? `Version ${item.version}` : undefined,
				item.jurisdiction && `Jurisdiction: ${item.jurisdiction}`,
				item.references,
				item.note
			].filter(Boolean);
			const fields: [string, string | undefined][] = [
				['title', `{${tex(item.title)}}`],
				['author', item.author?.map(bibtexName).join(' and ')],
				[
					'journal',
					item.type === 'article-journal'
						? item['container-title'] && tex(item['container-title'])
						: undefined
				],
				[
					'howpublished',
					item.type !== 'article-journal' && item['container-title']
						? tex(item['container-title'])
						: undefined
				],
				['year', year === undefined ? undefined : String(year)],
				['volume', item.volume],
				['number', item.issue ?? (item.number && tex(item.number))],
				['pages', item.page?.replace(/[-–]/, '--')],
				['publisher', item.publisher && tex(item.publisher)],
				['organization', item.authority && tex(item.authority)],
				['doi', item.DOI],
				['url', item.URL],
				['note', note.length > 0 ? tex(note.join('. ')) : undefined],
				['langid', item.language === 'zh' ? 'chinese' : item.language === 'en' ? 'english' : undefined]
			];
			const lines = fields.flatMap(([name, value]) => (value ? [`\t${name} = {${value}}`] : []));
			if (month) lines.push(`\tmonth = ${months[month - 1]}`);
			return `@${bibtexTypes[item.type]}{${item.id},\n${lines.join(',\n')}\n}\n`;
		})
		.join('\n');
}

const risTypes: Record<CslItem['type'], string> = {
	'article-journal': 'JOUR',
	document: 'GEN',
	dataset: 'DATA',
	legislation: 'STAT',
	legal_case: 'CASE',
	treaty: 'STAT',
	bill: 'BILL',
	standard: 'STAND',
	report: 'RPRT'
};

/**
 * RIS with one line per field: the citation library folds lines within words, and readers of RIS do not unfold them.
 * Dates as `YYYY/MM/DD/`, with what is not known left empty between the slashes.
 */
export function ris(items: CslItem[]): string {
	return items
		.map((item) => {
			const [year, month, day] = parts(item.issued);
			const [first, last] = item.page?.split(/[-–]/) ?? [];
			const lines: [string, string | undefined][] = [
				['TY', risTypes[item.type]],
				['ID', item.id],
				['TI', item.title],
				...(item.author ?? []).map((name): [string, string] => [
					'AU',
					'literal' in name ? name.literal : `${name.family}, ${name.given}`
				]),
				['PY', year === undefined ? undefined : String(year)],
				['DA', year === undefined ? undefined : `${year}/${month ? two(month) : ''}/${day ? two(day) : ''}/`],
				['T2', item['container-title']],
				['VL', item.volume],
				['IS', item.issue],
				['SP', first],
				['EP', last],
				['ET', item.version],
				['M1', item.number],
				['A2', item.authority],
				['CY', item.jurisdiction],
				['PB', item.publisher],
				['DO', item.DOI],
				['UR', item.URL],
				['LA', item.language],
				['N1', [item.references, item.note].filter(Boolean).join('. ') || undefined]
			];
			const text = lines
				.flatMap(([tag, value]) => (value ? [`${tag}  - ${value.replace(/\s+/g, ' ')}`] : []))
				.join('\r\n');
			return `${text}\r\nER  - \r\n`;
		})
		.join('\r\n');
}
