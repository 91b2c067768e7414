import { XMLParser, XMLValidator } from 'fast-xml-parser';
import FeedParser from 'feedparser';
import ICAL from 'ical.js';
import { describe, expect, inject, test } from 'vitest';
import { problemDocument } from '../../src/lib/domain/api/answer.ts';
import { whileDataStand } from '../harness/data-stand.ts';

const url = inject('app_url');
const proposal = 'algorithm-filing-system';

async function get(path: string, headers: Record<string, string> = {}) {
	const response = await fetch(url + path, { headers });
	return { response, text: await response.text() };
}

async function parseFeed(text: string) {
	const parser = new FeedParser({ addmeta: false });
	const entries: FeedParser.Item[] = [];
	parser.on('data', (entry: FeedParser.Item) => entries.push(entry));
	await new Promise((resolve, reject) => {
		parser.on('end', resolve).on('error', reject);
		parser.end(text);
	});
	return { meta: parser.meta as FeedParser.Meta, entries };
}

const feeds = [
	'/feed.atom',
	'/zh/feed.atom',
	'/feed.atom?jurisdiction=EU',
	'/feed.atom?jurisdiction=china,EU',
	`/proposals/${proposal}/feed.atom`,
	`/zh/proposals/${proposal}/feed.atom`,
	'/papers/001/feed.atom',
	'/regulations/eu-dsa/feed.atom',
	'/matrix/layers/feed.atom?remedy=disclosure&layer=technology:primary&sort=-title',
	'/zh/matrix/coverage/feed.atom?rows=all&jurisdiction=EU',
	'/matrix/papers/feed.atom'
];

describe('feeds', () => {
	test.each(feeds)('%s is Atom that another program reads, and names its own address', async (path) => {
		const { response, text } = await get(path);
		expect(response.status, text).toBe(200);
		expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		expect(XMLValidator.validate(text)).toBe(true);
		const { meta, entries } = await parseFeed(text);
		expect(meta['#type']).toBe('atom');
		expect(decodeURIComponent(meta.xmlurl!)).toBe(url + path);
		expect(meta.language).toBe(path.startsWith('/zh/') ? 'zh' : 'en');
		expect(entries.length).toBeGreaterThan(0);
		expect(entries.length).toBeLessThanOrEqual(75);
		for (const { guid, title, description, pubdate, author } of entries) {
			expect(guid).toMatch(/^tag:127\.0\.0\.1,\d{4}-\d\d-\d\d:(en|zh)\//);
			expect(title && description && author).toBeTruthy();
			expect(pubdate!.getTime()).toBeLessThanOrEqual(Date.now());
		}
		const [, first] = /<a href="([^"]+)">/.exec(entries[0].description) ?? [];
		for (const address of [meta.link!, entries[0].link, ...(first ? [first] : [])])
			expect((await fetch(address)).status, address).toBe(200);
	});

	test(
		'a reader that has the feed already is told so, until the data changes',
		whileDataStand(async () => {
			const { response } = await get('/feed.atom');
			const tag = response.headers.get('etag')!;
			const modified = response.headers.get('last-modified')!;
			const newest = (await (await fetch(`${url}/api/v1/changes?limit=1`)).json()) as {
				data: { at: string }[];
			};
			expect(Date.parse(modified)).toBe(Math.floor(Date.parse(newest.data[0].at) / 1000) * 1000);
			for (const headers of [{ 'if-none-match': tag }, { 'if-modified-since': modified }] as Record<
				string,
				string
			>[])
				expect((await get('/feed.atom', headers)).response.status).toBe(304);
			expect((await get('/zh/feed.atom', { 'if-none-match': tag })).response.status).toBe(200);
			expect(
				(await get('/feed.atom', { accept: 'application/rss+xml, text/xml;q=0.5' })).response.status
			).toBe(200);
			expect((await get('/feed.atom', { accept: 'application/rss+xml' })).response.status).toBe(406);
			const head = await fetch(`${url}/feed.atom`, { method: 'HEAD' });
			expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, tag, '']);
		})
	);

	test('the changes of the API say what they are to a reader as well', async () => {
		const { data } = (await (await fetch(`${url}/api/v1/changes?limit=5`)).json()) as {
			data: { change: string; version: number }[];
		};
		expect(data.map(({ change }) => change)).toEqual(data.map(() => 'publication'));
	});
});

test(
	'the calendar is one that another program reads',
	whileDataStand(async () => {
		for (const [path, name] of [
			['/calendar.ics', 'Remedy Atlas: dates of the law'],
			['/zh/calendar.ics?jurisdiction=european-union', '救济图谱：法律日期（欧洲联盟）']
		]) {
			const { response, text } = await get(path);
			expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
			const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
			expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe(name);
			const events = calendar.getAllSubcomponents('vevent');
			expect(events.length).toBeGreaterThan(0);
			expect((await fetch(String(events[0].getFirstPropertyValue('url')))).status).toBe(200);
			expect((await get(path, { 'if-none-match': response.headers.get('etag')! })).response.status).toBe(304);
		}
		for (const path of ['/timeline', '/zh/data']) {
			const calendar = path.startsWith('/zh') ? '/zh/calendar.ics' : '/calendar.ics';
			expect((await get(path)).text).toContain(`href="${calendar}"`);
		}
	})
);

describe('what cannot be answered', () => {
	test.each([
		['/feed.atom?jurisdiction=ATLANTIS', 400, 'jurisdiction'],
		['/feed.atom?before=0', 400, 'before'],
		['/feed.atom?before=last', 400, 'before'],
		['/feed.atom?before=1&before=2', 400, 'before'],
		['/feed.atom?page=2', 400, 'page'],
		[`/proposals/${proposal}/feed.atom?jurisdiction=EU`, 400, 'jurisdiction'],
		['/matrix/layers/feed.atom?remedy=magic', 400, 'remedy'],
		['/matrix/layers/feed.atom?colour=red', 400, 'colour'],
		['/matrix/coverage/feed.atom?relation=loves', 400, 'relation'],
		['/matrix/layers/feed.atom?before=-1', 400, 'before'],
		['/calendar.ics?jurisdiction=ATLANTIS', 400, 'jurisdiction'],
		['/calendar.ics?from=2020', 400, 'from'],
		['/sitemap.xml?part=2', 400, 'part'],
		['/sitemap.xml?part=first', 400, 'part'],
		['/oembed', 400, 'url'],
		[`/oembed?maxwidth=wide&url=${encodeURIComponent(`${url}/proposals/${proposal}`)}`, 400, 'maxwidth'],
		[`/oembed?maxheight=0&url=${encodeURIComponent(`${url}/proposals/${proposal}`)}`, 400, 'maxheight'],
		[`/oembed?format=yaml&url=${encodeURIComponent(`${url}/proposals/${proposal}`)}`, 501, 'format'],
		[`/oembed?url=${encodeURIComponent(`https://elsewhere.example/proposals/${proposal}`)}`, 404, 'url'],
		[`/oembed?url=${encodeURIComponent(`${url}/proposals/no-such`)}`, 404, 'url'],
		[`/oembed?url=${encodeURIComponent(`${url}/slices/no-such`)}`, 404, 'url'],
		[`/oembed?url=${encodeURIComponent(`${url}/matrix/layers`)}`, 404, 'url'],
		['/oembed?url=nonsense', 404, 'url']
	])('%s answers %i and names %s', async (path, status, name) => {
		const { response, text } = await get(path);
		expect(response.status).toBe(status);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(problemDocument.parse(JSON.parse(text)).errors!.map((error) => error.path)).toEqual([name]);
	});

	test.each(['/feed.atom', '/calendar.ics', '/sitemap.xml', '/og.png'])(
		'a malformed condition for %s is refused by its name',
		async (path) => {
			const { response, text } = await get(path, { 'if-none-match': 'no-quotes' });
			expect(response.status).toBe(400);
			expect(problemDocument.parse(JSON.parse(text)).errors![0].path).toBe('If-None-Match');
		}
	);

	test.each([
		['/proposals/algorithm-filling-system/feed.atom', `/proposals/${proposal}/feed.atom`],
		['/zh/proposals/algorithm-filling-system/feed.atom', `/zh/proposals/${proposal}/feed.atom`],
		['/regulations/eu-platform-work/feed.atom', '/regulations/eu-platform-work-directive/feed.atom'],
		['/proposals/algorithm-filling-system/og.png', `/proposals/${proposal}/og.png`]
	])('%s answers 404 and names %s', async (path, meant) => {
		const { response, text } = await get(path);
		expect(response.status).toBe(404);
		const near = problemDocument.parse(JSON.parse(text)).near!.map((page) => page.url);
		expect(near).toContain(url + meant);
		expect((await fetch(url + meant)).status).toBe(200);
	});

	test('a matrix that is none has no feed, a record that is none no frame', async () => {
		expect((await get('/matrix/none/feed.atom')).response.status).toBe(404);
		const { response, text } = await get('/proposals/algorithm-filling-system/embed');
		expect(response.status).toBe(404);
		expect(text).toContain(`href="/proposals/${proposal}"`);
	});
});

describe('search engines', () => {
	const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'url' });

	test('find every page and record in both languages, through robots.txt', async () => {
		const robots = (await get('/robots.txt')).text;
		expect(robots).toContain('Disallow: /zh/curate/');
		const [, address] = /^Sitemap: (.*)$/m.exec(robots)!;
		expect(address).toBe(`${url}/sitemap.xml`);
		const { text, response } = await get('/sitemap.xml');
		expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
		expect(XMLValidator.validate(text)).toBe(true);
		const found = (parser.parse(text) as { urlset: { url: { loc: string; lastmod?: string }[] } }).urlset.url;
		const total = async (name: string) =>
			((await (await fetch(`${url}/api/v1/${name}`)).json()) as { meta: { total: number } }).meta.total;
		const below = (path: string) => found.filter(({ loc }) => loc.startsWith(url + path)).length;
		for (const language of ['', '/zh']) {
			expect(below(`${language}/proposals/`)).toBe(await total('proposals?level=all'));
			expect(below(`${language}/regulations/`)).toBe(await total('regulations'));
			expect(below(`${language}/papers/`)).toBe(await total('papers'));
		}
		expect(
			found.every(
				({ loc, lastmod }) => loc.endsWith('/codebook/guide') || !Number.isNaN(Date.parse(lastmod!))
			)
		).toBe(true);
		expect(new Set(found.map(({ loc }) => loc)).size).toBe(found.length);
		expect(found.some(({ loc }) => loc.includes('/search'))).toBe(false);
	});

	test(
		'every page names its address, its languages, its feed and a picture',
		{ timeout: 120_000 },
		async () => {
			const { text: sitemap } = await get('/sitemap.xml');
			const pages = [...sitemap.matchAll(/<loc>(.*?)<\/loc>/g)]
				.map(([, loc]) => loc.slice(url.length))
				.filter((path) => !/\/(proposals|regulations|papers)\/./.test(path));
			const records = [`/proposals/${proposal}`, '/papers/002', '/regulations/eu-dsa'];
			const pictures = new Set<string>();
			for (const path of [...pages, ...records, ...records.map((record) => `/zh${record}`)]) {
				const { response, text } = await get(path, { accept: 'text/html' });
				expect(response.status, path).toBe(200);
				const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, value]) => value);
				const meta = (name: string) =>
					all(new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`, 'g'));
				expect(all(/<link rel="canonical" href="([^"]*)"/g), path).toEqual([url + path]);
				const plain = path.replace(/^\/zh(?=\/|$)/, '') || '/';
				const chinese = `/zh${plain === '/' ? '' : plain}`;
				expect(all(/<link rel="alternate" hreflang="([^"]*)"/g), path).toEqual(['en', 'zh', 'x-default']);
				expect(all(/<link rel="alternate" hreflang="[^"]*" href="([^"]*)"/g), path).toEqual([
					url + plain,
					url + chinese,
					url + plain
				]);
				const titles = all(/<title>([^<]*)<\/title>/g).filter((title) => title.includes('Remedy Atlas'));
				expect(titles, path).toHaveLength(1);
				expect(meta('og:title'), path).toHaveLength(1);
				expect(titles[0].startsWith(meta('og:title')[0]), path).toBe(true);
				expect(meta('description'), path).toEqual(meta('og:description'));
				expect(meta('og:description')[0], path).not.toBe('');
				expect(meta('og:url'), path).toEqual([url + path]);
				expect(meta('og:locale'), path).toEqual([path.startsWith('/zh') ? 'zh_CN' : 'en_GB']);
				expect(text, path).toMatch(
					/<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="(\/zh)?\/feed\.atom"/
				);
				pictures.add(meta('og:image')[0]);
			}
			expect(pictures.size).toBe(8);
			const drawn = new Set<string>();
			for (const address of pictures) {
				const response = await fetch(address);
				expect(response.headers.get('content-type'), address).toBe('image/png');
				const picture = Buffer.from(await response.arrayBuffer());
				expect(picture.subarray(1, 4).toString()).toBe('PNG');
				expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
				drawn.add(picture.toString('base64'));
			}
			expect(drawn.size).toBe(8);
		}
	);

	test('a filter leaves the address of a page and follows its feed', async () => {
		const { text } = await get('/matrix/layers?remedy=disclosure&sort=title&cols=title');
		expect(text).toContain(`<link rel="canonical" href="${url}/matrix/layers"`);
		expect(text).toMatch(
			/<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="\/matrix\/layers\/feed\.atom\?remedy=disclosure"/
		);
		const { text: lost } = await get('/proposals/no-such');
		expect(lost).not.toContain('rel="canonical"');
	});

	test('icons and manifest are there', async () => {
		const html = (await get('/zh')).text;
		const icons = [...html.matchAll(/<link rel="(?:icon|apple-touch-icon)" href="([^"]*)"/g)].map(
			([, href]) => new URL(href, `${url}/zh`).href
		);
		const [, manifest] = /<link rel="manifest" href="([^"]*)"/.exec(html)!;
		const { lang, icons: listed } = JSON.parse((await get(manifest)).text) as {
			lang: string;
			icons: { src: string }[];
		};
		expect(lang).toBe('zh');
		expect(icons).toHaveLength(3);
		for (const address of [...icons, ...listed.map(({ src }) => url + src)]) {
			const response = await fetch(address);
			expect(response.status, address).toBe(200);
			const start = Buffer.from(await response.arrayBuffer())
				.subarray(0, 4)
				.toString('latin1');
			expect(['\x89PNG', '<svg', '\0\0\x01\0'], address).toContain(start);
		}
	});

	test('nobody is named for security reports unless the operator names somebody', async () => {
		const { response, text } = await get('/.well-known/security.txt');
		expect(response.status).toBe(404);
		expect(text).not.toContain('Contact:');
	});
});

describe('oEmbed', () => {
	const ask = (address: string, more = '') => get(`/oembed?url=${encodeURIComponent(url + address)}${more}`);

	async function freeze(): Promise<string> {
		const response = await fetch(`${url}/slices`, {
			method: 'POST',
			redirect: 'manual',
			headers: { accept: 'text/html', origin: url, 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams({ path: '/matrix/layers', query: '?remedy=disclosure' })
		});
		return new URL(response.headers.get('location')!, url).pathname;
	}

	test('pages that can be shown elsewhere say how, in both formats, and the frame may be framed', async () => {
		for (const path of [`/proposals/${proposal}`, '/zh/papers/001', '/regulations/eu-dsa', await freeze()]) {
			const html = (await get(path, { accept: 'text/html' })).text;
			const links = [
				...html.matchAll(
					/<link rel="alternate" type="(application\/json|text\/xml)\+oembed" title="[^"]*" href="([^"]*)"/g
				)
			];
			expect(
				links.map(([, type]) => type),
				path
			).toEqual(['application/json', 'text/xml']);
			const [json, xml] = await Promise.all(
				links.map(async ([, , href]) => fetch(href.replaceAll('&amp;', '&')))
			);
			expect(json.headers.get('content-type')).toBe('application/json');
			expect(xml.headers.get('content-type')).toBe('text/xml; charset=utf-8');
			const answer = (await json.json()) as Record<string, string | number>;
			const parsed = new XMLParser({ parseTagValue: false }).parse(await xml.text()) as {
				oembed: Record<string, string>;
			};
			expect(parsed.oembed).toEqual(
				Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, String(value)]))
			);
			expect(answer).toMatchObject({ version: '1.0', type: 'rich', provider_name: 'Remedy Atlas' });
			const [, source] = /^<iframe src="([^"]+)"/.exec(String(answer.html))!;
			expect(source).toBe(`${url}${path}/embed`);
			const frame = await fetch(source);
			expect(frame.status).toBe(200);
			expect(frame.headers.get('content-security-policy')).toContain('frame-ancestors *');
			expect(await frame.text()).not.toContain('<header');
			const page = await fetch(url + path, { headers: { accept: 'text/html' } });
			expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
			if ('thumbnail_url' in answer) expect((await fetch(String(answer.thumbnail_url))).status).toBe(200);
			else expect(path).toContain('/slices/');
		}
	});

	test('limits are kept, and what is not known is ignored', async () => {
		const plain = JSON.parse((await ask(`/proposals/${proposal}`)).text) as { width: number; height: number };
		const { response, text } = await ask(
			`/proposals/${proposal}/embed`,
			'&maxwidth=300&maxheight=9000&dnt=1'
		);
		expect(response.status).toBe(200);
		const small = JSON.parse(text) as Record<string, string | number>;
		expect(small).toMatchObject({ width: 300, height: plain.height });
		expect(small.html).toContain('width="300"');
		expect(small).not.toHaveProperty('thumbnail_url');
	});

	test('the frame says the same as the page and nothing more certain', async () => {
		const { text } = await get('/zh/papers/002/embed');
		expect(text).toContain('<html lang="zh"');
		expect(text).toContain('不是论文原题');
		expect(text).toContain('<meta name="robots" content="noindex"');
	});
});
