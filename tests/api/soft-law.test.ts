import { expect, inject, test } from 'vitest';

const base = inject('app_url');
const proposal = 'three-rights-separation';
/** A policy document of 2022, linked to that proposal and still current. */
const softLaw = '/regulations/cn-data-20-2022';

/** The word of each light that a page shows next behind a link to the policy document. */
async function lightsOn(path: string): Promise<string[]> {
	const response = await fetch(base + path);
	expect(response.status, path).toBe(200);
	const html = (await response.text()).replace(/<svg[\s\S]*?<\/svg>/g, '');
	return html
		.split(/(?=href="[^"]*\/regulations\/)/)
		.filter((part) => part.startsWith('href="') && part.slice(0, 80).includes(softLaw))
		.flatMap((part) => /<span class="light [^>]*>([^<]*)/.exec(part)?.[1].trim() ?? []);
}

test.each([
	['the register', '/regulations?q=%E6%95%B0%E6%8D%AE%E4%BA%8C%E5%8D%81%E6%9D%A1'],
	['the timeline', '/timeline?from=2000&to=2030'],
	['the cards of a trace', `/proposals/${proposal}`],
	['the table of a trace', `/trace?proposal=${proposal}`],
	['the drawer of the coverage matrix', `/matrix/coverage?cell=${proposal}:all`],
	['the drawer of the coverage matrix in Chinese', `/zh/matrix/coverage?cell=${proposal}:all`]
])('a text that binds nobody is called current, never law in force, in %s', async (_, path) => {
	const lights = await lightsOn(path);
	expect(lights.length, path).toBeGreaterThan(0);
	expect(new Set(lights)).toEqual(
		new Set([path.startsWith('/zh') ? '现行，无约束力' : 'Current, not binding'])
	);
});

test('its own page and the comparison say the same', async () => {
	for (const path of [softLaw, '/compare?regulations=cn-data-20-2022,un-global-digital-compact']) {
		const html = (await (await fetch(base + path)).text()).replace(/<svg[\s\S]*?<\/svg>/g, '');
		const lights = [...html.matchAll(/<span class="light [^>]*>([^<]*)/g)].map(([, word]) => word.trim());
		expect(lights.length, path).toBeGreaterThan(0);
		expect(new Set(lights), path).toEqual(new Set(['Current, not binding']));
	}
});
