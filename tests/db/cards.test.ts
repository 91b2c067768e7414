import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordCard } from '../../src/lib/domain/card.ts';
import type { Locale } from '../../src/lib/domain/text.ts';
import { readCardImage } from '../../src/lib/server/api/card-image.ts';
import { drawCard } from '../../src/lib/server/cards/draw.ts';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { proposal } from '../../src/lib/server/db/schema.ts';
import { findRevision, saveRevisions } from '../../src/lib/server/queries/history.ts';
import { recordCard, type CardCollection } from '../../src/lib/server/views/card.ts';
import { coveragePage } from '../../src/lib/server/views/coverage.ts';
import { atlasSnapshot } from '../../src/lib/server/views/snapshot.ts';
import { openLoadedDatabase } from '../harness/database.ts';

let connection: Connection;
beforeAll(async () => {
	connection = await openLoadedDatabase();
});
afterAll(() => connection.close());

const today = '2026-11-21';
const id = 'algorithm-filing-system';
const card = async (collection: CardCollection, record: string, locale: Locale = 'en') =>
	(await recordCard(connection.db, collection, record, locale, today)) as RecordCard;

describe('a card', () => {
	test('of a proposal has its layers and the cells of its row in the coverage matrix', async () => {
		const drawn = await card('proposals', id);
		expect(drawn.layers.map(({ text }) => text)).toEqual([
			'Institution: Supporting',
			'Technology: Primary',
			'Subject: None'
		]);
		const { columns, rows } = await coveragePage(connection.db, new URLSearchParams('rows=all'), 'en', today);
		const { cells } = rows.find((row) => row.id === id)!;
		expect(drawn.states.map(({ label, codes }) => [label, codes[0]])).toEqual(
			columns.map(({ label }, index) => [label, cells[index].code])
		);
	});

	test('of a paper and of a regulation counts each specific proposal once', async () => {
		const { proposals, instruments, links } = await atlasSnapshot(connection.db);
		const specific = new Set(proposals.filter(({ level }) => level === 'specific').map((row) => row.id));
		const sum = (texts: string[]) =>
			texts.reduce((total, text) => total + Number(/\d+/.exec(text.split(': ').at(-1)!)![0]), 0);
		const check = (drawn: RecordCard, count: number) => {
			expect(sum(drawn.layers.map(({ text }) => text))).toBe(count);
			expect(sum(drawn.states.map(({ text }) => text))).toBe(count);
			expect(drawn.question).toMatch(count === 1 ? / one / : new RegExp(` ${count} `));
		};
		const paper = proposals.filter(
			(row) => specific.has(row.id) && row.papers.some((one) => one.proposing && one.id === '001')
		);
		check(await card('papers', '001'), paper.length);
		for (const law of ['eu-dsa', 'eu-platform-work-directive', 'cn-algo-recommendation-2022']) {
			expect(instruments.has(law)).toBe(true);
			const linked = new Set(links.filter((link) => link.instrument === law).map((link) => link.proposal));
			check(await card('regulations', law), [...linked].filter((one) => specific.has(one)).length);
		}
	});

	test('never looks more certain than the record', async () => {
		expect((await card('papers', '002')).note).toContain('not its title');
		const { proposals, instruments } = await atlasSnapshot(connection.db);
		const umbrella = proposals.find(({ level }) => level === 'umbrella')!;
		expect((await card('proposals', umbrella.id)).note).not.toBe('');
		const soft = [...instruments.values()].find(
			({ binding, status }) => binding === 'not-binding' && status === 'soft-law-current'
		)!;
		expect((await card('regulations', soft.id)).kicker).toMatch(/Current, not binding$/);
		expect(await card('proposals', 'no-such')).toBeUndefined();
	});
});

test('the card of a record that left says so, or where it went', async () => {
	const { db } = connection;
	const leave = async (changes: object) => {
		const { version, data } = (await findRevision(db, 'proposal', 'agri-support-streaming', 'newest'))!;
		await db.update(proposal).set(changes).where(eq(proposal.id, 'agri-support-streaming'));
		await saveRevisions(db, [
			{
				kind: 'proposal',
				record: 'agri-support-streaming',
				version: version + 1,
				author: 'lin',
				note: 'x',
				data: { ...data, ...changes }
			}
		]);
		return card('proposals', 'agri-support-streaming', 'zh');
	};
	expect(
		await leave({
			retired_on: '2026-12-01',
			retired_reason_en: 'Not a remedy.',
			retired_reason_zh: '并非对策。'
		})
	).toMatchObject({ note: '于 2026年12月1日 撤回。并非对策。', layers: [], states: [] });
	expect(
		await leave({ retired_on: null, retired_reason_en: null, retired_reason_zh: null, moved_to: id })
	).toEqual({ moved_to: id });
});

test('every Chinese title and name in the data set can be drawn', async () => {
	const { proposals, papers, instruments, terms } = await atlasSnapshot(connection.db);
	const cards = await Promise.all([
		...proposals.slice(0, 1).map((row) => card('proposals', row.id, 'zh')),
		...[...papers.keys()].map((paper) => card('papers', paper, 'zh')),
		...[...instruments.keys()].map((law) => card('regulations', law, 'zh'))
	]);
	const labels = ['layers', 'involvement', 'jurisdictions', 'jurisdiction_groups'].flatMap((vocabulary) =>
		[...terms.get(vocabulary)!.values()].map(({ label_zh }) => label_zh)
	);
	const signs = new Set([
		...JSON.stringify(cards),
		...labels.join(''),
		...proposals.map((row) => row.title_zh).join('')
	]);
	expect(signs.size).toBeGreaterThan(500);
	// As the question, for titles and notes are cut where they are long.
	const drawn = await drawCard({ ...cards[0], title: '', note: '', question: [...signs].join('') });
	expect(drawn).toBeInstanceOf(Buffer);
});

test('a title that cannot be drawn is drawn in English, and a sign nobody can draw is left out', async () => {
	const { db } = connection;
	const picture = async (locale: Locale) => {
		const event = {
			locals: { db },
			params: { id },
			url: new URL(`https://atlas.example/proposals/${id}/og.png`)
		};
		const make = (await readCardImage(
			event as never,
			'proposals',
			locale,
			new Date(today)
		)) as () => Promise<Response>;
		return Buffer.from(await (await make()).arrayBuffer());
	};
	const [english, chinese] = [await picture('en'), await picture('zh')];
	expect(chinese.equals(english)).toBe(false);
	const rename = async (changes: { title_en?: string; title_zh?: string }) => {
		const { version, data } = (await findRevision(db, 'proposal', id, 'newest'))!;
		await db.update(proposal).set(changes).where(eq(proposal.id, id));
		await saveRevisions(db, [
			{
				kind: 'proposal',
				record: id,
				version: version + 1,
				author: 'lin',
				note: 'x',
				data: { ...data, ...changes }
			}
		]);
	};
	await rename({ title_zh: '算法𠮷制度' });
	expect(await drawCard(await card('proposals', id, 'zh'))).toEqual({ missing: '𠮷' });
	expect((await picture('zh')).equals(english)).toBe(true);
	await rename({ title_en: 'Algorithm ☃filing system' });
	expect((await picture('en')).equals(english)).toBe(true);
});
