import type { DraftState } from '../../domain/draft.ts';
import { everything } from '../../domain/cross-tab.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { comparePartial } from '../../domain/law.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import { may, type Act } from '../../domain/roles.ts';
import { isCurrent } from '../../domain/standing.ts';
import { suggestionKinds, type SuggestionKind } from '../../domain/suggestion.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Person } from '../curation/person.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { countWaiting, listDrafts, listEventsOf, type Draft, type DraftEventRow } from '../queries/drafts.ts';
import { listUnseenProposals } from '../queries/gaps.ts';
import { listLastPublished, listStaleProposals } from '../queries/history.ts';
import { countImportsWaiting, listImports } from '../queries/imports.ts';
import { countSuggestions } from '../queries/suggestions.ts';
import { listUrlChecks } from '../queries/url-checks.ts';
import { nameRecord, nameRow, type RecordName } from './field-told.ts';
import { linkedCounts, provisionCounts, readCounts } from './counts.ts';
import {
	atlasAround,
	atlasAssessments,
	atlasFrame,
	currentPapers,
	type Around,
	type Frame
} from './snapshot.ts';

/** Days without a check after which a record is stale, and months to look ahead; the first one unless the address says otherwise. */
export const staleDays = [180, 90, 365, 730] as const;
export const dueMonths = [6, 3, 12, 24] as const;

/** Lists of work, in the order of the page. */
export const workLists = [
	'dead',
	'due',
	'unverified-provisions',
	'unverified-instruments',
	'unlinked',
	'stale-instruments',
	'stale-assessments',
	'stale-proposals',
	'stale-papers'
] as const;
export type WorkList = (typeof workLists)[number];

const dueFields = ['in_force_from', 'applicable_from', 'transposition_due'] as const;

/** One thing to look at. */
type WorkRow = {
	/** What can be edited: the record, for an assessment the link file. */
	record: RecordName;
	/** Article or jurisdiction, where it is a part of the record. */
	part?: string;
	/** Where the page of the record shows it. */
	href: string;
	/** Day it was last checked or published, or the date that comes due, as precise as the record says it. */
	date?: string;
	/** Which date comes due, and whether it has passed since the record was checked. */
	due?: { field: (typeof dueFields)[number]; passed: boolean };
	/** Label of how far it was verified, and the links that hang on it. */
	verification?: string;
	links?: number;
	/** An official address that is gone, and since when. */
	address?: { url: string; since: string };
};

export type MyDraft = {
	id: string;
	kind: Draft['kind'];
	/** The record's title; what is typed as one for a new record, empty as long as nothing is. */
	title: string;
	state: DraftState;
	is_new: boolean;
	/** What others said since the author last submitted or answered. */
	unanswered: number;
	changed_on: string;
};

type Waiting = { count: number; since: string | undefined };

export type CuratePage = {
	drafts: MyDraft[];
	/** Own imports that came back, the newest first. */
	returned_imports: { id: string; file_name: string; reviewer: string }[];
	/** Undefined where the role does not do it. */
	to_review?: Waiting;
	imports?: Waiting;
	suggestions?: Waiting;
	work?: { name: WorkList; count: number; rows: WorkRow[] }[];
	days: number;
	months: number;
	/** The one list that is shown whole. */
	whole?: WorkList;
	dropped: Dropped[];
};

const rowsShown = 8;
/** Of a list that is shown whole. */
const mostShown = 1000;

type Work = { count: number; rows: WorkRow[] };
const unfinished: DraftState[] = ['draft', 'returned', 'submitted', 'accepted'];

/**
 * What waits for one person, and for anybody who curates.
 * @param today YYYY-MM-DD
 */
export async function curatePage(
	db: Db,
	person: Person,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<CuratePage> {
	const dropped: Dropped[] = [];
	const choose = <T extends string | number>(name: string, choices: readonly T[]): T | undefined => {
		const value = parameters.get(name);
		if (!value) return undefined;
		const chosen = choices.find((choice) => String(choice) === value);
		if (chosen === undefined) dropped.push({ name, value: value.slice(0, 80) });
		return chosen;
	};
	const days = choose('days', staleDays) ?? staleDays[0];
	const months = choose('months', dueMonths) ?? dueMonths[0];
	const whole = choose('list', workLists);
	const can = (act: Act) => may(person.role, act);
	const [drafts, returned, to_review, imports, suggestions, lists] = await Promise.all([
		myDrafts(db, person, locale, unfinished),
		listImports(db, { author: person.pseudonym, states: ['returned'] }),
		can('draft.review') ? countWaiting(db, person.pseudonym) : undefined,
		can('import.publish') ? countImportsWaiting(db, person.pseudonym) : undefined,
		can('suggestion.decide') ? countSuggestions(db, { states: ['open'] }) : undefined,
		can('draft.write-existing')
			? findWork(db, { days, months, today, ...(whole && { whole }) }, locale)
			: undefined
	]);
	return {
		drafts,
		returned_imports: returned.map(({ id, file_name, reviewer }) => ({
			id,
			file_name,
			reviewer: reviewer ?? ''
		})),
		...(to_review && { to_review: waitingOf(to_review) }),
		...(imports && { imports: waitingOf(imports) }),
		...(suggestions && { suggestions: waitingOf(suggestions) }),
		...(lists && {
			work: workLists.map((name) => ({ name, ...lists[name] }))
		}),
		days,
		months,
		...(whole && { whole }),
		dropped
	};
}

const waitingOf = ({ count, oldest }: { count: number; oldest: Date | undefined }): Waiting => ({
	count,
	since: oldest && dayOf(oldest)
});

/** Somebody's own drafts, the newest change first. */
export async function myDrafts(
	db: Db,
	person: Person,
	locale: Locale,
	states?: DraftState[]
): Promise<MyDraft[]> {
	const drafts = await listDrafts(db, { author: person.pseudonym, states });
	const [around, listed] = await Promise.all([
		atlasAround(
			db,
			drafts.map(({ record }) => record)
		),
		listEventsOf(
			db,
			drafts.map(({ id }) => id)
		)
	]);
	const events = groupBy(listed, ({ draft }) => draft);
	return drafts.map((draft) => ({
		id: draft.id,
		kind: draft.kind,
		title: titleOf(around, draft, locale),
		state: draft.state,
		is_new: draft.base_version === 0,
		unanswered: unfinished.includes(draft.state) ? countUnanswered(draft, events.get(draft.id) ?? []) : 0,
		changed_on: dayOf(draft.updated_at)
	}));
}

function titleOf(around: Around, { kind, record, data, base_version }: Draft, locale: Locale): string {
	const typed = inLocale(data as Record<'title_en' | 'title_zh', string | undefined>, 'title', locale);
	const known = suggestionKinds.find((candidate) => candidate === kind);
	if (known && (base_version > 0 || kind === 'link')) return nameRecord(around, known, record, locale).title;
	return typed || record;
}

function countUnanswered({ author }: Draft, events: DraftEventRow[]): number {
	const last = events.findLastIndex((event) => event.author === author);
	return events.slice(last + 1).filter(({ text }) => text !== '').length;
}

/** What the lists of work are made of: what they say of it, and up to which days. */
type Working = {
	frame: Frame;
	instruments: Instrument[];
	around: Around;
	locale: Locale;
	today: string;
	/** What was last checked on this day or before is stale. */
	cutoff: string;
	/** Dates up to this day come due. */
	horizon: string;
};

/** All lists of work, each with what matters most first. */
async function findWork(
	db: Db,
	{ days, months, whole, today }: { days: number; months: number; whole?: WorkList; today: string },
	locale: Locale
): Promise<Record<WorkList, Work>> {
	const cutoff = shiftDay(today, { days: -days });
	const horizon = shiftDay(today, { months });
	const shownOf = (name: WorkList) => (name === whole ? mostShown : rowsShown);
	const [frame, checks, papersPublished, linked, linkedTo, [seen], assessments, unseen, staleProposals] =
		await Promise.all([
			atlasFrame(db),
			listUrlChecks(db),
			listLastPublished(db, 'paper'),
			linkedCounts(db),
			provisionCounts(db),
			readCounts(db, [['seen', 'proposals']]),
			atlasAssessments(db),
			listUnseenProposals(db, shownOf('unlinked')),
			listStaleProposals(db, cutoff, shownOf('stale-proposals'))
		]);
	const staleAssessments = assessments
		.filter(({ as_of }) => as_of <= cutoff)
		.sort((a, b) => a.as_of.localeCompare(b.as_of) || a.proposal.localeCompare(b.proposal));
	const shownAssessments = staleAssessments.slice(0, shownOf('stale-assessments'));
	const around = await atlasAround(db, [
		...unseen,
		...staleProposals.map(({ record }) => record),
		...shownAssessments.map(({ proposal }) => proposal)
	]);
	const instruments = [...frame.instruments.values()].filter(isCurrent);
	const working: Working = { frame, instruments, around, locale, today, cutoff, horizon };
	const first = (name: WorkList, rows: WorkRow[]): Work => ({
		count: rows.length,
		rows: rows.slice(0, shownOf(name))
	});
	return {
		dead: first('dead', deadAddresses(working, checks)),
		due: first('due', comingDue(working)),
		'unverified-provisions': first('unverified-provisions', unverifiedProvisions(working, linkedTo)),
		'unverified-instruments': first('unverified-instruments', unverifiedInstruments(working, linked)),
		unlinked: {
			count: seen('specific').of('unseen', everything).proposals,
			rows: unseen.map((id) => rowOf(working, 'link', id))
		},
		'stale-instruments': first('stale-instruments', staleInstruments(working)),
		'stale-assessments': {
			count: staleAssessments.length,
			rows: shownAssessments.map((assessment) => assessmentRow(working, assessment))
		},
		'stale-proposals': {
			count: staleProposals[0]?.all ?? 0,
			rows: staleProposals.map(({ record, day }) => ({ ...rowOf(working, 'proposal', record), date: day }))
		},
		'stale-papers': first('stale-papers', stalePapers(working, papersPublished))
	};
}

/** Official addresses that answered once and are gone, the longest gone first. */
function deadAddresses(working: Working, checks: Awaited<ReturnType<typeof listUrlChecks>>): WorkRow[] {
	const gone = new Map(checks.filter(({ state }) => state === 'gone').map((check) => [check.url, check]));
	return working.instruments
		.flatMap(({ id, url, other_urls = [] }) =>
			[...new Set([...(url ? [url] : []), ...other_urls])].flatMap((address) => {
				const check = gone.get(address);
				if (!check) return [];
				const since = dayOf(check.first_seen_gone ?? check.checked_at);
				return [{ ...rowOf(working, 'instrument', id), address: { url: address, since } }];
			})
		)
		.sort((a, b) => a.address.since.localeCompare(b.address.since));
}

/** Dates that passed since somebody checked the record, and those that come before the horizon. */
function comingDue(working: Working): WorkRow[] {
	return working.instruments
		.flatMap((instrument) => [
			...dueFields.flatMap((field) =>
				dueOn(working, instrument, field, instrument[field], () =>
					rowOf(working, 'instrument', instrument.id)
				)
			),
			...instrument.provisions.flatMap(({ number, applicable_from }) =>
				dueOn(working, instrument, 'applicable_from', applicable_from, () =>
					provisionRow(working, instrument.id, number)
				)
			)
		])
		.sort(byDate);
}

function dueOn(
	{ today, horizon }: Working,
	{ checked_on }: Instrument,
	field: (typeof dueFields)[number],
	date: string | undefined,
	row: () => NamedRow
): WorkRow[] {
	if (!date) return [];
	const passed = comparePartial(date, today) < 0;
	const matters = passed ? comparePartial(date, checked_on) >= 0 : comparePartial(date, horizon) <= 0;
	return matters ? [{ ...row(), date, due: { field, passed } }] : [];
}

function unverifiedProvisions(
	working: Working,
	linkedTo: Awaited<ReturnType<typeof provisionCounts>>
): WorkRow[] {
	const { instruments, frame, locale } = working;
	return instruments
		.flatMap(({ id, provisions }) =>
			provisions
				.filter(({ verification }) => verification !== 'text')
				.map(({ number, verification }) => ({
					...provisionRow(working, id, number),
					verification: labelOf(frame.terms, 'provision_verification', verification, locale),
					links: linkedTo(id, number)
				}))
		)
		.sort(byLinks);
}

function unverifiedInstruments(
	working: Working,
	linked: Awaited<ReturnType<typeof linkedCounts>>
): WorkRow[] {
	const { instruments, frame, locale } = working;
	return instruments
		.filter(({ verification }) => verification !== 'full-text')
		.map(({ id, verification }) => ({
			...rowOf(working, 'instrument', id),
			verification: labelOf(frame.terms, 'instrument_verification', verification, locale),
			links: linked(id).links
		}))
		.sort(byLinks);
}

function staleInstruments(working: Working): WorkRow[] {
	return working.instruments
		.filter(({ checked_on }) => checked_on <= working.cutoff)
		.map(({ id, checked_on }) => ({ ...rowOf(working, 'instrument', id), date: checked_on }))
		.sort(byDate);
}

/** A paper that was never published here has no day, and comes first. */
function stalePapers(working: Working, published: Map<string, Date>): WorkRow[] {
	return currentPapers(working.frame)
		.map(({ id }) => {
			const at = published.get(id);
			return { ...rowOf(working, 'paper', id), date: at ? dayOf(at) : '' };
		})
		.filter(({ date }) => date <= working.cutoff)
		.sort(byDate);
}

function assessmentRow(
	working: Working,
	{ proposal, jurisdiction, as_of }: Awaited<ReturnType<typeof atlasAssessments>>[number]
): WorkRow {
	return {
		...rowOf(working, 'link', proposal),
		part: labelOf(working.frame.terms, 'jurisdictions', jurisdiction, working.locale),
		date: as_of
	};
}

type NamedRow = Pick<WorkRow, 'record' | 'href' | 'part'>;

function rowOf({ around, locale }: Working, kind: SuggestionKind, id: string): NamedRow {
	const record = nameRecord(around, kind, id, locale);
	return { record, href: record.href };
}

function provisionRow(working: Working, instrument: string, number: number): NamedRow {
	const { record, href } = rowOf(working, 'instrument', instrument);
	return {
		record,
		href: `${href}#p${number}`,
		part: nameRow({ ...working.around, links: [] }, instrument, 'provisions', String(number), working.locale)
	};
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
const byDate = (a: WorkRow, b: WorkRow): number =>
	a.date!.localeCompare(b.date!) || a.record.id.localeCompare(b.record.id);
const byLinks = (a: { links: number }, b: { links: number }): number => b.links - a.links;

/** A day some days or calendar months away; the last of the month where the month is too short. */
function shiftDay(day: string, { days = 0, months = 0 }: { days?: number; months?: number }): string {
	const [year, month, date] = day.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return dayOf(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last) + days)));
}
