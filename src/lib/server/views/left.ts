import { paperTitle } from '../../domain/names.ts';
import { isCurrent } from '../../domain/standing.ts';
import { slug } from '../../domain/fields.ts';
import type { Db } from '../db/connect.ts';
import { findProposal } from '../queries/proposals.ts';
import { atlasFrame } from './snapshot.ts';

/** Records with a page of their own that can leave, by the name of their addresses. */
export type LeavingKind = 'proposals' | 'papers' | 'regulations';

/** What stands at the address of a record that was withdrawn. */
export type Tombstone = {
	title_en: string;
	title_zh: string;
	reason_en: string;
	reason_zh: string;
	/** YYYY-MM-DD */
	on: string;
	/** Address of its history, without language. */
	history: string;
};

/** A record that is not shown any more: it has another name now, or it was withdrawn. */
export type Left = { moved_to: string } | { retired: Tombstone };

/** Where a record went; undefined where it is still there, or never was. */
export async function findLeft(db: Db, kind: LeavingKind, id: string): Promise<Left | undefined> {
	if (!slug.safeParse(id).success) return undefined;
	const record =
		kind === 'proposals'
			? await findProposal(db, id)
			: (await atlasFrame(db))[kind === 'papers' ? 'papers' : 'instruments'].get(id);
	if (!record || isCurrent(record)) return undefined;
	if (record.moved_to) return { moved_to: record.moved_to };
	const [title_en, title_zh] =
		'bibliography' in record
			? (['en', 'zh'] as const).map((locale) => paperTitle(record, locale).text)
			: 'short_title_en' in record
				? [record.short_title_en, record.short_title_zh]
				: [record.title_en, record.title_zh];
	return {
		retired: {
			title_en,
			title_zh,
			reason_en: record.retired_reason_en!,
			reason_zh: record.retired_reason_zh!,
			on: record.retired_on!,
			history: `/${kind}/${id}/history`
		}
	};
}
