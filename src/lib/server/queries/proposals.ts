import { and, arrayOverlaps, asc, eq, getTableColumns, inArray, isNull, or, sql } from 'drizzle-orm';
import { layers } from '../../domain/codes.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Db } from '../db/connect.ts';
import { resultRows } from '../db/migrate.ts';
import { insertRows, isOneOf, listed, recorded, rowsOf, unlessEmpty, upsertRows } from '../db/rows.ts';
import {
	assessment,
	codeFields,
	link,
	proposal,
	proposal_code,
	proposal_evidence,
	proposal_layer,
	proposal_regulation,
	proposal_relation,
	type CodeField
} from '../db/schema.ts';
import { writtenOnce } from '../db/written-once.ts';

/** Columns that hold what a person wrote; the others name the vocabulary of one beside them. */
const heads = Object.values(getTableColumns(proposal))
	.filter(({ generated }) => !generated)
	.map(({ name }) => `p."${name}"`);

/** A record with all its parts in one row: to ask table by table costs more than to find a few of them. */
const whole = sql.raw(`select ${heads.join(', ')},
	(select json_object_agg(layer, json_build_object('involvement', involvement, 'reason_en', reason_en, 'reason_zh', reason_zh) order by layer)
		from proposal_layer where proposal = p.id) as layers,
	(select json_agg(json_strip_nulls(json_build_object('field', field, 'code', code, 'basis', basis)) order by field, ordinal)
		from proposal_code where proposal = p.id) as codes,
	(select json_agg(json_strip_nulls(json_build_object('paper', paper, 'section', section, 'paragraph', paragraph, 'page', page, 'role', role, 'key_terms', key_terms)) order by ordinal)
		from proposal_evidence where proposal = p.id) as evidence,
	(select json_agg(json_build_object('type', type, 'to', "to", 'reason_en', reason_en, 'reason_zh', reason_zh, 'basis', basis, 'scope', scope) order by ordinal)
		from proposal_relation where proposal = p.id) as relations,
	(select json_agg(json_build_object('instrument', instrument, 'verbatim', verbatim, 'use', use) order by ordinal)
		from proposal_regulation where proposal = p.id) as regulations_named
	from proposal p`);

type Whole = Omit<Proposal, CodeField> & {
	codes: { field: CodeField; code: string; basis?: 'named' | 'inferred' }[] | null;
};

/** Whole records in the order of their ids; all of them, or those with the given ids. One query, however many proposals. */
export async function listProposals(db: Db, ids?: string[]): Promise<Proposal[]> {
	if (ids?.length === 0) return [];
	const asked = ids ? sql` where ${isOneOf(sql.raw('p.id'), ids)}` : sql.empty();
	const rows = await resultRows<Whole>(db, sql`${whole}${asked} order by p.id`);
	return rows.map((row) => {
		const { layers, codes, evidence, relations, regulations_named, ...head } = recorded(row);
		const plain = (field: CodeField) =>
			unlessEmpty((codes ?? []).filter((entry) => entry.field === field).map(({ code }) => code));
		const parties = (field: CodeField) =>
			(codes ?? [])
				.filter((entry) => entry.field === field)
				.map(({ code, basis }) => ({ code, basis: basis! }));
		return {
			...head,
			layers,
			secondary_remedy_types: plain('secondary_remedy_types'),
			secondary_alienation_dimensions: plain('secondary_alienation_dimensions'),
			target_problems: plain('target_problems'),
			obstacles: plain('obstacles'),
			actors: parties('actors'),
			beneficiaries: parties('beneficiaries'),
			evidence,
			relations,
			regulations_named
		};
	});
}

export type ProposalHead = Awaited<ReturnType<typeof listProposalHeads>>[number];

/** What the table of proposals itself holds of the given ones, in the order of the ids. */
export async function listProposalHeads(db: Db, ids: string[]) {
	if (ids.length === 0) return [];
	const heads = await db.select().from(proposal).where(isOneOf(proposal.id, ids));
	const byId = new Map(heads.map((head) => [head.id, recorded(head)]));
	return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A proposal as others name it. */
export type ProposalTitle = Pick<Proposal, 'id' | 'title_en' | 'title_zh'>;

/** Titles of all current proposals, of the first, or of those among the given ones, in the order of their ids. */
export async function listProposalTitles(db: Db, ids?: string[], limit = Infinity): Promise<ProposalTitle[]> {
	if (ids?.length === 0) return [];
	const titles = db
		.select({ id: proposal.id, title_en: proposal.title_en, title_zh: proposal.title_zh })
		.from(proposal)
		.where(and(ids && isOneOf(proposal.id, ids), isNull(proposal.moved_to), isNull(proposal.retired_on)))
		.orderBy(asc(proposal.id));
	return Number.isFinite(limit) ? titles.limit(limit) : titles;
}

export type ProposalChoice = ProposalTitle & Pick<Proposal, 'level'>;

/** Titles and level of every current proposal, in the order of their ids. */
export async function listProposalChoices(db: Db): Promise<ProposalChoice[]> {
	const { id, title_en, title_zh, level } = proposal;
	return db
		.select({ id, title_en, title_zh, level })
		.from(proposal)
		.where(and(isNull(proposal.moved_to), isNull(proposal.retired_on)))
		.orderBy(asc(proposal.id));
}

/** Ids of a proposal and of those related to it either way, in order. */
export async function listRelatedIds(db: Db, id: string): Promise<string[]> {
	const rows = await db
		.select({ id: proposal.id })
		.from(proposal)
		.where(
			sql`${proposal.id} in (select ${id} union select ${proposal_relation.to} from ${proposal_relation} where ${proposal_relation.proposal} = ${id}
				union select ${proposal_relation.proposal} from ${proposal_relation} where ${proposal_relation.to} = ${id})`
		)
		.orderBy(asc(proposal.id));
	return rows.map((row) => row.id);
}

/** The relations of these types that one proposal has, or others have to it; or, of all proposals, the first ones. */
export async function listRelations(
	db: Db,
	types: (typeof proposal_relation.$inferSelect)['type'][],
	{ of, limit }: { of?: string; limit: number }
) {
	const { proposal: from, type, to, reason_en, reason_zh } = proposal_relation;
	return db
		.select({ from, type, to, reason_en, reason_zh })
		.from(proposal_relation)
		.where(and(inArray(type, types), of === undefined ? undefined : or(eq(from, of), eq(to, of))))
		.orderBy(asc(from), asc(proposal_relation.ordinal))
		.limit(limit);
}

/** Ids of the proposals that are above the given ones, step by step, and of these themselves. */
export async function listProposalsAbove(db: Db, ids: string[]): Promise<string[]> {
	if (ids.length === 0) return [];
	const rows = await resultRows<{ id: string }>(
		db,
		sql`with recursive above(id) as (
				select id from ${proposal} where ${isOneOf(proposal.id, ids)}
				union
				select one.id from above cross join lateral (
					select r."to" as id from ${proposal_relation} r where r.proposal = above.id and r.type = 'narrower'
					union all
					select r.proposal from ${proposal_relation} r where r."to" = above.id and r.type = 'broader'
				) as one
			) select id from above`
	);
	return rows.map(({ id }) => id);
}

/** Ids of the proposals that name any of these records, or whose links do. */
export async function listProposalsNaming(
	db: Db,
	named: { proposals: string[]; instruments: string[]; papers: string[] }
): Promise<string[]> {
	const { proposals, instruments, papers } = named;
	const places = [
		...(proposals.length > 0
			? [
					sql`select proposal as id from ${proposal_relation} where ${isOneOf(proposal_relation.to, proposals)}`,
					sql`select id from ${proposal} where ${isOneOf(proposal.moved_to, proposals)}`
				]
			: []),
		...(instruments.length > 0
			? [
					sql`select proposal as id from ${proposal_regulation} where ${isOneOf(proposal_regulation.instrument, instruments)}`,
					sql`select proposal as id from ${link} where ${isOneOf(link.instrument, instruments)}`,
					sql`select proposal as id from ${assessment} where ${arrayOverlaps(assessment.exceptions, instruments)}`
				]
			: []),
		...(papers.length > 0
			? [
					sql`select proposal as id from ${proposal_evidence} where ${isOneOf(proposal_evidence.paper, papers)}`,
					sql`select proposal as id from ${link} where ${isOneOf(link.evidence_paper, papers)}`
				]
			: [])
	];
	if (places.length === 0) return [];
	const rows = await resultRows<{ id: string }>(db, sql.join(places, sql` union `));
	return rows.map(({ id }) => id);
}

const selectRowHeads = writtenOnce((db) => {
	const { id, level, title_en, title_zh, moved_to, retired_on } = proposal;
	return db
		.select({ id, level, title_en, title_zh, primary_layer: proposal_layer.layer })
		.from(proposal)
		.innerJoin(
			proposal_layer,
			and(eq(proposal_layer.proposal, id), eq(proposal_layer.involvement, 'primary'))
		)
		.where(and(isOneOf(id, sql.placeholder('ids')), isNull(moved_to), isNull(retired_on)))
		.prepare('row_heads');
});

/** Current ones of the given proposals with what names a row, and the layer on which each acts first; in the order of the ids. */
export async function listRowHeads(db: Db, ids: string[]) {
	if (ids.length === 0) return [];
	const rows = await selectRowHeads(db).execute({ ids: listed(ids) });
	const byId = new Map(rows.map((row) => [row.id, row]));
	return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function findProposal(db: Db, id: string): Promise<Proposal | undefined> {
	return (await listProposals(db, [id]))[0];
}

/** Inserts or replaces whole proposals. Relations may point to any proposal of the same call. */
export async function saveProposals(db: Db, proposals: Proposal[]): Promise<void> {
	if (proposals.length === 0) return;
	const ids = proposals.map(({ id }) => id);
	await upsertRows(
		db,
		proposal,
		['id'],
		rowsOf(proposals, (record) => {
			const head: typeof proposal.$inferInsert & Partial<Proposal> = { ...record };
			for (const field of [
				...Object.keys(codeFields),
				'layers',
				'evidence',
				'relations',
				'regulations_named'
			])
				delete head[field as keyof Proposal];
			return [head];
		})
	);
	for (const table of [
		proposal_layer,
		proposal_code,
		proposal_evidence,
		proposal_relation,
		proposal_regulation
	])
		await db.delete(table).where(isOneOf(table.proposal, ids));
	await insertRows(
		db,
		proposal_layer,
		rowsOf(proposals, (record) =>
			layers.map((layer) => ({ ...record.layers[layer], proposal: record.id, layer }))
		)
	);
	await insertRows(
		db,
		proposal_code,
		rowsOf(proposals, (record) =>
			(Object.keys(codeFields) as CodeField[]).flatMap((field) =>
				(record[field] ?? []).map((entry, ordinal) => ({
					...(typeof entry === 'string' ? { code: entry } : entry),
					proposal: record.id,
					field,
					ordinal,
					vocabulary: codeFields[field]
				}))
			)
		)
	);
	await insertRows(
		db,
		proposal_evidence,
		rowsOf(proposals, ({ id, evidence }) =>
			evidence.map((row, ordinal) => ({ ...row, proposal: id, ordinal }))
		)
	);
	await insertRows(
		db,
		proposal_relation,
		rowsOf(proposals, ({ id, relations = [] }) =>
			relations.map((row, ordinal) => ({ ...row, proposal: id, ordinal }))
		)
	);
	await insertRows(
		db,
		proposal_regulation,
		rowsOf(proposals, ({ id, regulations_named = [] }) =>
			regulations_named.map((row, ordinal) => ({ ...row, proposal: id, ordinal }))
		)
	);
}
