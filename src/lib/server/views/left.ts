import { paperTitle } from '../../domain/names.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, slug, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { findProposal } from '../queries/proposals.ts';
import { atlasSnapshot } from './snapshot.ts';

/** Records with a page of their own that can leave, by the name of their addresses. */
export type LeavingKind = 'proposals' | 'papers' | 'regulations';

/** What stands at the address of a record that was withdrawn. */
export type Tombstone = { title: string; reason: string; on: string; history: string };

/** A record that is not shown any more: it has another name now, or it was withdrawn. */
export type Left = { moved_to: string } | { retired: Tombstone };

/** Where a record went; undefined where it is still there, or never was. */
export async function findLeft(
	db: Db,
	kind: LeavingKind,
	id: string,
	locale: Locale
): Promise<Left | undefined> {
	if (!slug.safeParse(id).success) return undefined;
	const { papers, instruments } = await atlasSnapshot(db);
	const record =
		kind === 'proposals'
			? await findProposal(db, id)
			: kind === 'papers'
				? papers.get(id)
				: instruments.get(id);
	if (!record || isCurrent(record)) return undefined;
	if (record.moved_to) return { moved_to: record.moved_to };
	const title =
		'bibliography' in record
			? paperTitle(record, locale).text
			: 'short_title_en' in record
				? inLocale(record, 'short_title', locale)
				: inLocale(record, 'title', locale);
	return {
		retired: {
			title,
			reason: inLocale(record, 'retired_reason', locale),
			on: record.retired_on!,
			history: `/${kind}/${id}/history`
		}
	};
}
