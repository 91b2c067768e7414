import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { escapeXml } from '../../src/lib/domain/xml.ts';
import { limits } from '../../src/lib/server/import/limits.ts';
import { openSession, signIn, type Session } from '../harness/session.ts';

const base = inject('app_url');
let curator: Session;
let reviewer: Session;
beforeAll(async () => {
	[curator, reviewer] = await Promise.all([signIn('curator'), signIn('reviewer')]);
});

function formOf(content: string | Uint8Array, name = 'rows.csv', kind = 'proposal'): FormData {
	const form = new FormData();
	form.set('id', randomUUID());
	form.set('kind', kind);
	form.set('file', new Blob([content as BlobPart]), name);
	return form;
}
/** Checks a file; the page of its report. */
async function checked(content: string | Uint8Array, name?: string): Promise<{ path: string; text: string }> {
	const response = await curator.post('/curate/import?/check', formOf(content, name));
	expect(response.status).toBe(303);
	const path = response.headers.get('location')!;
	return { path, text: await (await curator.get(path)).text() };
}

describe('an upload that is not what it should be is refused in words', () => {
	test.each<[string, string | Uint8Array, string, RegExp]>([
		['no file', '', '', /Choose a file/],
		['an empty file', '', 'rows.csv', /no records/],
		['another kind of file', '%PDF-1.7', 'rows.pdf', /no CSV, XLSX or YAML/],
		['a picture called CSV', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]), 'rows.csv', /not in UTF-8/],
		['a quotation mark that is never closed', 'id,title_en\nx,"y', 'rows.csv', /starts on line 2/],
		['too many rows', `id\n${'x\n'.repeat(limits.rows + 1)}`, 'rows.csv', /more than 10,000 rows/],
		['a workbook that is none', 'PK', 'rows.xlsx', /cannot be read/]
	])('%s', async (_, content, name, message) => {
		const response = await curator.post('/curate/import?/check', formOf(content, name));
		expect(response.status).toBe(422);
		expect(await response.text()).toMatch(message);
	});

	test('a workbook that unpacks to far more than it is', async () => {
		const template = await curator.get('/curate/import/templates/proposal.xlsx');
		const files = unzipSync(new Uint8Array(await template.arrayBuffer()));
		const page = 'xl/worksheets/sheet1.xml';
		const far = strFromU8(files[page]).replace(
			'</sheetData>',
			'<row r="9999999"><c r="XFD9999999"/></row></sheetData>'
		);
		const response = await curator.post(
			'/curate/import?/check',
			formOf(zipSync({ ...files, [page]: strToU8(far) }), 'rows.xlsx')
		);
		expect([response.status, await response.text()]).toEqual([
			422,
			expect.stringMatching(/more than 10,000 rows/)
		]);
	});

	test('more than twenty megabytes, and more than a form elsewhere may send', async () => {
		const large = 'x'.repeat(limits.file + 200_000);
		expect((await curator.post('/curate/import?/check', formOf(large))).status).toBe(413);
		const elsewhere = await openSession().post('/sign-in?/password', {
			email: large.slice(0, 1_100_000),
			password: 'x'
		});
		expect(elsewhere.status).toBe(413);
	});

	test('a form that is broken, or says nothing', async () => {
		const send = (body: string, type: string) =>
			curator.get('/curate/import?/check', {
				method: 'POST',
				headers: { origin: new URL(base).origin, 'content-type': type, accept: 'text/html' },
				body
			});
		expect((await send('--x\r\nnonsense', 'multipart/form-data; boundary=x')).status).toBe(400);
		expect((await send('kind=proposal', 'application/x-www-form-urlencoded')).status).toBe(422);
		expect((await send('kind=__proto__&id=1', 'application/x-www-form-urlencoded')).status).toBe(422);
	});
});

test('a report names row and column, tells rows of one id, and shows what a cell holds as text', async () => {
	const script = '<script>alert(1)</script><img src=x onerror=alert(2)>';
	const { text } = await checked(
		`id,title_en,level\nnew-a,"${script}",mid\nnew-b,x,specific\nnew-b,y,specific\n"${script}",z,specific`,
		`${script}.csv`
	);
	expect(text).toMatch(
		/<code[^>]*>level<\/code>[^<]*(<!--.*?-->)*[^<]*<span>expected one of specific \| umbrella/
	);
	expect(text).toContain('row 3 has the same id');
	expect(text).toContain('expected lower-case words joined by hyphens');
	expect(text).toContain('&lt;script>alert(1)');
	expect(text).not.toMatch(/<script>alert|<img src=x/);
});

test('a report holds every field of a new record, for its reviewer to read, and long texts whole', async () => {
	const template = await (await curator.get('/curate/import/templates/proposal.csv')).text();
	const [head, , example] = parse(template, { relax_column_count: true }) as string[][];
	const long = `${'A long summary. '.repeat(200)}Its end.`;
	const typed: Record<string, string> = { id: 'read-before-published', summary_en: long };
	const row = head.map((name, place) => typed[name] ?? example[place]);
	const { path, text } = await checked(stringify([head, row]));
	expect(text).toMatch(/Fields: \d\d/);
	expect(text).toContain(long);
	for (const name of ['summary_zh', 'layers.subject.reason_en', 'remedy_type'])
		expect(text).toContain(escapeXml(row[head.indexOf(name)]));
	expect(text).toMatch(/<code[^>]*>evidence\.0<\/code>/);
	expect(text).not.toContain('<del');
	expect(await (await curator.get(`/zh${path}`)).text()).toMatch(/字段：\d\d/);
});

test('a report answers whatever page or filter is asked for', async () => {
	const { path } = await checked('id,title_en\nexternal-audit-of-platform-algorithms,Another title\n');
	for (const query of ['?show=__proto__', '?show=changed&page=-1', '?page=1e99', '?page=x&show=duplicates'])
		expect((await curator.get(path + query)).status).toBe(200);
	expect(await (await curator.get(`/zh${path}`)).text()).toContain('将改动的字段：1');
	expect(await (await curator.get(`${path}/progress`)).json()).toEqual({ progress: null });
	expect((await curator.get('/curate/import/nothing')).status).toBe(404);
	expect((await curator.get(`/curate/import/${randomUUID()}`)).status).toBe(404);
});

test('only who may does each part, and an import without a note or with errors is not handed in', async () => {
	const contributor = await signIn('contributor');
	const { path } = await checked('id,title_en\nexternal-audit-of-platform-algorithms,Another title\n');
	expect((await openSession().get(path)).status).toBe(303);
	for (const address of ['/curate/import', path, `${path}/progress`, '/curate/import/templates/link.csv'])
		expect([address, (await contributor.get(address)).status]).toEqual([address, 403]);
	expect((await contributor.post('/curate/import?/check', formOf('id\nx'))).status).toBe(403);
	for (const action of ['publish', 'return', 'undo'])
		expect((await curator.post(`${path}?/${action}`, { reason: 'x' })).status).toBe(403);
	expect((await reviewer.post(`${path}?/publish`, {})).status).toBe(409);
	expect((await reviewer.post(`${path}?/submit`, { note: 'x' })).status).toBe(403);
	expect((await curator.post(`${path}?/submit`, { note: ' ' })).status).toBe(422);
	const wrong = await checked('id,level\nexternal-audit-of-platform-algorithms,mid\n');
	expect((await curator.post(`${wrong.path}?/submit`, { note: 'x' })).status).toBe(422);
	expect((await curator.post(`${path}?/discard`, {})).status).toBe(303);
	expect((await curator.get(path)).status).toBe(404);
});

test('a file that waits stands in the queue, and a reason that came too late stays to be copied', async () => {
	const { path } = await checked(
		'id,title_en\nexternal-audit-of-platform-algorithms,A title that waits\n',
		'waits.csv'
	);
	const link = `href="${path}"`;
	const queue = async () => (await reviewer.get('/curate/queue')).text();
	expect(await queue()).not.toContain(link);
	expect((await curator.post(`${path}?/submit`, { note: 'x' })).status).toBe(200);
	expect(await queue()).toContain(link);
	expect(await (await reviewer.get('/zh/curate/queue')).text()).toContain(`href="/zh${path}"`);

	const [, submitted_at] = /name="submitted_at" value="([^"]+)"/.exec(
		await (await reviewer.get(path)).text()
	)!;
	const second = await signIn('second');
	expect((await second.post(`${path}?/return`, { submitted_at, reason: 'Not yet.' })).status).toBe(200);
	const late = await reviewer.post(`${path}?/return`, { submitted_at, reason: 'Says <who>?' });
	expect(late.status).toBe(409);
	expect(await late.text()).toMatch(/What you typed was not sent[\s\S]*Says &lt;who>\?/);
	expect(await queue()).not.toContain(link);
	expect((await curator.post(`${path}?/discard`, {})).status).toBe(303);
});

/** Words of the codebook that stand in each template. */
const templateHelp: Record<string, RegExp> = {
	proposal: /Short name of the remedy, ours\./,
	instrument: /Full title in the/,
	link: /Provision, such as/
};
test.each(['proposal', 'instrument', 'link'])('templates of a %s in three formats', async (kind) => {
	for (const [format, type] of [
		['csv', 'text/csv'],
		['xlsx', 'spreadsheetml'],
		['yaml', 'application/yaml']
	]) {
		const response = await curator.get(`/curate/import/templates/${kind}.${format}`);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toContain(type);
		const bytes = await response.arrayBuffer();
		expect(bytes.byteLength).toBeGreaterThan(2_000);
		if (format === 'yaml') expect(new TextDecoder().decode(bytes)).toMatch(templateHelp[kind]);
	}
	for (const name of [`${kind}.pdf`, `${kind}.csv.csv`, 'paper.csv', '__proto__.csv'])
		expect((await curator.get(`/curate/import/templates/${name}`)).status).toBe(404);
});
