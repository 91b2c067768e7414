import type { Locale } from '../domain/text.ts';
import { complaints, complaintWords } from './complaints.zh.ts';

type Complaint = { message: string };
/** `lang` is set where a complaint stands in another language than the page. */
export type Told<C extends Complaint = Complaint> = C & { lang?: 'en' };

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const numbers = ['n', 'm', 'now', 'then'];

/** What may stand in a place: of a word one of its words, of a number a number, else anything. */
const valueOf = (name: string) =>
	Object.keys(complaintWords[name] ?? {}).join('|') || (numbers.includes(name) ? '[\\d.e+-]+' : '[^]*?');

/** `expected at most {n} characters` as a pattern with a group of the name `n`. */
function patternOf(template: string): RegExp {
	const pattern = template
		.split(/\{(\w+)\}/)
		.map((part, place) => (place % 2 === 0 ? escaped(part) : `(?<${part}>${valueOf(part)})`));
	return new RegExp(`^${pattern.join('')}$`);
}

const patterns = Object.entries(complaints).map(
	([template, chinese]) => [patternOf(template), chinese] as const
);

/** Undefined where the table does not have it. */
function inChinese(message: string): string | undefined {
	for (const [pattern, chinese] of patterns) {
		const found = pattern.exec(message);
		if (!found) continue;
		const { complaint, ...values } = found.groups ?? {};
		const inner = complaint === undefined ? undefined : inChinese(complaint);
		if (complaint !== undefined && inner === undefined) continue;
		return chinese.replace(/\{(\w+)\}/g, (_, name: string) =>
			name === 'complaint' ? inner! : (complaintWords[name]?.[values[name]] ?? values[name])
		);
	}
	return undefined;
}

/**
 * A complaint of the server in the language of the page. It comes in English, or from a message that is in that language already; one
 * that the table does not know is shown as it came and marked.
 */
export function inLanguage<C extends Complaint>(complaint: C, locale: Locale): Told<C> {
	if (locale === 'en') return complaint;
	const message = inChinese(complaint.message);
	if (message !== undefined) return { ...complaint, message };
	return /\p{Script=Han}/u.test(complaint.message) ? complaint : { ...complaint, lang: 'en' };
}
