import { isLawDay } from './law.ts';
import { isCurrent, type Standing } from './standing.ts';

/** What can be put side by side; each kind has its own name in the address: `ids` for proposals, `regulations` for law. */
export const compareKinds = ['proposals', 'regulations'] as const;
export type CompareKind = (typeof compareKinds)[number];
export const idsName: Record<CompareKind, string> = { proposals: 'ids', regulations: 'regulations' };

export const compareLimit = 6;

/** All a reader can set about a comparison; it lives in the address. */
export type CompareView = {
	kind: CompareKind;
	/** In the order of the columns. */
	ids: string[];
	/** Leave out the rows in which everything known is the same. */
	differs: boolean;
	/** Words of the search for one more record. */
	q: string;
	/** The day the law is shown for; without it today, whenever the address is opened. */
	as_of?: string;
	/** The jurisdiction of the brief for which remedies are looked for here, and to which they go back. */
	brief?: string;
};

export type NearRecord = { id: string; title: string };

/** What of an address could not be taken as it stood; the page says each of them. */
export type CompareNote =
	| { note: 'twice'; id: string }
	| { note: 'too-many'; ids: string[] }
	| { note: 'unknown'; id: string; near: NearRecord[] }
	/** A record of the other kind, which is compared by itself. */
	| { note: 'other-kind'; id: string; kind: CompareKind }
	| { note: 'moved'; id: string; to: string }
	/** Once published, not there any more; `on` is the day it was withdrawn, or that of its last version. */
	| { note: 'removed'; id: string; on: string; reason?: string }
	| { note: 'dropped'; name: string; value: string };

const ignored = new Set(['lang', 'utm_source', 'utm_medium', 'utm_campaign']);
/** Whether there is such a place the brief tells. */
const jurisdictionCode = /^[A-Z]{2,8}(-[A-Z0-9]{1,12}){0,4}$/;
const queryLimit = 200;
const shown = 80;
const listLimit = 200;

/** `ids=a,b` and `ids=a&ids=b` alike, the latter from forms; empty places fall out, and capitals mean nothing. */
export function readIds(parameters: URLSearchParams, name: string): string[] {
	return parameters
		.getAll(name)
		.flatMap((value) => value.split(','))
		.map((value) => value.trim().slice(0, shown).toLowerCase())
		.filter(Boolean)
		.slice(0, listLimit);
}

/** Each entry once, in the order of its first place, and the entries that stood there again. */
export function takeOnce(ids: readonly string[]): { ids: string[]; twice: string[] } {
	const seen = new Set<string>();
	const twice = new Set<string>();
	for (const id of ids) (seen.has(id) ? twice : seen).add(id);
	return { ids: [...seen], twice: [...twice] };
}

/** Reads an address. Whether the records exist is settled later, by `settleIds`. */
export function parseCompare(parameters: URLSearchParams): { view: CompareView; notes: CompareNote[] } {
	const notes: CompareNote[] = [];
	const drop = (name: string, value: string) =>
		void notes.push({ note: 'dropped', name, value: value.slice(0, shown) });
	const given = compareKinds.filter((kind) => readIds(parameters, idsName[kind]).length > 0);
	const kind =
		given[0] ?? (parameters.has('regulations') && !parameters.has('ids') ? 'regulations' : 'proposals');
	const view: CompareView = { kind, ids: [], differs: false, q: '' };
	for (const name of new Set(parameters.keys())) {
		const value = parameters.get(name)!.trim();
		if (ignored.has(name)) continue;
		if (name === idsName[kind]) {
			const { ids, twice } = takeOnce(readIds(parameters, name));
			view.ids = ids;
			notes.push(...twice.map((id): CompareNote => ({ note: 'twice', id })));
		} else if (name === 'q') {
			view.q = value.slice(0, queryLimit);
			if (value.length > queryLimit) drop(name, `${value.slice(0, 40)}…`);
		} else if (value === '') continue;
		else if (name === 'as_of') {
			if (isLawDay(value)) view.as_of = value;
			else drop(name, value);
		} else if (name === 'brief' && kind === 'proposals') {
			if (jurisdictionCode.test(value)) view.brief = value;
			else drop(name, value);
		} else if (name === 'differs') {
			if (value === '1') view.differs = true;
			else if (value !== '0') drop(name, value);
		} else drop(name, value);
	}
	return { view, notes };
}

/** The query string of a comparison, always the same for the same view. An empty comparison of proposals has none. */
export function formatCompare({ kind, ids, differs, q, as_of, brief }: CompareView): string {
	const parts: string[] = [];
	if (ids.length > 0 || kind === 'regulations')
		parts.push(`${idsName[kind]}=${ids.map(encodeURIComponent).join(',')}`);
	if (differs) parts.push('differs=1');
	if (as_of) parts.push(`as_of=${as_of}`);
	if (brief) parts.push(`brief=${brief}`);
	if (q) parts.push(`q=${encodeURIComponent(q)}`);
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/**
 * Which of the ids become columns: known ones, renamed ones under their new name, each once, the first six.
 * @param find what is known of an id: the record is here, was renamed or withdrawn, or undefined where there is none
 */
export function settleIds(
	ids: readonly string[],
	find: (id: string) => Standing | undefined
): { ids: string[]; unknown: string[]; notes: CompareNote[] } {
	const notes: CompareNote[] = [];
	const unknown: string[] = [];
	const known: string[] = [];
	for (const id of ids) {
		let place = id;
		// A chain of renamings is followed, a circle is not.
		for (let steps = 0; steps < 10 && find(place)?.moved_to !== undefined; steps++)
			place = find(place)!.moved_to!;
		const record = find(place);
		if (!record || !isCurrent(record)) {
			unknown.push(id);
			continue;
		}
		if (place !== id) notes.push({ note: 'moved', id, to: place });
		known.push(place);
	}
	const { ids: once, twice } = takeOnce(known);
	notes.push(...twice.map((id): CompareNote => ({ note: 'twice', id })));
	if (once.length > compareLimit) notes.push({ note: 'too-many', ids: once.slice(compareLimit) });
	return { ids: once.slice(0, compareLimit), unknown, notes };
}

/** The list with one entry at another place; places outside the list change nothing. */
export function moveId(ids: readonly string[], id: string, place: number): string[] {
	if (!ids.includes(id) || place < 0 || place >= ids.length) return [...ids];
	const rest = ids.filter((other) => other !== id);
	return [...rest.slice(0, place), id, ...rest.slice(place)];
}
