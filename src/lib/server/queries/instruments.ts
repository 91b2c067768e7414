import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Instrument } from '../../domain/instrument.ts';
import type { Db } from '../db/connect.ts';
import { groupBy, insertRows, recorded, unlessEmpty, upsertRows } from '../db/rows.ts';
import { instrument, instrument_citation, provision } from '../db/schema.ts';

/** Whole records, provisions in the law's own order; all of them, or those with the given ids. */
export async function listInstruments(db: Db, ids?: string[]): Promise<Instrument[]> {
	if (ids?.length === 0) return [];
	const heads = await db
		.select()
		.from(instrument)
		.where(ids && inArray(instrument.id, ids))
		.orderBy(asc(instrument.id));
	const provisions = await db
		.select()
		.from(provision)
		.where(ids && inArray(provision.instrument, ids))
		.orderBy(asc(provision.instrument), asc(provision.ordinal));
	const citations = await db
		.select()
		.from(instrument_citation)
		.where(ids && inArray(instrument_citation.instrument, ids))
		.orderBy(asc(instrument_citation.instrument), asc(instrument_citation.ordinal));
	const provisionsOf = groupBy(provisions, (row) => row.instrument);
	const citationsOf = groupBy(citations, (row) => row.instrument);
	return heads.map((head) => ({
		...recorded(head),
		issuing_bodies: unlessEmpty(head.issuing_bodies),
		other_urls: unlessEmpty(head.other_urls),
		unverified: unlessEmpty(head.unverified),
		cited_by_papers: unlessEmpty(
			(citationsOf.get(head.id) ?? []).map((row) => {
				const { instrument: _, ordinal: __, ...citation } = recorded(row);
				return citation;
			})
		),
		provisions: (provisionsOf.get(head.id) ?? []).map((row) => {
			const { instrument: _, ordinal: __, ...rest } = recorded(row);
			return rest;
		})
	}));
}

/** Citations by papers are saved apart, by `saveCitations`, once the papers are there. */
export async function saveInstruments(db: Db, instruments: Instrument[]): Promise<void> {
	await upsertRows(
		db,
		instrument,
		['id'],
		instruments.map(({ provisions: _, cited_by_papers: __, ...head }) => ({
			...head,
			issuing_bodies: head.issuing_bodies ?? [],
			other_urls: head.other_urls ?? [],
			unverified: head.unverified ?? []
		}))
	);
	await upsertRows(
		db,
		provision,
		['instrument', 'number'],
		instruments.flatMap(({ id, provisions }) =>
			provisions.map((entry, ordinal) => ({ ...entry, instrument: id, ordinal }))
		)
	);
	const kept = new Set(
		instruments.flatMap(({ id, provisions }) => provisions.map(({ number }) => `${id}#${number}`))
	);
	const present = await db
		.select({ instrument: provision.instrument, number: provision.number })
		.from(provision)
		.where(
			inArray(
				provision.instrument,
				instruments.map(({ id }) => id)
			)
		);
	for (const { instrument: id, number } of present)
		if (!kept.has(`${id}#${number}`))
			await db.delete(provision).where(and(eq(provision.instrument, id), eq(provision.number, number)));
}

export async function saveCitations(db: Db, instruments: Instrument[]): Promise<void> {
	if (instruments.length === 0) return;
	await db.delete(instrument_citation).where(
		inArray(
			instrument_citation.instrument,
			instruments.map(({ id }) => id)
		)
	);
	await insertRows(
		db,
		instrument_citation,
		instruments.flatMap(({ id, cited_by_papers = [] }) =>
			cited_by_papers.map((citation, ordinal) => ({ ...citation, instrument: id, ordinal }))
		)
	);
}
