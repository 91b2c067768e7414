import type { Db } from '../db/connect.ts';
import { listDrafts, type Draft } from '../queries/drafts.ts';
import { listLatestVersions } from '../queries/history.ts';
import { acceptDraft, commentDraft, publishDraft, returnDraft, type DraftAsRead } from './drafts.ts';
import { requireMay, type Person } from './person.ts';

/** Drafts that wait for a reviewer or for publication, the oldest submission first; `moved_on` where their record did since. */
export async function listQueue(
	db: Db,
	person: Person | undefined
): Promise<{ draft: Draft; moved_on: boolean }[]> {
	requireMay(person, 'draft.read-submitted');
	const drafts = await listDrafts(db, { states: ['submitted', 'accepted'] }, 'submitted');
	const latest = await listLatestVersions(
		db,
		drafts.map(({ kind, record }) => ({ kind, record }))
	);
	const versions = new Map(latest.map(({ kind, record, version }) => [`${kind} ${record}`, version]));
	return drafts.map((draft) => ({
		draft,
		moved_on: (versions.get(`${draft.kind} ${draft.record}`) ?? 0) !== draft.base_version
	}));
}

/** What a reviewer, or with `comment` the author as well, does with a draft. */
export type Verdict = 'comment' | 'return' | 'accept' | 'publish';

const verdicts = {
	comment: async () => {},
	return: returnDraft,
	accept: acceptDraft,
	publish: publishDraft
} as const;

/**
 * Says what is to be said and gives the verdict, both or neither.
 * @param read the draft as the person read it; of one that changed since no verdict is given
 * @param said.reason why it is returned
 * @param said.remarks by path of the field, empty for the draft as a whole
 */
export async function reviewDraft(
	db: Db,
	person: Person | undefined,
	read: DraftAsRead,
	verdict: Verdict,
	said: { reason: string; remarks: { field: string; text: string }[] }
): Promise<void> {
	await db.transaction(async (tx) => {
		const remarks = said.remarks.filter(({ text }) => text.trim());
		for (const remark of verdict === 'comment' && remarks.length === 0 ? [{ field: '', text: '' }] : remarks)
			await commentDraft(tx, person, read.id, remark);
		await verdicts[verdict](tx, person, read, said.reason);
	});
}
