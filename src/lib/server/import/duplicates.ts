import type { Duplicate } from '../../domain/import/batch.ts';
import type { ImportKind } from '../../domain/import/columns.ts';
import type { Fields } from '../../domain/typed-fields.ts';
import { likeness, trigrams } from '../views/nearest.ts';
import type { Report } from './progress.ts';

/** Two titles of the data set are seldom more alike than this without one being mistaken for the other. */
const alike = 0.6;
const mostTold = 3;
/** How many titles are compared with one at most, those that share its rarest letters first. */
const mostCompared = 100;

type Candidate = { id: string; row?: number; fields: Fields };
type Name = { of: number; text: string; grams: Set<string> };

/** What of an import may stand somewhere already, by the place of each record: in the published set, or further up in the file. */
export async function findDuplicates(
	kind: ImportKind,
	present: Fields[],
	given: { id: string; row: number; fields: Fields; isNew: boolean }[],
	report: Report
): Promise<Duplicate[][]> {
	if (kind === 'link') return given.map(({ fields }) => repeatedLinks(fields));
	const own = new Set(given.map(({ id }) => id));
	const all: Candidate[] = [
		...present.map((fields) => ({ id: String(fields.id), fields })).filter(({ id }) => !own.has(id)),
		...given
	];
	const shared = sharedIdentifiers(all);
	const names = indexNames(kind, all);
	const found: Duplicate[][] = [];
	for (const [place, { id, fields, isNew }] of given.entries()) {
		await report('comparing', place, given.length);
		const self = all.length - given.length + place;
		const told: Duplicate[] = [];
		for (const identifier of identifiersOf(fields))
			for (const other of shared.get(identifier) ?? [])
				if (other < self) told.push(tell('identifier', all[other], identifier));
		if (isNew)
			for (const { of, text } of names.alikeBefore(self))
				if (!told.some((known) => known.id === all[of].id)) told.push(tell('title', all[of], text));
		found.push(told.filter((duplicate) => duplicate.id !== id).slice(0, 2 * mostTold));
	}
	return found;
}

const tell = (why: Duplicate['why'], { id, row }: Candidate, shared: string): Duplicate => ({
	why,
	id,
	...(row !== undefined && { row }),
	shared
});

/** What names a law outside this data set, however it is written. */
function identifiersOf({ celex, eli, ecli, url }: Fields): string[] {
	const texts = [celex, eli, ecli, url].filter((value): value is string => typeof value === 'string');
	return [
		...new Set(
			texts.map((value) =>
				value
					.trim()
					.replace(/^https?:\/\/(www\.)?/i, '')
					.replace(/\/$/, '')
			)
		)
	];
}

/** Places of the records that have an identifier in common. */
function sharedIdentifiers(all: Candidate[]): Map<string, number[]> {
	const places = new Map<string, number[]>();
	all.forEach(({ fields }, place) => {
		for (const identifier of identifiersOf(fields)) {
			const known = places.get(identifier);
			if (known) known.push(place);
			else places.set(identifier, [place]);
		}
	});
	return places;
}

const titleFields: Record<Exclude<ImportKind, 'link'>, string[]> = {
	proposal: ['title_en', 'title_zh'],
	instrument: ['title_en', 'title_zh']
};

/**
 * Titles by the groups of letters in them. Ten thousand titles against each other would be fifty million comparisons: two that
 * are alike share one of the rarer groups, so only those are looked at.
 */
function indexNames(kind: Exclude<ImportKind, 'link'>, all: Candidate[]) {
	const names: Name[] = [];
	const namesOf = all.map(({ fields }, of) =>
		titleFields[kind].flatMap((field) => {
			const text = fields[field];
			return typeof text === 'string' && text.trim() !== ''
				? [names.push({ of, text, grams: trigrams(text.slice(0, 300)) }) - 1]
				: [];
		})
	);
	const holders = new Map<string, number[]>();
	names.forEach(({ grams }, name) => {
		for (const gram of grams) {
			const known = holders.get(gram);
			if (known) known.push(name);
			else holders.set(gram, [name]);
		}
	});
	return {
		/** Names of records further up that are like a name of this one, most alike first, one for each record. */
		alikeBefore(self: number): { of: number; text: string }[] {
			const best = new Map<number, { text: string; likeness: number }>();
			for (const own of namesOf[self]) {
				const { grams } = names[own];
				const rarest = [...grams].sort((a, b) => holders.get(a)!.length - holders.get(b)!.length);
				// Titles that are alike share at least so many groups; without all of the others they share none of these.
				const needed = Math.ceil((alike / (2 - alike)) * grams.size);
				const compared = new Set<number>();
				for (const gram of rarest.slice(0, grams.size - needed + 1))
					for (const name of holders.get(gram)!) {
						if (names[name].of >= self || compared.size >= mostCompared) break;
						if (compared.has(name)) continue;
						compared.add(name);
						const found = likeness(grams, names[name].grams);
						const known = best.get(names[name].of);
						if (found >= alike && (!known || known.likeness < found))
							best.set(names[name].of, { text: names[name].text, likeness: found });
					}
			}
			return [...best]
				.sort(([, a], [, b]) => b.likeness - a.likeness)
				.slice(0, mostTold)
				.map(([of, { text }]) => ({ of, text }));
		}
	};
}

/** Links of one file that say of a provision what another says already. */
function repeatedLinks(fields: Fields): Duplicate[] {
	const seen = new Map<string, string>();
	return ((fields.links ?? []) as Fields[])
		.flatMap((link): Duplicate[] => {
			const says = [link.provision, link.basis, link.relation].join(' ');
			const other = seen.get(says);
			if (other !== undefined) return [{ why: 'link', id: other, shared: `${String(link.id)}: ${says}` }];
			seen.set(says, String(link.id));
			return [];
		})
		.slice(0, 2 * mostTold);
}
