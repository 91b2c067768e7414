import { ConverterFactory } from 'opencc-js/core';
import characters from 'opencc-js/dict/TSCharacters';
import phrases from 'opencc-js/dict/TSPhrases';
import { inNumerals, readNumerals } from './chinese-numerals.ts';

/**
 * One way in which a word is written, lower case: the letters themselves, or a pattern that JavaScript and PostgreSQL read alike.
 * A pattern holds no Chinese: an index finds its Latin letters only. One or two letters are none by which an index finds anything, but as
 * the start of a word they are; in the pattern of a numbered article that is its number.
 */
export type WordForm = string | { pattern: string; number?: string } | { start: string };

/** What stands before a word, besides nothing at all. */
export const beforeWords = [...' ([–/"“‘\'（《，、。：；-'];

/** Two letters or figures also begin a word right after a Chinese character, as in 生成式AI; of one, 附件A, that is the end of a name. */
export const followsChinese = (start: string): boolean => /^[a-z\d]{2}$/.test(start);

/** What a text must hold, in any of its forms; `text` is the form that is shown and compared. */
export type SearchWord = { text: string; forms: WordForm[] };

/**
 * What is looked for where somebody types a query: every word must occur in one of its forms. A number of an article is one word with
 * the sign before it, however law and reader write it: `Article 22`, `arts. 22`, `第二十二条`.
 */
export function searchWords(query: string): SearchWord[] {
	const whole = query
		.replace(/\p{C}+/gu, ' ')
		.normalize('NFC')
		.toLowerCase();
	const found: SearchWord[] = [];
	let end = 0;
	for (const match of narrow(whole).matchAll(reference())) {
		const word = referenceOf(match);
		if (!word) continue;
		found.push(...plainWords(whole.slice(end, match.index)), word);
		end = match.index + match[0].length;
	}
	found.push(...plainWords(whole.slice(end)));
	const telling = found.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
	const words = new Map((telling.length > 0 ? telling : found).map((word) => [word.text, word]));
	return [...words.values()];
}

/** Whether a text, lower case, holds every one of the words. */
export function textHolding(words: readonly SearchWord[]): (text: string) => boolean {
	const patterns = words.map((word) => new RegExp(patternOf(word), 'u'));
	return (text) => {
		const undotted = withoutDots(text);
		return patterns.every((pattern) => pattern.test(undotted));
	};
}

/** The Turkish `İ`: its small letter has a dot of its own in JavaScript, and none in PostgreSQL without ICU. */
const withoutDots = (lower: string) => lower.replaceAll('i\u0307', 'i');

/** All forms of a word as one pattern without groups that are kept. */
export const patternOf = ({ forms }: SearchWord): string => `(?:${forms.map(patternOfForm).join('|')})`;

function patternOfForm(form: WordForm): string {
	if (typeof form === 'string') return escaped(form);
	if ('pattern' in form) return form.pattern;
	const chinese = followsChinese(form.start) ? '\u3400-\u9fff' : '';
	return `(?<=^|[${chinese}${escaped(beforeWords.join(''))}])${form.start}`;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Quotation marks, marks of titles and Chinese punctuation: they part words, and a text may set others or none. */
const marks = /[\s"“”„‟«»‹›「」『』〝〞＂《》〈〉，、。；：！？（）【】]+/u;
/** Within a word, as in `worker's` or `com(2025)837`, they belong to it; where it begins or ends they may be the sentence's. */
const edges = /^['‘’‚‛`,;:!?.()[\]]+|['‘’‚‛`,;:!?.()[\]]+$/gu;

const isSingle = (word: string) => /^(?!\p{Script=Han})[\p{L}\p{N}]$/u.test(word);
const isPair = (word: string) => /^(?!.*\p{Script=Han})[\p{L}\p{N}]{2}$/u.test(word);

/** Spellings of Britain and America, and codes with or without a space: `labor` and `labour`, `AB5` and `AB 5`. */
function spelt(word: string): WordForm[] {
	if (isSingle(word)) return [{ start: word }];
	if (isPair(word))
		return [
			{ start: word },
			...(/^[a-z]\d$/.test(word) ? [' ', '-'].map((gap) => word[0] + gap + word[1]) : [])
		];
	if (!/^[a-z\d'’-]+$/.test(word)) return [word];
	const pattern = word
		.replace(
			/(arm|behavi|col|endeav|fav|harb|hon|hum|lab|misdemean|neighb|rig|rum|vig)ou?r/g,
			(_, stem: string) => `${stem}ou?r`
		)
		.replace(/([a-z]{2}[iy])[sz](?=e|ing|ation)/g, '$1[sz]')
		.replace(/program(?:me)?/g, 'program(?:me)?')
		.replace(/cent(?:er|re)(?=s?$|-)/g, 'cent(?:er|re)')
		.replace(/^([a-z]+)(\d+[a-z]?)$/, '$1[ -]?$2')
		.replace(/['’]/g, "['’]");
	return [pattern === word ? word : { pattern }];
}

/** Full-width letters and figures as plain ones, each in its place. */
const narrow = (text: string) =>
	text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

let toSimplified: ((text: string) => string) | undefined;

/** Traditional characters as simplified ones; the dictionary is read when it is needed first. */
const simplified = (text: string) =>
	/\p{Script=Han}/u.test(text) ? (toSimplified ??= ConverterFactory([phrases, characters]))(text) : text;

function plainWords(text: string): SearchWord[] {
	return text
		.split(marks)
		.map((word) => word.replace(edges, '') || word)
		.filter(Boolean)
		.map((word) => {
			const plain = word.normalize('NFKC');
			const text = withoutDots(simplified(plain));
			const typed = [...new Set([plain, word])].filter((form) => form !== text);
			return { text, forms: [text, ...typed].flatMap(spelt) };
		})
		.map(({ text, forms }, index, words) => {
			// One sign is found where a word begins: of a name that a text writes without the blank, as `AB5` or 附件A, it is the end.
			const name = words[index - 1]?.text ?? '';
			return { text, forms: isSingle(text) && [...name].length > 1 ? [...forms, name + text] : forms };
		});
}

/**
 * `Article 22(3)`, `§ 20-871(b)`, `第二十二条第一款`: sign, number, and what is below the article, by which nothing is looked for.
 * A function, as all here: what is made where a file is read comes with every page that reads something else beside it.
 */
const reference = () =>
	new RegExp(
		[
			String.raw`(?<![\p{L}\p{N}])(?:(?<article>art(?:icle)?s?)|(?<section>sections?|secs?|(?<!['’])ss?(?=[.\s])|§§?))\.?\s*`,
			String.raw`(?<number>\d+(?:[a-z](?![a-z]))?(?:[-–—.]\d+[a-z]?)*)(?![a-z\d])(?<below>(?:\s*\([a-z\d]{1,4}\))*)`,
			String.raw`|第\s*(?<zh>\d+(?:[-–—]\d+)*|[〇零一二两三四五六七八九十百千]+)\s*[条條](?<zh_below>(?:第[\d〇零一二两三四五六七八九十百千]+[款项項])*)`
		].join(''),
		'gu'
	);

function referenceOf(match: RegExpExecArray): SearchWord | undefined {
	const { article, section, number, below, zh, zh_below } = match.groups!;
	if (zh === undefined) {
		const text = `${article ? 'art.' : section.startsWith('§') ? '§' : 's.'} ${number}${below}`;
		return { text, forms: article ? [articleForm(number), ...chineseForms(number)] : [sectionForm(number)] };
	}
	const read = /\d/.test(zh) ? zh : readNumerals(zh)?.toString();
	if (!read) return undefined;
	return {
		text: `第${read}条${zh_below}`,
		forms: [articleForm(read), sectionForm(read), ...chineseForms(read)]
	};
}

/** Numbers before the one that is looked for: `Arts. 13-15`, `ss. 111, 113`. */
const before = '(?:[0-9][0-9a-z.()]*(?:, ?| ?[-–] ?| and | to ))*';

const numberForm = (number: string) =>
	`${before}${number.replaceAll('.', '\\.').replace(/[-–—]/g, '[-–]')}(?![0-9a-z])`;

/** What stands before the number of an article in what these patterns find. */
export const beforeNumbers = [...' ,.-–§', 'art', 'arts', 'article', 'articles'];

const articleForm = (number: string): WordForm => ({
	pattern: String.raw`(?<![a-z])(?:art|article)s?\.? ?${numberForm(number)}`,
	number: leading(number)
});

const sectionForm = (number: string): WordForm => ({
	pattern: String.raw`(?:§§? ?|(?<![a-z])(?:ss?|secs?|sections?)\.? )${numberForm(number)}`,
	number: leading(number)
});

const leading = (number: string) => /^\d+/.exec(number)![0];

/** With figures, as the Atlas cites it, and with numerals, as the statutes do. */
function chineseForms(number: string): WordForm[] {
	const whole = Number(number);
	return [`第${number}条`, ...(whole >= 1 && whole <= 9999 ? [`第${inNumerals(whole)}条`] : [])];
}
