import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { password } from '../fixtures/people.ts';
import { openSession, signIn, type Session } from '../harness/session.ts';

let admin: Session;
let curator: Session;
beforeAll(async () => {
	[admin, curator] = await Promise.all([signIn('admin'), signIn('curator')]);
});

const known = 'external-audit-of-platform-algorithms';
/** What a page says to be wrong, without its tags. */
const refusedOn = (html: string): string =>
	(/<(\w+)[^>]*class="[^"]*(?:refused|problems)[^"]*"[\s\S]*?<\/\1>/.exec(html)?.[0] ?? '')
		.replace(/<[^>]*>/g, '')
		.replace(/\s+/g, ' ')
		.trim();

test('Chinese pages say in Chinese what was typed wrong, English ones in English', async () => {
	const posts: [Session, string, Record<string, string>, string][] = [
		[curator, '/account?/name', { name: ' ' }, '姓名：姓名须为 1 至 100 个字符'],
		[
			curator,
			'/account?/password',
			{ present: 'wrong one, quite', password: 'a long enough one' },
			'当前密码：当前密码不正确'
		],
		[curator, '/account?/two-factor-confirm', { code: '12' }, '验证码不正确或已过期'],
		[admin, '/curate/people?/invite', { email: 'curator@example.org', role: 'admin' }, '此邮箱已有账户'],
		[
			admin,
			'/curate/people?/invite',
			{ email: 'a@example.org', role: 'king' },
			'须为以下之一：contributor | '
		],
		[
			admin,
			`/curate/leave/proposal/${known}?/merge`,
			{ other: 'nothing-like-it', note: '' },
			'没有对策“nothing-like-it”'
		],
		[
			admin,
			`/curate/leave/proposal/${known}?/retire`,
			{ reason_en: 'x'.repeat(2001), reason_zh: '', note: '' },
			'最多 2000 个字符'
		],
		[
			curator,
			'/curate/source?/attach&attach=instrument:eu-dsa',
			{ source: 'instrument:eu-dsa', place: 'eu-dsa#1' },
			'请至少选择一条对策。'
		]
	];
	for (const [session, path, form, chinese] of posts) {
		const [zh, en] = await Promise.all(
			['/zh', ''].map(async (prefix) => refusedOn(await (await session.post(prefix + path, form)).text()))
		);
		expect(zh, path).toContain(chinese);
		expect(zh.replace(/[“：][\w |-]+/g, ''), path).not.toMatch(/[a-z]{3,} [a-z]{2,}/);
		expect(en, path).toMatch(/[a-z]{2,} [a-z]{2,}/);
	}
});

test('an invitation and a page that is not allowed say why in Chinese', async () => {
	const invited = await (
		await admin.post('/curate/people?/invite', { email: 'words@example.org', role: 'contributor' })
	).text();
	const link = /\/invitations\/[\w-]+/.exec(invited)![0];
	const taken = await openSession().post(`/zh${link}`, { name: 'W', password: 'words at home, always' });
	expect(refusedOn(await taken.text())).toContain('密码：密码中不得包含邮箱名');
	const gone = await (await curator.get(`/zh/curate/drafts/${randomUUID()}`)).text();
	expect(gone).toContain('没有这份草稿。');
	expect((await openSession().post(`/zh${link}`, { name: 'W', password })).status).toBe(303);
});

test('a draft and its review tell each field in Chinese, and English words only where nobody has others', async () => {
	const draft = (
		await curator.post('/zh/curate/new/proposal?/start', { title: 'A draft in two languages' })
	).headers.get('location')!;
	const submitted = await curator.post(`${draft}?/submit`, {
		':saves': '0',
		':note': '',
		id: 'Not A Slug',
		level: 'mid',
		'actors.0.code': 'emperor'
	});
	expect(submitted.status).toBe(422);
	const text = await submitted.text();
	for (const said of ['须为以连字符相连的小写英文单词', '须为以下之一：specific | umbrella', '未填写'])
		expect(text).toContain(said);
	expect(text).not.toMatch(/is missing|expected /);
	expect(text).not.toMatch(/<span lang="en">/);
});

test('the report of an import is Chinese, with what the reader of YAML says in English marked', async () => {
	const check = async (content: string, name: string) => {
		const form = new FormData();
		form.set('id', randomUUID());
		form.set('kind', 'proposal');
		form.set('file', new Blob([content]), name);
		return (await curator.post('/zh/curate/import?/check', form)).headers.get('location')!;
	};
	const rows = await check('id,title_en,level,nonsense\nwords-a,x,mid,y\nwords-a,y,specific,\n', 'rows.csv');
	const zh = await (await curator.get(rows)).text();
	for (const said of ['须为以下之一：specific | umbrella', '与第 2 行标识相同', '没有这一列', '未填写'])
		expect(zh).toContain(said);
	expect(zh).not.toMatch(/expected |is missing|has the same id/);
	expect(await (await curator.get(rows.replace('/zh', ''))).text()).toContain('row 2 has the same id');
	const yaml = await check('id: a\ntitle_en: b: c\n---\nid: [b\n', 'rows.yaml');
	const report = await (await curator.get(yaml)).text();
	expect(report).toContain('同一行中不能嵌套字段：请为文本加上引号');
	expect(report).toMatch(/<span lang="en">Flow sequence in block collection/);
});
