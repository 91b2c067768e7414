import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { atlasClient } from '../../src/lib/api-client/client.ts';
import { catalogue, type Entry } from '../../src/lib/domain/api/catalogue.ts';
import { collections } from '../../src/lib/domain/api/collections.ts';

const url = inject('app_url');

async function idsOf(address: string): Promise<{ ids: unknown[]; next: string | null; total: number }> {
	const response = await fetch(url + address);
	const body = (await response.json()) as {
		data: { id: unknown; kind?: string }[];
		meta: { next: string | null; total: number };
	};
	expect(response.status, JSON.stringify(body)).toBe(200);
	return { ids: body.data.map(({ kind, id }) => `${kind ?? ''} ${id}`), ...body.meta };
}

test(
	'walking next visits each record once, in the order of the whole list',
	{ timeout: 120_000 },
	async () => {
		const list = fc
			.constantFrom(...collections.filter((name) => catalogue[name].sorts.length > 0))
			.chain((name) =>
				fc.record({
					name: fc.constant(name),
					limit: fc.integer({ min: 7, max: 200 }),
					sort: fc
						.uniqueArray(fc.constantFrom(...(catalogue[name] as Entry).sorts), {
							maxLength: name === 'changes' ? 1 : 3
						})
						.chain((fields) => fc.tuple(...fields.map((field) => fc.constantFrom(field, `-${field}`))))
				})
			);
		await fc.assert(
			fc.asyncProperty(list, async ({ name, limit, sort }) => {
				const query = `${sort.length > 0 ? `sort=${sort.join(',')}&` : ''}fields=id`;
				const walk = async (size: number) => {
					const seen: unknown[] = [];
					let next: string | null = null;
					do {
						const page = await idsOf(
							`/api/v1/${name}?${query}&limit=${size}${next ? `&cursor=${next}` : ''}`
						);
						seen.push(...page.ids);
						next = page.next;
						expect(page.ids.length).toBeLessThanOrEqual(size);
						if (!next) expect(seen.length).toBe(page.total);
					} while (next);
					return seen;
				};
				const seen = await walk(limit);
				expect(new Set(seen).size).toBe(seen.length);
				expect(seen).toEqual(await walk(200));
			}),
			{ numRuns: 25 }
		);
	}
);

test('the hits of a search are walked once each as well', async () => {
	const whole = await idsOf('/api/v1/search?q=data&limit=200');
	const seen: unknown[] = [];
	let next: string | null = null;
	do {
		const page = await idsOf(`/api/v1/search?q=data&limit=9${next ? `&cursor=${next}` : ''}`);
		seen.push(...page.ids);
		next = page.next;
	} while (next && seen.length < 200);
	expect(new Set(seen).size).toBe(seen.length);
	expect(seen.slice(0, whole.ids.length)).toEqual(whole.ids.slice(0, seen.length));
});

test('the Link header leads to the next page', async () => {
	const response = await fetch(`${url}/api/v1/links?limit=3&basis=coder`);
	const next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link')!)![1];
	expect(next).toContain('basis=coder');
	expect(await (await fetch(next)).json()).toMatchObject({ data: [{}, {}, {}] });
});

test('the typed client walks a list', async () => {
	const { GET } = atlasClient(url);
	const seen = new Set<string>();
	let cursor: string | undefined;
	do {
		const { data, error } = await GET('/api/v1/links', {
			params: { query: { relation: ['enacts', 'partly-enacts'], limit: 25, ...(cursor && { cursor }) } }
		});
		expect(error).toBeUndefined();
		for (const link of data!.data) {
			expect(['enacts', 'partly-enacts']).toContain(link.relation);
			seen.add(link.id);
		}
		cursor = data!.meta.next ?? undefined;
		if (!cursor) expect(seen.size).toBe(data!.meta.total);
	} while (cursor);
});
