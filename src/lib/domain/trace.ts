// A pure computation of positions: it reads nothing but its arguments, so the domain may use it.
// eslint-disable-next-line no-restricted-imports
import { sankey } from 'd3-sankey';
import type { LinkRelation } from './codes.ts';
import { coverageShapes } from './coverage.ts';
import type { LegalLight, RelationTense } from './law.ts';
import type { FoldedColumn, TraceColour, TraceFocusOn } from './trace-view.ts';

/** One way of a link through the columns, left to right. A link that starts in several places is divided among its ways. */
export type FlowPath = { link: string; weight: number; tone: string; steps: string[] };

type FlowNode = { key: string; column: number; weight: number; links: number; paths: number[] };
export type FlowBand = {
	source: string;
	target: string;
	tone: string;
	weight: number;
	links: number;
	paths: number[];
};
export type Flow = { nodes: FlowNode[]; bands: FlowBand[] };

/** Nodes and bands of a set of ways; `paths` are positions in the list that was handed in. Order is that of first appearance. */
export function buildFlow(paths: readonly FlowPath[]): Flow {
	const nodes = new Map<string, FlowNode>();
	const bands = new Map<string, FlowBand>();
	const links = new Map<object, Set<string>>();
	const add = (entry: FlowNode | FlowBand, path: FlowPath, index: number) => {
		entry.weight += path.weight;
		entry.paths.push(index);
		const seen = links.get(entry) ?? new Set();
		links.set(entry, seen.add(path.link));
		entry.links = seen.size;
	};
	paths.forEach((path, index) =>
		path.steps.forEach((key, column) => {
			const node = nodes.get(key) ?? { key, column, weight: 0, links: 0, paths: [] };
			nodes.set(key, node);
			add(node, path, index);
			if (column === 0) return;
			const source = path.steps[column - 1];
			const name = JSON.stringify([source, key, path.tone]);
			const band = bands.get(name) ?? {
				source,
				target: key,
				tone: path.tone,
				weight: 0,
				links: 0,
				paths: []
			};
			bands.set(name, band);
			add(band, path, index);
		})
	);
	return { nodes: [...nodes.values()], bands: [...bands.values()] };
}

/** How a crowded column was thinned out: which nodes now stand together under which key. */
export type Folded = { paths: FlowPath[]; members: Map<string, string[]> };

/**
 * Keeps the `limit` heaviest nodes of a column and puts the others together under the key `into` gives them.
 * A node that would stand alone under such a key keeps its own. No weight is lost.
 */
export function foldSmall(
	paths: readonly FlowPath[],
	column: number,
	limit: number,
	into: (path: FlowPath) => string
): Folded {
	const weights = new Map<string, number>();
	const groups = new Map<string, string>();
	for (const path of paths) {
		const key = path.steps[column];
		weights.set(key, (weights.get(key) ?? 0) + path.weight);
		groups.set(key, into(path));
	}
	const small = [...weights]
		.sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
		.slice(limit)
		.map(([key]) => key);
	const members = new Map<string, string[]>();
	for (const key of small) {
		const group = groups.get(key)!;
		members.set(group, [...(members.get(group) ?? []), key]);
	}
	for (const [group, keys] of members) if (keys.length === 1) members.delete(group);
	const target = new Map([...members].flatMap(([group, keys]) => keys.map((key) => [key, group] as const)));
	return {
		members,
		paths: paths.map((path) => {
			const group = target.get(path.steps[column]);
			return group === undefined ? path : { ...path, steps: path.steps.with(column, group) };
		})
	};
}

/** So many ways of the same steps as one; `weight` is what they carry together. */
export type FlowWay = FlowPath & { links: number };

/**
 * As `buildFlow`, of ways that stand for several links each. A link goes through its first column as often as it starts, and
 * through every other once, where its parts come together again.
 */
export function buildWays(ways: readonly FlowWay[]): Flow {
	const { nodes, bands } = buildFlow(ways);
	const first = new Set(nodes.flatMap(({ key, column }) => (column === 0 ? [key] : [])));
	const links = (paths: readonly number[], isFirst: boolean) =>
		isFirst
			? paths.reduce((sum, path) => sum + ways[path].links, 0)
			: Math.round(paths.reduce((sum, path) => sum + ways[path].weight, 0));
	return {
		nodes: nodes.map((node) => ({ ...node, links: links(node.paths, node.column === 0) })),
		bands: bands.map((band) => ({ ...band, links: links(band.paths, first.has(band.source)) }))
	};
}

/**
 * The heaviest of a column by themselves, the others by the key `into` gives them; one that would stand alone under such a key
 * keeps its own.
 */
export function foldLight(
	keys: readonly string[],
	weightOf: (place: number) => number,
	limit: number,
	into: (place: number) => string
): { keyOf: string[]; members: Map<string, string[]> } {
	const compare = (a: number, b: number) => weightOf(b) - weightOf(a) || (keys[a] < keys[b] ? -1 : 1);
	const heavy = firstOf(keys.length, limit, compare);
	const keyOf = [...keys];
	const groups = new Map<string, number[]>();
	for (let place = 0; place < keys.length; place++) {
		if (heavy.has(place)) continue;
		const group = into(place);
		const own = groups.get(group);
		if (own) own.push(place);
		else groups.set(group, [place]);
	}
	const members = new Map<string, string[]>();
	for (const [group, places] of groups) {
		if (places.length === 1) continue;
		members.set(
			group,
			places.map((place) => keys[place])
		);
		for (const place of places) keyOf[place] = group;
	}
	return { keyOf, members };
}

/** The numbers below `count` that come first, without sorting the others. */
function firstOf(count: number, limit: number, compare: (a: number, b: number) => number): Set<number> {
	if (limit >= count) return new Set(Array.from({ length: count }, (_, place) => place));
	const found: number[] = [];
	for (let place = 0; place < count; place++) {
		if (found.length === limit && (limit === 0 || compare(found[limit - 1], place) < 0)) continue;
		let at = found.length;
		while (at > 0 && compare(place, found[at - 1]) < 0) at--;
		found.splice(at, 0, place);
		if (found.length > limit) found.pop();
	}
	return new Set(found);
}

export type FlowColumn = { x: number; width: number };
export type PlacedNode = FlowNode & { x0: number; x1: number; y0: number; y1: number };
/** A band from the edge of one column, at the height of its middle, to the edge of the next. */
export type PlacedBand = FlowBand & { x0: number; y0: number; x1: number; y1: number; width: number };

/** However many links there are, a reader scrolls no further than this for what they add up to. */
const tallest = 900;

/** Room for one line of text between two nodes, in units of the picture. */
const rowGap = 17;

/**
 * Places a flow: heights by d3-sankey, columns where the caller wants them, nodes of a column in the order given.
 * Every node of a column is as high as its weight times the same scale, however many there are.
 */
export function layoutFlow(
	{ nodes, bands }: Flow,
	columns: readonly FlowColumn[]
): { height: number; nodes: PlacedNode[]; bands: PlacedBand[] } {
	if (nodes.length === 0) return { height: 0, nodes: [], bands: [] };
	const perColumn = columns.map((_, column) => nodes.filter((node) => node.column === column));
	const total = Math.max(...perColumn.map((list) => list.reduce((sum, { weight }) => sum + weight, 0)));
	const scale = Math.min(10, Math.max(Math.min(0.8, tallest / total), 330 / total));
	const height = total * scale + (Math.max(...perColumn.map(({ length }) => length)) - 1) * rowGap;
	const layout = sankey<FlowNode, FlowBand>()
		.nodeId(({ key }) => key)
		.nodeAlign(({ column }) => column)
		.nodeSort(null as never)
		.nodePadding(rowGap)
		.extent([
			[0, 0],
			[1, height]
		]);
	const graph = layout({
		nodes: nodes.map((node) => ({ ...node })),
		links: bands.map((band) => ({ ...band, value: band.weight }))
	});
	const place = new Map(graph.nodes.map((node) => [node.key, node]));
	return {
		height,
		nodes: nodes.map((node) => {
			const { y0, y1 } = place.get(node.key)!;
			const { x, width } = columns[node.column];
			return { ...node, x0: x, x1: x + width, y0: y0!, y1: y1! };
		}),
		bands: graph.links.map((link, index) => {
			const band = bands[index];
			const [source, target] = [place.get(band.source)!, place.get(band.target)!];
			return {
				...band,
				x0: columns[source.column].x + columns[source.column].width,
				y0: link.y0!,
				x1: columns[target.column].x,
				y1: link.y1!,
				width: link.width!
			};
		})
	};
}

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * How a band is drawn: as a line with a width, or, where a line so wide would lie over its neighbours or end in horns, as the
 * surface between its edges. Thin ones stay lines, for a steep surface is thinner than what it stands for.
 * @param width of what is drawn, of the whole band if nothing is said
 */
export function drawBand(
	{ x0, y0, x1, y1, width: whole }: Omit<PlacedBand, keyof FlowBand>,
	width = whole
): { d: string; isSurface: boolean } {
	const middle = round((x0 + x1) / 2);
	const [from, to] = [round(x0), round(x1)];
	const curve = (before: number, end: number, after: number) =>
		`C${middle} ${round(before)} ${middle} ${round(after)} ${end} ${round(after)}`;
	const half = width / 2;
	const bend = (width * Math.abs(y1 - y0)) / (x1 - x0) ** 2;
	const isSurface = bend > (width > 12 ? 1 / 8 : 1 / 2);
	const d = isSurface
		? `M${from} ${round(y0 - half)}${curve(y0 - half, to, y1 - half)}V${round(y1 + half)}${curve(y1 + half, from, y0 + half)}Z`
		: `M${from} ${round(y0)}${curve(y0, to, y1)}`;
	return { d, isSurface };
}

type Ends = Pick<FlowBand, 'source' | 'target' | 'paths'>;

/** The ways that pass a node. */
export function pathsThrough(bands: readonly Ends[], key: string): Set<number> {
	return new Set(
		bands.filter(({ source, target }) => source === key || target === key).flatMap(({ paths }) => paths)
	);
}

/** How much of each band belongs to these ways: 0 for nothing, 1 for all of it. @param weightOf what each way carries */
export function sharesOf(
	bands: readonly Pick<FlowBand, 'paths'>[],
	through: ReadonlySet<number>,
	weightOf: (path: number) => number = () => 1
): number[] {
	const sum = (paths: readonly number[]) => paths.reduce((total, path) => total + weightOf(path), 0);
	return bands.map(({ paths }) =>
		paths.length === 0 ? 0 : sum(paths.filter((path) => through.has(path))) / sum(paths)
	);
}

export type CardPlace = { key: string; top: number };
export type CardBand = FlowBand & { y0: number; y1: number; thickness: number };

/**
 * Cards of equal height in columns, each column centred, and the bands between two neighbouring columns.
 * `card` and `gap` are heights in any unit; the answer is in the same.
 */
export function layoutCards(
	{ nodes, bands }: Flow,
	{ columns, card, gap, thickest }: { columns: number; card: number; gap: number; thickest: number }
): { height: number; columns: CardPlace[][]; gutters: CardBand[][] } {
	const perColumn = Array.from({ length: columns }, (_, column) =>
		nodes.filter((node) => node.column === column)
	);
	const heightOf = (count: number) => (count === 0 ? 0 : count * card + (count - 1) * gap);
	const height = Math.max(...perColumn.map(({ length }) => heightOf(length)));
	const tops = new Map<string, number>();
	const places = perColumn.map((list) =>
		list.map(({ key }, row) => {
			const top = (height - heightOf(list.length)) / 2 + row * (card + gap);
			tops.set(key, top);
			return { key, top };
		})
	);
	const heaviest = Math.max(1, ...nodes.map(({ weight }) => weight));
	const scale = Math.min(thickest, (card * 0.8) / heaviest);
	const order = (key: string) => tops.get(key)!;
	const placed = bands.map((band) => ({ ...band, y0: 0, y1: 0, thickness: band.weight * scale }));
	const stack = (end: 'source' | 'target', other: 'source' | 'target', field: 'y0' | 'y1') => {
		for (const { key } of nodes) {
			const own = placed
				.filter((band) => band[end] === key)
				.sort((a, b) => order(a[other]) - order(b[other]));
			let y = order(key) + card / 2 - own.reduce((sum, { thickness }) => sum + thickness, 0) / 2;
			for (const band of own) {
				band[field] = y + band.thickness / 2;
				y += band.thickness;
			}
		}
	};
	stack('source', 'target', 'y0');
	stack('target', 'source', 'y1');
	const columnOf = new Map(nodes.map(({ key, column }) => [key, column]));
	return {
		height,
		columns: places,
		gutters: Array.from({ length: columns - 1 }, (_, column) =>
			placed.filter(({ source }) => columnOf.get(source) === column)
		)
	};
}

/** A text cut to a width, judged by the usual widths of letters: a picture made on the server cannot measure. */
export function fitText(text: string, width: number, fontSize: number): string {
	const widthOf = (character: string) =>
		/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(character)
			? 1
			: /[A-ZMW@%&mw—]/.test(character)
				? 0.72
				: /[ijlt.,:;'|!()[\]\s-]/.test(character)
					? 0.34
					: 0.56;
	const room = width / fontSize;
	let used = 0;
	const characters = [...text];
	for (const [index, character] of characters.entries()) {
		used += widthOf(character);
		if (used <= room) continue;
		let [kept, back] = [index, widthOf(character)];
		while (kept > 0 && back < used - room + 0.9) back += widthOf(characters[--kept]);
		return `${characters.slice(0, kept).join('').trimEnd()}…`;
	}
	return text;
}

/** How a link is coloured by relation: law that does not stand today is never shown as enacting, enabling or conflicting. */
export const notStanding = 'not-standing';
export type RelationTone = LinkRelation | typeof notStanding;

/** Shapes of relations: those of the coverage matrix, a quotation mark for what a paper itself says, a dash for law that does not stand. */
export function relationShape(tone: RelationTone): string {
	if (tone === notStanding) return '–';
	return tone in coverageShapes ? coverageShapes[tone as keyof typeof coverageShapes] : '❝';
}

/** What the components show; texts in the reader's language, but for words of the interface. */
export type TraceColumn = 'papers' | 'sections' | 'proposals' | 'regulations' | 'jurisdictions';

export type PictureNode = Omit<PlacedNode, 'paths' | 'weight'> & {
	href: string;
	label: string;
	/** Set where small nodes stand together: how many, and in which column; the label then says what they have in common. */
	rest?: {
		count: number;
		column: FoldedColumn;
		/** Whether others of the same kind stand singly beside it. */
		beside: boolean;
		/** Regulations of places that are folded themselves, beside places of the same group that are not. */
		elsewhere?: boolean;
	};
	/** Layer of a proposal. */
	layer?: string;
	/** Relations of a node's links in the ladder's order, as they stand today. */
	relations: { code: RelationTone; label: string; count: number }[];
	umbrella?: boolean;
};
type PictureBand = Omit<PlacedBand, 'weight'>;
type Tone = { code: string; label: string; links: number };

/** The flow as a picture: papers to jurisdictions. */
export type FlowPicture = {
	width: number;
	height: number;
	links: number;
	colour: TraceColour;
	/** Number of records behind each column, folded ones counted singly. */
	columns: (FlowColumn & { name: TraceColumn; records: number })[];
	nodes: PictureNode[];
	bands: PictureBand[];
	/** What each of the ways carries that the bands name. */
	weights: number[];
	tones: Tone[];
};

export type TraceCard = {
	key: string;
	href: string;
	title: string;
	/** Verbatim words of the paper, in its own language. */
	terms?: string[];
	/** Provisions of a regulation, as the law names them. */
	refs?: string[];
	relations?: { code: LinkRelation; tense: RelationTense; label: string; count: number }[];
	/** Of a regulation: whether it is the law today, and whether it binds anybody. */
	law?: { light: LegalLight; binding: boolean };
	place?: string;
	layer?: string;
	umbrella?: boolean;
	links: number;
	rest?: number;
};

/** From the paper to the law in three columns of cards: where it is said, what is proposed, what the law has. */
export type CardPicture = {
	/** In rem. */
	height: number;
	card: number;
	columns: (TraceCard & { top: number })[][];
	gutters: (Pick<CardBand, 'source' | 'target' | 'tone' | 'y0' | 'y1' | 'thickness' | 'links' | 'paths'> & {
		layer: string;
	})[][];
};

/** The trace of one record, ready to stand on its page. */
export type FocusedTrace = {
	on: TraceFocusOn & { title: string };
	/** Address of the same trace with its table. */
	href: string;
	links: number;
	/** Jurisdictions in which somebody looked and found nothing; only for a proposal. */
	looked_for: { jurisdiction: string; as_of: string }[];
	/** Why the record has no link, where its curator says so. */
	no_link_reason?: string;
	cards?: CardPicture;
	flow?: FlowPicture;
};
