import { error, redirect } from '@sveltejs/kit';
import { dateText } from '../i18n/date-words.ts';
import * as m from '../paraglide/messages.js';
import { getLocale, localizeHref } from '../paraglide/runtime.js';
import type { Db } from './db/connect.ts';
import { findLeft, type LeavingKind } from './views/left.ts';
import { nearestPages } from './views/nearest.ts';

const noSuch = {
	proposals: m.record_no_proposal,
	papers: m.record_no_paper,
	regulations: m.law_not_found
};

/**
 * What a page answers that finds no record at its address: the way to the record that took its place, the tombstone of one that
 * was withdrawn, or else which records may have been meant.
 */
export async function notHere(db: Db, kind: LeavingKind, id: string, search: string): Promise<never> {
	const left = await findLeft(db, kind, id);
	if (left && 'moved_to' in left) redirect(301, localizeHref(`/${kind}/${left.moved_to}`) + search);
	if (left)
		error(410, { message: m.review_retired({ date: dateText(left.retired.on) }), retired: left.retired });
	error(404, { message: noSuch[kind]({ id }), near: await nearestPages(db, kind, id, getLocale()) });
}
