import type { CompareKind, CompareNote } from '../../domain/compare-view.ts';
import { isCurrent, type Standing } from '../../domain/standing.ts';
import { slug } from '../../domain/fields.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { listRevisions } from '../queries/history.ts';
import { findProposal, listProposalHeads } from '../queries/proposals.ts';
import { nearestPages } from './nearest.ts';
import { atlasFrame } from './snapshot.ts';

/** Of an address full of names that do not exist, the first are told. */
const unknownLimit = 12;

/** Renamings that are followed from one name; `settleIds` follows no more. */
const mostRenamings = 10;

/** What became of each of the ids and of those they were renamed to; unknown ids are left out. */
export async function listStandings(db: Db, ids: readonly string[]): Promise<Map<string, Standing>> {
	const known = new Map<string, Standing>();
	// What is not even an id must not reach the database, which refuses some characters.
	let asked = ids.filter((id) => slug.safeParse(id).success);
	for (let steps = 0; asked.length > 0 && steps <= mostRenamings; steps++) {
		const heads = await listProposalHeads(db, [...new Set(asked)]);
		for (const head of heads) known.set(head.id, head);
		asked = heads.flatMap(({ moved_to }) => (moved_to && !known.has(moved_to) ? [moved_to] : []));
	}
	return known;
}

/** What became of ids that name no record of the kind: of the other kind, removed, or never there and perhaps one of these. */
export function tellUnknown(
	db: Db,
	kind: CompareKind,
	ids: readonly string[],
	locale: Locale
): Promise<CompareNote[]> {
	return Promise.all(ids.slice(0, unknownLimit).map((id) => tellOne(db, kind, id, locale)));
}

async function tellOne(db: Db, kind: CompareKind, id: string, locale: Locale): Promise<CompareNote> {
	if (!slug.safeParse(id).success) return { note: 'unknown', id, near: [] };
	const record =
		kind === 'proposals' ? await findProposal(db, id) : (await atlasFrame(db)).instruments.get(id);
	if (record?.retired_on)
		return { note: 'removed', id, on: record.retired_on, reason: inLocale(record, 'retired_reason', locale) };
	const [last] = await listRevisions(db, kind === 'proposals' ? 'proposal' : 'instrument', id);
	if (last) return { note: 'removed', id, on: last.at.toISOString().slice(0, 10) };
	const other =
		kind === 'proposals' ? (await atlasFrame(db)).instruments.get(id) : await findProposal(db, id);
	if (other && isCurrent(other))
		return { note: 'other-kind', id, kind: kind === 'proposals' ? 'regulations' : 'proposals' };
	const near = await nearestPages(db, kind, id, locale);
	return {
		note: 'unknown',
		id,
		near: near.slice(0, 3).map(({ href, title }) => ({ id: href.split('/')[2], title }))
	};
}
