import { changeHref } from '../../domain/change.ts';
import { fieldWord } from '../../domain/field-words.ts';
import type { Said } from '../../domain/history-page.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { paperTitle } from '../../domain/names.ts';
import { splitPath, type SuggestionKind } from '../../domain/suggestion.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { tell } from './record-told.ts';
import type { PlacedLink } from '../../domain/matrix/rows.ts';
import { atlasAround, listPlacedLinks, type Around } from './snapshot.ts';
import { colon, pause } from '../../i18n/punctuation.ts';

/** A record as a list of things to correct names it. */
export type RecordName = { kind: SuggestionKind; id: string; title: string; href: string };

/** What is needed to name fields: of links, those of the records they lie in. */
export type AroundFields = Around & { links: PlacedLink[] };

/** @param records those named; @param named other proposals that are, in what the fields say */
export async function aroundRecords(
	db: Db,
	records: { kind: string; record: string }[],
	named: string[] = []
): Promise<AroundFields> {
	const idsOf = (kinds: string[]) => [
		...new Set(records.filter(({ kind }) => kinds.includes(kind)).map(({ record }) => record))
	];
	const around = await atlasAround(db, [...idsOf(['proposal', 'link']), ...named]);
	return { ...around, links: await listPlacedLinks(db, around, { proposals: idsOf(['link']) }) };
}

/** The record's name and page; its id where it has left the published set. */
export function nameRecord(
	{ proposals, papers, instruments }: Pick<Around, 'proposals' | 'papers' | 'instruments'>,
	kind: SuggestionKind,
	id: string,
	locale: Locale
): RecordName {
	const named = { kind, id, href: changeHref(kind, id) };
	switch (kind) {
		case 'paper': {
			const paper = papers.get(id);
			return { ...named, title: paper ? paperTitle(paper, locale).text : id };
		}
		case 'instrument':
			return { ...named, title: inLocale(instruments.get(id) ?? {}, 'short_title', locale) || id };
		default: {
			const row = proposals.find((proposal) => proposal.id === id);
			return { ...named, title: row ? inLocale(row, 'title', locale) : id };
		}
	}
}

/** What a row is called: an article, a regulation with its article, a jurisdiction. */
export function nameRow(
	{ instruments, links, terms }: Pick<AroundFields, 'instruments' | 'links' | 'terms'>,
	record: string,
	list: string,
	row: string,
	locale: Locale
): string {
	const provisionOf = (instrument: string, number: number) => {
		const law = instruments.get(instrument);
		const provision = law?.provisions.find((candidate) => candidate.number === number);
		if (!law || !provision) return undefined;
		return provisionTitle(law, provision, locale);
	};
	if (list === 'provisions') return provisionOf(record, Number(row)) ?? `#${row}`;
	if (list === 'assessments') return labelOf(terms, 'jurisdictions', row, locale);
	const link = links.find(({ id }) => id === row);
	const law = link && instruments.get(link.instrument);
	if (!link || !law) return row;
	return [inLocale(law, 'short_title', locale), provisionOf(link.instrument, link.number)].join(
		pause(locale)
	);
}

/** Where the page of a record shows a row. */
export function rowHref(record: RecordName, { list, row }: { list?: string; row?: string }): string {
	if (list === 'provisions') return `${record.href}#p${row}`;
	return list === 'links' ? `/proposals/${record.id}#${row}` : record.href;
}

/** A path in words: "Art 7: How it was verified", "Technology: Involvement"; undefined for the record as a whole. */
export function nameField(
	around: AroundFields,
	record: string,
	path: string,
	locale: Locale
): string | undefined {
	if (!path) return undefined;
	const { list, row, rest } = splitPath(path);
	const keys = rest.replace(/^(layers|bibliography)\./, '').split('.');
	return [
		...(list ? [nameRow(around, record, list, row!, locale)] : []),
		...keys.map((key) => fieldWord(key, locale))
	].join(colon(locale));
}

/** What a suggestion keeps as JSON; undefined where the field said nothing. */
export const tellPresent = (
	around: AroundFields,
	kind: SuggestionKind,
	path: string,
	present: string,
	locale: Locale
): Said | undefined =>
	present ? tell(around, kind, path.split('.'), JSON.parse(present), locale) : undefined;
