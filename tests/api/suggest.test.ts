import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../harness/app.ts';
import { startAppWith } from '../harness/own-app.ts';
import { openSession, signIn, type Session } from '../harness/session.ts';

const audit = 'external-audit-of-platform-algorithms';
let app: App;
let visitor: Session;
let curator: Session;
beforeAll(async () => {
	// Of its own: the last test leaves nobody at this address a suggestion to send within the hour.
	app = await startAppWith(async () => {});
	visitor = openSession(app.url);
	curator = await signIn('curator', app.url);
}, 120_000);
afterAll(() => app?.stop());

const good = { proposed: 'Outside audit', source: 'Paper 001, 4.2', email: '', website: '' };
const about = (query: string) => `/suggest?/send&${query}`;
const title = about(`kind=proposal&record=${audit}&field=title_en`);

/** Sends a suggestion; its address. */
async function send(path: string, typed: Record<string, string> = {}): Promise<string> {
	const response = await visitor.post(path, { ...good, ...typed });
	expect(response.status).toBe(303);
	const address = response.headers.get('location')!;
	expect(address).toMatch(/^\/suggestions\/[0-9a-f]{16}\?sent$/);
	return address.split('?')[0];
}
const pageOf = async (path: string, session = visitor) => (await session.get(path)).text();
const main = (html: string) => /<main[^]*<\/main>/.exec(html)![0];

describe('a suggestion with something wrong', () => {
	test.each([
		['nothing proposed', { proposed: ' ' }, 'proposed'],
		['no source', { source: '' }, 'source'],
		['no address where one is typed', { email: 'nobody' }, 'email'],
		['too much text', { proposed: 'x'.repeat(4001) }, 'proposed'],
		['a source that is too long', { source: 'x'.repeat(1001) }, 'source'],
		['a null character', { proposed: 'a\0b' }, 'proposed'],
		['the trap filled in', { website: 'https://spam.example' }, 'website']
	])('%s is refused by the name of the field, and nothing typed is lost', async (_, typed, field) => {
		const response = await visitor.post(title, { ...good, source: 'My <source>', ...typed });
		expect(response.status).toBe(422);
		const html = main(await response.text());
		expect(html).toContain(`id="${field}-problem"`);
		expect(html.match(/-problem"/g)).toHaveLength(field === 'website' ? 1 : 2);
		if (field !== 'source') expect(html).toContain('My &lt;source');
	});

	test.each([
		['kind=gossip&record=x&field=y', 404],
		[`kind=proposal&record=no-such-proposal&field=title_en`, 404],
		['kind=proposal&record=%00&field=title_en', 404],
		['kind=vocabulary&record=modality&field=title_en', 404],
		['', 404],
		[`kind=proposal&record=${audit}`, 422],
		[`kind=proposal&record=${audit}&field=id`, 422],
		[`kind=proposal&record=${audit}&field=__proto__.x`, 422],
		['kind=instrument&record=eu-dsa&field=provisions.999.ref', 422]
	])('about %s answers %i', async (query, status) => {
		const response = await visitor.post(about(query), good);
		expect(response.status).toBe(status);
		expect(response.headers.get('content-type')).toContain('text/html');
	});

	test('that is far too large is refused before it is read', async () => {
		const response = await visitor.post(title, { ...good, proposed: 'x'.repeat(600_000) });
		expect(response.status).toBe(413);
	});

	test('from another site is refused', async () => {
		const response = await visitor.get(title, {
			method: 'POST',
			headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams(good).toString()
		});
		expect(response.status).toBe(403);
	});
});

test('what a reader writes stays text, is kept from search engines and never shows the address', async () => {
	const attack = '"><script>alert(1)</script><img src=x onerror=alert(2)>';
	const address = await send(about('kind=paper&record=002&field=working_label_en'), {
		proposed: attack,
		source: `${attack} javascript:alert(3) https://example.org/x`,
		email: 'reader@example.org'
	});
	for (const path of [address, `/zh${address}`]) {
		const response = await visitor.get(path);
		expect(response.headers.get('x-robots-tag')).toBe('noindex');
		const html = await response.text();
		expect(html).toContain('<meta name="robots" content="noindex"');
		expect(main(html)).toContain('&lt;script>alert(1)&lt;/script>');
		expect(html).not.toMatch(/<script>alert|<img src=x/);
		expect(main(html)).not.toContain('href="https://example.org/x"');
		expect(html).not.toContain('reader@example.org');
	}
	const queue = await pageOf('/curate/suggestions', curator);
	expect(queue).not.toMatch(/<script>alert|<img src=x|href="javascript|reader@example.org/);
	expect(await pageOf('/suggestions')).not.toContain('alert(1)');
	expect(await pageOf('/papers/002')).toContain('/suggestions?state=open');
});

test('an accepted one leads to a draft, a declined one to a reason; both are told where it was sent', async () => {
	const accepted = await send(about('kind=instrument&record=eu-dsa&field=number'), {
		proposed: 'Regulation 1'
	});
	const declined = await send(about(`kind=link&record=${audit}&field=links`));
	const id = (address: string) => address.split('/').at(-1)!;
	const decide = (act: string, form: Record<string, string>) =>
		curator.post(`/curate/suggestions?/${act}`, form);

	expect((await decide('decline', { id: id(declined), reason: '' })).status).toBe(422);
	expect((await decide('decline', { id: id(declined), reason: 'Already <linked>.' })).status).toBe(200);
	const inChinese = await curator.post('/zh/curate/suggestions?/accept', { id: id(accepted) });
	expect(inChinese.status).toBe(200);
	const [draft] = /\/curate\/drafts\/[\w-]+/.exec(await inChinese.text())!;
	expect(await pageOf(draft, curator)).toContain(`>读者建议：/suggestions/${id(accepted)}</textarea>`);
	for (const again of [accepted, declined])
		expect((await decide('accept', { id: id(again) })).status).toBe(409);
	expect((await decide('accept', { id: '\0' })).status).toBe(404);
	const late = await decide('decline', { id: id(accepted), reason: 'Too <late>.' });
	expect(await late.text()).toMatch(/What you typed was not sent[\s\S]*Too &lt;late>\./);

	expect(main(await pageOf(declined))).toContain('Already &lt;linked>.');
	const told = await visitor.get(accepted);
	expect(told.headers.get('x-robots-tag')).toBeNull();
	expect(main(await told.text())).toContain('The change is being written');
	expect(await pageOf('/curate/mine', curator)).toContain('being written');
});

test('only those who may decide see the queue or act on it', async () => {
	expect((await visitor.get('/curate/suggestions')).headers.get('location')).toContain('/sign-in?next=');
	expect((await visitor.post('/curate/suggestions?/accept', { id: 'x' })).status).toBe(401);
	const contributor = await signIn('contributor', app.url);
	expect((await contributor.get('/curate/suggestions')).status).toBe(403);
	expect((await contributor.post('/curate/suggestions?/accept', { id: 'x' })).status).toBe(403);
	const home = await pageOf('/curate', contributor);
	expect(home).not.toContain('href="/curate/suggestions"');
	expect(home).toContain('href="/curate/mine"');
	expect(await pageOf('/curate', curator)).toContain('href="/curate/suggestions"');
	expect(await pageOf('/curate', curator)).not.toContain('href="/curate/people"');
});

test('a form and a list read on any address', async () => {
	for (const [path, status] of [
		['/suggest', 200],
		[`/suggest?kind=proposal&record=${audit}&field=%00`, 200],
		['/suggest?kind=proposal&record=%00', 404],
		['/suggestions?state=maybe&record=%00:x&page=0', 200],
		['/suggestions?record=proposal:%00', 200],
		['/suggestions/%00', 404],
		['/suggestions/0123456789abcdef', 404],
		['/curate?days=x&months=%00&list=gossip', 303]
	] as const)
		expect((await visitor.get(path)).status, path).toBe(status);
});

test('after a few in an hour the next has to wait, and what was typed is still there', async () => {
	let response: Response | undefined;
	for (let turn = 0; turn < 12 && response?.status !== 429; turn++)
		response = await visitor.post(title, { ...good, proposed: `Number ${turn} <kept>` });
	expect(response!.status).toBe(429);
	expect(main(await response!.text())).toMatch(/Number \d+ &lt;kept/);
});
