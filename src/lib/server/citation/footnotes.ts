import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-csl';
import { LRUCache } from 'lru-cache';
import { dayInWords } from '../../domain/citation-oscola.ts';
import type { CslItem } from '../../domain/citation.ts';
import chicago from './styles/chicago-fullnote-bibliography.csl?raw';
import gbt7714 from './styles/china-national-standard-gb-t-7714-2015-note.csl?raw';
import oscola from './styles/oscola.csl?raw';
import british from './styles/locale-en-GB.xml?raw';
import chinese from './styles/locale-zh-CN.xml?raw';

export const footnoteStyles = ['apa', 'chicago', 'gbt7714', 'oscola'] as const;
export type FootnoteStyle = (typeof footnoteStyles)[number];

const registers = plugins.config.get('@csl');
/**
 * What is written is one citation at a time. To sort many, the processor would keep the macros of a style twice more: 88 MB for APA, and
 * most of the second that it took to read it.
 */
const withoutSort = (style: string): string => style.replace(/<sort>.*?<\/sort>/gs, '');
registers.styles.add('apa', withoutSort(registers.styles.get('apa')));
registers.styles.add('chicago', withoutSort(chicago));
registers.styles.add('gbt7714', gbt7714);
registers.styles.add('oscola', withoutSort(oscola));
registers.locales.add('en-GB', british);
registers.locales.add('zh-CN', chinese);

const languages: Record<FootnoteStyle, string> = {
	apa: 'en-US',
	chicago: 'en-US',
	gbt7714: 'zh-CN',
	oscola: 'en-GB'
};

/**
 * One citation in one style, as plain text: a reference for APA, which has no footnotes, a full note for the others.
 * @param place passage in a paper, ready to print
 */
export function footnote(item: CslItem, style: FootnoteStyle, place?: string): string {
	const key = JSON.stringify([item, style, !!place]);
	let text = written.get(key);
	if (text === undefined) written.set(key, (text = write(item, style, place && somewhere)));
	return place ? text.replace(somewhere, () => place) : text;
}

/** What was written last: a style takes milliseconds for each, and a paper is cited with one place after another. */
const written = new LRUCache<string, string>({ max: 2000 });
/** Stands for any place. */
const somewhere = '§0 ¶0';

function write(item: CslItem, style: FootnoteStyle, place: string | undefined): string {
	const { shown, behind } = fitted(item, style);
	const options = { template: style, lang: languages[style], format: 'text' as const };
	const suffix = [...behind, ...(place ? [place] : [])].map((part) => `, ${part}`).join('');
	const entry = { id: item.id, ...(suffix && { suffix }) };
	const cite = new Cite([shown]);
	if (style === 'apa') {
		const reference = cite.format('bibliography', options).trim();
		return place ? `${reference} ${cite.format('citation', { ...options, entry }).trim()}` : reference;
	}
	const text = cite.format('citation', { ...options, entry }).trim();
	return text.endsWith('.') ? text : `${text}.`;
}

/** Reads every style once, which takes a fifth of a second: better after the start than when the first reader asks. */
export function warmFootnotes(): void {
	for (const style of footnoteStyles) footnote({ id: 'warm', type: 'article-journal', title: 'Warm' }, style);
}

/**
 * The item as the style can say it, and what it has no place for, to be put behind. APA and Chicago write "n.d." for an
 * unknown date themselves; the other two are told to say it is unknown.
 */
function fitted(item: CslItem, style: FootnoteStyle): { shown: CslItem; behind: string[] } {
	const shown = { ...item };
	const behind: string[] = [];
	if (shown.number && shown.title.includes(shown.number)) delete shown.number;
	if (style === 'apa') delete shown.references;
	if (shown.type === 'legislation' && (style === 'apa' || style === 'chicago')) {
		// Both take a number for one of the United States, and Chicago takes the journal for a code with sections.
		delete shown.number;
		if (style === 'chicago' && shown['container-title']) {
			behind.push(shown['container-title']);
			delete shown['container-title'];
		}
	}
	if (shown.type === 'dataset' && style !== 'apa') {
		const date =
			style === 'oscola' && shown.issued && 'date-parts' in shown.issued
				? shown.issued['date-parts'][0]
				: undefined;
		const details = [`version ${shown.version}`, ...(date ? [dayInWords(date.join('-'))] : [])];
		shown.title += ` (${details.join(', ')})`;
	}
	if (!shown.issued && style === 'gbt7714') shown.issued = { literal: '[日期不详]' };
	if (!shown.issued && style === 'oscola') behind.push('[no date recorded]');
	// Titles keep their own capitals: ours is a label, and a law is called what it is called.
	if (shown.type !== 'article-journal') shown.title = `<span class="nocase">${shown.title}</span>`;
	return { shown, behind };
}
