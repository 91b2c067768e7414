import { patternOf, searchWords, textHolding, type SearchWord } from './search-words.ts';

/** What the command palette can go to; the file is fetched when the palette opens. */
export type PaletteKind = 'pages' | 'proposals' | 'regulations' | 'papers';

export type PaletteEntry = { kind: PaletteKind; href: string; en: string; zh: string };

export type PaletteFile = {
	data_version: number;
	/** There are too many proposals for one file; they are asked for as one types. */
	partial?: true;
	entries: PaletteEntry[];
};

/** The best of the proposals that hold what was typed, how many do, and whether there may be more than were counted. */
export type PaletteFound = { data_version: number; entries: PaletteEntry[]; count: number; more?: true };

/**
 * Entries whose titles, in either language, or whose address hold every word of the query, best first: titles that begin
 * with it, then titles in which its words begin words, then the rest. An empty query finds the pages.
 */
export function findEntries(entries: readonly PaletteEntry[], query: string): PaletteEntry[] {
	const words = searchWords(plain(query));
	if (words.length === 0) return entries.filter(({ kind }) => kind === 'pages');
	const rankOf = ranking(words);
	return entries
		.map((entry) => ({ entry, rank: rankOf(entry) }))
		.filter(({ rank }) => rank !== undefined)
		.sort((a, b) => a.rank! - b.rank!)
		.map(({ entry }) => entry);
}

function ranking(words: readonly SearchWord[]): (entry: PaletteEntry) => number | undefined {
	const holding = textHolding(words);
	const phrase = new RegExp(`^${words.map(patternOf).join(' ')}`, 'u');
	const patterns = words.map((word) => ({
		anywhere: new RegExp(patternOf(word), 'u'),
		beginning: new RegExp(`(?<!\\S)${patternOf(word)}`, 'u')
	}));
	return ({ en, zh, href }) => {
		const titles = [plain(en), plain(zh)];
		if (!holding(`${titles.join(' ')} ${href}`)) return undefined;
		if (titles.some((title) => phrase.test(title))) return 0;
		if (patterns.every(({ beginning }) => titles.some((title) => beginning.test(title)))) return 1;
		return patterns.every(({ anywhere }) => titles.some((title) => anywhere.test(title))) ? 2 : 3;
	};
}

/** Lower case, without accents, full-width letters as plain ones: `Ｌｅｙ Rider` and `ley rider`, `Código` and `codigo`. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
