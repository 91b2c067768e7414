import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	commentDraft,
	openDraft,
	publishDraft,
	returnDraft,
	saveDraft,
	startDraft,
	submitDraft,
	withdrawDraft
} from '../../src/lib/server/curation/drafts.ts';
import {
	acceptSuggestion,
	declineSuggestion,
	mostSuggestions,
	suggest
} from '../../src/lib/server/curation/suggestions.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { import_batch } from '../../src/lib/server/db/schema.ts';
import { findSuggestion } from '../../src/lib/server/queries/suggestions.ts';
import { listOfficialAddresses, saveUrlChecks } from '../../src/lib/server/queries/url-checks.ts';
import { curatePage, workLists, type WorkList } from '../../src/lib/server/views/curate.ts';
import { suggestPage } from '../../src/lib/server/views/suggest.ts';
import {
	countOpen,
	decidePage,
	suggestionPage,
	suggestionsPage
} from '../../src/lib/server/views/suggestions.ts';
import { asRead } from '../fixtures/drafts.ts';
import { createPeople, testAuth } from '../fixtures/people.ts';
import { openLoadedDatabase } from '../harness/database.ts';

let connection: Connection;
let db: Db;
let people: Awaited<ReturnType<typeof createPeople>>;
const audit = 'external-audit-of-platform-algorithms';
const unlinked = 'ai-scripts-for-ordinary-streamers';
const now = new Date('2026-11-21T10:00:00Z');
const fromReader = 'From a reader.';

beforeAll(async () => {
	connection = await openLoadedDatabase();
	db = connection.db;
	people = await createPeople(db, testAuth(db));
});
afterAll(() => connection.close());

let sent = 0;
/** Each says something else and comes from a client of its own, so that only the test of the limit meets it. */
const send = (
	about: { kind?: string; record?: string; field?: string },
	typed: Record<string, unknown> = {},
	client = `client ${++sent}`
) =>
	suggest(
		db,
		client,
		{ kind: 'proposal', record: audit, field: 'title_en', ...about },
		{ proposed: `Something better ${++sent}`, source: 'Paper 001, 4.2', email: '', website: '', ...typed },
		now
	);

async function figure(query: SQL): Promise<number> {
	const result = (await db.execute(query)) as unknown;
	const rows = (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as { n: number }[];
	return Number(rows[0].n);
}

describe('a suggestion', () => {
	test('keeps what the field said and changes nothing', async () => {
		const id = await send({}, { proposed: ' Outside audit ', email: 'reader@example.org' });
		expect(await findSuggestion(db, id)).toMatchObject({
			field: 'title_en',
			present: '"External audit of platform algorithms"',
			proposed: 'Outside audit',
			email: 'reader@example.org',
			state: 'open',
			decided_by: null
		});
		expect(await figure(sql`select count(*) as n from revision where author <> 'seed'`)).toBe(0);
	});

	test('is told by its page in words, in either language, without the address', async () => {
		const id = await send(
			{ kind: 'instrument', record: 'eu-dsa', field: 'provisions.1.verification' },
			{ proposed: 'Secondary source', source: 'https://example.org/dsa', email: 'reader@example.org' }
		);
		const english = await suggestionPage(db, id, 'en');
		expect(english).toMatchObject({
			field: 'Art. 14: How it was verified',
			record: { kind: 'instrument', href: '/regulations/eu-dsa' },
			present: { pieces: [{ text: 'Read in the text' }], code: 'text' },
			source: [{ text: 'https://example.org/dsa' }],
			state: 'open'
		});
		expect((await suggestionPage(db, id, 'zh'))?.present).toMatchObject({ pieces: [{ text: '已读条文' }] });
		const told = JSON.stringify([
			english,
			await decidePage(db, 'en'),
			await suggestionsPage(db, new URLSearchParams(), 'en')
		]);
		expect(told).not.toContain('reader@example.org');
	});

	test('sent twice is one', async () => {
		const first = await send({}, { proposed: 'The same' });
		expect(await send({}, { proposed: 'The same' })).toBe(first);
	});

	test('may speak of a field that holds nothing, of a law that is missing and of a record as a whole', async () => {
		const nothing = await send({ kind: 'paper', record: '002', field: 'bibliography.doi' });
		expect((await findSuggestion(db, nothing))?.present).toBe('');
		const missing = await send({ kind: 'link', record: unlinked, field: 'links' });
		expect((await suggestionPage(db, missing, 'en'))?.present).toBeUndefined();
		const whole = await send({ field: 'all' });
		expect(await findSuggestion(db, whole)).toMatchObject({ field: '', present: '' });
		expect((await suggestionPage(db, whole, 'en'))?.field).toBeUndefined();
	});

	test.each([
		[{ kind: 'gossip' }, 'not-found'],
		[{ kind: 'vocabulary', record: 'modality' }, 'not-found'],
		[{ record: 'no-such-proposal' }, 'not-found'],
		[{ record: 'a\0b' }, 'not-found'],
		[{ field: '' }, 'invalid'],
		[{ field: 'colour' }, 'invalid'],
		[{ field: 'id' }, 'invalid'],
		[{ field: '__proto__' }, 'invalid'],
		[{ kind: 'instrument', record: 'eu-dsa', field: 'provisions.999.ref' }, 'invalid']
	])('of %j is refused', async (about, why) => {
		await expect(send(about)).rejects.toMatchObject({
			why,
			...(why === 'invalid' && { problems: [{ path: 'field' }] })
		});
	});

	test('is counted by client: the sixth in an hour waits, another client and another hour do not', async () => {
		for (let turn = 0; turn < mostSuggestions; turn++) await send({}, {}, 'eager');
		await expect(send({}, {}, 'eager')).rejects.toMatchObject({ why: 'too-often' });
		await send({}, {}, 'calm');
		const later = new Date(now.getTime() + 3600_000);
		const about = { kind: 'proposal', record: audit, field: 'title_en' };
		const typed = { proposed: 'An hour later', source: 'x', email: '', website: '' };
		await expect(suggest(db, 'eager', about, typed, later)).resolves.toMatch(/^[0-9a-f]{16}$/);
	});

	test('that is refused for what was typed costs none of them', async () => {
		for (let turn = 0; turn <= mostSuggestions; turn++)
			await expect(send({}, { source: '' }, 'clumsy')).rejects.toMatchObject({
				why: 'invalid',
				problems: [{ path: 'source' }]
			});
		await send({}, {}, 'clumsy');
	});
});

describe('accepting', () => {
	test('begins a draft with the proposed value and the suggestion in its note; the address is gone', async () => {
		const id = await send(
			{ field: 'layers.institution.involvement' },
			{ proposed: 'none', email: 'reader@example.org' }
		);
		const { draft, filled, email, suggestion } = await acceptSuggestion(
			db,
			people.curator,
			id,
			fromReader,
			now
		);
		expect({ filled, email }).toEqual({ filled: true, email: 'reader@example.org' });
		expect(suggestion).toMatchObject({
			state: 'accepted',
			email: null,
			draft,
			decided_by: people.curator.pseudonym
		});
		const opened = await openDraft(db, people.curator, draft);
		expect(opened.draft).toMatchObject({
			kind: 'proposal',
			record: audit,
			note: fromReader,
			data: { layers: { institution: { involvement: 'none' } } }
		});
		expect(
			await figure(sql`select count(*) as n from suggestion where state <> 'open' and email is not null`)
		).toBe(0);
		await withdrawDraft(db, people.curator, draft);
		expect((await suggestionPage(db, id, 'en'))?.outcome).toMatchObject({ state: 'withdrawn' });
	});

	test('takes the label of a code for the code, in either language, and leaves other words to the curator', async () => {
		for (const [field, proposed, filled, value] of [
			['specificity', '原则性', true, 'principle'],
			['modality', 'offered OPTION', true, 'option'],
			['specificity', 'Somewhere in between', false, 'operational']
		] as const) {
			const id = await send({ field }, { proposed });
			const accepted = await acceptSuggestion(db, people.curator, id, fromReader, now);
			const { data } = (await openDraft(db, people.curator, accepted.draft)).draft;
			expect([accepted.filled, data[field]]).toEqual([filled, value]);
			await withdrawDraft(db, people.curator, accepted.draft);
		}
	});

	test('goes on with the unfinished draft of the same curator', async () => {
		const begun = await startDraft(db, people.second, { kind: 'instrument', record: 'eu-dsa' });
		const typed = await saveDraft(db, people.second, begun.id, {
			data: { ...begun.data, number: 'typed by hand' },
			note: 'under way',
			saves: begun.saves
		});
		const id = await send(
			{ kind: 'instrument', record: 'eu-dsa', field: 'provisions.1.paraphrase_en' },
			{ proposed: 'A clearer paraphrase.' }
		);
		const { draft, filled } = await acceptSuggestion(db, people.second, id, fromReader, now);
		expect([draft, filled]).toEqual([typed.id, true]);
		const { data, note } = (await openDraft(db, people.second, draft)).draft;
		expect(data.number).toBe('typed by hand');
		expect((data.provisions as { number: number; paraphrase_en: string }[])[0].paraphrase_en).toBe(
			'A clearer paraphrase.'
		);
		expect(note).toBe(`under way · ${fromReader}`);
		await withdrawDraft(db, people.second, draft);
	});

	test('is taken into a draft whose note is as long as a note may be', async () => {
		const begun = await startDraft(db, people.second, { kind: 'instrument', record: 'eu-dsa' });
		const note = 'x'.repeat(2000);
		await saveDraft(db, people.second, begun.id, { data: begun.data, note, saves: begun.saves });
		const id = await send(
			{ kind: 'instrument', record: 'eu-dsa', field: 'provisions.1.paraphrase_en' },
			{ proposed: 'The clearest paraphrase.' }
		);
		const { draft } = await acceptSuggestion(db, people.second, id, fromReader, now);
		expect((await openDraft(db, people.second, draft)).draft.note).toBe(note);
		await withdrawDraft(db, people.second, draft);
	});

	test('fills in nothing where the field says something else by now', async () => {
		const id = await send({ field: 'summary_en' }, { proposed: 'An older correction.' });
		const draft = await startDraft(db, people.curator, { kind: 'proposal', record: audit });
		await saveDraft(db, people.curator, draft.id, {
			data: { ...draft.data, summary_en: 'Corrected meanwhile.' },
			note: 'better words',
			saves: draft.saves
		});
		await publishDraft(db, people.reviewer, await submitDraft(db, people.curator, draft.id));
		const waiting = (await decidePage(db, 'en')).waiting.find((entry) => entry.id === id);
		expect(waiting).toMatchObject({ changed: true, now: { pieces: [{ text: 'Corrected meanwhile.' }] } });
		const accepted = await acceptSuggestion(db, people.curator, id, fromReader, now);
		expect(accepted.filled).toBe(false);
		const { data } = (await openDraft(db, people.curator, accepted.draft)).draft;
		expect(data.summary_en).toBe('Corrected meanwhile.');
		await withdrawDraft(db, people.curator, accepted.draft);
	});

	test('of links that a proposal does not have yet begins their file', async () => {
		const id = await send({ kind: 'link', record: unlinked, field: 'links' });
		const { draft, filled } = await acceptSuggestion(db, people.curator, id, fromReader, now);
		expect(filled).toBe(false);
		expect((await openDraft(db, people.curator, draft)).draft).toMatchObject({
			kind: 'link',
			record: unlinked,
			base_version: 0,
			data: { id: unlinked }
		});
	});

	test('is told by the public page up to the version it led to', async () => {
		const id = await send({ field: 'title_zh' }, { proposed: '平台算法的外部审计' });
		const outcome = async () => (await suggestionPage(db, id, 'en'))?.outcome;
		expect(await outcome()).toBeUndefined();
		const { draft } = await acceptSuggestion(db, people.curator, id, fromReader, now);
		expect(await outcome()).toEqual({ state: 'drafted' });
		await submitDraft(db, people.curator, draft);
		expect(await outcome()).toEqual({ state: 'in-review' });
		await publishDraft(db, people.reviewer, await asRead(db, draft));
		const version = await figure(
			sql`select max(version) as n from revision where kind = 'proposal' and record = ${audit}`
		);
		expect(await outcome()).toMatchObject({ state: 'published', version });
		expect((await suggestionPage(db, id, 'en'))?.source).toEqual([{ text: 'Paper 001, 4.2' }]);
	});
});

describe('declining', () => {
	test('says why in public, deletes the address and can take the text off the page', async () => {
		const id = await send({}, { email: 'reader@example.org' });
		await expect(
			declineSuggestion(db, people.curator, id, { reason: ' ', hide: false }, now)
		).rejects.toMatchObject({ why: 'invalid', problems: [{ path: 'reason' }] });
		expect((await findSuggestion(db, id))?.email).toBe('reader@example.org');
		const { email } = await declineSuggestion(
			db,
			people.curator,
			id,
			{ reason: 'The paper says otherwise.', hide: true },
			now
		);
		expect(email).toBe('reader@example.org');
		expect(await findSuggestion(db, id)).toMatchObject({
			state: 'declined',
			reason: 'The paper says otherwise.',
			email: null,
			proposed: '',
			source: ''
		});
	});

	test('without a reason is refused by the database as well', async () => {
		const id = await send({});
		const refused = await db
			.execute(sql`update suggestion set state = 'declined', reason = '', decided_by = 'x' where id = ${id}`)
			.then(
				() => 'taken',
				(error: Error) => String(error.cause ?? error)
			);
		expect(refused).toContain('suggestion_declined_with_reason');
	});
});

test('of two who decide at once one does, and the other is told', async () => {
	for (const second of ['accept', 'decline'] as const) {
		const id = await send({ field: 'coding_note_en' });
		const drafts = () => figure(sql`select count(*) as n from draft`);
		const before = await drafts();
		const results = await Promise.allSettled([
			acceptSuggestion(db, people.curator, id, fromReader, now),
			second === 'accept'
				? acceptSuggestion(db, people.second, id, fromReader, now)
				: declineSuggestion(db, people.second, id, { reason: 'no', hide: false }, now)
		]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { why: 'state' } });
		const { state, draft } = (await findSuggestion(db, id))!;
		expect((await drafts()) - before).toBe(state === 'accepted' ? 1 : 0);
		const decider = results[0].status === 'fulfilled' ? people.curator : people.second;
		if (draft) await withdrawDraft(db, decider, draft);
	}
});

test('contributors and visitors decide nothing', async () => {
	const id = await send({});
	for (const person of [undefined, people.contributor]) {
		await expect(acceptSuggestion(db, person, id, fromReader, now)).rejects.toMatchObject({
			why: 'forbidden'
		});
		await expect(declineSuggestion(db, person, id, { reason: 'no', hide: false }, now)).rejects.toMatchObject(
			{ why: 'forbidden' }
		);
	}
	for (const wrong of ['', 'a\0b', '0123456789abcdef', "' or 1=1"])
		await expect(acceptSuggestion(db, people.admin, wrong, fromReader, now)).rejects.toMatchObject({
			why: 'not-found'
		});
	expect((await findSuggestion(db, id))?.state).toBe('open');
});

describe('the list', () => {
	const list = (query = '') => suggestionsPage(db, new URLSearchParams(query), 'en');

	test('counts and filters as the database does, and says what it did not understand', async () => {
		const all = await list();
		expect(all.total).toBe(await figure(sql`select count(*) as n from suggestion`));
		for (const state of ['open', 'accepted', 'declined']) {
			const { rows, total } = await list(`state=${state}`);
			expect(total).toBe(
				await figure(sql`select count(*) as n from suggestion where state::text = ${state}`)
			);
			expect(new Set(rows.map((row) => row.state))).toEqual(new Set([state]));
		}
		const dsa = await list('record=instrument:eu-dsa');
		expect(dsa.total).toBe(await figure(sql`select count(*) as n from suggestion where record = 'eu-dsa'`));
		const wrong = await list('state=maybe&record=gossip:x&page=-1');
		expect(wrong.dropped.map(({ name }) => name)).toEqual(['state', 'record', 'page']);
		expect(wrong.total).toBe(all.total);
	});

	test('turns its pages without losing or repeating one', async () => {
		for (let turn = 0; turn < 55; turn++) await send({ field: 'merge_note_en' });
		const first = await list();
		expect(first.pages).toBe(Math.ceil(first.total / 50));
		const ids = first.rows.map(({ id }) => id);
		for (let page = 2; page <= first.pages; page++)
			ids.push(...(await list(`page=${page}`)).rows.map(({ id }) => id));
		expect(new Set(ids).size).toBe(first.total);
		expect((await list('page=9999')).page).toBe(first.pages);
	});

	test('and the record’s page agree on what is open', async () => {
		const open = await figure(
			sql`select count(*) as n from suggestion where state = 'open' and record = ${audit} and kind in ('proposal', 'link')`
		);
		expect(open).toBeGreaterThan(0);
		expect(await countOpen(db, 'proposal', audit)).toBe(open);
		expect((await list(`state=open&record=proposal:${audit}`)).total).toBe(open);
	});
});

describe('the form', () => {
	const form = (about: { kind: string; record: string; field: string }) => suggestPage(db, about, 'en');

	test('offers the fields of one row where the address names it', async () => {
		const page = (await form({ kind: 'instrument', record: 'eu-dsa', field: 'provisions.1' }))!;
		expect(page.row).toBe('Art. 14');
		expect(page.href).toBe('/regulations/eu-dsa#p1');
		expect(page.choices).toHaveLength(1);
		expect(page.choices[0].fields.map(({ path }) => path)).toContain('provisions.1.paraphrase_en');
	});

	test('names codes by their labels, and passages field by field in the order of the codebook', async () => {
		const modality = (await form({ kind: 'proposal', record: audit, field: 'modality' }))!.field!;
		expect(modality.codes).toContain((modality.now as { pieces: { text: string }[] }).pieces[0].text);
		const passages = (await form({ kind: 'proposal', record: audit, field: 'evidence' }))!.field!;
		const [first] = (passages.now as { rows: { fields: { name: string }[] }[] }).rows;
		expect(first.fields.map(({ name }) => name)).toEqual([
			'Paper',
			'Section',
			'Paragraph',
			'Role of the passage',
			'Key terms'
		]);
		expect(passages.codes).toEqual([]);
	});

	test('says of a field that is not there which it was', async () => {
		const page = (await form({ kind: 'proposal', record: audit, field: 'colour' }))!;
		expect(page.unknown_field).toBe('colour');
		expect(page.field).toBeUndefined();
	});
});

describe('the curator’s home', () => {
	const today = '2027-06-30';
	const home = (person = people.curator, query = '') =>
		curatePage(db, person, new URLSearchParams(query), 'en', today);
	const lists = async (query: string, name: WorkList) =>
		(await home(people.curator, `${query}&list=${name}`)).work!.find((list) => list.name === name)!;
	const current = sql`moved_to is null and retired_on is null`;
	/** Last day a date of any precision can mean, and its first. */
	const last = (date: SQL) => sql`case length(${date}) when 4 then ${date} || '-12-31'
		when 7 then to_char((${date} || '-01')::date + interval '1 month' - interval '1 day', 'YYYY-MM-DD') else ${date} end`;
	const first = (date: SQL) => sql`rpad(${date}, 10, '-01-01')`;

	test('counts what the database counts, whatever the limits', async () => {
		const gone = (await listOfficialAddresses(db)).slice(0, 2);
		for (const url of gone)
			await saveUrlChecks(db, [{ url, state: 'gone', http_status: 404, checked_at: new Date() }]);
		for (const [query, cutoff, horizon] of [
			['', '2027-01-01', '2027-12-30'],
			['days=90&months=24', '2027-04-01', '2029-06-30'],
			['days=730&months=3', '2025-06-30', '2027-09-30']
		]) {
			const figures: Record<WorkList, SQL> = {
				dead: sql`select count(*) as n from url_check join instrument on ${current} and (url_check.url = instrument.url
					or (url_check.url = any(other_urls) and instrument.url is distinct from url_check.url)) where state = 'gone'`,
				due: sql`with dates as (
					select checked_on, unnest(array[in_force_from, applicable_from, transposition_due]) as date from instrument where ${current}
					union all select checked_on, provision.applicable_from from provision join instrument on id = instrument and ${current})
					select count(*) as n from dates where date is not null and case when ${last(sql`date`)} <= ${today}
					then ${last(sql`date`)} > checked_on else ${first(sql`date`)} <= ${horizon} end`,
				'unverified-provisions': sql`select count(*) as n from provision where verification <> 'text'`,
				'unverified-instruments': sql`select count(*) as n from instrument where ${current} and verification <> 'full-text'`,
				unlinked: sql`select count(*) as n from proposal where ${current} and level = 'specific'
					and not exists (select 1 from link where link.proposal = proposal.id)
					and not exists (select 1 from assessment where assessment.proposal = proposal.id)`,
				'stale-instruments': sql`select count(*) as n from instrument where ${current} and checked_on <= ${cutoff}`,
				'stale-assessments': sql`select count(*) as n from assessment where as_of <= ${cutoff}`,
				'stale-proposals': sql`select count(*) as n from proposal where ${current} and (select max(at) from revision
					where kind = 'proposal' and record = proposal.id) < ${cutoff}::date + interval '1 day'`,
				'stale-papers': sql`select count(*) as n from paper where ${current} and (select max(at) from revision
					where kind = 'paper' and record = paper.id) < ${cutoff}::date + interval '1 day'`
			};
			const { work } = await home(people.curator, query);
			expect(work!.map(({ name }) => name)).toEqual([...workLists]);
			for (const { name, count, rows } of work!) {
				expect(count, `${name} ${query}`).toBe(await figure(figures[name]));
				expect(rows.length).toBe(Math.min(8, count));
			}
		}
		for (const name of ['dead', 'due', 'unverified-provisions', 'unlinked', 'stale-instruments'] as const)
			expect((await lists('days=90', name)).count, name).toBeGreaterThan(0);
	});

	test('puts first what most links hang on, and what is oldest', async () => {
		const provisions = (await lists('', 'unverified-provisions')).rows;
		const most = await figure(sql`select count(*) as n from link join provision using (instrument)
			where link.provision = provision.number and verification <> 'text' group by instrument, provision.number order by n desc limit 1`);
		expect(provisions[0].links).toBe(most);
		expect(provisions[0].href).toMatch(/^\/regulations\/[a-z0-9-]+#p\d+$/);
		const weights = provisions.map(({ links }) => links!);
		expect(weights).toEqual([...weights].sort((a, b) => b - a));
		const dates = (await lists('days=90', 'stale-instruments')).rows.map(({ date }) => date!);
		expect(dates).toEqual([...dates].sort());
	});

	test('shows one’s own drafts with what others said and was not answered', async () => {
		const draft = await startDraft(db, people.curator, { kind: 'paper', record: '003' });
		const mine = async () => (await home()).drafts.find(({ id }) => id === draft.id);
		expect(await mine()).toMatchObject({ kind: 'paper', state: 'draft', is_new: false, unanswered: 0 });
		await saveDraft(db, people.curator, draft.id, {
			data: { ...draft.data, text_contains_en: 'All of it' },
			note: 'x',
			saves: draft.saves
		});
		await submitDraft(db, people.curator, draft.id);
		const { to_review } = await home(people.reviewer);
		expect(to_review?.count).toBe(
			await figure(sql`select count(*) as n from draft where state in ('submitted', 'accepted')
				and author <> ${people.reviewer.pseudonym}`)
		);
		await commentDraft(db, people.reviewer, draft.id, { field: 'bibliography', text: 'where from?' });
		await returnDraft(db, people.reviewer, await asRead(db, draft.id), 'see the bibliography');
		expect(await mine()).toMatchObject({ state: 'returned', unanswered: 2 });
		await commentDraft(db, people.curator, draft.id, { text: 'from the print' });
		expect(await mine()).toMatchObject({ unanswered: 0 });
		expect((await home(people.second)).drafts.map(({ id }) => id)).not.toContain(draft.id);
		await withdrawDraft(db, people.curator, draft.id);
		expect(await mine()).toBeUndefined();
	});

	test('counts the imports of others that wait, for those who may publish them, and names own ones that came back', async () => {
		const submitted = {
			kind: 'proposal',
			file_name: 'x.csv',
			format: 'csv',
			problems: [] as never[],
			state: 'submitted'
		} as const;
		await db.insert(import_batch).values([
			{ ...submitted, id: 'a', author: people.curator.pseudonym },
			{ ...submitted, id: 'b', author: people.reviewer.pseudonym },
			{ ...submitted, id: 'c', author: people.curator.pseudonym, state: 'checked' },
			{
				...submitted,
				id: 'd',
				author: people.curator.pseudonym,
				state: 'returned',
				reviewer: people.reviewer.pseudonym
			}
		]);
		expect((await home(people.reviewer)).imports?.count).toBe(1);
		expect((await home(people.second)).imports?.count).toBe(2);
		expect((await home()).imports).toBeUndefined();
		expect((await home()).returned_imports).toEqual([
			{ id: 'd', file_name: 'x.csv', reviewer: people.reviewer.pseudonym }
		]);
		expect((await home(people.reviewer)).returned_imports).toEqual([]);
	});

	test('shows each role what it may do, and drops what the address says wrongly', async () => {
		const contributor = await home(people.contributor);
		expect(Object.keys(contributor)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/work|suggestions|to_review/)])
		);
		const curator = await home();
		expect(curator.to_review).toBeUndefined();
		expect(curator.suggestions?.count).toBe(
			await figure(sql`select count(*) as n from suggestion where state = 'open'`)
		);
		const wrong = await home(people.curator, 'days=7&months=x&list=gossip');
		expect(wrong.dropped.map(({ name }) => name)).toEqual(['days', 'months', 'list']);
		expect([wrong.days, wrong.months]).toEqual([180, 6]);
	});
});
