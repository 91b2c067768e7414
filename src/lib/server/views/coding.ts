import {
	agreementByField,
	codedFields,
	codedVocabularies,
	differingFields,
	isSameCoding,
	leastDoubleCoded,
	partyFields,
	setFields,
	type CodedField,
	type CodedValue
} from '../../domain/coding.ts';
import type {
	AgreementPage,
	BlindPage,
	CodeChoice,
	CodingListPage,
	CodingPage,
	CodingComparison,
	CodingRow,
	CodingState,
	DoubleCoding
} from '../../domain/coding-page.ts';
import type { Column } from '../../domain/matrix/build.ts';
import { proposalFields } from '../../domain/matrix/fields.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { may } from '../../domain/roles.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf, type Term, type Terms } from '../../domain/vocabulary.ts';
import * as m from '../../paraglide/messages.js';
import { finished, findFinishedCoding } from '../curation/coding.ts';
import { requireMay, type Person } from '../curation/person.ts';
import { Refusal } from '../curation/refusal.ts';
import { dataState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { findCoding, listCodings, listResolutions } from '../queries/codings.ts';
import { listRecordsBy } from '../queries/history.ts';
import { listProposalTitles } from '../queries/proposals.ts';
import { nameAuthors } from './authors.ts';
import { fitsIntoPage } from './matrix.ts';
import { proposalsUnder } from './proposal-list.ts';
import { findChoices } from './record-form.ts';
import { atlasFrame, listProposalRows, readOnce, type Known } from './snapshot.ts';

const nameOf = (field: CodedField, locale: Locale) => proposalFields[field][locale];
const has = (fields: readonly string[], field: string) => fields.includes(field);

const stateOrder: CodingState[] = ['mine', 'differs', 'free', 'taken', 'wrote', 'decided'];

/** Proposals in the list that a search found, and those of very many that stand there without one. */
const mostFound = 50;

/** The list of proposals; of very many those with a coding and the first others, or those that hold the words. */
export async function codingListPage(
	db: Db,
	person: Person,
	locale: Locale,
	words: string
): Promise<CodingListPage> {
	const count = await proposalsUnder(db, await dataState(db));
	if (fitsIntoPage(count))
		return { rows: await codingList(db, person, locale), count, many: false, words: '', limit: mostFound };
	const [found, codings] = await Promise.all([
		words
			? findChoices(db, 'proposal', words, locale, { limit: mostFound })
			: listProposalTitles(db, undefined, mostFound),
		listCodings(db)
	]);
	const ids = found.map((row) => ('value' in row ? row.value : row.id));
	return {
		rows: await codingList(
			db,
			person,
			locale,
			words ? ids : [...ids, ...codings.map(({ proposal }) => proposal)]
		),
		count,
		many: true,
		words,
		limit: mostFound
	};
}

/**
 * Proposals with how far their second coding is; what this person can go on with first.
 * @param ids of some of them; without, of all
 */
export async function codingList(
	db: Db,
	person: Person,
	locale: Locale,
	ids?: string[]
): Promise<CodingRow[]> {
	const [proposals, codings, resolutions, own] = await Promise.all([
		listProposalTitles(db, ids && [...new Set(ids)]),
		listCodings(db),
		listResolutions(db),
		listRecordsBy(db, 'proposal', person.pseudonym)
	]);
	const codingOf = new Map(codings.map((coding) => [coding.proposal, coding]));
	const resolved = groupBy(resolutions, ({ proposal }) => proposal);
	const wrote = new Set(own);
	return proposals
		.map((row): CodingRow => {
			const coding = codingOf.get(row.id);
			const done = coding?.first ? finished(coding) : undefined;
			const differing = done ? differingFields(done.first, done.second).length : 0;
			const open = differing - (resolved.get(row.id)?.length ?? 0);
			const state: CodingState = done
				? open > 0
					? 'differs'
					: 'decided'
				: coding
					? coding.coder === person.pseudonym
						? 'mine'
						: 'taken'
					: wrote.has(row.id)
						? 'wrote'
						: 'free';
			return { id: row.id, title: inLocale(row, 'title', locale), state, open, differing };
		})
		.sort((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) || a.id.localeCompare(b.id));
}

/**
 * A proposal as somebody who may code it a second time sees it: blind as long as that is not finished, and after that with
 * both codings.
 */
export async function codingPage(
	db: Db,
	person: Person | undefined,
	id: string,
	locale: Locale
): Promise<CodingPage> {
	requireMay(person, 'coding.second');
	const row = (await codingList(db, person, locale, [id])).find((candidate) => candidate.id === id);
	if (!row) throw new Refusal('not-found', 'There is no such proposal.');
	const both = await doubleCoding(db, id, locale);
	const coder = both && (await findCoding(db, id))!.coder;
	return {
		row,
		...((row.state === 'mine' || both) && { blind: await blindOf(db, id, locale) }),
		...(both && { both }),
		may_resolve: row.state === 'differs' && may(person.role, 'coding.resolve') && coder !== person.pseudonym
	};
}

/** The form of a second coder, with what was chosen so far. */
async function blindOf(db: Db, id: string, locale: Locale): Promise<BlindPage> {
	const frame = await atlasFrame(db);
	const { papers, terms } = frame;
	const [row] = await listProposalRows(db, frame, [id]);
	const coding = await findCoding(db, id);
	const own = new Set(row.papers.map((paper) => paper.id));
	return {
		id,
		title: inLocale(row, 'title', locale),
		summary: inLocale(row, 'summary', locale),
		passages: row.evidence.map((passage) => ({
			paper: paperShortName(papers.get(passage.paper)!, locale),
			place: locatorText(passage),
			key_terms: passage.key_terms
		})),
		fields: codedFields.map((field) => {
			const all = [...(terms.get(codedVocabularies[field])?.values() ?? [])];
			const speaks = ({ evidence }: Term) => !evidence || evidence.some(({ paper }) => own.has(paper));
			const choice = (term: Term): CodeChoice => ({
				code: term.code,
				label: inLocale(term, 'label', locale),
				definition: inLocale(term, 'definition', locale)
			});
			return {
				field,
				name: nameOf(field, locale),
				kind: has(partyFields, field) ? 'parties' : has(setFields, field) ? 'codes' : 'one',
				optional: field === 'alienation_dimension',
				choices: all.filter(speaks).map(choice),
				others: all.filter((term) => !speaks(term)).map(choice)
			};
		}),
		data: coding?.data ?? {}
	};
}

/** Both codings of a proposal in words; undefined as long as the second one is not finished. */
export async function doubleCoding(db: Db, id: string, locale: Locale): Promise<DoubleCoding | undefined> {
	const found = await findFinishedCoding(db, id);
	if (!found) return undefined;
	const { first, second, resolutions } = found;
	const [{ terms }, named] = await Promise.all([
		atlasFrame(db),
		nameAuthors(db, [found.coder, ...resolutions.map(({ resolved_by }) => resolved_by)])
	]);
	return {
		coder: named(found.coder),
		finished_at: found.finished_at.toISOString(),
		fields: codedFields.map((field): CodingComparison => {
			const decided = resolutions.find((resolution) => resolution.field === field);
			const said = (value: CodedValue) => sayCoded(terms, field, value, locale);
			return {
				field,
				name: nameOf(field, locale),
				first: said(first[field]),
				second: said(second[field]),
				same: isSameCoding(first[field], second[field]),
				...(decided && {
					resolution: {
						said: said(decided.resolution.value),
						reason: decided.reason,
						by: named(decided.resolved_by),
						at: decided.resolved_at.toISOString()
					}
				})
			};
		})
	};
}

function sayCoded(terms: Terms, field: CodedField, value: CodedValue, locale: Locale): string[] {
	if (value === null) return [];
	const label = (code: string) => labelOf(terms, codedVocabularies[field], code, locale);
	if (typeof value === 'string') return [label(value)];
	return value.map((entry) =>
		typeof entry === 'string'
			? label(entry)
			: entry.basis === 'named'
				? label(entry.code)
				: m.review_coding_inferred({ party: label(entry.code) }, { locale })
	);
}

type AgreementByColumn = Map<string, NonNullable<Column['agreement']>>;
const agreements: Known<AgreementByColumn> = new WeakMap();

/**
 * How far coders agree, by the column of the matrices; empty as long as too few proposals were coded twice.
 * @param state of the data, where this request has asked for it already
 */
export const agreementOfColumns = async (db: Db, state?: number): Promise<AgreementByColumn> =>
	readOnce(agreements, db, state ?? (await dataState(db)), async () => {
		const { records, columns } = await agreementPage(db, 'en');
		return new Map(columns.map(({ field, same, kappa }) => [field, { records, same, kappa }]));
	});

/** How far first and second coders agree, column by column, once enough proposals were coded twice. */
export async function agreementPage(db: Db, locale: Locale): Promise<AgreementPage> {
	const pairs = (await listCodings(db, { finished: true })).map(finished);
	const records = pairs.length;
	if (records < leastDoubleCoded) return { records, least: leastDoubleCoded, columns: [] };
	const agreement = agreementByField(pairs);
	return {
		records,
		least: leastDoubleCoded,
		columns: codedFields.map((field) => {
			const { same, kappa } = agreement[field];
			return {
				field,
				name: nameOf(field, locale),
				same,
				set: has(setFields, field),
				...(kappa !== undefined && { kappa })
			};
		})
	};
}
