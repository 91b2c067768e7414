import { provisionTitle } from '../../domain/chinese-reference.ts';
import { patternOf, searchWords, type SearchWord } from '../../domain/search-words.ts';
import type { Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { listSearchHits, type SearchHit, type SearchKind } from '../queries/search.ts';
import { likeness, trigrams } from './nearest.ts';
import { atlasFrame, type Frame } from './snapshot.ts';

const queryLimit = 200;
const hitLimit = 1000;
/** Hits shown per group before the reader asks for the whole group. */
const groupLimit = 15;
/** And of the whole group on one page. */
const pageLimit = 100;
const snippetRadius = { en: 70, zh: 36 };

const searchGroups = ['proposals', 'law', 'papers'] as const;
type SearchGroup = (typeof searchGroups)[number];
const kindsOf: Record<SearchGroup, SearchKind[]> = {
	proposals: ['proposal'],
	law: ['instrument', 'provision'],
	papers: ['paper']
};

/** Text cut where the query's words, or in a search by likeness words like them, stand. */
type Segment = { text: string; hit: boolean };

type Hit = {
	kind: SearchKind;
	href: string;
	title: Segment[];
	other_title: Segment[];
	/** Where the words were found beyond the titles. */
	snippet?: { segments: Segment[]; lang: Locale; cut_start: boolean; cut_end: boolean };
	in_title: Locale[];
	in_text: Locale[];
};

export type SearchPage = {
	query: string;
	/** Characters a query may have. */
	limit: number;
	/** The query was longer and the rest was left out. */
	shortened: boolean;
	/** Nothing holds all the words; what follows is only like them. */
	similar: boolean;
	total: number;
	/** There are more than were read, so that every number is the least there are. */
	more: boolean;
	counts: Record<SearchKind, number>;
	groups: { group: SearchGroup; total: number; hits: Hit[] }[];
	only?: SearchGroup;
	/** Of the group that is shown by itself. */
	page: number;
	pages: number;
};

/**
 * Finds proposals, regulations, provisions and papers; a query of any characters gets an answer.
 * @param most hits that are read, the best of them
 */
export async function searchPage(
	db: Db,
	asked: { query: string; only?: string; page?: string },
	locale: Locale,
	most = hitLimit
): Promise<SearchPage> {
	// PostgreSQL takes no NUL in a text, and no reader means the other control characters either.
	const whole = [...asked.query.replace(/\p{C}+/gu, ' ').normalize('NFC')];
	const query = whole.slice(0, queryLimit).join('').trim();
	const only = searchGroups.find((group) => group === asked.only);
	const found = /[\p{L}\p{N}]/u.test(query)
		? await listSearchHits(db, query, most, only && kindsOf[only])
		: [];
	const exact = found.filter(({ score }) => score >= 1);
	const similar = exact.length === 0;
	const hits = similar ? found : exact;
	const words = searchWords(query);
	const counts: SearchPage['counts'] = { proposal: 0, instrument: 0, provision: 0, paper: 0 };
	for (const { kind } of hits) counts[kind as SearchKind]++;
	const { instruments } = await atlasFrame(db);
	const pages = only ? Math.max(1, Math.ceil(hits.length / pageLimit)) : 1;
	const page = Math.min(/^[1-9]\d{0,3}$/.test(asked.page ?? '') ? Number(asked.page) : 1, pages);
	const [first, shown] = only ? [(page - 1) * pageLimit, pageLimit] : [0, groupLimit];
	return {
		query,
		limit: queryLimit,
		shortened: whole.length > queryLimit,
		similar: similar && hits.length > 0,
		total: hits.length,
		more: hits.length === most,
		counts,
		...(only && { only }),
		page,
		pages,
		groups: searchGroups
			.filter((group) => !only || group === only)
			.map((group) => {
				const own = hits.filter(({ kind }) => kindsOf[group].includes(kind as SearchKind));
				return {
					group,
					total: own.length,
					hits: own
						.slice(first, first + shown)
						.map((hit) => describeHit(named(hit, instruments), words, similar, locale))
				};
			})
			.filter(({ total }) => total > 0)
	};
}

/** A provision by the reference that pages give it; what is searched has the law's own words. */
function named(hit: SearchHit, instruments: Frame['instruments']): SearchHit {
	const instrument = instruments.get(hit.record);
	const provision = instrument?.provisions.find(({ number }) => number === hit.part);
	if (hit.kind !== 'provision' || !provision) return hit;
	const reference = provisionTitle(instrument!, provision, 'zh');
	return { ...hit, title_zh: `${instrument!.short_title_zh} ${reference}` };
}

function describeHit(hit: SearchHit, words: SearchWord[], similar: boolean, locale: Locale): Hit {
	const marked = (text: string) => markWords(text, words, similar);
	const order: Locale[] = locale === 'en' ? ['en', 'zh'] : ['zh', 'en'];
	const holds = (segments: Segment[]) => segments.some((segment) => segment.hit);
	const in_text = order.filter((language) => holds(marked(hit[`body_${language}`])));
	return {
		kind: hit.kind as SearchKind,
		href: addressOf(hit),
		title: marked(hit[`title_${order[0]}`]),
		other_title: hit.title_en === hit.title_zh ? [] : marked(hit[`title_${order[1]}`]),
		in_title: order.filter((language) => holds(marked(hit[`title_${language}`]))),
		in_text,
		...(in_text.length > 0 && {
			snippet: cutSnippet(marked(withoutBlanks(hit[`body_${in_text[0]}`])), in_text[0])
		})
	};
}

/** Parts of a text are joined by ` · `; a Chinese full stop brings its own blank. */
const withoutBlanks = (text: string): string => text.replace(/([。！？；]) · /g, '$1');

function addressOf({ kind, record, part }: SearchHit): string {
	if (kind === 'proposal') return `/proposals/${record}`;
	if (kind === 'paper') return `/papers/${record}`;
	return `/regulations/${record}${kind === 'provision' ? `#p${part}` : ''}`;
}

/** Splits a text at the words; in a search by likeness at the tokens that share half of their trigrams with one. */
function markWords(text: string, words: SearchWord[], similar: boolean): Segment[] {
	const hits = similar ? tokensLike(text, words) : words;
	if (hits.length === 0) return [{ text, hit: false }];
	const pattern = [...hits]
		.sort((a, b) => b.text.length - a.text.length)
		.map(patternOf)
		.join('|')
		// No flag makes this capital its small letter.
		.replaceAll('i\u0307', '(?:i\u0307|İ)');
	return text
		.split(new RegExp(`(${pattern})`, 'giu'))
		.map((part, index) => ({ text: part, hit: index % 2 === 1 }))
		.filter((segment) => segment.text !== '');
}

function tokensLike(text: string, words: SearchWord[]): SearchWord[] {
	const wanted = words.map((word) => trigrams(word.text));
	return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]
		.filter((token) => {
			const grams = trigrams(token);
			return wanted.some((word) => likeness(word, grams) >= 0.45);
		})
		.map((token) => ({ text: token, forms: [token] }));
}

/** Some text on both sides of the first word found. */
function cutSnippet(segments: Segment[], lang: Locale): NonNullable<Hit['snippet']> {
	const radius = snippetRadius[lang];
	const first = segments.findIndex(({ hit }) => hit);
	const before = segments
		.slice(0, first)
		.map(({ text }) => text)
		.join('');
	const start = before.length > radius ? wordStart(before, before.length - radius) : 0;
	const shown: Segment[] = before.slice(start) ? [{ text: before.slice(start), hit: false }] : [];
	let room = radius * 2;
	let cut_end = false;
	for (const segment of segments.slice(first)) {
		if (room <= 0) {
			cut_end = true;
			break;
		}
		if (segment.hit || segment.text.length <= room) shown.push(segment);
		else {
			cut_end = true;
			shown.push({ text: segment.text.slice(0, room).replace(/\s\S*$/, ''), hit: false });
		}
		room -= segment.text.length;
	}
	return { segments: shown, lang, cut_start: start > 0, cut_end };
}

/** The next start of a word at or after a place; Chinese has no spaces and is cut where it is. */
function wordStart(text: string, place: number): number {
	const space = text.slice(place, place + 20).search(/\s/);
	return space === -1 ? place : place + space + 1;
}
