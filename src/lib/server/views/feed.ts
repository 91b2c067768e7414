import { createHash } from 'node:crypto';
import {
	changePages,
	changeSorts,
	linkChanges,
	type ChangeSort,
	type LinkChange
} from '../../domain/change.ts';
import { fieldWord } from '../../domain/field-words.ts';
import { chooseRows, parseCoverageView } from '../../domain/coverage-view.ts';
import { provisionName } from '../../domain/instrument.ts';
import type { LinkFile } from '../../domain/link.ts';
import { filterProposals, papersBehind, primaryLayer, type ProposalRow } from '../../domain/matrix/rows.ts';
import { parseView } from '../../domain/matrix/view.ts';
import type { Author } from '../../domain/history-page.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { diffRecords } from '../../domain/record-diff.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { isInJurisdictions, isJurisdictionOrGroup } from '../../domain/register.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Word } from '../../i18n/word.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import {
	findLastChange,
	listActs,
	listChangedRecords,
	listChangesBy,
	listDifferences,
	listProposalsTouching,
	listWithdrawnProposals,
	type Act,
	type ChangeHead,
	type Difference,
	type Followed
} from '../queries/changes.ts';
import { findMatrix } from '../queries/matrices.ts';
import { nameAuthors } from './authors.ts';
import { placeNames } from './place-names.ts';
import { namePath, titleOf } from './record-told.ts';
import { openView } from './sheet.ts';
import { atlasSnapshot, type Snapshot } from './snapshot.ts';

/** Acts on one page of a feed; each gives one entry per sort of change. */
const actsPerPage = 25;
/** Records and fields an entry names; it says how many more there are. */
const mostNamed = 50;
const mostFields = 20;

/** What a feed follows. Paths are without language. */
export type Scope = {
	title: string;
	subtitle: string;
	/** The page that shows the same, with its query. */
	page: string;
	path: string;
	/** With its question mark, or nothing. */
	query: string;
	/** Undefined for everything. */
	followed: Followed[] | undefined;
	/** The record the feed is about: its own changes stand alone and not in a group. */
	own?: string;
	/** Of the links of a proposal, those that matter here. */
	touches?: (change: LinkChange) => boolean;
};

type Block = { text: string; href?: string } | { items: { text: string; href?: string }[] };

export type FeedEntry = {
	/** The same for the same change or group of changes for ever. */
	key: string;
	at: Date;
	author: string;
	change: ChangeSort;
	title: string;
	page: string;
	blocks: Block[];
};

export type Feed = Pick<Scope, 'title' | 'subtitle' | 'page' | 'path' | 'query'> & {
	updated: Date;
	entries: FeedEntry[];
	/** Where the next page starts. */
	next: number | undefined;
};

type Dropped = { name: string; value: string };

/** All changes, or those that concern the law of some jurisdictions. */
export async function changesScope(
	db: Db,
	jurisdiction: string[],
	locale: Locale
): Promise<Scope | { dropped: Dropped[] }> {
	const { terms, instruments } = await atlasSnapshot(db);
	const unknown = jurisdiction.filter((value) => !isJurisdictionOrGroup(value, terms));
	if (unknown.length > 0) return { dropped: unknown.map((value) => ({ name: 'jurisdiction', value })) };
	const common = { path: '/feed.atom', title: m.feeds_all_title({}, { locale }) };
	if (jurisdiction.length === 0)
		return {
			...common,
			subtitle: m.feeds_all_about({}, { locale }),
			page: '/data',
			query: '',
			followed: undefined
		};
	const places = new Set(
		[...(terms.get('jurisdictions')?.keys() ?? [])].filter((code) =>
			isInJurisdictions(code, jurisdiction, terms)
		)
	);
	const own = [...instruments.values()].filter((instrument) => places.has(instrument.jurisdiction));
	const ids = new Set(own.map(({ id }) => id));
	const query = `?jurisdiction=${jurisdiction.join(',')}`;
	return {
		...common,
		title: m.feeds_place_title({ place: placeNames(jurisdiction, terms, locale) }, { locale }),
		subtitle: m.feeds_place_about({}, { locale }),
		page: `/regulations${query}`,
		query,
		followed: [
			{ kind: 'instrument', records: [...ids] },
			{
				kind: 'link',
				records: await listProposalsTouching(db, { instruments: [...ids], jurisdictions: [...places] })
			}
		],
		touches: ({ to }) =>
			'provision' in to ? ids.has(to.provision.split('#')[0]) : places.has(to.jurisdiction)
	};
}

const recordKinds = { proposals: 'proposal', papers: 'paper', regulations: 'instrument' } as const;

/** One record: also after it was withdrawn, for its withdrawal is the news. Undefined where there never was one. */
export async function recordScope(
	db: Db,
	collection: keyof typeof recordKinds,
	id: string,
	locale: Locale
): Promise<Scope | undefined> {
	const kind = recordKinds[collection];
	const [snapshot, [newest]] = await Promise.all([
		atlasSnapshot(db),
		listActs(db, [{ kind, records: [id] }], { limit: 1 })
	]);
	if (!newest) return undefined;
	const [data] = (await listChangedRecords(db, newest.sequences.slice(-1))).values();
	const page = `/${collection}/${id}`;
	const followed: Record<typeof collection, () => Promise<Followed[]> | Followed[]> = {
		proposals: () => [
			{ kind: 'proposal', records: [id] },
			{ kind: 'link', records: [id] }
		],
		papers: () => [{ kind: 'paper', records: [id] }],
		regulations: async () => [
			{ kind: 'instrument', records: [id] },
			{
				kind: 'link',
				records: await listProposalsTouching(db, { instruments: [id], jurisdictions: [] })
			}
		]
	};
	const about = {
		proposals: m.feeds_proposal_about,
		papers: m.feeds_paper_about,
		regulations: m.feeds_regulation_about
	};
	return {
		title: m.feeds_record_title({ title: titleOf(snapshot, kind, data, locale) }, { locale }),
		subtitle: about[collection]({}, { locale }),
		page,
		path: `${page}/feed.atom`,
		query: '',
		own: id,
		followed: await followed[collection](),
		...(collection === 'regulations' && {
			touches: ({ to }) => 'provision' in to && to.provision.split('#')[0] === id
		})
	};
}

/**
 * The records a matrix shows under a filter, and those it showed until they were withdrawn. Undefined where there is no
 * such matrix.
 * @param today YYYY-MM-DD
 */
export async function matrixScope(
	db: Db,
	slug: string,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<Scope | { dropped: Dropped[] } | undefined> {
	const page = `/matrix/${slug}`;
	const opened = await openView(db, page, parameters, locale, today);
	if (!opened) return undefined;
	const { view, dropped } = opened;
	if (dropped.length > 0) return { dropped };
	const idsUnder = (base: string) =>
		[...view.sheet.rows].flatMap(({ id, href }) => (href?.startsWith(base) ? [id] : []));
	const proposals = [...idsUnder('/proposals/'), ...(await withdrawnUnder(db, slug, parameters))];
	const query = [...parameters].length > 0 ? `?${parameters}` : '';
	return {
		title: m.feeds_matrix_title({ title: view.title }, { locale }),
		subtitle: `${m.feeds_matrix_about({}, { locale })} ${view.filters.join(locale === 'zh' ? '；' : '; ')}`,
		page: page + query,
		path: `${page}/feed.atom`,
		query,
		followed: [
			{ kind: 'paper', records: idsUnder('/papers/') },
			{ kind: 'proposal', records: proposals },
			{ kind: 'link', records: proposals }
		]
	};
}

/** Withdrawn proposals that meet the filters as they last stood. */
async function withdrawnUnder(db: Db, slug: string, parameters: URLSearchParams): Promise<string[]> {
	const [snapshot, definition, withdrawn] = await Promise.all([
		atlasSnapshot(db),
		findMatrix(db, slug),
		listWithdrawnProposals(db)
	]);
	const { terms, papers, proposals } = snapshot;
	const rows = (withdrawn as Proposal[]).map((proposal): ProposalRow => ({
		...proposal,
		primary_layer: primaryLayer(proposal),
		papers: papersBehind(proposal),
		links: [],
		assessments: []
	}));
	if (slug === 'coverage') {
		const known = new Set([...proposals, ...rows].map(({ id }) => id));
		const { view } = parseCoverageView(parameters, { terms, proposals: known });
		return chooseRows(rows, definition?.featured ?? [], view).map(({ id }) => id);
	}
	if (definition?.rows !== 'proposals') return [];
	const { view } = parseView(parameters, { columns: [], terms, papers: [...papers.keys()] });
	const layer = definition.only?.layer?.split(',');
	const own = layer ? filterProposals(rows, { filters: { layer }, level: 'all', q: '' }) : rows;
	return filterProposals(own, view).map(({ id }) => id);
}

/** A page of a feed. @param before where it starts, `next` of the page before */
export async function feedOf(db: Db, scope: Scope, locale: Locale, before?: number): Promise<Feed> {
	const [snapshot, found, lastChange] = await Promise.all([
		atlasSnapshot(db),
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
	const context = { snapshot, differences, named, scope, locale };
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

type FeedContext = {
	snapshot: Snapshot;
	differences: Map<number, Difference>;
	named: (pseudonym: string) => Author;
	scope: Scope;
	locale: Locale;
};

/** The links of a proposal change in many places; a feed of one law tells only of its own. */
function concerns(head: ChangeHead, context: FeedContext): boolean {
	return head.kind !== 'link' || !context.scope.touches || linkChangesOf(head, context).length > 0;
}

function linkChangesOf({ sequence }: ChangeHead, { differences, scope }: FeedContext): LinkChange[] {
	const difference = differences.get(sequence);
	if (!difference) return [];
	const all = linkChanges(difference.before as LinkFile | undefined, difference.data as LinkFile);
	return scope.touches ? all.filter(scope.touches) : all;
}

const listComma = (locale: Locale) => (locale === 'zh' ? '、' : ', ');
const changeWords: Record<ChangeSort, Word> = {
	publication: m.feeds_change_publication,
	correction: m.feeds_change_correction,
	withdrawal: m.feeds_change_withdrawal
};
const kindWords: Record<RecordKind, Word> = {
	proposal: m.review_kind_proposal,
	link: m.review_kind_link,
	instrument: m.review_kind_instrument,
	paper: m.review_kind_paper,
	vocabulary: m.review_kind_vocabulary,
	matrix: m.review_kind_matrix
};
const countWords: Record<RecordKind, (inputs: { count: number }, options: { locale: Locale }) => string> = {
	proposal: m.feeds_count_proposal,
	link: m.feeds_count_link,
	instrument: m.feeds_count_instrument,
	paper: m.feeds_count_paper,
	vocabulary: m.feeds_count_vocabulary,
	matrix: m.feeds_count_matrix
};

/** Who wrote it, who checked it, and why. */
function byLine(
	{ author, reviewer, note }: Pick<ChangeHead, 'author' | 'reviewer' | 'note'>,
	{ named, locale }: FeedContext
): string {
	const { files, name } = named(author);
	return [
		files ? m.review_by_files({}, { locale }) : m.review_by({ author: name }, { locale }),
		...(reviewer ? [m.review_reviewed_by({ reviewer: named(reviewer).name }, { locale })] : []),
		note
	].join(' · ');
}

/** In Atom everybody has a name, the files of the data set as well. */
const authorName = (author: string, { named }: FeedContext): string =>
	named(author).files ? 'Remedy Atlas' : named(author).name;

function singleEntry(head: ChangeHead, context: FeedContext): FeedEntry {
	const { snapshot, differences, locale } = context;
	const { kind, record, version, at, change, sequence } = head;
	const { data } = differences.get(sequence)!;
	const title = titleOf(snapshot, kind, data, locale);
	return {
		key: `${locale}/${kind}/${record}/${version}`,
		at,
		author: authorName(head.author, context),
		change,
		title: m.feeds_entry_title(
			{
				change: changeWords[change]({}, { locale }),
				title: kind === 'link' ? m.feeds_links_of({ title }, { locale }) : title
			},
			{ locale }
		),
		page: changePages[kind](record),
		blocks: [
			{
				text: m.feeds_entry_head(
					{ kind: kindWords[kind]({}, { locale }), version, by: byLine(head, context) },
					{ locale }
				)
			},
			...(change === 'publication' ? publicationBlocks(kind, data, locale) : []),
			...(change === 'withdrawal' ? withdrawalBlocks(kind, data, context) : []),
			...differenceBlocks(head, context),
			...(version > 1
				? [
						{
							text: m.feeds_compare({}, { locale }),
							href: `${historyOf(kind, record)}?of=${kind}&from=${version - 1}&to=${version}`
						}
					]
				: [])
		]
	};
}

const historyOf = (kind: RecordKind, record: string): string =>
	(kind === 'vocabulary' ? `/codebook/${record}` : changePages[kind](record).replace(/#.*$/, '')) +
	'/history';

function groupEntry(act: Act, change: ChangeSort, members: ChangeHead[], context: FeedContext): FeedEntry {
	const { differences, scope, snapshot, locale } = context;
	const { at, author, note } = act;
	const counts = [...groupBy(members, ({ kind }) => kind)].map(([kind, { length }]) =>
		countWords[kind]({ count: length }, { locale })
	);
	const items = members.slice(0, mostNamed).map((head) => {
		const { kind, record, sequence } = head;
		const title = titleOf(snapshot, kind, differences.get(sequence)!.data, locale);
		return {
			text: [
				kind === 'link' ? m.feeds_links_of({ title }, { locale }) : title,
				...(change === 'publication' ? [] : [shortDifference(head, context)])
			].join(locale === 'zh' ? '：' : ': '),
			href: changePages[kind](record)
		};
	});
	return {
		key: `${locale}/act/${createHash('sha256')
			.update([scope.path, scope.query, at.toISOString(), author, note, change].join('\n'))
			.digest('hex')
			.slice(0, 20)}`,
		at,
		author: authorName(author, context),
		change,
		title: m.feeds_group_title(
			{ change: changeWords[change]({}, { locale }), counts: counts.join(listComma(locale)), note },
			{ locale }
		),
		page: scope.page,
		blocks: [
			{ text: byLine(members[0], context) },
			{ items },
			...(members.length > items.length
				? [
						{
							text: m.feeds_more({ count: members.length - items.length }, { locale }),
							href: `/api/v1/changes?sort=id&since=${at.toISOString()}`
						}
					]
				: [])
		]
	};
}

function publicationBlocks(kind: RecordKind, data: Record<string, unknown>, locale: Locale): Block[] {
	const field = { proposal: 'summary', instrument: 'title', vocabulary: 'purpose', matrix: 'question' }[
		kind as string
	];
	return field ? [{ text: inLocale(data as never, field, locale) }] : [];
}

type Withdrawn = {
	moved_to?: string;
	retired_on?: string;
	retired_reason_en?: string;
	retired_reason_zh?: string;
};

function withdrawalBlocks(kind: RecordKind, data: Withdrawn, { snapshot, locale }: FeedContext): Block[] {
	const { moved_to, retired_on } = data;
	const reason = inLocale(data, 'retired_reason', locale);
	return [
		...(retired_on
			? [{ text: [m.feeds_retired_on({ day: retired_on }, { locale }), reason].filter(Boolean).join(' ') }]
			: []),
		...(moved_to
			? [
					{
						text: m.feeds_moved_to({ title: currentTitle(kind, moved_to, snapshot, locale) }, { locale }),
						href: changePages[kind](moved_to)
					}
				]
			: [])
	];
}

function currentTitle(kind: RecordKind, id: string, snapshot: Snapshot, locale: Locale): string {
	const { proposals, papers, instruments } = snapshot;
	const record = proposals.find((row) => row.id === id) ?? papers.get(id) ?? instruments.get(id);
	return record ? titleOf(snapshot, kind, record, locale) : id;
}

/** Fields that the words of a withdrawal tell already. */
const told = /^(moved_to|retired_on|retired_reason_(en|zh))$/;

/** The fields that differ, in words and each once. */
function fieldsOf({ kind, sequence }: ChangeHead, { differences, snapshot, locale }: FeedContext): string[] {
	const { data, before } = differences.get(sequence)!;
	if (!before) return [];
	const changed = diffRecords(before, data).filter(({ path }) => !told.test(path));
	return [
		...new Set(
			changed.map(({ path, after }) =>
				namePath(snapshot, kind, path.split('.'), after === undefined ? before : data, locale)
			)
		)
	];
}

function differenceBlocks(head: ChangeHead, context: FeedContext): Block[] {
	const { locale } = context;
	if (head.kind === 'link') {
		const changes = linkChangesOf(head, context);
		return changes.length === 0
			? []
			: [
					{ items: changes.slice(0, mostFields).map((change) => linkChangeInWords(change, context)) },
					...(changes.length > mostFields
						? [{ text: m.feeds_more({ count: changes.length - mostFields }, { locale }) }]
						: [])
				];
	}
	const fields = fieldsOf(head, context);
	return fields.length === 0 ? [] : [{ text: m.feeds_fields({ fields: cut(fields, locale) }, { locale }) }];
}

function shortDifference(head: ChangeHead, context: FeedContext): string {
	const { locale, differences } = context;
	if (head.kind === 'link')
		return cut(
			linkChangesOf(head, context).map((change) => linkChangeInWords(change, context).text),
			locale
		);
	const { retired_on, retired_reason_en, retired_reason_zh, moved_to } = differences.get(head.sequence)!
		.data as Withdrawn;
	if (head.change === 'withdrawal')
		return moved_to
			? `→ ${moved_to}`
			: inLocale({ retired_reason_en, retired_reason_zh }, 'retired_reason', locale) || retired_on!;
	return cut(fieldsOf(head, context), locale);
}

function cut(words: string[], locale: Locale): string {
	const rest = words.length - mostFields;
	return [
		...words.slice(0, mostFields),
		...(rest > 0 ? [m.feeds_more({ count: rest }, { locale })] : [])
	].join(listComma(locale));
}

const linkWords: Record<
	LinkChange['what'],
	(inputs: { what: string }, options: { locale: Locale }) => string
> = { added: m.feeds_link_added, removed: m.feeds_link_removed, changed: m.feeds_link_changed };

function linkChangeInWords(
	{ what, to, fields }: LinkChange,
	{ snapshot: { instruments, terms }, locale }: FeedContext
): { text: string; href?: string } {
	const say = (words: string) =>
		linkWords[what]({ what: words }, { locale }) +
		(fields.length > 0
			? ` (${[...new Set(fields.map((path) => fieldWord(path.split('.')[0], locale)))].join(listComma(locale))})`
			: '');
	if ('jurisdiction' in to)
		return {
			text: say(
				m.feeds_search({ place: labelOf(terms, 'jurisdictions', to.jurisdiction, locale) }, { locale })
			)
		};
	const [id, number] = to.provision.split('#');
	const instrument = instruments.get(id);
	const provision = instrument?.provisions.find((candidate) => candidate.number === Number(number));
	const place = instrument && provision && provisionName(instrument, provision, locale);
	return {
		text: say(
			m.feeds_link(
				{
					relation: labelOf(terms, 'link_relations', to.relation, locale),
					law: [instrument ? inLocale(instrument, 'short_title', locale) : id, place]
						.filter(Boolean)
						.join(' ')
				},
				{ locale }
			)
		),
		href: `/regulations/${id}#p${number}`
	};
}
