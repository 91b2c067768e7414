import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importKinds } from '../../src/lib/domain/import/columns.ts';
import type { LinkFile } from '../../src/lib/domain/link.ts';
import type { Proposal } from '../../src/lib/domain/proposal.ts';
import {
	actsOn,
	checkImport,
	discardImport,
	publishImport,
	requireImport,
	returnImport,
	submitImport,
	undoImport
} from '../../src/lib/server/curation/imports.ts';
import type { Person } from '../../src/lib/server/curation/person.ts';
import { publishRecords } from '../../src/lib/server/curation/publish.ts';
import { refusalOf } from '../fixtures/refusal.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { formats, readFile, type Upload } from '../../src/lib/server/import/read-file.ts';
import { makeTemplate } from '../../src/lib/server/import/template.ts';
import { countChanges } from '../../src/lib/server/queries/changes.ts';
import { findRevision } from '../../src/lib/server/queries/history.ts';
import { listImportRecords, listImports, updateImport } from '../../src/lib/server/queries/imports.ts';
import { listInstruments } from '../../src/lib/server/queries/instruments.ts';
import { listLinkFiles } from '../../src/lib/server/queries/links.ts';
import { findProposal } from '../../src/lib/server/queries/proposals.ts';
import { listSearchHits } from '../../src/lib/server/queries/search.ts';
import { toYaml } from '../../src/lib/server/seed/yaml.ts';
import { atlasSnapshot } from '../../src/lib/server/views/snapshot.ts';
import { proposalFile } from '../../src/lib/domain/proposal.ts';
import { csvFile, rowsOf, xlsxFile } from '../fixtures/import.ts';
import { createPeople, testAuth } from '../fixtures/people.ts';
import { openLoadedDatabase } from '../harness/database.ts';

let connection: Connection;
let db: Db;
let people: Awaited<ReturnType<typeof createPeople>>;
let model: Proposal;
const known = 'external-audit-of-platform-algorithms';

beforeAll(async () => {
	connection = await openLoadedDatabase();
	db = connection.db;
	people = await createPeople(db, testAuth(db));
	model = { ...(await findProposal(db, known))!, relations: undefined };
});
afterAll(() => connection.close());

const check = (kind: string, file: Upload, id: string = randomUUID(), person: Person = people.curator) =>
	checkImport(db, person, { id, kind, file });
const report = (id: string) => listImportRecords(db, id, {});
const anew = (id: string, change: Record<string, string> = {}) =>
	rowsOf('proposal', [model], {
		id,
		title_en: `A remedy called ${id}`,
		title_zh: `名为${id}的对策`,
		...change
	});

/** A file that is checked, handed in and published. */
async function imported(kind: string, rows: Record<string, string>[]): Promise<string> {
	const { id } = await check(kind, csvFile(rows));
	await publishImport(db, people.reviewer, await submitImport(db, people.curator, id, 'from a file'));
	return id;
}
const asRead = (id: string) => requireImport(db, people.reviewer, id);
const undone = (id: string, person: Person = people.reviewer) =>
	undoImport(db, person, id, { en: 'Brought in twice.', zh: '重复导入。' }, new Date('2026-11-21T12:00:00Z'));

describe('checking a file', () => {
	test('tells what it would do and what is wrong, and publishes nothing', async () => {
		const before = await countChanges(db, {});
		const { id, state } = await check(
			'proposal',
			csvFile([
				...anew('import-new'),
				{ id: known, title_en: 'External audit, renamed' },
				{ id: 'strengthen-platform-review', title_en: 'Stronger review of platforms' },
				...anew('import-wrong', {
					remedy_type: 'audit-asessment',
					'evidence.1.paragraph': '77',
					level: 'mid'
				})
			])
		);
		expect(state).toBe('checked');
		const records = await report(id);
		expect(
			records.map(({ record, outcome, row, base_version }) => [record, outcome, row, base_version])
		).toEqual([
			['import-new', 'new', 2, 0],
			[known, 'changed', 3, 1],
			['strengthen-platform-review', 'unchanged', 4, 1],
			['import-wrong', 'wrong', 5, 0]
		]);
		expect(records[3].problems).toEqual([
			{ row: 5, column: 'level', message: 'expected one of specific | umbrella' },
			{
				row: 5,
				column: 'remedy_type',
				message: expect.stringContaining('is not in the vocabulary remedy_types')
			}
		]);
		expect(records[1].data).toMatchObject({ title_en: 'External audit, renamed', title_zh: model.title_zh });
		expect(await countChanges(db, {})).toBe(before);
		await expect(submitImport(db, people.curator, id, 'why')).rejects.toMatchObject({ why: 'invalid' });

		const mended = await check(
			'proposal',
			csvFile(anew('import-wrong', { remedy_type: 'audit-asessment', 'evidence.1.paragraph': '77' })),
			id
		);
		expect(mended.id).toBe(id);
		expect((await report(id))[0].problems).toEqual([
			{ row: 2, column: 'remedy_type', message: expect.stringContaining('did you mean "audit-assessment"?') },
			{ row: 2, column: 'evidence.1', message: expect.stringContaining('has no section') }
		]);
	});

	test('tells of a record that cannot be read only why, not what may be missing in it', async () => {
		const { id } = await check('proposal', {
			name: 'rows.yaml',
			bytes: Buffer.from('id: unread-a\ntitle_en: [\n---\n- id: unread-b\n---\nid: unread-c\n')
		});
		const [broken, list, empty] = await report(id);
		expect(broken.problems).toMatchObject([{ row: 2, column: '' }]);
		expect(list.problems).toEqual([
			{ row: 4, column: '', message: expect.stringContaining('expected the fields of one proposal') }
		]);
		expect([broken.outcome, list.outcome]).toEqual(['wrong', 'wrong']);
		expect(empty.problems).toContainEqual({ row: 6, column: 'title_en', message: 'is missing' });
	});

	test('gives the same whether it is CSV, XLSX or YAML', async () => {
		const rows = anew('import-formats');
		const yaml = toYaml(proposalFile, {
			...model,
			id: 'import-formats',
			title_en: rows[0].title_en,
			title_zh: rows[0].title_zh
		});
		const files = [
			csvFile(rows),
			await xlsxFile(rows),
			{ name: 'rows.yaml', bytes: Buffer.from(`---\n${yaml}`) }
		];
		const made = [];
		for (const file of files) made.push((await report((await check('proposal', file)).id))[0]);
		expect(made.map(({ outcome }) => outcome)).toEqual(['new', 'new', 'new']);
		expect(made[1].data).toEqual(made[0].data);
		expect(made[2].data).toEqual(made[0].data);
	});

	test('points at what may be the same already: identifiers, alike titles, repeated ids and links', async () => {
		const [law] = await listInstruments(db, ['eu-dsa']);
		const laws = rowsOf('instrument', [law], {
			id: 'eu-dsa-again',
			title_en: 'Something else',
			title_zh: '别的'
		});
		const [again] = await report((await check('instrument', csvFile(laws))).id);
		expect(again.duplicates).toEqual(
			expect.arrayContaining([{ why: 'identifier', id: 'eu-dsa', shared: law.celex }])
		);

		const titles = csvFile([
			...anew('import-alike', { title_en: 'External audits of platform algorithms' }),
			...anew('import-alike', { title_en: 'x' })
		]);
		const [alike, repeated] = await report((await check('proposal', titles)).id);
		expect(alike.duplicates[0]).toEqual({ why: 'title', id: known, shared: model.title_en });
		expect(repeated.problems).toEqual([{ row: 3, column: 'id', message: 'row 2 has the same id' }]);

		const [file] = (await listLinkFiles(db)).filter(({ links }) => links);
		const { id: _, ...link } = rowsOf('link', [file])[0];
		const [links] = await report((await check('link', csvFile([link]))).id);
		expect(links.duplicates).toEqual([
			{ why: 'link', id: file.links![0].id, shared: expect.stringContaining(file.links![0].provision) }
		]);
	});

	test('tells of records elsewhere that it would break', async () => {
		const { id, problems } = await check(
			'instrument',
			csvFile([
				{ id: 'eu-dsa', retired_on: '2026-11-21', retired_reason_en: 'Gone.', retired_reason_zh: '撤下。' }
			])
		);
		expect(problems.length).toBeGreaterThan(0);
		expect(problems[0].message).toMatch(/"eu-dsa" was retired/);
		await expect(submitImport(db, people.curator, id, 'why')).rejects.toMatchObject({ why: 'invalid' });
	});
});

describe.each(importKinds)('the template of a %s', (kind) => {
	test.each(formats)('in %s is read as nothing, and its example as the record it shows', async (format) => {
		const made = Buffer.from(await makeTemplate(db, kind, format, 'en'));
		const read = (bytes: Uint8Array) => readFile(kind, { name: `template.${format}`, bytes }, async () => {});
		expect((await refusalOf(read(made))).message).toMatch(/no records/);

		const text = made.toString('utf8');
		const filled = {
			csv: () => {
				const [head, , ...examples] = parse(text, { bom: true }) as string[][];
				return Buffer.from(stringify([head, ...examples.map((row) => row.map(withoutMark))]));
			},
			xlsx: () => {
				const files = unzipSync(new Uint8Array(made));
				const page = 'xl/worksheets/sheet1.xml';
				const xml = strFromU8(files[page]).replaceAll('preserve"># ', 'preserve">');
				return zipSync({ ...files, [page]: strToU8(xml) });
			},
			yaml: () => Buffer.from(text.slice(text.indexOf('# ---')).replace(/^# ?/gm, ''))
		}[format]();
		const { records, problems } = await read(filled);
		expect(problems).toEqual([]);
		expect(records).toHaveLength(1);
		expect(records[0].problems).toEqual([]);
		const { id } = await check(kind, { name: `template.${format}`, bytes: filled });
		expect((await report(id)).map(({ outcome }) => outcome)).toEqual(['unchanged']);
	});

	test('has help for every column', async () => {
		const [head, help] = parse(String(await makeTemplate(db, kind, 'csv', 'en')), {
			bom: true
		}) as string[][];
		expect(head.length).toBeGreaterThan(20);
		const bare = head.filter((_, place) =>
			/^(# )?(Needed\.|Needed in each entry of the list\.|May be left out\.)$/.test(help[place])
		);
		expect(bare).toEqual([]);
	});
});

const withoutMark = (cell: string, place: number) => (place === 0 ? cell.replace(/^# /, '') : cell);

describe('an import', () => {
	test('is published as a whole by another person, with one note', async () => {
		const id = await imported('proposal', [...anew('import-one'), { id: known, coding_note_en: 'Noted.' }]);
		const one = await findRevision(db, 'proposal', 'import-one', 'newest');
		const two = await findRevision(db, 'proposal', known, 'newest');
		for (const revision of [one, two])
			expect(revision).toMatchObject({
				author: people.curator.pseudonym,
				reviewer: people.reviewer.pseudonym,
				note: 'from a file',
				batch: id
			});
		expect([one!.version, two!.version]).toEqual([1, 2]);
		expect((await atlasSnapshot(db)).proposals.map((proposal) => proposal.id)).toContain('import-one');
		expect((await listSearchHits(db, 'remedy called import-one', 1))[0].record).toBe('import-one');
	});

	test('is returned with a reason, given anew and handed in again', async () => {
		const { id } = await check('proposal', csvFile(anew('import-returned')));
		await submitImport(db, people.curator, id, 'why');
		await expect(check('proposal', csvFile(anew('import-returned')), id)).rejects.toMatchObject({
			why: 'state'
		});
		await expect(returnImport(db, people.reviewer, await asRead(id), ' ')).rejects.toMatchObject({
			why: 'invalid'
		});
		await returnImport(db, people.reviewer, await asRead(id), 'the title is wrong');
		expect(await requireImport(db, people.curator, id)).toMatchObject({
			state: 'returned',
			reason: 'the title is wrong'
		});
		await check('proposal', csvFile(anew('import-returned', { title_en: 'Better' })), id);
		await publishImport(db, people.second, await submitImport(db, people.curator, id, 'why'));
		expect((await findProposal(db, 'import-returned'))?.title_en).toBe('Better');
	});

	test('that came back is handed in as it is with a better note, unless its records moved on', async () => {
		const { id } = await check('proposal', csvFile([{ id: known, coding_note_zh: '再读一遍。' }]));
		await submitImport(db, people.curator, id, 'why');
		await returnImport(db, people.reviewer, await asRead(id), 'say where it was read');
		expect(await submitImport(db, people.curator, id, 'page 12')).toMatchObject({
			state: 'submitted',
			note: 'page 12'
		});
		await returnImport(db, people.reviewer, await asRead(id), 'page 13');
		const { version, data } = (await findRevision(db, 'proposal', known, 'newest'))!;
		await publishRecords(
			db,
			[{ kind: 'proposal', base_version: version, data: { ...data, coding_note_zh: '先到一步。' } }],
			{ author: people.second.pseudonym, note: 'faster' }
		);
		expect(await refusalOf(submitImport(db, people.curator, id, 'page 13'))).toMatchObject({
			why: 'conflict',
			problems: [{ message: `proposal "${known}": version ${version + 1}, not ${version}` }]
		});
		expect(await requireImport(db, people.curator, id)).toMatchObject({ state: 'returned', note: 'page 12' });
	});

	test('is published and returned as it was read: another file under its id is read first', async () => {
		const { id } = await check('proposal', csvFile(anew('import-swapped')));
		const read = await submitImport(db, people.curator, id, 'why');
		await returnImport(db, people.second, read, 'the title is wrong');
		await check('proposal', csvFile(anew('import-swapped', { title_en: 'Nobody read this' })), id);
		const now = await submitImport(db, people.curator, id, 'why');
		for (const act of [
			() => publishImport(db, people.reviewer, read),
			() => returnImport(db, people.reviewer, read, 'x')
		])
			await expect(act()).rejects.toMatchObject({ why: 'conflict' });
		expect(await findProposal(db, 'import-swapped')).toBeUndefined();
		await publishImport(db, people.reviewer, now);
		expect((await findProposal(db, 'import-swapped'))?.title_en).toBe('Nobody read this');
	});

	test('of which one record does not fit any more writes none', async () => {
		const { id } = await check(
			'proposal',
			csvFile([...anew('import-none'), { id: known, title_en: 'Too late' }])
		);
		await submitImport(db, people.curator, id, 'why');
		const { version, data } = (await findRevision(db, 'proposal', known, 'newest'))!;
		await publishRecords(
			db,
			[{ kind: 'proposal', base_version: version, data: { ...data, coding_note_zh: '先到。' } }],
			{ author: people.second.pseudonym, note: 'faster' }
		);
		const refusal = await refusalOf(publishImport(db, people.reviewer, await asRead(id)));
		expect(refusal).toMatchObject({
			why: 'conflict',
			problems: [{ message: expect.stringContaining(known) }]
		});
		expect(await findProposal(db, 'import-none')).toBeUndefined();
		expect(await requireImport(db, people.curator, id)).toMatchObject({ state: 'submitted', reviewer: null });
		expect((await findProposal(db, known))?.title_en).not.toBe('Too late');
	});

	test('that two reviewers publish at once is published once', async () => {
		const { id } = await check('proposal', csvFile(anew('import-raced')));
		const read = await submitImport(db, people.curator, id, 'why');
		const outcomes = await Promise.allSettled([
			publishImport(db, people.reviewer, read),
			publishImport(db, people.second, read)
		]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((await findRevision(db, 'proposal', 'import-raced', 'newest'))?.version).toBe(1);
	});

	test('that somebody else publishes in another process meanwhile is left to them', async () => {
		const batch = await check('proposal', csvFile(anew('import-elsewhere')));
		const read = await submitImport(db, people.curator, batch.id, 'why');
		let finish = () => {};
		const theirs = db.transaction(async (tx) => {
			const change = { state: 'published', reviewer: people.second.pseudonym } as const;
			await updateImport(tx, read, change);
			await new Promise<void>((resolve) => (finish = resolve));
		});
		await new Promise((resolve) => setTimeout(resolve, 100));
		const mine = refusalOf(publishImport(db, people.reviewer, read));
		await new Promise((resolve) => setTimeout(resolve, 100));
		finish();
		await theirs;
		// The embedded engine lets nobody read while another writes, so there it is told before anything is tried.
		expect((await mine).why).toBe(connection.engine === 'server' ? 'conflict' : 'state');
		expect(await findProposal(db, 'import-elsewhere')).toBeUndefined();
	});

	test('of links adds to what a proposal has, and numbers what has no id', async () => {
		const file = (await listLinkFiles(db)).find(({ links }) => links && links.length > 2)!;
		const { id: _, ...row } = rowsOf('link', [file])[0];
		await imported('link', [
			{ ...row, reason_en: 'A second reading.' },
			{
				entry: 'assessment',
				proposal: file.id,
				jurisdiction: 'CL',
				finding: 'nothing-found',
				as_of: '2026-11-21',
				scope: 'jurisdiction',
				strength: 'explicit-note',
				reason_en: 'None.',
				reason_zh: '无。'
			}
		]);
		const now = (await listLinkFiles(db)).find(({ id }) => id === file.id) as LinkFile;
		expect(now.links).toHaveLength(file.links!.length + 1);
		expect(now.links!.at(-1)).toMatchObject({
			id: expect.stringMatching(new RegExp(`^${file.id}--${row.provision.split('#')[0]}-\\d+$`)),
			reason_en: 'A second reading.'
		});
		expect(now.assessments!.at(-1)).toMatchObject({ jurisdiction: 'CL' });
	});

	test('of instruments keeps the provisions that it does not name', async () => {
		const [law] = await listInstruments(db, ['eu-dsa']);
		const number = Math.max(...law.provisions.map((provision) => provision.number)) + 1;
		const added = Object.fromEntries(
			Object.entries({ ...law.provisions[0], number: String(number), ref: 'Art 99' }).map(
				([field, value]) => [`provisions.1.${field}`, String(value)]
			)
		);
		await imported('instrument', [{ id: 'eu-dsa', ...added }]);
		const [now] = await listInstruments(db, ['eu-dsa']);
		expect(now.provisions).toEqual([...law.provisions, { ...law.provisions[0], number, ref: 'Art 99' }]);
	});
});

describe('undoing an import', () => {
	test('gives records their former version back and retires those it made', async () => {
		const before = await findProposal(db, known);
		const id = await imported('proposal', [
			...anew('import-undone'),
			{ id: known, title_en: 'For a moment' }
		]);
		expect((await findProposal(db, known))?.title_en).toBe('For a moment');
		expect(await undone(id)).toMatchObject({ state: 'undone', undone_by: people.reviewer.pseudonym });
		expect(await findProposal(db, known)).toEqual(before);
		expect(await findProposal(db, 'import-undone')).toMatchObject({
			retired_on: '2026-11-21',
			retired_reason_en: 'Brought in twice.',
			retired_reason_zh: '重复导入。'
		});
		expect(await findRevision(db, 'proposal', 'import-undone', 'newest')).toMatchObject({
			version: 2,
			author: people.reviewer.pseudonym,
			note: 'Brought in twice.'
		});
		expect((await atlasSnapshot(db)).proposals.map((proposal) => proposal.id)).not.toContain('import-undone');
		await expect(undone(id)).rejects.toMatchObject({ why: 'state' });
	});

	test('is told where the same file, or one of links, is given again: what it withdrew stays withdrawn', async () => {
		await undone(await imported('proposal', anew('import-left')));
		const { id } = await check('proposal', csvFile(anew('import-left', { title_en: 'Once more' })));
		const message = expect.stringMatching(/"import-left" was withdrawn; restore/);
		expect(await report(id)).toMatchObject([{ outcome: 'wrong', problems: [{ column: 'id', message }] }]);
		await expect(submitImport(db, people.curator, id, 'why')).rejects.toMatchObject({ why: 'invalid' });
		const [file] = (await listLinkFiles(db)).filter(({ links }) =>
			links?.some(({ basis }) => basis === 'coder')
		);
		const row = rowsOf('link', [file]).find(({ basis }) => basis === 'coder')!;
		const links = await check('link', csvFile([{ ...row, proposal: 'import-left', id: '' }]));
		expect(await report(links.id)).toMatchObject([
			{ outcome: 'wrong', problems: expect.arrayContaining([{ row: 2, column: 'proposal', message }]) }
		]);
		const back = anew('import-left', {
			retired_on: '(remove)',
			retired_reason_en: '(remove)',
			retired_reason_zh: '(remove)'
		});
		await imported('proposal', back);
		expect((await atlasSnapshot(db)).proposals.map((proposal) => proposal.id)).toContain('import-left');
	});

	test('empties a link file that it made', async () => {
		await imported('proposal', anew('import-linked'));
		const [file] = (await listLinkFiles(db)).filter(({ links }) =>
			links?.some(({ basis }) => basis === 'coder')
		);
		const row = rowsOf('link', [file]).find(({ basis }) => basis === 'coder')!;
		const id = await imported('link', [{ ...row, proposal: 'import-linked', id: '' }]);
		expect((await listLinkFiles(db)).map((links) => links.id)).toContain('import-linked');
		await undone(id);
		expect((await listLinkFiles(db)).map((links) => links.id)).not.toContain('import-linked');
		const again = await imported('link', [{ ...row, proposal: 'import-linked', id: '' }]);
		expect((await findRevision(db, 'link', 'import-linked', 'newest'))?.version).toBe(3);
		await undone(again);
	});

	test('is refused, with the list, where a record was changed since', async () => {
		const id = await imported('proposal', [...anew('import-kept'), ...anew('import-moved-on')]);
		const { data } = (await findRevision(db, 'proposal', 'import-moved-on', 'newest'))!;
		await publishRecords(db, [{ kind: 'proposal', base_version: 1, data: { ...data, title_en: 'Since' } }], {
			author: people.second.pseudonym,
			note: 'since'
		});
		const refusal = await refusalOf(undone(id));
		expect(refusal).toMatchObject({ why: 'conflict' });
		expect(refusal.problems).toEqual([{ path: '', message: expect.stringContaining('"import-moved-on"') }]);
		expect((await findProposal(db, 'import-kept'))?.retired_on).toBeUndefined();
		expect(await requireImport(db, people.curator, id)).toMatchObject({
			state: 'published',
			undone_by: null
		});
	});

	test('is refused where others refer to what it made, and without a reason in both languages', async () => {
		const id = await imported('proposal', anew('import-referred'));
		await imported('proposal', [
			{
				id: 'import-one',
				'relations.1.type': 'supports',
				'relations.1.to': 'import-referred',
				'relations.1.reason_en': 'x',
				'relations.1.reason_zh': 'x',
				'relations.1.basis': 'coder-inference',
				'relations.1.scope': 'within-paper'
			}
		]);
		await expect(undone(id)).rejects.toMatchObject({
			why: 'invalid',
			problems: [{ message: expect.stringContaining('"import-referred" was retired') }]
		});
		const refusal = await refusalOf(undoImport(db, people.reviewer, id, { en: 'x', zh: ' ' }, new Date()));
		expect(refusal.problems.map(({ path }) => path)).toEqual(['reason_zh']);
	});
});

describe('of an import', () => {
	test('nobody publishes their own, and only its author hands it in or forgets it', async () => {
		const { id } = await check('proposal', csvFile(anew('import-own')), undefined, people.reviewer);
		for (const act of [
			() => submitImport(db, people.second, id, 'x'),
			() => discardImport(db, people.second, id)
		])
			await expect(act()).rejects.toMatchObject({ why: 'forbidden' });
		await submitImport(db, people.reviewer, id, 'why');
		for (const act of [
			async () => publishImport(db, people.reviewer, await asRead(id)),
			async () => returnImport(db, people.reviewer, await asRead(id), 'x')
		])
			await expect(act()).rejects.toMatchObject({ why: 'forbidden' });
		await expect(publishImport(db, people.curator, await asRead(id))).rejects.toMatchObject({
			why: 'forbidden'
		});
		expect(actsOn(await requireImport(db, people.second, id), people.second)).toEqual(['return', 'publish']);
		await returnImport(db, people.second, await asRead(id), 'not needed');
		await discardImport(db, people.reviewer, id);
		expect((await listImports(db)).map((batch) => batch.id)).not.toContain(id);
		expect(await report(id)).toEqual([]);
	});

	test('whoever may not prepare one sees and does nothing', async () => {
		const { id } = await check('proposal', csvFile(anew('import-seen')));
		const file = csvFile(anew('x'));
		const reason = { en: 'x', zh: 'x' };
		for (const person of [undefined, people.contributor])
			for (const act of [
				() => checkImport(db, person, { id: randomUUID(), kind: 'proposal', file }),
				() => requireImport(db, person, id),
				async () => publishImport(db, person, await asRead(id)),
				() => undoImport(db, person, id, reason, new Date())
			])
				await expect(act()).rejects.toMatchObject({ why: 'forbidden' });
		await expect(check('proposal', csvFile(anew('x')), id, people.second)).rejects.toMatchObject({
			why: 'forbidden'
		});
		await expect(check('paper', csvFile(anew('x')))).rejects.toMatchObject({ why: 'invalid' });
		await expect(check('link', csvFile(anew('x')), id)).rejects.toMatchObject({ why: 'state' });
		await expect(requireImport(db, people.curator, 'x')).rejects.toMatchObject({ why: 'not-found' });
	});

	test('that changes nothing nobody needs to see', async () => {
		const { id } = await check('proposal', csvFile([{ id: 'strengthen-platform-review' }]));
		await expect(submitImport(db, people.curator, id, 'why')).rejects.toMatchObject({ why: 'invalid' });
	});
});
