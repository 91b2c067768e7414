import { changeSorts } from '../../domain/change.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import {
	findLastChange,
	listActs,
	listChangesBy,
	listDifferences,
	type ChangeHead
} from '../queries/changes.ts';
import { nameAuthors } from './authors.ts';
import { concerns, groupEntry, mostNamed, singleEntry, type FeedEntry } from './feed-entries.ts';
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
	const heads = new Map(
		(
			await listChangesBy(
				db,
				acts.flatMap(({ sequences }) => sequences)
			)
		).map((head) => [head.sequence, head])
	);
	const groups = acts
		.flatMap((act) => {
			const members = act.sequences.map((sequence) => heads.get(sequence)!);
			return changeSorts.flatMap((change) =>
				groupsOf(
					members.filter((member) => member.change === change),
					scope
				).map((group) => ({ act, change, members: group }))
			);
		})
		.filter(({ members }) => members.length > 0);
	const differences = await listDifferences(
		db,
		groups.flatMap(({ members }) =>
			members
				.filter(({ kind }, place) => place < mostNamed || (scope.touches && kind === 'link'))
				.map(({ sequence }) => sequence)
		)
	);
	const named = await nameAuthors(
		db,
		groups.flatMap(({ members }) =>
			members.flatMap(({ author, reviewer }) => (reviewer ? [author, reviewer] : [author]))
		)
	);
	const around = await atlasAround(
		db,
		groups.flatMap(({ members }) =>
			members.flatMap(({ kind, sequence }) => {
				const { data, before } = differences.get(sequence) ?? {};
				return [data, before].flatMap((record) => (record ? namedProposals(kind, record) : []));
			})
		)
	);
	const context = { around, differences, named, scope, locale };
	const entries = groups.flatMap(({ act, change, members }) => {
		const touching = members.filter((member) => concerns(member, context));
		if (touching.length === 0) return [];
		return touching.length === 1
			? [singleEntry(touching[0], context)]
			: [groupEntry(act, change, touching, context)];
	});
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

/** What people come for first, the apparatus last. */
const kindOrder: RecordKind[] = ['proposal', 'link', 'instrument', 'paper', 'vocabulary', 'matrix'];

/** Changes of the record a feed is about stand alone; all others of one act stand together. */
function groupsOf(members: ChangeHead[], { own }: Scope): ChangeHead[][] {
	const together = kindOrder.flatMap((kind) =>
		members.filter((member) => member.kind === kind && member.record !== own)
	);
	return [...members.filter(({ record }) => record === own).map((member) => [member]), together];
}
