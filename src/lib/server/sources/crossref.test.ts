import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fetchDoi } from './crossref.ts';

let server: Server | undefined;
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

/** A registry of our own, and what it was asked. */
async function registry(answer: RequestListener): Promise<{ base: string; asked: string[] }> {
	const asked: string[] = [];
	server = createServer((request, response) => {
		asked.push(request.url!);
		answer(request, response);
	});
	await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
	return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
const json =
	(body: unknown): RequestListener =>
	(_, response) =>
		response.end(JSON.stringify(body));

test('what the registry says becomes a bibliography that names its source', async () => {
	const { base, asked } = await registry(
		json({
			message: {
				title: ['On <i>audits</i> &amp; unions'],
				author: [{ given: 'Ana', family: 'López' }, { given: '崔灿', family: '王' }, { name: 'A Group' }, {}],
				'container-title': ['Journal of Work'],
				volume: '15',
				issue: '5',
				page: '199-205',
				published: { 'date-parts': [[2026, 5]] },
				publisher: 'Hans',
				license: [{ URL: 'https://creativecommons.org/licenses/by/4.0/' }]
			}
		})
	);
	const answer = await fetchDoi('10.1000/x?y/../z', base);
	expect(asked).toEqual(['/works/10.1000%2Fx%3Fy%2F..%2Fz']);
	const source = { source: 'search', url: 'https://doi.org/10.1000/x?y/../z' };
	expect(answer).toEqual({
		found: {
			title_en: { value: 'On audits & unions', ...source },
			authors_zh: { value: ['王崔灿'], ...source },
			authors_en: { value: ['Ana López', 'A Group'], ...source },
			journal: { value: 'Journal of Work', ...source },
			volume_issue: { value: '15(5)', ...source },
			pages: { value: '199-205', ...source },
			published: { value: '2026-05', ...source },
			doi: { value: '10.1000/x?y/../z', ...source },
			licence: { value: 'https://creativecommons.org/licenses/by/4.0/', ...source },
			publisher: { value: 'Hans', ...source }
		}
	});
});

test('fields that make no sense are left out, the others are taken', async () => {
	const { base } = await registry(
		json({ message: { title: 7, author: 'x', volume: 3, published: null, publisher: 'Hans' } })
	);
	expect(await fetchDoi('10.1000/x', base)).toMatchObject({ found: { publisher: { value: 'Hans' } } });
});

test.each([
	['not-found', (_, response) => response.writeHead(404).end()],
	['unreachable', (_, response) => response.writeHead(503).end()],
	['unreachable', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1/' }).end()],
	['unreadable', (_, response) => response.end('<html>')],
	['unreadable', (_, response) => response.end('[]')],
	['unreadable', (_, response) => response.end(`"${'x'.repeat(1_000_001)}"`)]
] as [string, RequestListener][])('an answer that is no record is told as %s', async (failed, answer) => {
	const { base } = await registry(answer);
	expect(await fetchDoi('10.1000/x', base)).toEqual({ failed });
});

test('a registry that is silent is not waited for longer than said, one that is not there not at all', async () => {
	const { base } = await registry(() => {});
	expect(await fetchDoi('10.1000/x', base, 200)).toEqual({ failed: 'unreachable' });
	expect(await fetchDoi('10.1000/x', 'http://127.0.0.1:9')).toEqual({ failed: 'unreachable' });
});
