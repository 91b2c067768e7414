import { changeHref } from '../../domain/change.ts';
import type { LeavePage, RestorePage } from '../../domain/review-page.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { paperTitle } from '../../domain/names.ts';
import { isCurrent, standingIn } from '../../domain/standing.ts';
import { inLocale, locales, type Locale } from '../../domain/text.ts';
import { findReferences, requireLeaving, type LeavingKind } from '../curation/leaving.ts';
import { requireMay, type Person } from '../curation/person.ts';
import { Refusal } from '../curation/refusal.ts';
import type { Db } from '../db/connect.ts';
import { findRevision } from '../queries/history.ts';
import { listProposalTitles } from '../queries/proposals.ts';
import { listSimilarTitles } from '../queries/search.ts';
import { namedProposals, tellChanges, titleOf } from './record-told.ts';
import { aroundPlaces, tellPlace } from './review.ts';
import { atlasAround, currentPapers, type Frame } from './snapshot.ts';

/** A page holds no longer list to choose from. */
const mostChoices = 1000;

/** What stands in the way of a record's leaving, and which ones may take its place. */
export async function leavePage(
	db: Db,
	person: Person | undefined,
	kind: LeavingKind,
	id: string,
	locale: Locale
): Promise<LeavePage> {
	const { data } = await requireLeaving(db, person, kind, id);
	const references = isCurrent(data) ? await findReferences(db, kind, id) : [];
	const around = await aroundPlaces(db, references);
	const similar = await listSimilarTitles(
		db,
		[kind],
		locales.map((language) => titleOf(around, kind, data, language)),
		6
	);
	const alike = new Set(similar.map(({ record }) => record));
	const choices = (await choicesOf(db, around, kind, [...alike], locale)).filter(
		(choice) => choice.id !== id
	);
	return {
		kind,
		id,
		title: titleOf(around, kind, data, locale),
		href: changeHref(kind, id),
		...standingIn(data),
		references: references.map((at) => tellPlace(around, at, locale)),
		similar: choices.filter((choice) => alike.has(choice.id)).slice(0, 5),
		choices: choices.slice(0, mostChoices)
	};
}

/** @param also ids that are among them, however many others there are */
async function choicesOf(
	db: Db,
	around: Frame,
	kind: LeavingKind,
	also: string[],
	locale: Locale
): Promise<LeavePage['choices']> {
	switch (kind) {
		case 'proposal':
			return [
				...new Map(
					[
						...(await listProposalTitles(db, undefined, mostChoices + 1)),
						...(await listProposalTitles(db, also))
					].map((row) => [row.id, { id: row.id, title: inLocale(row, 'title', locale) }])
				).values()
			];
		case 'paper':
			return currentPapers(around).map((paper) => ({ id: paper.id, title: paperTitle(paper, locale).text }));
		case 'instrument':
			return [...around.instruments.values()]
				.filter(isCurrent)
				.map((record) => ({ id: record.id, title: inLocale(record, 'short_title', locale) }));
	}
}

/** What would change if an old version were published again. */
export async function restorePage(
	db: Db,
	person: Person | undefined,
	kind: RecordKind,
	id: string,
	version: number,
	locale: Locale
): Promise<RestorePage> {
	requireMay(person, 'draft.write-existing');
	const [old, newest] = await Promise.all([
		findRevision(db, kind, id, { version }),
		findRevision(db, kind, id, 'newest')
	]);
	if (!old || !newest) throw new Refusal('not-found', 'There is no such version.');
	const around = await atlasAround(db, [
		...namedProposals(kind, newest.data),
		...namedProposals(kind, old.data)
	]);
	return {
		kind,
		id,
		title: titleOf(around, kind, newest.data, locale),
		href: changeHref(kind, id),
		version,
		at: old.at.toISOString(),
		newest: newest.version,
		changes: tellChanges(around, kind, newest.data, old.data, locale)
	};
}
