import { layers, linkRelations, paperRelations, type Layer } from '../../domain/codes.ts';
import { lawHref, relationShown } from '../../domain/law.ts';
import { paperShortName } from '../../domain/names.ts';
import { inLocale } from '../../domain/text.ts';
import {
	buildWays,
	foldLight,
	layoutFlow,
	notStanding,
	type Flow,
	type FlowPicture,
	type FlowWay,
	type RelationTone,
	type TraceColumn
} from '../../domain/trace.ts';
import { formatTraceView, withFilter, type FoldedColumn, type TraceView } from '../../domain/trace-view.ts';
import type { Db } from '../db/connect.ts';
import { listProposalTitles } from '../queries/proposals.ts';
import { breath, numbering, originsOf, pause, type ChosenLinks, type TraceIndex } from './trace-index.ts';
import { labelIn, lightAt, relationTones, sectionText, type TraceFrame } from './trace-links.ts';

/** How many nodes of a column stand for themselves before the smaller ones are put together. */
const limits = {
	whole: { proposals: 11, regulations: 6, jurisdictions: 6 },
	narrowed: { proposals: 22, regulations: 18, jurisdictions: 14 }
};

const picture = {
	width: 1184,
	columns: [
		{ x: 0, width: 130 },
		{ x: 218, width: 306 },
		{ x: 628, width: 256 },
		{ x: 972, width: 212 }
	]
};

/** A picture of more nodes is no picture; unfolded columns end there. */
const mostNodes = 400;

/** The picture of the whole flow. Keys of nodes: `paper:000`, `section:000 4.1`, `proposal:…`, `regulation:…`, `jurisdiction:CN`; folded ones start with `rest:`. */
export async function drawFlow(
	db: Db,
	around: TraceFrame,
	index: TraceIndex,
	chosen: ChosenLinks,
	view: TraceView,
	sections = false
): Promise<FlowPicture> {
	const folded = foldColumns(around, index, chosen, view);
	const starts = startFinder(index, view.filters.paper, sections);
	const found = await countWays(around, index, chosen, folded, starts.of);
	const byLayer = view.colour === 'layer';
	const ways = found.ways.map((way, number) => flowWay(way, number, starts.keys, folded, byLayer));
	const shownTones = byLayer ? layers : relationTones;

	const flow = buildWays(ways);
	sortFlow(flow, around, folded, shownTones);
	const placed = layoutFlow(flow, picture.columns);
	const titleOf = await titlesOf(
		db,
		around,
		index,
		flow.nodes.flatMap(({ key }) => (key.startsWith('proposal:') ? [key.slice('proposal:'.length)] : [])),
		folded.linked
	);
	const beside = foldsBeside(flow, around, folded);
	const names: TraceColumn[] = [
		sections ? 'sections' : 'papers',
		'proposals',
		'regulations',
		'jurisdictions'
	];
	const records = [starts.keys.length, ...folded.records];
	const round = (weight: number) => Math.round(weight * 1000) / 1000;
	return {
		width: picture.width,
		height: placed.height,
		links: chosen.links.length,
		colour: view.colour,
		columns: picture.columns.map((column, place) => ({
			...column,
			name: names[place],
			records: records[place]
		})),
		nodes: placed.nodes.map(({ paths, weight: _, ...node }) => ({
			...node,
			...nameNode(around, node.key, node.column, folded.members, beside, view, titleOf),
			...(node.column === 1 && { layer: folded.layerOf.get(node.key) }),
			relations: countTones(around, (tone) =>
				paths.reduce((sum, way) => {
					if (relationTones[found.ways[way].tone] !== tone) return sum;
					return sum + (node.column === 0 ? ways[way].links : ways[way].weight);
				}, 0)
			)
		})),
		bands: placed.bands.map(({ weight: _, ...band }) => band),
		weights: ways.map(({ weight }) => round(weight)),
		tones: shownTones
			.map((code, place) => ({
				code,
				label: code === notStanding ? '' : labelIn(around, byLayer ? 'layers' : 'link_relations', code),
				links: (byLayer ? found.perLayer : found.perTone)[place]
			}))
			.filter((tone) => tone.links > 0)
	};
}

/** Which nodes the columns after the first have, the smaller ones put together. */
type FoldedColumns = {
	/** Numbers of the proposals that have a link, and the key of the node of each. */
	linked: number[];
	remedyKeys: string[];
	/** The key of the node of each instrument. */
	lawKeys: Map<string, string>;
	/** By key of a node: the layer of a proposal, the node of the place of law. */
	layerOf: Map<string, string>;
	placeOf: Map<string, string>;
	/** What stands together under a key. */
	members: Map<string, string[]>;
	/** How many proposals, regulations and jurisdictions there are before folding. */
	records: [number, number, number];
};

function foldColumns(
	around: TraceFrame,
	index: TraceIndex,
	{ links, proposals }: ChosenLinks,
	view: TraceView
): FoldedColumns {
	const { ids, kinds, kindOf } = index;
	const isWhole = Object.keys(view.filters).length === 0 && !view.regulation;
	const limit = limits[isWhole ? 'whole' : 'narrowed'];
	const limitOf = (column: FoldedColumn) => (view.expand.includes(column) ? mostNodes : limit[column]);

	const { laws, countries } = countLaws(around, index, links);
	const places = foldCounted(
		countries,
		'jurisdiction:',
		limitOf('jurisdictions'),
		(code) => `rest:group:${groupOf(around, code)}`
	);
	const placeOfLaw = (id: string) => places.keyOf.get(around.instruments.get(id)!.jurisdiction)!;
	const law = foldCounted(
		laws,
		'regulation:',
		limitOf('regulations'),
		(id) => `rest:regulations:${placeOfLaw(id)}`
	);

	const linksOf = new Uint32Array(ids.length);
	for (let at = 0; at < links.length; at++) linksOf[proposals[at]]++;
	const linked = [...new Set(proposals)];
	const layerAt = (place: number): string => kinds[kindOf[linked[place]]].layer;
	const remedies = foldLight(
		linked.map((proposal) => `proposal:${ids[proposal]}`),
		(place) => linksOf[linked[place]],
		limitOf('proposals'),
		(place) => `rest:layer:${layerAt(place)}`
	);
	return {
		linked,
		remedyKeys: remedies.keyOf,
		lawKeys: law.keyOf,
		layerOf: new Map(remedies.keyOf.map((key, place) => [key, layerAt(place)])),
		placeOf: new Map([...law.keyOf].map(([id, key]) => [key, placeOfLaw(id)])),
		members: new Map([...places.members, ...law.members, ...remedies.members]),
		records: [linked.length, laws.size, countries.size]
	};
}

const groupOf = ({ terms }: TraceFrame, code: string): string =>
	terms.get('jurisdictions')?.get(code)?.group ?? 'other';

/** How many links each instrument and each jurisdiction has. */
function countLaws(
	around: TraceFrame,
	{ provisionOf, provisions }: TraceIndex,
	links: ChosenLinks['links']
): { laws: Map<string, number>; countries: Map<string, number> } {
	const perProvision = new Uint32Array(provisions.length);
	for (let at = 0; at < links.length; at++) perProvision[provisionOf[links[at]]]++;
	const laws = new Map<string, number>();
	const countries = new Map<string, number>();
	perProvision.forEach((count, number) => {
		if (count === 0) return;
		const { instrument } = provisions[number];
		const { jurisdiction } = around.instruments.get(instrument)!;
		laws.set(instrument, (laws.get(instrument) ?? 0) + count);
		countries.set(jurisdiction, (countries.get(jurisdiction) ?? 0) + count);
	});
	return { laws, countries };
}

/** `foldLight` of records by id, the heaviest first. */
function foldCounted(
	counts: Map<string, number>,
	prefix: string,
	most: number,
	into: (id: string) => string
): { keyOf: Map<string, string>; members: Map<string, string[]> } {
	const list = [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
	const { keyOf, members } = foldLight(
		list.map(([id]) => prefix + id),
		(place) => list[place][1],
		most,
		(place) => into(list[place][0])
	);
	return { members, keyOf: new Map(list.map(([id], place) => [id, keyOf[place]])) };
}

/** The nodes of the first column in which a link starts, as numbers in `keys`. */
function startFinder(
	index: TraceIndex,
	wanted: string[] | undefined,
	sections: boolean
): { keys: string[]; of: (link: number, proposal: number) => number[] } {
	const starts = numbering<string>((key) => key);
	const startsFrom = (link: number, proposal: number): number[] => {
		const { papers, placesIn } = originsOf(index, link, proposal);
		const from = papers.filter((id) => !wanted || wanted.includes(id));
		return sections
			? from.flatMap((paper) =>
					placesIn(paper).map((place) => starts.of(`section:${paper} ${index.places[place].section}`))
				)
			: from.map((paper) => starts.of(`paper:${paper}`));
	};
	// A paper that names the instrument gives the start; else all links of a proposal have the same.
	const namedStarts: number[][] = [];
	let ofProposal: { proposal: number; starts: number[] } | undefined;
	return {
		keys: starts.list,
		of(link, proposal) {
			const named = index.namedAt[link];
			if (named) return (namedStarts[named] ??= startsFrom(link, proposal));
			if (ofProposal?.proposal !== proposal) ofProposal = { proposal, starts: startsFrom(link, proposal) };
			return ofProposal.starts;
		}
	};
}

/** Links that go the same way: the number of the node they start in, the keys of remedy and law, the number of their tone. */
type CountedWay = {
	start: number;
	remedy: string;
	law: string;
	tone: number;
	links: number;
	weight: number;
};

/** Links that take the same way are one way: after folding there are hundreds of them, however many links. */
async function countWays(
	around: TraceFrame,
	index: TraceIndex,
	{ links, proposals }: ChosenLinks,
	{ linked, remedyKeys, lawKeys }: FoldedColumns,
	startsOf: (link: number, proposal: number) => number[]
): Promise<{ ways: CountedWay[]; perTone: Uint32Array; perLayer: Uint32Array }> {
	const { ids, kinds, kindOf, relationOf, provisionOf, provisions } = index;
	const laws = numberKeys(provisions.map(({ instrument }) => lawKeys.get(instrument) ?? ''));
	const remedies = numberKeys(remedyKeys);
	const remedyOf = new Uint32Array(ids.length);
	linked.forEach((proposal, place) => (remedyOf[proposal] = remedies.of[place]));
	const tones = toneTable(around, index);
	const found = new Map<number, CountedWay>();
	const perTone = new Uint32Array(relationTones.length);
	const perLayer = new Uint32Array(layers.length);
	for (let at = 0; at < links.length; at++) {
		if (at % (10 * breath) === 0) await pause();
		const link = links[at];
		const proposal = proposals[at];
		const remedy = remedyOf[proposal];
		const law = laws.of[provisionOf[link]];
		const tone = tones[relationOf[link] * provisions.length + provisionOf[link]];
		perTone[tone]++;
		perLayer[layers.indexOf(kinds[kindOf[proposal]].layer)]++;
		const starts = startsOf(link, proposal);
		for (const start of starts) {
			const key =
				((start * remedies.list.length + remedy) * laws.list.length + law) * relationTones.length + tone;
			let way = found.get(key);
			if (!way) {
				way = { start, remedy: remedies.list[remedy], law: laws.list[law], tone, links: 0, weight: 0 };
				found.set(key, way);
			}
			way.links++;
			way.weight += 1 / starts.length;
		}
	}
	return { ways: [...found.values()], perTone, perLayer };
}

function flowWay(
	{ start, remedy, law, tone, links, weight }: CountedWay,
	number: number,
	starts: string[],
	{ layerOf, placeOf }: FoldedColumns,
	byLayer: boolean
): FlowWay {
	return {
		link: String(number),
		links,
		weight,
		tone: byLayer ? layerOf.get(remedy)! : relationTones[tone],
		steps: [starts[start], remedy, law, placeOf.get(law)!]
	};
}

const isRest = (key: string): boolean => key.startsWith('rest:');

/** Papers by id, proposals by layer, law by place: what belongs together lies together, the heaviest first, the rest last. */
function sortFlow(
	flow: Flow,
	around: TraceFrame,
	{ layerOf, placeOf }: FoldedColumns,
	tones: readonly string[]
): void {
	const weights = new Map(flow.nodes.map((node) => [node.key, node.weight]));
	const groups = [...(around.terms.get('jurisdiction_groups')?.keys() ?? [])];
	const groupOfPlace = (key: string) =>
		groups.indexOf(key.startsWith('rest:group:') ? key.slice(11) : groupOf(around, key.slice(13)));
	const byId = (a: string, b: string) => (a < b ? -1 : 1);
	const byWeight = (a: string, b: string) =>
		Number(isRest(a)) - Number(isRest(b)) || weights.get(b)! - weights.get(a)! || byId(a, b);
	const byLayer = (a: string, b: string) =>
		layers.indexOf(layerOf.get(a) as Layer) - layers.indexOf(layerOf.get(b) as Layer) || byWeight(a, b);
	const byPlace = (a: string, b: string) => groupOfPlace(a) - groupOfPlace(b) || byWeight(a, b);
	const byPlaceOfLaw = (a: string, b: string) =>
		placeOf.get(a) === placeOf.get(b) ? byWeight(a, b) : byPlace(placeOf.get(a)!, placeOf.get(b)!);
	const order = [byId, byLayer, byPlaceOfLaw, byPlace];
	flow.nodes.sort((a, b) => a.column - b.column || (a.key === b.key ? 0 : order[a.column](a.key, b.key)));
	flow.bands.sort((a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone));
}

/** Keys of folds beside which nodes of the same kind stand singly. */
function foldsBeside(flow: Flow, around: TraceFrame, { layerOf, placeOf }: FoldedColumns): Set<string> {
	const foldOf = [
		() => '',
		(key: string) => `rest:layer:${layerOf.get(key)}`,
		(key: string) => `rest:regulations:${placeOf.get(key)}`,
		(key: string) => `rest:group:${groupOf(around, key.slice(13))}`
	];
	return new Set(flow.nodes.flatMap(({ key, column }) => (isRest(key) ? [] : [foldOf[column](key)])));
}

/** What the proposals that stand singly are called. */
async function titlesOf(
	db: Db,
	{ locale }: TraceFrame,
	{ ids, kinds, kindOf }: TraceIndex,
	shown: string[],
	linked: number[]
): Promise<(id: string) => { title: string; umbrella: boolean }> {
	const rows = await listProposalTitles(db, shown);
	const titles = new Map(rows.map((row) => [row.id, inLocale(row, 'title', locale)]));
	const umbrellas = new Set(
		linked.flatMap((proposal) => (kinds[kindOf[proposal]].level === 'umbrella' ? [ids[proposal]] : []))
	);
	return (id) => ({ title: titles.get(id) ?? id, umbrella: umbrellas.has(id) });
}

/** Each key once, and its number for each of the list. */
function numberKeys(keys: readonly string[]): { list: string[]; of: Uint32Array } {
	const numbers = numbering<string>((key) => key);
	return { of: Uint32Array.from(keys, numbers.of), list: numbers.list };
}

/** How a link of each relation to each provision is coloured on the day. */
function toneTable(around: TraceFrame, { provisions }: TraceIndex): Uint8Array {
	const lights = provisions.map((provision) => lightAt(around, provision));
	return Uint8Array.from(
		linkRelations.flatMap((relation) =>
			lights.map((light) => {
				const basis = (paperRelations as readonly string[]).includes(relation) ? 'paper' : 'coder';
				const { tense } = relationShown({ basis, relation }, light);
				return relationTones.indexOf(tense === 'stands' ? relation : notStanding);
			})
		)
	);
}

function countTones(
	around: TraceFrame,
	count: (tone: RelationTone) => number
): FlowPicture['nodes'][number]['relations'] {
	return relationTones
		.map((code) => ({
			code,
			label: code === notStanding ? '' : labelIn(around, 'link_relations', code),
			count: Math.round(count(code))
		}))
		.filter(({ count }) => count > 0);
}

/** Where the address of the trace leads with another view, from its first page. */
const traceHref = (view: TraceView): string => `/trace${formatTraceView({ ...view, page: 1 })}`;

type NodeName = Pick<FlowPicture['nodes'][number], 'href' | 'label' | 'rest' | 'umbrella'>;

function nameNode(
	around: TraceFrame,
	key: string,
	column: number,
	members: Map<string, string[]>,
	beside: Set<string>,
	view: TraceView,
	titleOf: (proposal: string) => { title: string; umbrella: boolean }
): NodeName {
	const { locale, papers, instruments } = around;
	const id = key.slice(key.indexOf(':') + 1);
	if (isRest(key)) return nameRest(around, key, column, members, beside, view);
	if (key.startsWith('paper:'))
		return { href: `/papers/${id}`, label: paperShortName(papers.get(id)!, locale) };
	if (key.startsWith('section:')) {
		const [paper, section] = [id.slice(0, id.indexOf(' ')), id.slice(id.indexOf(' ') + 1)];
		return { href: `/papers/${paper}`, label: sectionText(section) };
	}
	if (key.startsWith('proposal:')) {
		const { title, umbrella } = titleOf(id);
		return { href: `/proposals/${id}`, label: title, ...(umbrella && { umbrella }) };
	}
	if (key.startsWith('regulation:'))
		return {
			href: lawHref(id, around.as_of),
			label: inLocale(instruments.get(id)!, 'short_title', locale)
		};
	const isAlone = view.filters.jurisdiction?.length === 1;
	return {
		href: isAlone
			? `/regulations?jurisdiction=${id}${around.as_of ? `&as_of=${around.as_of}` : ''}`
			: traceHref(withFilter(view, 'jurisdiction', [id])),
		label: labelIn(around, 'jurisdictions', id)
	};
}

/** What stands together: proposals of a layer, regulations of a place or a group of places, places of a group. */
function nameRest(
	around: TraceFrame,
	key: string,
	column: number,
	members: Map<string, string[]>,
	beside: Set<string>,
	view: TraceView
): NodeName {
	const id = key.slice('rest:'.length);
	const name = (['', 'proposals', 'regulations', 'jurisdictions'] as const)[column] as FoldedColumn;
	const own = members.get(key)!;
	const rest = { count: own.length, column: name, beside: beside.has(key) };
	const codesOf = (places: string[]) => places.map((place) => place.slice('jurisdiction:'.length));
	const expanded = traceHref({ ...view, expand: [...view.expand, name] });
	if (name === 'proposals')
		return { href: expanded, label: labelIn(around, 'layers', id.slice('layer:'.length)), rest };
	if (name === 'jurisdictions')
		return {
			href: traceHref(withFilter(view, 'jurisdiction', codesOf(own))),
			label: labelIn(around, 'jurisdiction_groups', id.slice('group:'.length)),
			rest
		};
	const place = id.slice('regulations:'.length);
	const codes = codesOf(members.get(place) ?? [place]);
	const current = view.filters.jurisdiction ?? [];
	const isNarrowed = current.length > 0 && current.every((code) => codes.includes(code));
	return {
		href: isNarrowed ? expanded : traceHref(withFilter(view, 'jurisdiction', codes)),
		label: members.has(place)
			? labelIn(around, 'jurisdiction_groups', place.slice('rest:group:'.length))
			: labelIn(around, 'jurisdictions', place.slice('jurisdiction:'.length)),
		rest: { ...rest, elsewhere: members.has(place) && beside.has(place) }
	};
}
