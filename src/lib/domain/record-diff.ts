import { isFields, isRows, type Fields } from './typed-fields.ts';

/** A field that differs between two versions of a record; `undefined` where a side does not have it. */
export type FieldChange = { path: string; before: unknown; after: unknown };

/** A field that is not the same in somebody's published version and in mine, with what both began from. */
export type Divergence = {
	path: string;
	base: unknown;
	theirs: unknown;
	mine: unknown;
	/** Both changed it; else the side that did is taken unless somebody chooses otherwise. */
	clash: boolean;
};
export type Side = 'theirs' | 'mine';

/** What tells the rows of a list apart, by the name of the list; a row may change everything else and is still the same row. */
const identities: Record<string, string[]> = {
	actors: ['code'],
	beneficiaries: ['code'],
	mechanisms: ['name_en'],
	evidence: ['paper', 'section', 'paragraph', 'role'],
	relations: ['type', 'to'],
	regulations_named: ['instrument'],
	structure: ['section'],
	paragraphs: ['paragraph'],
	named_items: ['verbatim'],
	considered_not_coded: ['section', 'paragraph'],
	issuing_bodies: ['name_en'],
	cited_by_papers: ['paper'],
	provisions: ['number'],
	links: ['id'],
	assessments: ['jurisdiction', 'finding', 'scope'],
	terms: ['code'],
	columns: ['field'],
	featured: ['proposal']
};

/**
 * Every field in which two versions of a record differ, in the order of the newer one. Rows of a list are told apart by what
 * names them (a provision by its number, a passage by its place), so that a row put in between does not make all
 * the others differ. A path counts rows as `after` does, of a removed row as `before` did; a list of plain values, or one
 * whose rows only changed places, is told as a whole. Empty lists and texts are as good as absent ones.
 */
export function diffRecords(before: unknown, after: unknown): FieldChange[] {
	const changes: FieldChange[] = [];
	function walk(path: string, a: unknown, b: unknown) {
		if (isSame(a, b)) return;
		if (isFields(a) && isFields(b)) {
			for (const key of keysOf(b, a)) walk(join(path, key), a[key], b[key]);
			return;
		}
		const rows = alignRows(path, a, b);
		if (!rows) {
			changes.push({ path, before: emptyToUndefined(a), after: emptyToUndefined(b) });
			return;
		}
		if (isReordered(rows)) changes.push({ path, before: a, after: b });
		for (const row of rows) {
			const [was, is] = row.places;
			walk(join(path, is ?? was!), row.values[0], row.values[1]);
		}
	}
	walk('', before, after);
	return changes;
}

/**
 * Puts together what two people did to a record that both began from `base`. Where only one changed a field, that change is
 * taken; where both did, `mine`, unless `choices` says otherwise by path. Rows of lists are matched as in `diffRecords`, and a
 * path counts them as they stand in the merged list before removed rows leave it, so the same three records always
 * give the same paths. Where both changed the order of rows, mine is kept.
 */
export function mergeRecords(
	base: Fields,
	theirs: Fields,
	mine: Fields,
	choices: Record<string, Side> = {}
): { merged: Fields; divergences: Divergence[] } {
	const divergences: Divergence[] = [];
	function walk(path: string, b: unknown, t: unknown, m: unknown): unknown {
		if (isSame(t, m)) return m;
		if (isFields(t) && isFields(m) && (b === undefined || isFields(b))) {
			const from = b ?? {};
			const merged: Fields = {};
			for (const key of keysOf(m, t, from)) {
				const value = walk(join(path, key), from[key], t[key], m[key]);
				if (value !== undefined) merged[key] = value;
			}
			return merged;
		}
		const rows = alignRows(path, b, t, m);
		if (rows)
			return rows
				.map((row, place) => walk(join(path, place), ...row.values))
				.filter((row) => row !== undefined);
		const changed = { theirs: !isSame(b, t), mine: !isSame(b, m) };
		const clash = changed.theirs && changed.mine;
		divergences.push({
			path,
			base: emptyToUndefined(b),
			theirs: emptyToUndefined(t),
			mine: emptyToUndefined(m),
			clash
		});
		const side = choices[path] ?? (changed.mine ? 'mine' : 'theirs');
		return side === 'mine' ? m : t;
	}
	return { merged: walk('', base, theirs, mine) as Fields, divergences };
}

type Row<Sides> = {
	/** The row as each side has it, undefined where a side does not. */
	values: Sides;
	places: (number | undefined)[];
};

/** Rows of several versions of a list beside each other, the oldest version first; undefined where a side is no list of rows. */
function alignRows(path: string, a: unknown, b: unknown): Row<[unknown, unknown]>[] | undefined;
function alignRows(
	path: string,
	a: unknown,
	b: unknown,
	c: unknown
): Row<[unknown, unknown, unknown]>[] | undefined;
function alignRows(path: string, ...sides: unknown[]): Row<never>[] | undefined {
	const lists = sides.map((side) => side ?? []);
	if (!lists.every(isRows) || lists.every((list) => list.length === 0)) return undefined;
	const [baseKeys, ...others] = lists.map((list) => keysOfRows(path, list));
	// A row whose very name was changed is still the row that stood in this place.
	for (const keys of others) {
		const known = new Set(baseKeys);
		const kept = new Set(keys);
		keys.forEach((key, place) => {
			const before = baseKeys[place];
			if (!known.has(key) && before !== undefined && !kept.has(before)) keys[place] = before;
		});
	}
	const all = [baseKeys, ...others];
	return unionOf(all).map((key) => {
		const places = all.map((keys) => (keys.includes(key) ? keys.indexOf(key) : undefined));
		return {
			places,
			values: places.map((place, side) => (place === undefined ? undefined : lists[side][place])) as never
		};
	});
}

/** One order for the rows of all sides: of the last side that changed the order of the oldest, with the others' rows put in behind the row they follow. */
function unionOf([base, ...others]: string[][]): string[] {
	const leading = [...others].reverse().find((keys) => isMoved(base, keys)) ?? others.at(-1)!;
	const union = [...leading];
	for (const keys of [...others, base])
		keys.forEach((key, place) => {
			if (!union.includes(key)) union.splice(place === 0 ? 0 : union.indexOf(keys[place - 1]) + 1, 0, key);
		});
	return union;
}

const isMoved = (before: string[], after: string[]): boolean => {
	const shared = after.filter((key) => before.includes(key));
	return before.filter((key) => shared.includes(key)).some((key, place) => key !== shared[place]);
};

const isReordered = (rows: Row<[unknown, unknown]>[]): boolean => {
	const kept = rows.filter(({ places }) => places.every((place) => place !== undefined));
	return kept.some(({ places }, at) => at > 0 && places[0]! < kept[at - 1].places[0]!);
};

/** A name for each row that is its own: the second row of the same name gets another. */
function keysOfRows(path: string, rows: Fields[]): string[] {
	const fields = identities[path.split('.').at(-1)!];
	const seen = new Map<string, number>();
	return rows.map((row) => {
		const name = JSON.stringify(fields ? fields.map((field) => String(row[field] ?? '')) : row);
		const times = seen.get(name) ?? 0;
		seen.set(name, times + 1);
		return `${name} ${times}`;
	});
}

const emptyToUndefined = (value: unknown): unknown =>
	value === null || value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;
const join = (path: string, key: string | number): string => (path ? `${path}.${key}` : String(key));
const keysOf = (...records: Fields[]): string[] => [
	...new Set(records.flatMap((record) => Object.keys(record)))
];

/** Equal as JSON, whatever the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
	const [left, right] = [emptyToUndefined(a), emptyToUndefined(b)];
	if (Array.isArray(left) && Array.isArray(right))
		return left.length === right.length && left.every((item, place) => isSame(item, right[place]));
	if (isFields(left) && isFields(right))
		return keysOf(left, right).every((key) => isSame(left[key], right[key]));
	return left === right;
}
