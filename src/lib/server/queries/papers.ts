import { asc } from 'drizzle-orm';
import type { Paper } from '../../domain/paper.ts';
import type { Db } from '../db/connect.ts';
import { groupBy, insertRows, isOneOf, recorded, unlessEmpty, upsertRows } from '../db/rows.ts';
import { paper, paper_regulation } from '../db/schema.ts';

/** Whole records; all of them, or those with the given ids. */
export async function listPapers(db: Db, ids?: string[]): Promise<Paper[]> {
	if (ids?.length === 0) return [];
	const heads = await db
		.select()
		.from(paper)
		.where(ids && isOneOf(paper.id, ids))
		.orderBy(asc(paper.id));
	const regulations = groupBy(
		await db
			.select()
			.from(paper_regulation)
			.orderBy(asc(paper_regulation.paper), asc(paper_regulation.ordinal)),
		(row) => row.paper
	);
	return heads.map((head) => ({
		...recorded(head),
		named_items: unlessEmpty(head.named_items),
		considered_not_coded: unlessEmpty(head.considered_not_coded),
		regulations_named: unlessEmpty(
			(regulations.get(head.id) ?? []).map((row) => {
				const { paper: _, ordinal: __, ...rest } = recorded(row);
				return rest;
			})
		)
	}));
}

export async function savePapers(db: Db, papers: Paper[]): Promise<void> {
	if (papers.length === 0) return;
	await upsertRows(
		db,
		paper,
		['id'],
		papers.map(({ regulations_named: _, ...head }) => ({
			...head,
			named_items: head.named_items ?? [],
			considered_not_coded: head.considered_not_coded ?? []
		}))
	);
	await db.delete(paper_regulation).where(
		isOneOf(
			paper_regulation.paper,
			papers.map(({ id }) => id)
		)
	);
	await insertRows(
		db,
		paper_regulation,
		papers.flatMap(({ id, regulations_named = [] }) =>
			regulations_named.map((row, ordinal) => ({ ...row, paper: id, ordinal }))
		)
	);
}
