import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../../src/lib/domain/api/catalogue.ts';
import { openContext, resources } from '../../src/lib/server/api/resources.ts';
import type { Person } from '../../src/lib/server/curation/person.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { dataState } from '../../src/lib/server/data-state.ts';
import { findInstrument } from '../../src/lib/server/mcp/find.ts';
import { openTelling } from '../../src/lib/server/mcp/telling.ts';
import { listProposalTitles } from '../../src/lib/server/queries/proposals.ts';
import { calendarOf } from '../../src/lib/server/views/calendar.ts';
import { recordCard, siteCard } from '../../src/lib/server/views/card.ts';
import { codingListPage } from '../../src/lib/server/views/coding.ts';
import { codebookPage } from '../../src/lib/server/views/codebook.ts';
import { curatePage } from '../../src/lib/server/views/curate.ts';
import { feedOf } from '../../src/lib/server/views/feed.ts';
import { changesScope, recordScope, type Scope } from '../../src/lib/server/views/feed-scopes.ts';
import { historyPage } from '../../src/lib/server/views/history.ts';
import { homePage } from '../../src/lib/server/views/home.ts';
import { linkedRecord } from '../../src/lib/server/views/linked.ts';
import { setMostInPage, usualMostInPage } from '../../src/lib/server/views/matrix.ts';
import { nearestPages } from '../../src/lib/server/views/nearest.ts';
import { findProposalTitles, paletteFile } from '../../src/lib/server/views/palette.ts';
import { paperPage } from '../../src/lib/server/views/paper.ts';
import { findChoices } from '../../src/lib/server/views/record-form.ts';
import { regulationPage } from '../../src/lib/server/views/regulation.ts';
import { registerPage } from '../../src/lib/server/views/regulations.ts';
import { proposalsUnder } from '../../src/lib/server/views/proposal-list.ts';
import { queuePage } from '../../src/lib/server/views/review.ts';
import { openView } from '../../src/lib/server/views/sheet.ts';
import { openSitemap } from '../../src/lib/server/views/sitemap.ts';
import { atlasSnapshot } from '../../src/lib/server/views/snapshot.ts';
import { attachPage, sourcePage } from '../../src/lib/server/views/source.ts';
import { suggestPage } from '../../src/lib/server/views/suggest.ts';
import { suggestionsPage } from '../../src/lib/server/views/suggestions.ts';
import { timelinePage } from '../../src/lib/server/views/timeline.ts';
import { openLoadedDatabase } from '../harness/database.ts';
import { statementsOf } from '../harness/plans.ts';

let connection: Connection;

beforeAll(async () => {
	connection = await openLoadedDatabase();
	// As if the 109 proposals were too many for one page, one file, one list.
	setMostInPage(20, 10);
});
afterAll(async () => {
	setMostInPage(usualMostInPage);
	await connection.close();
});

const day = '2026-11-21';
const none = new URLSearchParams();
const admin: Person = { id: 'p', name: 'P', pseudonym: 'p', role: 'admin' };
const feed = async (db: Db, scope: Promise<Scope | { dropped: unknown } | undefined>) =>
	feedOf(db, (await scope) as Scope, 'en');
const list = async (db: Db, name: 'links' | 'regulations' | 'provisions' | 'papers') => {
	const context = await openContext(db, name, {}, 'https://atlas.test', day);
	return resources[name].page(
		{ filters: {}, given: none, sort: [...catalogue[name].order], limit: 5 },
		context
	);
};

const views: Record<string, (db: Db) => Promise<unknown>> = {
	home: (db) => homePage(db, 'en', day),
	palette: paletteFile,
	'titles as one types': (db) => findProposalTitles(db, 'algorithm'),
	sitemap: async (db) => (await openSitemap(db)).pages(1),
	register: (db) => registerPage(db, none, 'en', day),
	regulation: (db) => regulationPage(db, 'eu-dsa', none, 'en', day),
	paper: (db) => paperPage(db, '001', 'en'),
	timeline: (db) => timelinePage(db, none, 'en', day),
	codebook: (db) => codebookPage(db, 'en'),
	'file of coverage': async (db) => {
		const opened = await openView(db, '/matrix/coverage', new URLSearchParams('rows=all'), 'en', day);
		for await (const row of opened!.view.sheet.rows) expect(row.id).toBeTruthy();
	},
	calendar: (db) => calendarOf(db, [], 'en', day),
	'card of a paper': (db) => recordCard(db, 'papers', '001', 'en', day),
	'card of a regulation': (db) => recordCard(db, 'regulations', 'eu-dsa', 'en', day),
	'card of the site': (db) => siteCard(db, 'en', day),
	feed: (db) => feed(db, changesScope(db, [], 'en')),
	'feed of a place': (db) => feed(db, changesScope(db, ['EU'], 'en')),
	'feed of a regulation': (db) => feed(db, recordScope(db, 'regulations', 'eu-dsa', 'en')),
	history: (db) =>
		historyPage(
			db,
			['proposal', 'link'],
			'algorithm-filing-system',
			{ href: '', path: '' },
			new URLSearchParams('version=1'),
			'en'
		),
	'linked paper': (db) => linkedRecord(db, 'papers', '001', 'https://atlas.test', day),
	'linked regulation': (db) => linkedRecord(db, 'regulations', 'eu-dsa', 'https://atlas.test', day),
	'like ids': (db) => nearestPages(db, 'proposals', 'algorithm-filing', 'en'),
	suggest: (db) => suggestPage(db, { kind: 'link', record: 'algorithm-filing-system', field: '' }, 'en'),
	suggestions: (db) => suggestionsPage(db, none, 'en'),
	curate: (db) => curatePage(db, admin, none, 'en', day),
	review: (db) => queuePage(db, admin, 'en', new Date(day)),
	source: (db) => sourcePage(db, 'Digital Services Act', 'en'),
	'a source for proposals': (db) =>
		attachPage(db, 'instrument:eu-dsa', 'en', { words: 'audit', chosen: ['algorithm-filing-system'] }),
	'second codings': (db) => codingListPage(db, admin, 'en', ''),
	'second codings of some': (db) => codingListPage(db, admin, 'en', 'audit'),
	'choices as one types': (db) => findChoices(db, 'proposal', 'algorithm', 'en'),
	'links of the API': (db) => list(db, 'links'),
	'regulations of the API': (db) => list(db, 'regulations'),
	'provisions of the API': (db) => list(db, 'provisions'),
	'papers of the API': (db) => list(db, 'papers'),
	'a regulation told to an assistant': async (db) =>
		findInstrument(
			await openTelling({ db, origin: 'https://atlas.test', now: new Date(day) }, { language: 'en' }),
			'id',
			'eu-dsa'
		)
};

/** Tables that grow with the proposals. */
const growing = 'proposal|proposal_layer|proposal_code|proposal_evidence|link|link_cover';
const isCurrent = / where \("\w+"\."moved_to" is null and "\w+"\."retired_on" is null\)/;
const wholeTable = new RegExp(
	`^(?!.* limit )select (?:(?!\\b(?!array)\\w+…).)*\\sfrom "?(${growing})"?( p)?( order by [^…]*)?$`,
	's'
);

/** Whether a statement reads a table that grows from end to end: what stands in parentheses is a part of each row, or a count. */
function readsWhole({ sql }: { sql: string }): boolean {
	let text = sql.replace(isCurrent, '');
	for (let longer = ''; longer !== text;) [longer, text] = [text, text.replace(/\([^()]*\)/g, '…')];
	return wholeTable.test(text);
}

test.each(Object.entries(views))('%s reads no table of proposals or links whole', async (_, view) => {
	const statements = await statementsOf(connection.db, view);
	expect(statements.filter(readsWhole)).toEqual([]);
});

test('what reads the whole set would be noticed', async () => {
	const statements = await statementsOf(connection.db, atlasSnapshot);
	// The proposals and the links.
	expect(statements.filter(readsWhole)).toHaveLength(2);
});

const cuts = [
	['regulations', 'eu-platform-work-directive', 'links', 'links?regulation='],
	['papers', '002', 'proposals', 'proposals?level=all&paper=']
] as const;
const isRemedy = ({ '@type': type }: Record<string, unknown>) => [type].flat().includes('DefinedTerm');
test.each(cuts)(
	'of very much the linked data of %s tell the first, how many there are and where',
	async (kind, id, what, address) => {
		const { db } = connection;
		const read = async () =>
			(await linkedRecord(db, kind, id, 'https://atlas.test', day))!['@graph'] as Record<string, unknown>[];
		const told = (graph: Record<string, unknown>[]) =>
			graph.filter((entry) => (what === 'links' ? 'relation' in entry : isRemedy(entry))).length;
		const whole = await read();
		setMostInPage(5, 10);
		const cut = await read();
		setMostInPage(20, 10);
		expect(told(whole)).toBeGreaterThan(5);
		expect(told(cut)).toBe(5);
		const page = `https://atlas.test/${kind}/${id}`;
		const rest = cut.find((entry) => entry['@id'] === page && 'seeAlso' in entry)!;
		expect(rest.seeAlso).toEqual({ '@id': `https://atlas.test/api/v1/${address}${id}` });
		expect(JSON.stringify(rest.comment)).toContain(`The first 5 of ${told(whole)} ${what}`);
		expect(whole.some((entry) => 'seeAlso' in entry)).toBe(false);
	}
);

test('of very many proposals a source is added to those that are looked for, and what was chosen stays', async () => {
	const attach = (words: string, chosen: string[] = []) =>
		attachPage(connection.db, 'instrument:eu-dsa', 'en', { words, chosen });
	expect(await attach('')).toMatchObject({ proposals: [], search: { words: '', found: 0 } });
	const { proposals, search } = (await attach('external audit', ['digital-union-system']))!;
	expect(proposals[0].value).toBe('digital-union-system');
	expect(proposals.map(({ value }) => value)).toContain('external-audit-of-platform-algorithms');
	expect(proposals).toHaveLength(search!.found + 1);
});

test('the list of second codings says how many proposals there are, and finds those it does not list', async () => {
	const { db } = connection;
	const first = await codingListPage(db, admin, 'en', '');
	expect(first).toMatchObject({ many: true, count: await proposalsUnder(db, await dataState(db)) });
	expect(first.rows).toHaveLength(first.limit);
	const id = 'workers-right-to-know-and-control-data';
	const [{ title_en }] = await listProposalTitles(db, [id]);
	expect(first.rows.map((row) => row.id)).not.toContain(id);
	expect((await codingListPage(db, admin, 'en', title_en)).rows.map((row) => row.id)).toContain(id);
});
