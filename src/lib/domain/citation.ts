import type { Instrument } from './instrument.ts';
import type { Evidence } from './proposal.ts';
import type { Paper } from './paper.ts';
import { paperTitle } from './names.ts';
import { inLocale, otherLocale, type Locale } from './text.ts';

export type CslName = { family: string; given: string } | { literal: string };
export type CslDate = { 'date-parts': [number[]] } | { literal: string };

/** The part of CSL-JSON 1.0.2 we fill. A field that is not known is left out, never guessed. */
export type CslItem = {
	id: string;
	type:
		| 'article-journal'
		| 'document'
		| 'dataset'
		| 'legislation'
		| 'legal_case'
		| 'treaty'
		| 'bill'
		| 'standard'
		| 'report';
	title: string;
	'title-short'?: string;
	author?: CslName[];
	issued?: CslDate;
	accessed?: CslDate;
	'container-title'?: string;
	volume?: string;
	issue?: string;
	page?: string;
	number?: string;
	version?: string;
	authority?: string;
	jurisdiction?: string;
	references?: string;
	publisher?: string;
	DOI?: string;
	URL?: string;
	language?: string;
	note?: string;
};

/** `2026`, `2026-05` or `2026-05-20`, with the precision given. */
export function cslDate(date: string | undefined): CslDate | undefined {
	return date && /^\d{4}(-\d{2}){0,2}$/.test(date)
		? { 'date-parts': [date.split('-').map(Number)] }
		: undefined;
}

const bracketed = (text: string) => `[${text}]`;

/** A Western name ends in the family name; a Chinese one is kept whole, because where it divides is not recorded. */
function cslName(name: string): CslName {
	const words = name.split(/\s+/);
	if (words.length < 2 || !/^[\p{Script=Latin}\s.'’-]+$/u.test(name)) return { literal: name };
	return { family: words.at(-1)!, given: words.slice(0, -1).join(' ') };
}

/**
 * The paper itself. An unknown title becomes our label in square brackets, which says that it is ours; a known title
 * without one in the reader's language is followed by our translation in square brackets.
 */
export function paperItem(paper: Paper, locale: Locale): CslItem {
	const known = (field: keyof Paper['bibliography']) => paper.bibliography[field]?.value;
	const one = (field: keyof Paper['bibliography']) => {
		const value = known(field);
		return Array.isArray(value) ? value.join(', ') : value;
	};
	const { text, ours } = paperTitle(paper, locale);
	const original = one(`title_${locale}`) ?? one(`title_${otherLocale(locale)}`);
	const title = !original ? bracketed(text) : ours ? `${original} ${bracketed(text)}` : text;
	const authors =
		known(`authors_${one(`title_${locale}`) ? locale : otherLocale(locale)}`) ??
		known('authors_zh') ??
		known('authors_en');
	const [, volume, issue] = /^(?:\d{4},\s*)?(\d+)(?:\((\d+)\))?$/.exec(one('volume_issue') ?? '') ?? [];
	const issued = cslDate(one('published'));
	return {
		id: `paper-${paper.id}`,
		type: known('journal') ? 'article-journal' : 'document',
		title,
		...(authors && { author: (Array.isArray(authors) ? authors : [authors]).map(cslName) }),
		...(issued && { issued }),
		...(one('journal') && { 'container-title': one('journal') }),
		...(volume && { volume }),
		...(issue && { issue }),
		...(one('pages') && { page: one('pages') }),
		...(one('publisher') && { publisher: one('publisher') }),
		...(one('doi') && { DOI: one('doi') }),
		language: original ? (one(`title_${locale}`) ? locale : otherLocale(locale)) : 'zh'
	};
}

/** `§4.2 ¶2, ¶3; §5 ¶1`: all passages of one paper behind a proposal, each once. */
export function passagesText(passages: Pick<Evidence, 'section' | 'paragraph'>[]): string {
	const sections = new Map<string, number[]>();
	for (const { section, paragraph } of passages) {
		const known = sections.get(section) ?? [];
		if (!known.includes(paragraph))
			sections.set(
				section,
				[...known, paragraph].sort((a, b) => a - b)
			);
	}
	return [...sections]
		.map(
			([section, paragraphs]) =>
				`${/^\d/.test(section) ? '§' : ''}${section} ${paragraphs.map((number) => `¶${number}`).join(', ')}`
		)
		.join('; ');
}

export type OwnRecord = {
	id: string;
	title: string;
	/** `1.0.0, record version 2`. */
	version: string;
	/** Day of that version. */
	date: string;
	url: string;
	locale: Locale;
	note?: string;
};

/** What we wrote: a record or a frozen slice. Never to be confused with the paper or the law it speaks of. */
export function ownItem({ id, title, version, date, url, locale, note }: OwnRecord): CslItem {
	const issued = cslDate(date);
	return {
		id,
		type: 'dataset',
		title,
		author: [{ literal: 'Remedy Atlas' }],
		...(issued && { issued }),
		version,
		URL: url,
		language: locale,
		...(note && { note })
	};
}

const instrumentTypes: Record<string, CslItem['type']> = {
	judgment: 'legal_case',
	convention: 'treaty',
	'treaty-negotiation': 'treaty',
	proposal: 'bill',
	'announced-initiative': 'bill',
	standard: 'standard',
	recommendation: 'report',
	resolution: 'report',
	'white-paper': 'report'
};

/** The title in its own language and, where the reader's differs, a translation in square brackets: ours where no official one is known. */
export function instrumentTitle(instrument: Instrument, locale: Locale): string {
	const { original_language, title_original } = instrument;
	if (original_language === locale) return title_original;
	const translated = inLocale(instrument, 'title', locale);
	if (!translated || translated === title_original) return title_original;
	const own = instrument[`title_${locale}_basis`] === 'own-translation';
	const ours = own ? (locale === 'zh' ? '，本站译名' : ', our translation') : '';
	return `${title_original} ${bracketed(translated + ours)}`;
}

/** When it was made: adopted, else issued, else published. Never when it came into force. */
export const madeOn = ({ adopted_on, issued_on, published_on }: Instrument): string | undefined =>
	adopted_on ?? issued_on ?? published_on;

export function instrumentItem(instrument: Instrument, locale: Locale): CslItem {
	const issued = cslDate(madeOn(instrument));
	const bodies = instrument.issuing_bodies?.map((body) => (locale === 'zh' ? body.name_zh : body.name_en));
	return {
		id: instrument.id,
		type: instrumentTypes[instrument.type] ?? 'legislation',
		title: instrumentTitle(instrument, locale),
		'title-short': inLocale(instrument, 'short_title', locale),
		...(bodies && { authority: bodies.join(locale === 'zh' ? '、' : '; ') }),
		...(issued && { issued }),
		...(instrument.publication_ref && { 'container-title': instrument.publication_ref }),
		...(instrument.number && { number: instrument.number }),
		jurisdiction: instrument.jurisdiction,
		...((instrument.ecli ?? instrument.celex) && {
			references: instrument.ecli ?? `CELEX ${instrument.celex}`
		}),
		...(instrument.url && { URL: instrument.url }),
		language: instrument.original_language
	};
}

const isoDate = (date: CslDate | undefined): string | undefined =>
	date && 'date-parts' in date
		? date['date-parts'][0].map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-')
		: undefined;

/** Highwire Press tags, which Zotero's browser button and search engines read. Dates with slashes, as they expect. */
export function highwireTags(item: CslItem): { name: string; content: string }[] {
	const [first, last] = item.page?.split(/[-–]/) ?? [];
	const names = (item.author ?? []).map((author) =>
		'literal' in author ? author.literal : `${author.given} ${author.family}`
	);
	const tags: [string, string | undefined][] = [
		['citation_title', item.title],
		...names.map((name): [string, string] => ['citation_author', name]),
		['citation_publication_date', isoDate(item.issued)?.replaceAll('-', '/')],
		['citation_journal_title', item.type === 'article-journal' ? item['container-title'] : undefined],
		['citation_volume', item.volume],
		['citation_issue', item.issue],
		['citation_firstpage', first],
		['citation_lastpage', last],
		['citation_doi', item.DOI],
		['citation_publisher', item.publisher],
		['citation_public_url', item.URL],
		['citation_language', item.language]
	];
	return tags.flatMap(([name, content]) => (content ? [{ name, content }] : []));
}
