import { amount } from '../../domain/amount.ts';
import { createHash } from 'node:crypto';
import { changeHref, linkChanges, type ChangeSort, type LinkChange } from '../../domain/change.ts';
import { fieldWord } from '../../domain/field-words.ts';
import type { Author } from '../../domain/history-page.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import type { LinkFile } from '../../domain/link.ts';
import { diffRecords } from '../../domain/record-diff.ts';
import { publicHref, type RecordKind } from '../../domain/record-kinds.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Word } from '../../i18n/word.ts';
import { colon, comma, inBrackets } from '../../i18n/punctuation.ts';
import * as m from '../../paraglide/messages.js';
import type { Act, ChangeHead, Difference, Member } from '../queries/changes.ts';
import type { Scope } from './feed-scopes.ts';
import { namePath, titleOf } from './record-told.ts';
import type { Around } from './snapshot.ts';

/** Records and fields an entry names; it says how many more there are. */
export const mostNamed = 50;
const mostFields = 20;

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

/** What the words of an entry need besides the change itself. */
export type FeedContext = {
	around: Around;
	differences: Map<number, Difference>;
	named: (pseudonym: string) => Author;
	scope: Scope;
	locale: Locale;
};

/** The links of a proposal change in many places; a feed of one law tells only of its own. */
export const isTouched = ({ data, before }: Difference, touches: NonNullable<Scope['touches']>): boolean =>
	linkChanges(before as LinkFile | undefined, data as LinkFile).some(touches);

function linkChangesOf({ sequence }: ChangeHead, { differences, scope }: FeedContext): LinkChange[] {
	const difference = differences.get(sequence);
	if (!difference) return [];
	const all = linkChanges(difference.before as LinkFile | undefined, difference.data as LinkFile);
	return scope.touches ? all.filter(scope.touches) : all;
}

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
const countWords: Record<RecordKind, (inputs: { count: string }, options: { locale: Locale }) => string> = {
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

export function singleEntry(head: ChangeHead, context: FeedContext): FeedEntry {
	const { around, differences, locale } = context;
	const { kind, record, version, at, change, sequence } = head;
	const { data } = differences.get(sequence)!;
	const title = titleOf(around, kind, data, locale);
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
		page: changeHref(kind, record),
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
	(kind === 'vocabulary' ? `/codebook/${record}` : publicHref(kind, record)) + '/history';

/** @param members the first of each kind, each with how many of its kind there are */
export function groupEntry(act: Act, change: ChangeSort, members: Member[], context: FeedContext): FeedEntry {
	const { differences, scope, around, locale } = context;
	const { at, author, note } = act;
	const numbers = [...new Map(members.map(({ kind, alike }) => [kind, alike]))];
	const counts = numbers.map(([kind, count]) => countWords[kind]({ count: amount(count) }, { locale }));
	const rest = numbers.reduce((sum, [, count]) => sum + count, 0) - Math.min(members.length, mostNamed);
	const items = members.slice(0, mostNamed).map((head) => {
		const { kind, record, sequence } = head;
		const title = titleOf(around, kind, differences.get(sequence)!.data, locale);
		return {
			text: [
				kind === 'link' ? m.feeds_links_of({ title }, { locale }) : title,
				...(change === 'publication' ? [] : [shortDifference(head, context)])
			].join(colon(locale)),
			href: changeHref(kind, record)
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
			{ change: changeWords[change]({}, { locale }), counts: counts.join(comma(locale)), note },
			{ locale }
		),
		page: scope.page,
		blocks: [
			{ text: byLine(members[0], context) },
			{ items },
			...(rest > 0
				? [
						{
							text: m.feeds_more({ count: amount(rest) }, { locale }),
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

function withdrawalBlocks(kind: RecordKind, data: Withdrawn, { around, locale }: FeedContext): Block[] {
	const { moved_to, retired_on } = data;
	const reason = inLocale(data, 'retired_reason', locale);
	return [
		...(retired_on
			? [{ text: [m.feeds_retired_on({ day: retired_on }, { locale }), reason].filter(Boolean).join(' ') }]
			: []),
		...(moved_to
			? [
					{
						text: m.feeds_moved_to({ title: currentTitle(kind, moved_to, around, locale) }, { locale }),
						href: changeHref(kind, moved_to)
					}
				]
			: [])
	];
}

function currentTitle(kind: RecordKind, id: string, around: Around, locale: Locale): string {
	const { proposals, papers, instruments } = around;
	const record = proposals.find((row) => row.id === id) ?? papers.get(id) ?? instruments.get(id);
	return record ? titleOf(around, kind, record, locale) : id;
}

/** Fields that the words of a withdrawal tell already. */
const told = /^(moved_to|retired_on|retired_reason_(en|zh))$/;

/** The fields that differ, in words and each once. */
function fieldsOf({ kind, sequence }: ChangeHead, { differences, around, locale }: FeedContext): string[] {
	const { data, before } = differences.get(sequence)!;
	if (!before) return [];
	const changed = diffRecords(before, data).filter(({ path }) => !told.test(path));
	return [
		...new Set(
			changed.map(({ path, after }) =>
				namePath(around, kind, path.split('.'), after === undefined ? before : data, locale)
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
						? [{ text: m.feeds_more({ count: amount(changes.length - mostFields) }, { locale }) }]
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
		...(rest > 0 ? [m.feeds_more({ count: amount(rest) }, { locale })] : [])
	].join(comma(locale));
}

const linkWords: Record<
	LinkChange['what'],
	(inputs: { what: string }, options: { locale: Locale }) => string
> = { added: m.feeds_link_added, removed: m.feeds_link_removed, changed: m.feeds_link_changed };

function linkChangeInWords(
	{ what, to, fields }: LinkChange,
	{ around: { instruments, terms }, locale }: FeedContext
): { text: string; href?: string } {
	const say = (words: string) =>
		linkWords[what]({ what: words }, { locale }) +
		(fields.length > 0
			? inBrackets(
					[...new Set(fields.map((path) => fieldWord(path.split('.')[0], locale)))].join(comma(locale)),
					locale
				)
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
	const place = instrument && provision && provisionTitle(instrument, provision, locale);
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
