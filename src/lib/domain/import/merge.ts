import { z } from 'zod';
import { instrumentFile } from '../instrument.ts';
import { linkFile } from '../link.ts';
import { proposalFile } from '../proposal.ts';
import { isFields, isRows, type Fields } from '../typed-fields.ts';
import { removeWord, type ImportKind } from './columns.ts';
import type { Path } from './rows.ts';

const schemaOf: Record<ImportKind, z.ZodObject> = {
	proposal: proposalFile,
	instrument: instrumentFile,
	link: linkFile
};

/**
 * Lists whose things have a name of their own: what a file does not mention of them stays. Every other list is written as
 * a whole.
 */
const namedBy: Record<string, string[]> = {
	provisions: ['number'],
	links: ['id'],
	assessments: ['jurisdiction', 'as_of']
};

/** Undefined where a part of the name is missing. */
function nameOf(list: string, thing: Fields): string | undefined {
	const parts = namedBy[list].map((field) => own(thing, field));
	return parts.includes(undefined) ? undefined : parts.join(' ');
}

/**
 * The record a file means: its fields put over those of the published one. A field the file does not name stays; one that says
 * `(remove)` goes.
 */
export function mergeGiven(kind: ImportKind, present: Fields | undefined, given: Fields): Fields {
	const merged = mergeFields(present ?? {}, given, true);
	for (const [key, field] of Object.entries(schemaOf[kind].shape as Record<string, z.ZodType>))
		if (merged[key] === undefined && field instanceof z.ZodArray && field.safeParse([]).success)
			merged[key] = [];
	return merged;
}

function mergeFields(present: Fields, given: Fields, outermost: boolean): Fields {
	// From entries, so that a key such as `__proto__` is a key and nothing else.
	return Object.fromEntries(
		[...new Set([...Object.keys(present), ...Object.keys(given)])].flatMap((key): [string, unknown][] => {
			const [was, is] = [own(present, key), own(given, key)];
			if (is === undefined) return was === undefined ? [] : [[key, was]];
			if (is === removeWord) return [];
			if (outermost && Object.hasOwn(namedBy, key) && isRows(is) && (was === undefined || isRows(was)))
				return [[key, mergeRows(key, was ?? [], is)]];
			if (isFields(is)) return [[key, mergeFields(isFields(was) ? was : {}, is, false)]];
			return [[key, Array.isArray(is) ? is.map(cleaned) : is]];
		})
	);
}

function mergeRows(list: string, present: Fields[], given: Fields[]): Fields[] {
	const changes = new Map(given.map((thing) => [nameOf(list, thing), thing]));
	const known = new Set(present.map((thing) => nameOf(list, thing)));
	return [
		...present.map((thing) => mergeFields(thing, changes.get(nameOf(list, thing)) ?? {}, false)),
		...given
			.filter((thing) => nameOf(list, thing) === undefined || !known.has(nameOf(list, thing)))
			.map((thing) => mergeFields({}, thing, false))
	];
}

const cleaned = (thing: unknown): unknown => (isFields(thing) ? mergeFields({}, thing, false) : thing);

/** Where a field of the merged record stands in what the file gave; undefined where the file does not hold it. */
export function givenPath(merged: Fields, given: Fields, path: Path): Path | undefined {
	const [list, place, ...inner] = path;
	if (!Object.hasOwn(namedBy, String(list)) || typeof place !== 'number')
		return Object.hasOwn(given, String(list)) ? path : undefined;
	const [rows, all] = [given[list], merged[list]];
	if (!isRows(rows) || !isRows(all)) return Object.hasOwn(given, String(list)) ? path : undefined;
	const wanted = nameOf(String(list), all[place]);
	// Those without a name stand at the end, in the order of the file.
	const fromEnd = all.length - place;
	const at =
		wanted === undefined
			? rows.length - fromEnd
			: rows.findIndex((thing) => nameOf(String(list), thing) === wanted);
	return at < 0 ? undefined : [list, at, ...inner];
}

/** Things of a named list that the file gives twice, by their paths: the second would hide the first. */
export function repeatedPaths(given: Fields): Path[] {
	return Object.keys(namedBy).flatMap((list) => {
		const rows = given[list];
		const seen = new Set<string>();
		return (isRows(rows) ? rows : []).flatMap((thing, place): Path[] => {
			const name = nameOf(list, thing);
			if (name === undefined) return [];
			const again = seen.has(name);
			seen.add(name);
			return again ? [[list, place]] : [];
		});
	});
}

/** Gives links without an id the next number of their pair of proposal and instrument, in place. */
export function numberLinks(present: Fields | undefined, given: Fields): void {
	const links = isRows(given.links) ? given.links : [];
	const highest = new Map<string, number>();
	for (const { id } of [...((present?.links ?? []) as Fields[]), ...links]) {
		const [, pair, number] = /^(.+)-(\d{1,9})$/.exec(String(id)) ?? [];
		if (pair) highest.set(pair, Math.max(highest.get(pair) ?? 0, Number(number)));
	}
	for (const link of links) {
		if (link.id !== undefined || typeof link.provision !== 'string') continue;
		const pair = `${String(given.id)}--${link.provision.split('#')[0]}`;
		const number = (highest.get(pair) ?? 0) + 1;
		highest.set(pair, number);
		link.id = `${pair}-${number}`;
	}
}

const own = (record: object, key: string): unknown =>
	Object.hasOwn(record, key) ? (record as Fields)[key] : undefined;
