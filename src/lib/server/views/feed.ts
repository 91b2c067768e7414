import { changeSorts } from '../../domain/change.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import {
	findLastChange,
	listActs,
	listDifferences,
	listLaterLinks,
	listMembers,
	type Act,
	type Member
} from '../queries/changes.ts';
import { groupBy } from '../db/rows.ts';
import { nameAuthors } from './authors.ts';
import { groupEntry, isTouched, mostNamed, singleEntry, type FeedEntry } from './feed-entries.ts';
import type { Scope } from './feed-scopes.ts';
import { namedProposals } from './record-told.ts';
import { atlasAround } from './snapshot.ts';

/** Acts on one page of a feed; each gives one entry per sort of change. */
const actsPerPage = 25;

export type Feed = Pick<Scope, 'title' | 'subtitle' | 'page' | 'path' | 'query'> & {
	updated: Date;
	entries: FeedEntry[];
	/** Where the next page starts. */
	next: number | undefined;
};

/** A page of a feed. @param before where it starts, `next` of the page before */
export async function feedOf(db: Db, scope: Scope, locale: Locale, before?: number): Promise<Feed> {
	const [found, lastChange] = await Promise.all([
		listActs(db, scope.followed, { limit: actsPerPage + 1, ...(before !== undefined && { before }) }),
		findLastChange(db)
	]);
	const acts = found.slice(0, actsPerPage);
	const aside = await listUntouched(
		db,
		acts.flatMap(({ sequences }) => sequences),
		scope
	);
	const actOf = new Map<number, Act>();
	for (const act of acts)
		for (const sequence of act.sequences) if (!aside.has(sequence)) actOf.set(sequence, act);
	const membersOf = groupBy(
		await listMembers(db, [...actOf.keys()], { ...(scope.own && { own: scope.own }), limit: mostNamed }),
		({ sequence }) => actOf.get(sequence)!
	);
	const groups = acts
		.flatMap((act) =>
			changeSorts.flatMap((change) =>
				groupsOf(
					(membersOf.get(act) ?? []).filter((member) => member.change === change),
					scope
				).map((group) => ({ act, change, members: group }))
			)
		)
		.filter(({ members }) => members.length > 0);
	// Of very many changes the first are told of, the others counted.
	const told = groups.flatMap(({ members }) => members.slice(0, mostNamed));
	const differences = await listDifferences(
		db,
		told.map(({ sequence }) => sequence)
	);
	const named = await nameAuthors(
		db,
		told.flatMap(({ author, reviewer }) => (reviewer ? [author, reviewer] : [author]))
	);
	const around = await atlasAround(
		db,
		told.flatMap(({ kind, sequence }) => {
			const { data, before } = differences.get(sequence) ?? {};
			return [data, before].flatMap((record) => (record ? namedProposals(kind, record) : []));
		})
	);
	const context = { around, differences, named, scope, locale };
	const entries = groups.map(({ act, change, members }) =>
		members.length === 1 ? singleEntry(members[0], context) : groupEntry(act, change, members, context)
	);
	return {
		title: scope.title,
		subtitle: scope.subtitle,
		page: scope.page,
		path: scope.path,
		query: scope.query,
		updated: entries[0]?.at ?? lastChange ?? new Date(0),
		entries,
		next: found.length > actsPerPage ? acts.at(-1)!.last : undefined
	};
}

const readAtOnce = 100;

/** Changes of links that have nothing to do with the law a feed is about. */
async function listUntouched(db: Db, sequences: number[], { touches }: Scope): Promise<Set<number>> {
	const untouched = new Set<number>();
	if (!touches) return untouched;
	// A first version is only followed where it has a link to that law.
	const doubtful = await listLaterLinks(db, sequences);
	for (let start = 0; start < doubtful.length; start += readAtOnce)
		for (const [sequence, difference] of await listDifferences(db, doubtful.slice(start, start + readAtOnce)))
			if (!isTouched(difference, touches)) untouched.add(sequence);
	return untouched;
}

/** What people come for first, the apparatus last. */
const kindOrder: RecordKind[] = ['proposal', 'link', 'instrument', 'paper', 'vocabulary', 'matrix'];

/** Changes of the record a feed is about stand alone; all others of one act stand together. */
function groupsOf(members: Member[], { own }: Scope): Member[][] {
	const together = kindOrder.flatMap((kind) =>
		members.filter((member) => member.kind === kind && member.record !== own)
	);
	return [...members.filter(({ record }) => record === own).map((member) => [member]), together];
}
