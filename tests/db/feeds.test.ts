import FeedParser from 'feedparser';
import ICAL from 'ical.js';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Proposal } from '../../src/lib/domain/proposal.ts';
import type { Locale } from '../../src/lib/domain/text.ts';
import { atomText } from '../../src/lib/server/api/atom-text.ts';
import { calendarText } from '../../src/lib/server/api/calendar-text.ts';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { instrument, revision, type RecordKind } from '../../src/lib/server/db/schema.ts';
import { findRevision, saveRevisions, type NewRevision } from '../../src/lib/server/queries/history.ts';
import { saveProposals } from '../../src/lib/server/queries/proposals.ts';
import {
	changesScope,
	matrixScope,
	recordScope,
	type Scope
} from '../../src/lib/server/views/feed-scopes.ts';
import { feedOf } from '../../src/lib/server/views/feed.ts';
import { calendarOf, type Calendar } from '../../src/lib/server/views/calendar.ts';
import { atlasSnapshot } from '../../src/lib/server/views/snapshot.ts';
import { openLoadedDatabase, undone } from '../harness/database.ts';
import { statementsOf, usedIndexes } from '../harness/plans.ts';

let connection: Connection;
beforeAll(async () => {
	connection = await openLoadedDatabase();
});
afterAll(() => connection.close());

const day = (number: number) => new Date(Date.UTC(2027, 0, number, 9));
const withdrawnId = 'agri-support-streaming';
const editedId = 'algorithm-filing-system';

/** A further version of a record, as an editor would publish it. */
async function publish(
	kind: RecordKind,
	record: string,
	change: (data: never) => object,
	about: { at: Date; note: string; author?: string }
) {
	const latest = (await findRevision(connection.db, kind, record, 'newest'))!;
	const data = { ...latest.data, ...change(latest.data as never) };
	const { at, note, author = 'lin' } = about;
	await connection.db.transaction(async (tx) => {
		await saveRevisions(tx, [
			{ kind, record, version: latest.version + 1, author, reviewer: 'ana', note, at, data }
		]);
		if (kind === 'proposal') await saveProposals(tx, [data as Proposal]);
	});
}

/** What a feed reader makes of the feed. */
async function read(scope: Scope, locale: Locale = 'en', before?: number) {
	const feed = await feedOf(connection.db, scope, locale, before);
	const text = atomText(feed, { origin: 'https://atlas.example', locale, before, licence: 'CC-BY-4.0' });
	const parser = new FeedParser({ addmeta: false });
	const entries: FeedParser.Item[] = [];
	parser.on('data', (entry: FeedParser.Item) => entries.push(entry));
	await new Promise((resolve, reject) => {
		parser.on('end', resolve).on('error', reject);
		parser.end(text);
	});
	return { meta: parser.meta as FeedParser.Meta, entries, text, next: feed.next };
}

const all = async (jurisdiction: string[] = [], locale: Locale = 'en') =>
	(await changesScope(connection.db, jurisdiction, locale)) as Scope;
const titles = (entries: FeedParser.Item[]) => entries.map(({ title }) => title);

test('a feed reads of very many changes only those of its law, by an index, and of these what it tells', () =>
	undone(connection.db, async (tx) => {
		const at = day(40);
		const change = (number: number): NewRevision => {
			const record = `made-up-${number}`;
			const provision = number % 40 === 0 ? 'eu-dsa#1' : 'us-or-other#1';
			return {
				...{ kind: 'link', record, version: 1, at, author: 'lin', note: 'Many.' },
				data: { id: record, links: [{ id: `${record}-1`, provision, relation: 'enables' }] }
			};
		};
		await saveRevisions(
			tx,
			Array.from({ length: 4000 }, (_, number) => change(number))
		);
		// One of them leads elsewhere now, one says more; both are corrections of that law, a third is none.
		const edit = (number: number, data: object): NewRevision => ({
			...change(number),
			...{ version: 2, note: 'Again.', data: { id: `made-up-${number}`, ...data } }
		});
		const links = (number: number) => change(number).data.links as object[];
		await saveRevisions(tx, [
			edit(0, { links: links(1) }),
			edit(40, { links: [{ ...links(40)[0], confidence: 'low' }] }),
			edit(80, { links: [...links(80), { id: 'more', provision: 'us-or-other#2', relation: 'enables' }] })
		]);
		await tx.execute(sql`analyze revision`);
		const scope = (await recordScope(tx, 'regulations', 'eu-dsa', 'en'))!;
		expect(await usedIndexes(tx, (db) => feedOf(db, scope, 'en'))).toContain('revision_law');
		const { entries } = await feedOf(tx, scope, 'en');
		expect(entries.slice(0, 2).map(({ title }) => title)).toEqual([
			'Corrected: links of 2 proposals · Again.',
			'Published: links of 100 proposals · Many.'
		]);
		expect(entries[1].blocks.at(-1)!).toMatchObject({ text: expect.stringContaining('50') });
		const read = (await statementsOf(tx, (db) => feedOf(db, scope, 'en'))).flatMap(({ params }) => params);
		expect(Math.max(...read.map((value) => String(value).split(',').length))).toBeLessThan(150);
	}));

describe('the first load', () => {
	test('is one entry, with how many records of each kind it published', async () => {
		const count = async (kind: RecordKind) => connection.db.$count(revision, eq(revision.kind, kind));
		const { meta, entries } = await read(await all());
		expect(meta).toMatchObject({ '#type': 'atom', '#version': '1.0', title: 'Remedy Atlas: all changes' });
		expect(meta.xmlurl).toBe('https://atlas.example/feed.atom');
		expect(entries).toHaveLength(1);
		expect(entries[0].title).toBe(
			`Published: ${await count('proposal')} proposals, links of ${await count('link')} proposals, ${await count('instrument')} regulations, ${await count('paper')} papers, ${await count('vocabulary')} vocabularies, ${await count('matrix')} matrices · data set 1.0.0`
		);
		expect(entries[0].author).toBe('Remedy Atlas');
		expect(entries[0].description).toContain('<p>with the files of the data set · data set 1.0.0</p>');
		expect(entries[0].categories).toEqual(['publication']);
		expect(entries[0].description).toContain(
			'<a href="https://atlas.example/proposals/abolish-private-ownership-relations">'
		);
	});

	test('stands by itself for each of its records in the feed of the record', async () => {
		const { entries } = await read((await recordScope(connection.db, 'proposals', editedId, 'zh'))!, 'zh');
		expect(titles(entries).sort()).toEqual(['发布：“算法备案制度”与法律的关联', '发布：算法备案制度']);
		expect(entries.map(({ guid }) => guid).sort()).toEqual(
			['link', 'proposal'].map((kind) =>
				expect.stringMatching(
					new RegExp(`^tag:atlas\\.example,\\d{4}-\\d\\d-\\d\\d:zh/${kind}/${editedId}/1$`)
				)
			)
		);
	});
});

describe('the calendar', () => {
	const today = '2026-11-21';

	/** What a calendar program makes of it. */
	async function readCalendar(jurisdiction: string[], locale: Locale = 'en') {
		const calendar = (await calendarOf(connection.db, jurisdiction, locale, today)) as Calendar;
		const component = new ICAL.Component(
			ICAL.parse(calendarText(calendar, 'https://atlas.example', locale)) as unknown[]
		);
		const events = component.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
		return { calendar, component, events };
	}

	test('holds every day of the last year and to come on which the law changes, as whole days', async () => {
		const { instruments } = await atlasSnapshot(connection.db);
		const fields = ['in_force_from', 'applicable_from', 'transposition_due', 'ended_on'] as const;
		const expected = [...instruments.values()].flatMap((law) =>
			fields.flatMap((field) => {
				const date = law[field] ?? '';
				return date.length === 10 && date >= '2025-11-21' ? [`${law.id}-${field}@atlas.example ${date}`] : [];
			})
		);
		const { events } = await readCalendar([]);
		const own = events.filter(({ uid }) => /[a-z]@/.test(uid));
		expect(own.map(({ uid, startDate }) => `${uid} ${startDate.toString()}`).sort()).toEqual(expected.sort());
		expect(events.length).toBeGreaterThan(own.length);
		for (const event of events) {
			expect(event.startDate.isDate).toBe(true);
			expect(event.duration.toString()).toBe('P1D');
			expect(event.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
			expect(event.component.getFirstPropertyValue('url')).toMatch(
				/^https:\/\/atlas\.example\/regulations\//
			);
		}
		expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
	});

	test('speaks the language of the reader, of one place, with every comma in its place', async () => {
		const { events, component } = await readCalendar(['european-union'], 'zh');
		expect(component.getFirstPropertyValue('x-wr-calname')).toBe('救济图谱：法律日期（欧洲联盟）');
		const [due] = events.filter(({ uid }) => uid.startsWith('eu-platform-work-directive-transposition_due'));
		expect(due.summary).toMatch(/^欧洲联盟 · 《平台工作指令》：转化到期$/);
		expect(due.startDate.toString()).toBe('2026-12-02');
		expect(due.component.getFirstPropertyValue('categories')).toBe('欧洲联盟');
		const [later] = events.filter(({ uid }) => uid.startsWith('eu-ai-act-applicable_from-4'));
		expect(later.summary).toContain('第26(2)条、第26(7)条');
		expect(
			events.every(({ component: event }) =>
				String(event.getFirstPropertyValue('url')).includes('/zh/regulations/')
			)
		).toBe(true);
	});

	test('says how far a date can be trusted, and names the dates that are no days', async () => {
		const { events } = await readCalendar([]);
		const [directive] = events.filter(({ uid }) =>
			uid.startsWith('eu-platform-work-directive-applicable_from')
		);
		expect(directive.description.split('\n').slice(1)).toEqual([
			'Status when checked on 2026-11-21: In force, phased.',
			'How far the record was verified: Part of the text read.',
			'As recorded in the Remedy Atlas. Only the official text counts.'
		]);
		const rolledBack = new Error('only to look');
		await connection.db
			.transaction(async (tx) => {
				await tx
					.update(instrument)
					.set({ applicable_from: '2028-07', status: 'proposed' })
					.where(eq(instrument.id, 'eu-dsa'));
				await saveRevisions(tx, [
					{ kind: 'instrument', record: 'eu-dsa', version: 2, author: 'lin', note: 'x', data: {} }
				]);
				const { about, events: moved } = (await calendarOf(tx, ['EU'], 'en', today)) as Calendar;
				expect(about).toContain(
					'1 date is left out because only its month or year is known: European Union · DSA: starts to apply (2028-07).'
				);
				expect(moved.some(({ key }) => key === 'eu-dsa-applicable_from')).toBe(false);
				throw rolledBack;
			})
			.catch((error) => expect(error).toBe(rolledBack));
	});

	test('of a place nobody knows is refused by its name', async () => {
		expect(await calendarOf(connection.db, ['EU', 'ATLANTIS'], 'en', today)).toEqual({
			dropped: [{ name: 'jurisdiction', value: 'ATLANTIS' }]
		});
	});
});

describe('changes', () => {
	beforeAll(async () => {
		await publish('proposal', editedId, () => ({ summary_en: 'Filed and published.' }), {
			at: day(2),
			note: 'A <b>better</b> summary & ]]> \u000b'
		});
		await publish(
			'proposal',
			withdrawnId,
			() => ({
				retired_on: '2027-01-03',
				retired_reason_en: 'Not a remedy.',
				retired_reason_zh: '并非对策。'
			}),
			{ at: day(3), note: 'Withdrawn' }
		);
		await publish('instrument', 'eu-dsa', () => ({ transposition_due: '2028' }), {
			at: day(4),
			note: 'Two at once'
		});
		await publish('instrument', 'eu-ai-act', () => ({ number: 'x' }), { at: day(4), note: 'Two at once' });
		// One link to the law of the EU and one to that of China, of which only the Chinese one changes.
		await publish(
			'link',
			editedId,
			({ links }: { links: { provision: string }[] }) => ({
				links: links.map((entry) =>
					entry.provision.startsWith('cn-') ? { ...entry, reason_en: 'Otherwise.' } : entry
				)
			}),
			{ at: day(5), note: 'China only' }
		);
		await publish(
			'link',
			editedId,
			({ links }: { links: { provision: string }[] }) => ({
				links: links.filter(({ provision }) => !provision.startsWith('eu-'))
			}),
			{ at: day(6), note: 'Not European after all' }
		);
	});

	test('tell author, note and fields, withdrawals with their reason, newest first', async () => {
		const { entries } = await read(await all());
		expect(titles(entries).slice(0, -1)).toEqual([
			'Corrected: links of “Algorithm filing system” to the law',
			'Corrected: links of “Algorithm filing system” to the law',
			'Corrected: 2 regulations · Two at once',
			'Withdrawn: Streams that support agriculture',
			'Corrected: Algorithm filing system'
		]);
		const [, , both, withdrawn, edited] = entries;
		expect(edited.description).toContain(
			'by lin · reviewed by ana · A &lt;b&gt;better&lt;/b&gt; summary &amp; ]]&gt;'
		);
		expect(edited.description).toContain('Changed fields: Summary (English)');
		expect(edited.description).toContain(
			`<a href="https://atlas.example/proposals/${editedId}/history?of=proposal&amp;from=1&amp;to=2">`
		);
		expect(edited.link).toBe(`https://atlas.example/proposals/${editedId}`);
		expect(edited.pubdate).toEqual(day(2));
		expect(withdrawn.categories).toEqual(['withdrawal']);
		expect(withdrawn.description).toContain('Withdrawn on 2027-01-03. Not a remedy.');
		expect(withdrawn.description).not.toContain('retired_');
		expect(both.description).toMatch(/>DSA: To be transposed by<.*>AI Act: Number</s);
	});

	test('have ids that are one of a kind and stay', async () => {
		const [first, second, chinese] = [
			await read(await all()),
			await read(await all()),
			await read(await all([], 'zh'), 'zh')
		];
		const ids = [...first.entries, ...chinese.entries].map(({ guid }) => guid);
		expect(new Set(ids).size).toBe(ids.length);
		expect(second.text).toBe(first.text);
		expect(first.meta.date).toEqual(day(6));
	});

	test('of a place are those of its regulations, of its links and of links it no longer has', async () => {
		const european = titles((await read(await all(['EU']))).entries);
		expect(european).toEqual([
			'Corrected: links of “Algorithm filing system” to the law',
			'Corrected: 2 regulations · Two at once',
			expect.stringMatching(/^Published: links of \d+ proposals, \d+ regulations · data set/)
		]);
		const chinese = (await read(await all(['china']))).entries;
		expect(titles(chinese).slice(0, -1)).toEqual([
			'Corrected: links of “Algorithm filing system” to the law'
		]);
		expect(chinese[0].description).toContain('by lin · reviewed by ana · China only');
		expect(chinese[0].description).toContain('(Reason (English))');
		expect(chinese[0].description).not.toContain('DMA');
	});

	test('of a regulation hold the links proposals have to it, also one that was taken out', async () => {
		const { entries } = await read((await recordScope(connection.db, 'regulations', 'eu-dma', 'en'))!);
		expect(entries[0].title).toBe('Corrected: links of “Algorithm filing system” to the law');
		expect(entries[0].description).toContain('Removed: Precedent, DMA Art. 15');
		expect(titles(entries)).toContain('Published: DMA');
	});

	test('under a filter hold what it shows and the withdrawal of what it showed', async () => {
		const scopeOf = async (slug: string, query: string) =>
			(await matrixScope(connection.db, slug, new URLSearchParams(query), 'en', '2027-01-10')) as Scope;
		const withdrawn = 'Withdrawn: Streams that support agriculture';
		const { layers, level } = (await findRevision(connection.db, 'proposal', withdrawnId, 'newest'))!
			.data as Proposal;
		expect(level).toBe('specific');
		const involved = (['institution', 'technology', 'subject'] as const).find(
			(name) => layers[name].involvement === 'primary'
		)!;
		const other = (['institution', 'technology', 'subject'] as const).find(
			(name) => layers[name].involvement !== 'primary'
		)!;
		const under = async (slug: string, query: string) =>
			titles((await read(await scopeOf(slug, query))).entries);
		expect(await under('layers', `layer=${involved}:primary`)).toContain(withdrawn);
		expect(await under('layers', `layer=${other}:primary`)).not.toContain(withdrawn);
		expect(await under('coverage', `rows=all&layer=${involved}`)).toContain(withdrawn);
		expect(await under('coverage', `rows=all&layer=${other}`)).not.toContain(withdrawn);
		expect(await under('papers', '')).toEqual([expect.stringMatching(/^Published: \d+ papers · data set/)]);
		expect(await under('layers', 'q=nothing-has-this-word')).toEqual([]);
		expect((await scopeOf('layers', 'remedy=disclosure&sort=-title')).page).toBe(
			'/matrix/layers?remedy=disclosure&sort=-title'
		);
	});

	test('a record that was withdrawn keeps its feed, one that never was has none', async () => {
		const scope = (await recordScope(connection.db, 'proposals', withdrawnId, 'zh'))!;
		expect(scope.title).toContain('助农');
		const { entries } = await read(scope, 'zh');
		expect(entries[0].title).toMatch(/^撤回：/);
		expect(entries[0].description).toContain('并非对策。');
		expect(await recordScope(connection.db, 'proposals', 'no-such', 'en')).toBeUndefined();
	});
});

test('a long history comes in pages that lead to each other, each act once', async () => {
	await connection.db.transaction(async (tx) => {
		for (let number = 1; number <= 60; number++)
			await saveRevisions(tx, [
				{
					kind: 'paper',
					record: '000',
					version: 100 + number,
					author: 'lin',
					note: `Edit ${number}`,
					at: day(100 + number),
					data: { id: '000', bibliography: {}, moved_to: number === 60 ? '001' : undefined }
				}
			]);
	});
	const scope = (await recordScope(connection.db, 'papers', '000', 'en'))!;
	const seen: string[] = [];
	let pages = 0;
	for (let before: number | undefined; ; pages++) {
		const { entries, text, next } = await read(scope, 'en', before);
		seen.push(...entries.map(({ guid }) => guid));
		expect(text.includes('rel="first"')).toBe(before !== undefined);
		expect(text.includes(`href="https://atlas.example/papers/000/feed.atom?before=${next}" rel="next"`)).toBe(
			next !== undefined
		);
		if (pages === 0) expect(entries[0].title).toMatch(/^Withdrawn/);
		if (pages === 0) expect(entries[0].description).toContain('<a href="https://atlas.example/papers/001">');
		if (next === undefined) break;
		before = next;
	}
	expect(pages).toBe(2);
	expect(new Set(seen).size).toBe(seen.length);
	expect(seen).toHaveLength(61);
});
