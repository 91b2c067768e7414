import { vocabularyOf } from '../../domain/coded-fields.ts';
import { fieldWord } from '../../domain/field-words.ts';
import { paperTitle, type NamedPaper } from '../../domain/names.ts';
import { patternOf, splitPath, type SuggestionKind } from '../../domain/suggestion.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Snapshot } from './snapshot.ts';
import type { Told } from './told.ts';

/** A record as a list of things to correct names it. */
export type RecordName = { kind: SuggestionKind; id: string; title: string; href: string };

/** The record's name and page; its id where it has left the published set. */
export function nameRecord(
	{ proposals, papers, instruments }: Snapshot,
	kind: SuggestionKind,
	id: string,
	locale: Locale
): RecordName {
	switch (kind) {
		case 'paper': {
			const paper: NamedPaper | undefined = papers.get(id);
			return { kind, id, title: paper ? paperTitle(paper, locale).text : id, href: `/papers/${id}` };
		}
		case 'instrument': {
			const instrument = instruments.get(id);
			const title = instrument ? inLocale(instrument, 'short_title', locale) : id;
			return { kind, id, title, href: `/regulations/${id}` };
		}
		default: {
			const row = proposals.find((proposal) => proposal.id === id);
			const title = row ? inLocale(row, 'title', locale) : id;
			return { kind, id, title, href: `/proposals/${id}${kind === 'link' ? '#law' : ''}` };
		}
	}
}

/** What a row is called: an article, a regulation with its article, a jurisdiction. */
export function nameRow(
	{ instruments, links, terms }: Snapshot,
	record: string,
	list: string,
	row: string,
	locale: Locale
): string {
	const provisionOf = (instrument: string, number: number) => {
		const law = instruments.get(instrument);
		const provision = law?.provisions.find((candidate) => candidate.number === number);
		if (!law || !provision) return undefined;
		return locale === 'zh' && law.original_language === 'zh' ? provision.ref : provision.ref_en;
	};
	if (list === 'provisions') return provisionOf(record, Number(row)) ?? `#${row}`;
	if (list === 'assessments') return labelOf(terms, 'jurisdictions', row, locale);
	const link = links.find(({ id }) => id === row);
	const law = link && instruments.get(link.instrument);
	if (!link || !law) return row;
	return [inLocale(law, 'short_title', locale), provisionOf(link.instrument, link.number)].join(
		locale === 'zh' ? '，' : ', '
	);
}

/** Where the page of a record shows a row. */
export function rowHref(record: RecordName, { list, row }: { list?: string; row?: string }): string {
	if (list === 'provisions') return `${record.href}#p${row}`;
	return list === 'links' ? `/proposals/${record.id}#${row}` : record.href;
}

/** A path in words: "Art 7: How it was verified", "Technology: Involvement"; undefined for the record as a whole. */
export function nameField(
	snapshot: Snapshot,
	record: string,
	path: string,
	locale: Locale
): string | undefined {
	if (!path) return undefined;
	const { list, row, rest } = splitPath(path);
	const keys = rest.replace(/^(layers|bibliography)\./, '').split('.');
	return [
		...(list ? [nameRow(snapshot, record, list, row!, locale)] : []),
		...keys.map((key) => fieldWord(key, locale))
	].join(locale === 'zh' ? '：' : ': ');
}

/** What a field says, line by line, codes by their labels. */
export function tellValue(
	{ terms }: Pick<Snapshot, 'terms'>,
	kind: SuggestionKind,
	path: string,
	value: unknown,
	locale: Locale
): Told[] {
	const comma = locale === 'zh' ? '、' : ', ';
	const colon = locale === 'zh' ? '：' : ': ';
	const own = patternOf(path);
	const tell = (at: string, said: unknown): string => {
		if (Array.isArray(said)) return said.map((entry) => tell(`${at}.*`, entry)).join(comma);
		if (isObject(said)) return entriesOf(at, said).join(' · ');
		const vocabulary = vocabularyOf[kind][at];
		return vocabulary ? labelOf(terms, vocabulary, String(said), locale) : String(said);
	};
	const entriesOf = (at: string, said: object) =>
		Object.entries(said).map(
			([key, entry]) => `${fieldWord(key, locale)}${colon}${tell(`${at}.${key}`, entry)}`
		);
	if (value === undefined) return [];
	if (Array.isArray(value)) return value.map((entry) => ({ text: tell(`${own}.*`, entry) }));
	if (isObject(value)) return entriesOf(own, value).map((text) => ({ text }));
	const language = /_(en|zh)$/.exec(own)?.[1];
	return [{ text: tell(own, value), ...(language && language !== locale && { lang: language }) }];
}

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same for what a suggestion keeps as JSON. */
export const tellPresent = (
	snapshot: Pick<Snapshot, 'terms'>,
	kind: SuggestionKind,
	path: string,
	present: string,
	locale: Locale
): Told[] => tellValue(snapshot, kind, path, present ? (JSON.parse(present) as unknown) : undefined, locale);
