import { TransactionRollbackError } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { saveRecords } from '../records.ts';
import { oneWriter } from '../summaries.ts';
import { orError } from './answer.ts';
import { checkDraft, companionsOf, requireDraft } from './drafts.ts';
import type { Person } from './person.ts';
import { parseRecord, recordSetOf } from './publish.ts';
import { Refusal } from './refusal.ts';

/**
 * What readers would see if this draft were published: the record is written, the page made, and the writing undone. So a
 * preview cannot differ from the page.
 * @param show gets the database as it would be; it must not write
 * @throws Refusal `invalid` where the draft has errors
 */
export async function previewDraft<T>(
	db: Db,
	person: Person | undefined,
	id: string,
	show: (db: Db) => Promise<T>
): Promise<T> {
	const draft = await requireDraft(db, person, id);
	const parsed = parseRecord(draft.kind, draft.data);
	const problems =
		'problems' in parsed
			? parsed.problems
			: (await checkDraft(db, draft)).filter(({ path }) => path !== 'note');
	if ('problems' in parsed || problems.length > 0)
		throw new Refusal('invalid', 'A record with errors cannot be previewed; mend them first.', problems);
	const records = recordSetOf([...(await companionsOf(db, draft)), parsed.record]);
	let shown: { page: T } | undefined;
	try {
		await db.transaction(async (tx) => {
			await oneWriter(tx);
			await saveRecords(tx, records, []);
			shown = { page: await show(tx) };
			tx.rollback();
		});
	} catch (error) {
		if (!(error instanceof TransactionRollbackError)) throw error;
	}
	return shown!.page;
}

/** For public pages: with `?draft=…` in its address a page shows what it would show once that draft is published. */
export async function orPreview<T extends object>(
	{ locals, url }: { locals: { db: Db; user?: Person }; url: URL },
	load: (db: Db) => Promise<T>
): Promise<T & { preview?: string }> {
	const draft = url.searchParams.get('draft');
	if (draft === null) return load(locals.db);
	return { ...(await orError(previewDraft(locals.db, locals.user, draft, load))), preview: draft };
}
