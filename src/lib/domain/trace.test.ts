import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	buildFlow,
	buildWays,
	fitText,
	foldLight,
	foldSmall,
	layoutCards,
	drawBand,
	layoutFlow,
	pathsThrough,
	sharesOf,
	type FlowPath
} from './trace.ts';

const path = (link: string, steps: string, tone = 'institution', weight = 1): FlowPath => ({
	link,
	weight,
	tone,
	steps: steps.split(' ')
});

const anyPaths = fc
	.array(
		fc.record({
			paper: fc.integer({ min: 0, max: 2 }),
			proposal: fc.integer({ min: 0, max: 11 }),
			law: fc.integer({ min: 0, max: 30 }),
			tone: fc.constantFrom('institution', 'technology')
		}),
		{ minLength: 1, maxLength: 120 }
	)
	.map((list) =>
		list.map(({ paper, proposal, law, tone }, index) =>
			path(`l${index}`, `paper${paper} proposal${proposal} law${law} place${law % 5}`, tone)
		)
	);
/** Map.groupBy, which Node 20 has not. */
function groups<T>(list: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
	const found = new Map<string, T[]>();
	for (const entry of list) found.set(keyOf(entry), [...(found.get(keyOf(entry)) ?? []), entry]);
	return found;
}
const sum = (list: { weight: number }[]) => list.reduce((total, { weight }) => total + weight, 0);

describe('a flow', () => {
	test('loses no link between the columns', () => {
		fc.assert(
			fc.property(anyPaths, (paths) => {
				const { nodes, bands } = buildFlow(paths);
				for (const column of [0, 1, 2, 3])
					expect(sum(nodes.filter((node) => node.column === column))).toBe(paths.length);
				for (const node of nodes) {
					const incoming = bands.filter(({ target }) => target === node.key);
					const outgoing = bands.filter(({ source }) => source === node.key);
					if (node.column > 0) expect(sum(incoming)).toBe(node.weight);
					if (node.column < 3) expect(sum(outgoing)).toBe(node.weight);
				}
			})
		);
	});

	test('divides a link said in two papers and still counts it once', () => {
		const { nodes } = buildFlow([path('a', '000 p', 'subject', 0.5), path('a', '001 p', 'subject', 0.5)]);
		expect(nodes.map(({ key, weight, links }) => [key, weight, links])).toEqual([
			['000', 0.5, 1],
			['p', 1, 1],
			['001', 0.5, 1]
		]);
	});

	test('keeps bands of different tones between the same nodes apart', () => {
		const { bands } = buildFlow([path('a', 'p law'), path('b', 'p law', 'subject'), path('c', 'p law')]);
		expect(bands.map(({ tone, links }) => [tone, links])).toEqual([
			['institution', 2],
			['subject', 1]
		]);
	});
});

describe('folding', () => {
	const paths = [
		path('a', 'p big CN'),
		path('b', 'p big CN'),
		path('c', 'p small CN'),
		path('d', 'p tiny CN'),
		path('e', 'p lone EU')
	];

	test('puts small nodes together and leaves a lone one its name', () => {
		const folded = foldSmall(paths, 1, 1, ({ steps }) => `rest ${steps[2]}`);
		expect(folded.paths.map(({ steps }) => steps[1])).toEqual(['big', 'big', 'rest CN', 'rest CN', 'lone']);
		expect([...folded.members]).toEqual([['rest CN', ['small', 'tiny']]]);
	});

	test('leaves a column that is not crowded as it is', () => {
		expect(foldSmall(paths, 1, 4, () => 'rest').paths).toEqual(paths);
	});

	test('loses no weight', () => {
		fc.assert(
			fc.property(anyPaths, fc.integer({ min: 0, max: 40 }), (list, limit) => {
				const folded = foldSmall(list, 2, limit, ({ steps }) => `rest ${steps[3]}`);
				const nodes = buildFlow(folded.paths).nodes.filter(({ column }) => column === 2);
				expect(sum(nodes)).toBe(list.length);
				expect(nodes.length).toBeLessThanOrEqual(limit + 5);
			})
		);
	});
});

describe('ways that stand for several links', () => {
	test('have the flow of the links themselves', () => {
		fc.assert(
			fc.property(anyPaths, (paths) => {
				const same = groups(paths, ({ steps, tone }) => `${steps.join(' ')} ${tone}`);
				const ways = [...same.values()].map((list) => ({
					...list[0],
					links: list.length,
					weight: sum(list)
				}));
				const plain = ({ nodes, bands }: ReturnType<typeof buildFlow>) => ({
					nodes: nodes.map(({ paths: _, ...node }) => node),
					bands: bands.map(({ paths: _, ...band }) => band)
				});
				const sorted = ({ nodes, bands }: ReturnType<typeof plain>) => ({
					nodes: nodes.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
					bands: bands.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
				});
				expect(sorted(plain(buildWays(ways)))).toEqual(sorted(plain(buildFlow(paths))));
			})
		);
	});

	test('are folded as single ones are', () => {
		fc.assert(
			fc.property(anyPaths, fc.integer({ min: 0, max: 40 }), (paths, limit) => {
				const one = foldSmall(paths, 2, limit, ({ steps }) => `rest ${steps[3]}`);
				const laws = [...groups(paths, ({ steps }) => steps[2])];
				const folded = foldLight(
					laws.map(([key]) => key),
					(place) => laws[place][1].length,
					limit,
					(place) => `rest ${laws[place][1][0].steps[3]}`
				);
				const keyOf = new Map(laws.map(([key], place) => [key, folded.keyOf[place]]));
				expect(paths.map(({ steps }) => keyOf.get(steps[2]))).toEqual(one.paths.map(({ steps }) => steps[2]));
				const sets = (members: Map<string, string[]>) =>
					[...members].map(([key, list]) => [key, list.toSorted()]).sort();
				expect(sets(folded.members)).toEqual(sets(one.members));
			})
		);
	});
});

describe('the layout of a flow', () => {
	const columns = [0, 300, 600, 900].map((x) => ({ x, width: 100 }));

	test('gives every link the same thickness in every column, without overlap', () => {
		fc.assert(
			fc.property(anyPaths, (paths) => {
				const { nodes, bands, height } = layoutFlow(buildFlow(paths), columns);
				const thickness = bands[0].width / bands[0].weight;
				for (const band of bands) expect(band.width).toBeCloseTo(band.weight * thickness, 5);
				for (const node of nodes) expect(node.y1 - node.y0).toBeCloseTo(node.weight * thickness, 5);
				for (const column of [0, 1, 2, 3]) {
					const list = nodes.filter((node) => node.column === column);
					list.forEach((node, index) => {
						expect(node.y0).toBeGreaterThanOrEqual(-0.01);
						expect(node.y1).toBeLessThanOrEqual(height + 0.01);
						if (index > 0) expect(node.y0 - list[index - 1].y1).toBeGreaterThan(16);
					});
				}
			}),
			{ numRuns: 40 }
		);
	});

	test('draws a band as a line, and where that would have horns between its edges', () => {
		const band = { x0: 100, y0: 20, x1: 200, y1: 320 };
		expect(drawBand({ ...band, width: 4 })).toEqual({
			d: 'M100 20C150 20 150 320 200 320',
			isSurface: false
		});
		const wide = { d: 'M100 0C150 0 150 300 200 300V340C150 340 150 40 100 40Z', isSurface: true };
		expect(drawBand({ ...band, width: 40 })).toEqual(wide);
		expect(drawBand({ ...band, width: 80 }, 40)).toEqual(wide);
		expect(drawBand({ ...band, y1: 20, width: 80 }).isSurface).toBe(false);
	});

	test('of nothing is nothing', () => {
		expect(layoutFlow({ nodes: [], bands: [] }, columns)).toEqual({ height: 0, nodes: [], bands: [] });
	});
});

test('the ways through a node take their part of every band', () => {
	const { bands } = buildFlow([path('a', 'p dsa EU'), path('b', 'p gdpr EU'), path('c', 'q gdpr EU')]);
	const named = bands.map(({ source, target }) => `${source}-${target}`);
	const shares = Object.fromEntries(
		sharesOf(bands, pathsThrough(bands, 'p')).map((share, index) => [named[index], share])
	);
	expect(shares).toEqual({ 'p-dsa': 1, 'p-gdpr': 1, 'q-gdpr': 0, 'dsa-EU': 1, 'gdpr-EU': 0.5 });
});

test('cards stand centred in their columns and bands start and end inside their cards', () => {
	const flow = buildFlow([path('a', 's p x'), path('b', 's p y'), path('c', 's p z')]);
	const { height, columns, gutters } = layoutCards(flow, { columns: 3, card: 4, gap: 1, thickest: 0.5 });
	expect(height).toBe(14);
	expect(columns.map((list) => list.map(({ top }) => top))).toEqual([[5], [5], [0, 5, 10]]);
	expect(gutters.map(({ length }) => length)).toEqual([1, 3]);
	for (const band of gutters[1]) {
		expect(band.y0).toBeGreaterThan(5);
		expect(band.y0).toBeLessThan(9);
	}
	expect(gutters[1].map(({ y1 }) => y1)).toEqual([2, 7, 12]);
});

test('a label is cut where it would leave its column, Chinese earlier than English', () => {
	expect(fitText('Algorithm audit', 400, 13)).toBe('Algorithm audit');
	expect(fitText('Periodic audits of platform algorithms', 130, 13)).toMatch(/^Periodic audits.*…$/);
	expect(fitText('平台算法审计制度与外部监督机制', 105, 13)).toBe('平台算法审计制…');
});
