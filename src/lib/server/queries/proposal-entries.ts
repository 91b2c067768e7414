import {
	and,
	arrayContains,
	arrayOverlaps,
	countDistinct,
	eq,
	exists,
	getTableColumns,
	inArray,
	sql,
	type SQL
} from 'drizzle-orm';
import { makePgArray } from 'drizzle-orm/pg-core';
import { layers, type Layer } from '../../domain/codes.ts';
import type { SearchWord } from '../../domain/search-words.ts';
import { titleMarks } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { resultRows } from '../db/migrate.ts';
import { holds, isOneOf, recorded } from '../db/rows.ts';
import { instrument, link, paper, proposal, proposal_entry, proposal_evidence } from '../db/schema.ts';

/** Columns a list can be sorted by; `id` breaks every tie. */
export type EntrySort = Exclude<
	keyof typeof proposal_entry.$inferSelect,
	'level' | 'facets' | 'haystack' | 'han'
>;

export type EntryFilter = {
	/** `name:value`; the values of one list widen the choice, different lists narrow it. */
	facets: string[][];
	/** Every one must occur. */
	words: SearchWord[];
	level: 'specific' | 'all';
};

/**
 * Makes the entries of the given proposals anew, or of all: after vocabularies changed their order, and where none were written
 * yet. Call it in the transaction that changed them.
 */
export async function refreshProposalEntries(db: Db, ids?: readonly string[]): Promise<void> {
	const among = (column: SQL) => (ids ? isOneOf(column, ids) : sql`true`);
	await db.execute(sql`delete from ${proposal_entry} as entry using ${proposal} as p
		where p.id = entry.id and (p.moved_to is not null or p.retired_on is not null) and ${among(sql`p.id`)}`);
	const rankOf = (vocabulary: string, code: SQL) =>
		sql`coalesce((select rank from term where vocabulary = ${vocabulary} and term.code = ${code}), 9999)`;
	const rankOfField = (field: string, basis?: 'named' | 'inferred') =>
		sql`coalesce((select min(term.rank) from proposal_code c join term using (vocabulary, code) where c.proposal = p.id and c.field = ${field}${
			basis ? sql` and c.basis = ${basis}` : sql.empty()
		}), 9999)`;
	const mechanisms = (name: string) =>
		sortable(
			sql`(select string_agg(named ->> ${sql.raw(`'${name}'`)}, '; ' order by place) from jsonb_array_elements(p.mechanisms) with ordinality as listed (named, place))`
		);
	const involvement = (layer: string) =>
		sql`(select case involvement when 'primary' then 2 when 'supporting' then 1 else 0 end from proposal_layer l where l.proposal = p.id and l.layer = ${layer})`;
	await db.execute(sql`
		insert into ${proposal_entry} as entry
			(id, level, facets, haystack, title, title_zh, mechanisms, mechanisms_zh, remedy_type, institution, technology, subject,
			modality, specificity, level_rank, alienation_dimension, actors, actors_named, actors_inferred, beneficiaries, obstacles,
			secondary_remedy_types, target_problems)
		select p.id, p.level,
			array(
				select 'layer:' || layer || ':' || involvement from proposal_layer where proposal = p.id
				union select 'layer:' || layer from proposal_layer where proposal = p.id and involvement <> 'none'
				union select 'remedy:' || p.remedy_type
				union select 'modality:' || p.modality
				union select 'specificity:' || p.specificity
				union select 'alienation:' || p.alienation_dimension where p.alienation_dimension is not null
				union select 'paper:' || paper from proposal_evidence where proposal = p.id
				union select case field
					when 'secondary_remedy_types' then 'remedy:'
					when 'secondary_alienation_dimensions' then 'alienation:'
					when 'actors' then 'actor:'
					when 'beneficiaries' then 'beneficiary:'
					else 'obstacle:' end || code
				from proposal_code where proposal = p.id and field <> 'target_problems'
			),
			lower(concat_ws(' ', p.id, p.title_en, p.title_zh, p.summary_en, p.summary_zh,
				(select string_agg(concat_ws(' ', named ->> 'name_en', named ->> 'name_zh'), ' ') from jsonb_array_elements(p.mechanisms) as named),
				(select string_agg(array_to_string(key_terms, ' '), ' ' order by ordinal) from proposal_evidence where proposal = p.id))),
			${sortable(sql`p.title_en`)}, ${sortable(sql`p.title_zh`)},
			coalesce(${mechanisms('name_en')}, ''), coalesce(${mechanisms('name_zh')}, ''),
			${rankOf('remedy_types', sql`p.remedy_type`)},
			${involvement('institution')}, ${involvement('technology')}, ${involvement('subject')},
			${rankOf('modality', sql`p.modality`)}, ${rankOf('specificity', sql`p.specificity`)},
			${rankOf('level', sql`p.level::text`)}, ${rankOf('alienation_dimensions', sql`p.alienation_dimension`)},
			${rankOfField('actors')}, ${rankOfField('actors', 'named')}, ${rankOfField('actors', 'inferred')},
			${rankOfField('beneficiaries')}, ${rankOfField('obstacles')},
			${rankOfField('secondary_remedy_types')}, ${rankOfField('target_problems')}
		from ${proposal} as p
		where p.moved_to is null and p.retired_on is null and ${among(sql`p.id`)}
		on conflict (id) do update set ${sql.join(
			refreshed.map((column) => sql`${sql.identifier(column)} = excluded.${sql.identifier(column)}`),
			sql`, `
		)}`);
}

const refreshed = Object.keys(getTableColumns(proposal_entry)).filter(
	(name) => name !== 'id' && name !== 'han'
);

/** Letters without accents, no marks, dashes as one, and numbers with twenty figures, so that 10 stands after 9. */
function sortable(title: SQL): SQL {
	const bare = sql`regexp_replace(lower(normalize(${title}, NFKD)), ${unsorted}, '', 'g')`;
	const plain = sql`replace(replace(replace(translate(${bare}, 'øłđħı‐–—−', 'oldhi----'), 'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss')`;
	return sql`regexp_replace(regexp_replace(${plain}, '([0-9]+)', '00000000000000000000\\1', 'g'), '0+([0-9]{20,})', '\\1', 'g')`;
}

/** What a title is not sorted by: marks, and the accents that `normalize` takes off their letters. */
const unsorted = `${titleMarks}|[\u0300-\u036f]`;

/** Fills the entries where a database has proposals and none: it was restored, or comes from a version that had no entries. */
export async function fillProposalEntries(db: Db): Promise<void> {
	const [{ missing }] = await resultRows<{ missing: boolean }>(
		db,
		sql`select exists (select from ${proposal}) and not exists (select from ${proposal_entry}) as missing`
	);
	if (!missing) return;
	await refreshProposalEntries(db);
	// Until the database counts by itself, it would plan lists for an empty table.
	await db.execute(sql`analyze ${proposal_entry}`);
}

/** Those that hold text; the others hold numbers. */
export const textSorts: ReadonlySet<EntrySort> = new Set([
	'id',
	'title',
	'title_zh',
	'mechanisms',
	'mechanisms_zh'
]);
const columnOf = (field: EntrySort): SQL =>
	textSorts.has(field) ? sql`${proposal_entry[field]} collate "C"` : sql`${proposal_entry[field]}`;

/** The values an entry is sorted by, ending with its id: a place between entries. */
export type EntryPlace = (string | number)[];

type EntryPage = {
	sort: { field: EntrySort; descending: boolean }[];
	/** The entry before the page. */
	after?: EntryPlace;
	/** The entry after it; the page then holds the last ones before that. */
	before?: EntryPlace;
	/** Entries left out at the start. */
	skip?: number;
	limit: number;
};

/** The ids of a page of entries, in order, with the values they are sorted by. */
export async function listProposalEntries(
	db: Db,
	filter: EntryFilter,
	page: EntryPage
): Promise<{ id: string; values: EntryPlace }[]> {
	const rows = await pageOfEntries(db, filter, page);
	const found = rows.map(({ id, ...sorted }) => ({
		id,
		values: [...(Object.values(sorted) as EntryPlace), id]
	}));
	return page.before ? found.reverse() : found;
}

/** What the table of proposals itself holds, so far as it is asked for and there is a value. */
export type EntryHead = Pick<typeof proposal.$inferSelect, 'id'> & Partial<typeof proposal.$inferSelect>;

/** The same page, with these columns of its proposals in one statement. */
export async function listEntryHeads(
	db: Db,
	filter: EntryFilter,
	page: Omit<EntryPage, 'before' | 'skip'>,
	asked: readonly string[]
): Promise<{ id: string; values: EntryPlace; head: EntryHead }[]> {
	const columns = Object.keys(getTableColumns(proposal)).filter(
		(name) => name === 'id' || asked.includes(name)
	);
	const sorted = page.sort.map((_, place) => sortedBy(place));
	const selected = [...columns.map((name) => `p."${name}"`), ...sorted.map((name) => `entry.${name}`)];
	const rows = await resultRows<EntryHead & Record<string, string | number>>(
		db,
		sql`select ${sql.raw(selected.join(', '))}
			from (select found.*, row_number() over () as place from (${pageOfEntries(db, filter, page)}) as found) as entry
			join ${proposal} as p using (id) order by entry.place`
	);
	return rows.map((row) => {
		const values = [...sorted.map((name) => row[name]), row.id];
		for (const name of sorted) delete row[name];
		return { id: row.id, values, head: recorded(row) };
	});
}

/** What an entry is sorted by in this place. As it is: to put the values together would be done for all that meet a filter. */
const sortedBy = (place: number) => `sorted_by_${place}`;

function pageOfEntries(db: Db, filter: EntryFilter, page: EntryPage) {
	const { before, after = before } = page;
	const keys = [...page.sort, { field: 'id' as const, descending: false }].map(({ field, descending }) => ({
		column: columnOf(field),
		descending: before ? !descending : descending
	}));
	const beyond = (place: number): SQL => {
		const { column, descending } = keys[place];
		const value = after![place];
		const passed = descending ? sql`${column} < ${value}` : sql`${column} > ${value}`;
		return place === keys.length - 1
			? passed
			: sql`(${passed} or (${column} = ${value} and ${beyond(place + 1)}))`;
	};
	// The first key once more by itself: an index is entered by it.
	const entered =
		after &&
		(keys[0].descending ? sql`${keys[0].column} <= ${after[0]}` : sql`${keys[0].column} >= ${after[0]}`);
	return db
		.select({
			id: proposal_entry.id,
			...Object.fromEntries(
				page.sort.map(({ field }, place) => [
					sortedBy(place),
					sql<string | number>`${proposal_entry[field]}`.as(sortedBy(place))
				])
			)
		})
		.from(proposal_entry)
		.where(and(meets(filter), entered, after && beyond(0)))
		.orderBy(...keys.map(({ column, descending }) => (descending ? sql`${column} desc` : column)))
		.limit(page.limit)
		.offset(page.skip ?? 0);
}

/** What an entry is sorted by, as `listProposalEntries` wants it to go on from there. */
export async function findEntryValues(
	db: Db,
	id: string,
	sort: { field: EntrySort }[]
): Promise<(string | number)[] | undefined> {
	const fields = Object.fromEntries(
		[...sort, { field: 'id' as const }].map(({ field }) => [field, proposal_entry[field]])
	);
	const [entry] = await db.select(fields).from(proposal_entry).where(eq(proposal_entry.id, id));
	return entry && [...sort.map(({ field }) => entry[field]), id];
}

export async function countProposalEntries(db: Db, filter: EntryFilter): Promise<number> {
	return db.$count(proposal_entry, meets(filter));
}

/** How many of the entries have each facet. */
export async function countFacets(db: Db, filter: EntryFilter): Promise<Map<string, number>> {
	const facet = sql<string>`unnest(${proposal_entry.facets})`;
	const rows = await db
		.select({ facet, count: sql<number>`count(*)::int` })
		.from(proposal_entry)
		.where(meets(filter))
		.groupBy(sql`1`);
	return new Map(rows.map(({ facet, count }) => [facet, count]));
}

/** How many papers are the evidence of at least one of the entries. */
export async function countPapersAmong(db: Db, filter: EntryFilter): Promise<number> {
	const behind = db
		.select({ id: proposal_entry.id })
		.from(proposal_entry)
		.where(and(hasPaper, meets(filter)));
	return db.$count(paper, exists(behind));
}

/** The papers that are evidence of the entries and the instruments they are linked to. */
export async function listSourcesAmong(
	db: Db,
	filter: EntryFilter
): Promise<{ papers: string[]; regulations: string[] }> {
	const found = db.select({ id: proposal_entry.id }).from(proposal_entry);
	const [papers, regulations] = await Promise.all([
		db
			.select({ id: paper.id })
			.from(paper)
			.where(exists(found.where(and(hasPaper, meets(filter)))))
			.orderBy(paper.id),
		db
			.select({ id: instrument.id })
			.from(instrument)
			.where(
				exists(
					db
						.select({ id: link.id })
						.from(link)
						.innerJoin(proposal_entry, eq(proposal_entry.id, link.proposal))
						.where(and(eq(link.instrument, instrument.id), meets(filter)))
				)
			)
			.orderBy(instrument.id)
	]);
	return { papers: papers.map(({ id }) => id), regulations: regulations.map(({ id }) => id) };
}

/** How many proposals each paper proposes or restates, by their level and primary layer. */
export async function countProposed(db: Db) {
	const { institution, technology, level } = proposal_entry;
	const primary_layer = sql<Layer>`case when ${institution} = 2 then 'institution' when ${technology} = 2 then 'technology' else 'subject' end`;
	return db
		.select({
			paper: proposal_evidence.paper,
			level,
			primary_layer,
			count: countDistinct(proposal_evidence.proposal)
		})
		.from(proposal_evidence)
		.innerJoin(proposal_entry, eq(proposal_entry.id, proposal_evidence.proposal))
		.where(inArray(proposal_evidence.role, ['proposal', 'restatement']))
		.groupBy(proposal_evidence.paper, level, sql`3`);
}

/** Every paper with every current proposal that it proposes or restates, in the order of their ids. */
export async function listProposed(db: Db): Promise<{ paper: string; proposal: string }[]> {
	return db
		.selectDistinct({ paper: proposal_evidence.paper, proposal: proposal_evidence.proposal })
		.from(proposal_evidence)
		.innerJoin(proposal_entry, eq(proposal_entry.id, proposal_evidence.proposal))
		.where(inArray(proposal_evidence.role, ['proposal', 'restatement']))
		.orderBy(proposal_evidence.paper, proposal_evidence.proposal);
}

/** A proposal that rests on a paper, and how many do in the same way on the same level and primary layer. */
type PaperProposal = { id: string; level: Level; layer: Layer; proposing: boolean; all: number };
type Level = typeof proposal_entry.$inferSelect.level;

/** What a paper proposes or restates, and what it only mentions: the first of each level and primary layer. */
export async function listProposalsOfPaper(db: Db, of: string, limit: number): Promise<PaperProposal[]> {
	return resultRows(
		db,
		sql`select id, level, layer, proposing, "all" from (
			select entry.id, entry.level, ${primaryOf} as layer, behind.proposing,
				(count(*) over (partition by behind.proposing, entry.level, ${primaryOf}))::int as "all",
				row_number() over (partition by behind.proposing, entry.level, ${primaryOf} order by entry.id) as place
			from (select ${proposal_evidence.proposal}, bool_or(role in ('proposal', 'restatement')) as proposing from ${proposal_evidence}
				where ${proposal_evidence.paper} = ${of} group by ${proposal_evidence.proposal}) as behind
			join ${proposal_entry} as entry on entry.id = behind.proposal
		) as found where place <= ${limit} order by id`
	);
}

/** How many specific proposals are linked to an instrument, by the layer they act on first. */
export async function countLinkedByLayer(db: Db, instrument: string): Promise<Map<Layer, number>> {
	const rows = await resultRows<{ layer: Layer; count: number }>(
		db,
		sql`select ${primaryOf} as layer, count(*)::int as count from ${proposal_entry} as entry
			where entry.level = 'specific' and entry.id in (select ${link.proposal} from ${link} where ${link.instrument} = ${instrument})
			group by 1`
	);
	return new Map(rows.map(({ layer, count }) => [layer, count]));
}

const primaryOf = sql.raw(
	`(case when entry.institution = 2 then 'institution' when entry.technology = 2 then 'technology' else 'subject' end)`
);

const hasPaper = sql`${proposal_entry.facets} @> array['paper:' || ${paper.id}]`;

/** Ids that are spelt like any of these which there are not, the few nearest of each. */
export async function listProposalsLike(db: Db, ids: string[]): Promise<string[]> {
	const rows = await resultRows<{ id: string }>(
		db,
		sql`select near.id from unnest(${makePgArray(ids)}::text[]) as wrong(id) cross join lateral (
				select id from ${proposal_entry} where id % wrong.id order by similarity(id, wrong.id) desc, id limit 5
			) as near
			where not exists (select from ${proposal} where ${proposal.id} = wrong.id)`
	);
	return rows.map(({ id }) => id);
}

/** Ids whose likeness is worked out: where all are numbered alike, those beyond are no better. */
const mostLike = 1000;

/** Ids that are spelt like a wrong one, nearest first. */
export async function listProposalIdsLike(db: Db, id: string, limit: number): Promise<string[]> {
	const found = db
		.select({ id: proposal_entry.id, likeness: sql`similarity(${proposal_entry.id}, ${id})`.as('likeness') })
		.from(proposal_entry)
		.where(sql`${proposal_entry.id} % ${id}`)
		.limit(mostLike)
		.as('found');
	const rows = await db
		.select({ id: found.id })
		.from(found)
		.orderBy(sql`${found.likeness} desc`, found.id)
		.limit(limit);
	return rows.map((row) => row.id);
}

function meets({ facets, words, level }: EntryFilter): SQL | undefined {
	const ofLayers = facets.map(involvementsOf);
	const others = facets.filter((_, place) => !ofLayers[place]);
	const one = others.filter((values) => values.length === 1).flat();
	const several = others.filter((values) => values.length > 1);
	return and(
		level === 'specific' ? eq(proposal_entry.level, 'specific') : undefined,
		...ofLayers.flatMap((asked) => (asked ? inArray(proposal_entry[asked.layer], asked.ranks) : [])),
		one.length > 0 ? arrayContains(proposal_entry.facets, one) : undefined,
		...several.map((values) => arrayOverlaps(proposal_entry.facets, values)),
		...words.map((word) => holds({ text: sql`${proposal_entry.haystack}`, han: proposal_entry.han }, word))
	);
}

/**
 * Several involvements of one layer as the ranks of its column: most proposals have one of them, so that walking an index in
 * the order of the list finds a page sooner than collecting them all.
 */
function involvementsOf(values: string[]): { layer: Layer; ranks: number[] } | undefined {
	const asked = values.map((value) => value.split(':'));
	const layer = layers.find((code) => asked.every(([name, of]) => name === 'layer' && of === code));
	if (!layer || values.length === 1) return undefined;
	const ranks = asked.flatMap(([, , involvement]) =>
		involvement ? involvementRanks[involvement as keyof typeof involvementRanks] : [1, 2]
	);
	return { layer, ranks: [...new Set(ranks)] };
}

const involvementRanks = { primary: 2, supporting: 1, none: 0 };
