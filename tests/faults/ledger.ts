import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { resultRows } from '../../src/lib/server/db/migrate.ts';
import type { Db } from '../../src/lib/server/db/connect.ts';

/** What the application confirmed over HTTP, and how it answered meanwhile. */
export type Ledger = {
	/** By draft: the number in the last save that was confirmed. */
	saves: Map<string, number>;
	/** Each publication that was confirmed. */
	published: { draft: string; record: string; title: string }[];
	acknowledged: number;
	refusals: number;
	unanswered: number;
	/** Answers that nobody should get. */
	wrong: string[];
	longestMs: number;
};

export const newLedger = (): Ledger => ({
	saves: new Map(),
	published: [],
	acknowledged: 0,
	refusals: 0,
	unanswered: 0,
	wrong: [],
	longestMs: 0
});

type Row = Record<string, unknown>;

/** What is not as it was confirmed, and what is there by half; empty where all is well. */
export async function findLosses(db: Db, ledger: Ledger): Promise<string[]> {
	const losses: string[] = [];
	const ask = (query: ReturnType<typeof sql>) => resultRows<Row>(db, query);

	const drafts = new Map(
		(await ask(sql`select id, state, saves, data->>'title_en' as title from draft`)).map((row) => [
			row.id,
			row
		])
	);
	for (const [id, number] of ledger.saves) {
		const title = String(drafts.get(id)?.title ?? '');
		const kept = Number(/^Saved (\d+)$/.exec(title)?.[1] ?? -1);
		if (kept < number) losses.push(`draft ${id}: save ${number} was confirmed, "${title}" is there`);
	}

	const revisions = await ask(
		sql`select record, version, author, reviewer, data->>'title_en' as title from revision where kind = 'proposal'`
	);
	for (const { draft, record, title } of ledger.published) {
		const found = revisions.filter((revision) => revision.record === record && revision.title === title);
		if (found.length !== 1) losses.push(`${record}: "${title}" has ${found.length} revisions`);
		else if (found[0].reviewer === null) losses.push(`${record}: "${title}" has no reviewer`);
		if (drafts.get(draft)?.state !== 'published')
			losses.push(`draft ${draft} of ${record} is ${String(drafts.get(draft)?.state)}`);
	}

	for (const [what, query] of Object.entries({
		'a record that differs from its newest revision': sql`
			select p.id from proposal p join lateral (
				select data from revision r where r.kind = 'proposal' and r.record = p.id order by version desc limit 1
			) newest on true
			where (p.title_en, p.title_zh, p.summary_en) is distinct from
				(newest.data->>'title_en', newest.data->>'title_zh', newest.data->>'summary_en')`,
		'a record without a revision': sql`
			select id from proposal where id not in (select record from revision where kind = 'proposal')`,
		'a record the search does not know by its title': sql`
			select p.id from proposal p left join search_entry s on s.kind = 'proposal' and s.record = p.id
			where p.moved_to is null and s.title_en is distinct from p.title_en`,
		'a record without its three layers': sql`
			select p.id from proposal p left join proposal_layer l on l.proposal = p.id group by p.id having count(l.*) <> 3`,
		'a gap between revisions': sql`
			select kind || ' ' || record as id from revision group by kind, record having count(*) <> max(version)`,
		'a published draft without its revision, or a revision twice': sql`
			select d.id from draft d left join revision r on r.kind = d.kind and r.record = d.record and r.version = d.base_version + 1
			where d.state = 'published' and r.data->>'title_en' is distinct from d.data->>'title_en'`,
		'a draft whose events do not tell its state': sql`
			select d.id from draft d where d.state <> 'draft' and not exists (
				select from draft_event e where e.draft = d.id and e.type::text = d.state::text)`,
		'a draft that nobody started': sql`
			select id from draft d where not exists (select from draft_event e where e.draft = d.id and e.type = 'started')`
	}))
		for (const { id } of await ask(query)) losses.push(`${what}: ${String(id)}`);
	return losses;
}

/** Fails with every loss and every wrong answer, and clears nothing: what was confirmed once stays confirmed. */
export async function expectNothingLost(db: Db, ledger: Ledger): Promise<void> {
	expect(await findLosses(db, ledger)).toEqual([]);
	expect(ledger.wrong).toEqual([]);
}
