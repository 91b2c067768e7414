import { and, asc, eq, gt } from 'drizzle-orm';
import type { Term, Vocabulary } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { groupBy, recorded, upsertRows } from '../db/rows.ts';
import { term, vocabulary } from '../db/schema.ts';

export async function listVocabularies(db: Db): Promise<Vocabulary[]> {
	const heads = await db.select().from(vocabulary).orderBy(asc(vocabulary.id));
	const terms = groupBy(await listTerms(db), (row) => row.vocabulary);
	return heads.map((head) => ({
		...head,
		terms: (terms.get(head.id) ?? []).map(({ vocabulary: _, rank: __, ...rest }) => rest)
	}));
}

/** All terms of all vocabularies, each vocabulary in rank order. */
export async function listTerms(db: Db): Promise<(Term & { vocabulary: string })[]> {
	const rows = await db.select().from(term).orderBy(asc(term.vocabulary), asc(term.rank));
	return rows.map(recorded);
}

export async function saveVocabularies(db: Db, vocabularies: Vocabulary[]): Promise<void> {
	await upsertRows(
		db,
		vocabulary,
		['id'],
		vocabularies.map(({ terms: _, ...head }) => head)
	);
	const rows = vocabularies.flatMap(({ id, terms }) =>
		terms.map((entry, index) => ({ ...entry, vocabulary: id, rank: index + 1 }))
	);
	// A term the new version lacks keeps its rank beyond the end and is removed; the foreign keys refuse it while in use.
	await upsertRows(db, term, ['vocabulary', 'code'], rows);
	for (const { id, terms } of vocabularies) {
		const kept = new Set(terms.map(({ code }) => code));
		const present = await db
			.select({ code: term.code })
			.from(term)
			.where(and(eq(term.vocabulary, id), gt(term.rank, 0)));
		for (const { code } of present)
			if (!kept.has(code)) await db.delete(term).where(and(eq(term.vocabulary, id), eq(term.code, code)));
	}
}
