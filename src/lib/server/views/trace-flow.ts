import { layers, linkRelations, paperRelations } from '../../domain/codes.ts';
import { lawHref, relationShown } from '../../domain/law.ts';
import { paperShortName } from '../../domain/names.ts';
import { inLocale } from '../../domain/text.ts';
import {
	buildWays,
	foldLight,
	layoutFlow,
	notStanding,
	type FlowPicture,
	type FlowWay,
	type RelationTone,
	type TraceColumn
} from '../../domain/trace.ts';
import { formatTraceView, withFilter, type FoldedColumn, type TraceView } from '../../domain/trace-view.ts';
import type { Db } from '../db/connect.ts';
import { listProposalTitles } from '../queries/proposals.ts';
import { breath, originsOf, pause, type ChosenLinks, type TraceIndex } from './trace-index.ts';
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
	{ links, proposals }: ChosenLinks,
	view: TraceView,
	sections = false
): Promise<FlowPicture> {
	const { ids, kinds, kindOf, relationOf, namedAt, provisionOf, provisions, places: passages } = index;
	const isWhole = Object.keys(view.filters).length === 0 && !view.regulation;
	const limit = limits[isWhole ? 'whole' : 'narrowed'];
	const limitOf = (column: FoldedColumn) => (view.expand.includes(column) ? mostNodes : limit[column]);
	const groupOf = (code: string) => around.terms.get('jurisdictions')?.get(code)?.group ?? 'other';

	// What links are counted by: how many each law, each place and each proposal has.
	const perProvision = new Uint32Array(provisions.length);
	const own = new Uint32Array(ids.length);
	for (let at = 0; at < links.length; at++) {
		perProvision[provisionOf[links[at]]]++;
		own[proposals[at]]++;
	}
	const laws = new Map<string, number>();
	const countries = new Map<string, number>();
	perProvision.forEach((count, number) => {
		if (count === 0) return;
		const { instrument } = provisions[number];
		const { jurisdiction } = around.instruments.get(instrument)!;
		laws.set(instrument, (laws.get(instrument) ?? 0) + count);
		countries.set(jurisdiction, (countries.get(jurisdiction) ?? 0) + count);
	});
	const fold = (counts: Map<string, number>, prefix: string, most: number, into: (key: string) => string) => {
		const list = [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
		const folded = foldLight(
			list.map(([id]) => prefix + id),
			(place) => list[place][1],
			most,
			(place) => into(list[place][0])
		);
		return { ...folded, keyOf: new Map(list.map(([id], place) => [id, folded.keyOf[place]])) };
	};
	const places = fold(
		countries,
		'jurisdiction:',
		limitOf('jurisdictions'),
		(code) => `rest:group:${groupOf(code)}`
	);
	const placeOfLaw = (id: string) => places.keyOf.get(around.instruments.get(id)!.jurisdiction)!;
	const law = fold(laws, 'regulation:', limitOf('regulations'), (id) => `rest:regulations:${placeOfLaw(id)}`);
	const linked = [...new Set(proposals)];
	const remedies = foldLight(
		linked.map((proposal) => `proposal:${ids[proposal]}`),
		(place) => own[linked[place]],
		limitOf('proposals'),
		(place) => `rest:layer:${kinds[kindOf[linked[place]]].layer}`
	);
	const members = new Map([...places.members, ...law.members, ...remedies.members]);

	// Links that take the same way are one way: after folding there are hundreds of them, however many links.
	const lawKeys = numberKeys(provisions.map(({ instrument }) => law.keyOf.get(instrument) ?? ''));
	const remedyKeys = numberKeys(remedies.keyOf);
	const remedyOf = new Uint32Array(ids.length);
	linked.forEach((proposal, place) => (remedyOf[proposal] = remedyKeys.of[place]));
	const tones = toneTable(around, index);
	const wanted = view.filters.paper;
	const starts = new Map<string, number>();
	const startKeys: string[] = [];
	const startOf = (key: string) => {
		const known = starts.get(key);
		if (known !== undefined) return known;
		starts.set(key, startKeys.length);
		return startKeys.push(key) - 1;
	};
	const startsFrom = (link: number, proposal: number): number[] => {
		const { papers, placesIn } = originsOf(index, link, proposal);
		const from = papers.filter((id) => !wanted || wanted.includes(id));
		return sections
			? from.flatMap((paper) =>
					placesIn(paper).map((place) => startOf(`section:${paper} ${passages[place].section}`))
				)
			: from.map((paper) => startOf(`paper:${paper}`));
	};
	// A paper that names the instrument gives the start; else all links of a proposal have the same.
	const namedStarts: number[][] = [];
	let ofProposal: { proposal: number; starts: number[] } | undefined;
	const startsAt = (link: number, proposal: number): number[] => {
		const named = namedAt[link];
		if (named) return (namedStarts[named] ??= startsFrom(link, proposal));
		if (ofProposal?.proposal !== proposal) ofProposal = { proposal, starts: startsFrom(link, proposal) };
		return ofProposal.starts;
	};
	const found = new Map<
		number,
		{ start: number; remedy: number; law: number; tone: number; links: number; weight: number }
	>();
	const perTone = new Uint32Array(relationTones.length);
	const perLayer = new Uint32Array(layers.length);
	for (let at = 0; at < links.length; at++) {
		if (at % (10 * breath) === 0) await pause();
		const link = links[at];
		const proposal = proposals[at];
		const tone = tones[relationOf[link] * provisions.length + provisionOf[link]];
		perTone[tone]++;
		perLayer[layers.indexOf(kinds[kindOf[proposal]].layer)]++;
		const from = startsAt(link, proposal);
		for (const start of from) {
			const key =
				((start * remedyKeys.list.length + remedyOf[proposal]) * lawKeys.list.length +
					lawKeys.of[provisionOf[link]]) *
					relationTones.length +
				tone;
			let way = found.get(key);
			if (!way) {
				way = {
					start,
					remedy: remedyOf[proposal],
					law: lawKeys.of[provisionOf[link]],
					tone,
					links: 0,
					weight: 0
				};
				found.set(key, way);
			}
			way.links++;
			way.weight += 1 / from.length;
		}
	}
	const layerOfRemedy = new Map(
		remedies.keyOf.map((key, place) => [key, kinds[kindOf[linked[place]]].layer as string])
	);
	const placeOf = new Map([...law.keyOf].map(([id, key]) => [key, placeOfLaw(id)]));
	const toneOfWay: string[] = [];
	const ways = [...found.values()].map((way, number): FlowWay => {
		const [remedy, regulation] = [remedyKeys.list[way.remedy], lawKeys.list[way.law]];
		toneOfWay.push(relationTones[way.tone]);
		return {
			link: String(number),
			links: way.links,
			weight: way.weight,
			tone: view.colour === 'layer' ? layerOfRemedy.get(remedy)! : relationTones[way.tone],
			steps: [startKeys[way.start], remedy, regulation, placeOf.get(regulation)!]
		};
	});
	const shownTones = view.colour === 'layer' ? layers : relationTones;
	const toneRank = (tone: string) => (shownTones as readonly string[]).indexOf(tone);
	const layerOf = layerOfRemedy;

	// Papers by id, proposals by layer, law by place: what belongs together lies together, the heaviest first, the rest last.
	const flow = buildWays(ways);
	const weights = new Map(flow.nodes.map((node) => [node.key, node.weight]));
	const groups = [...(around.terms.get('jurisdiction_groups')?.keys() ?? [])];
	const groupOfPlace = (key: string) =>
		groups.indexOf(key.startsWith('rest:group:') ? key.slice(11) : groupOf(key.slice(13)));
	const isRest = (key: string) => Number(key.startsWith('rest:'));
	const byWeight = (a: string, b: string) =>
		isRest(a) - isRest(b) || weights.get(b)! - weights.get(a)! || (a < b ? -1 : 1);
	const byPlace = (a: string, b: string) => groupOfPlace(a) - groupOfPlace(b) || byWeight(a, b);
	const byId = (a: string, b: string) => (a < b ? -1 : 1);
	const order = [
		byId,
		(a: string, b: string) =>
			layers.indexOf(layerOf.get(a) as never) - layers.indexOf(layerOf.get(b) as never) || byWeight(a, b),
		(a: string, b: string) =>
			placeOf.get(a) === placeOf.get(b) ? byWeight(a, b) : byPlace(placeOf.get(a)!, placeOf.get(b)!),
		byPlace
	];
	flow.nodes.sort((a, b) => a.column - b.column || (a.key === b.key ? 0 : order[a.column](a.key, b.key)));
	flow.bands.sort((a, b) => toneRank(a.tone) - toneRank(b.tone));

	const foldOf = [
		() => '',
		(key: string) => `rest:layer:${layerOf.get(key)}`,
		(key: string) => `rest:regulations:${placeOf.get(key)}`,
		(key: string) => `rest:group:${groupOf(key.slice(13))}`
	];
	const beside = new Set(flow.nodes.flatMap(({ key, column }) => (isRest(key) ? [] : [foldOf[column](key)])));
	const placed = layoutFlow(flow, picture.columns);
	const records = [starts.size, linked.length, laws.size, countries.size];
	const names: TraceColumn[] = [
		sections ? 'sections' : 'papers',
		'proposals',
		'regulations',
		'jurisdictions'
	];
	const titles = new Map(
		(
			await listProposalTitles(
				db,
				flow.nodes.flatMap(({ key }) => (key.startsWith('proposal:') ? [key.slice('proposal:'.length)] : []))
			)
		).map((row) => [row.id, inLocale(row, 'title', around.locale)])
	);
	const levels = new Map(
		linked.flatMap((proposal, place) =>
			remedies.keyOf[place].startsWith('rest:') ? [] : [[ids[proposal], kinds[kindOf[proposal]].level]]
		)
	);
	const titleOf = (id: string) => ({ title: titles.get(id) ?? id, umbrella: levels.get(id) === 'umbrella' });
	const round = (weight: number) => Math.round(weight * 1000) / 1000;
	return {
		width: picture.width,
		height: placed.height,
		links: links.length,
		colour: view.colour,
		columns: picture.columns.map((column, place) => ({
			...column,
			name: names[place],
			records: records[place]
		})),
		nodes: placed.nodes.map(({ paths, weight: _, ...node }) => ({
			...node,
			...nameNode(around, node.key, node.column, members, beside, view, titleOf),
			...(node.column === 1 && { layer: layerOf.get(node.key) }),
			relations: countTones(around, (tone) =>
				paths.reduce((sum, way) => {
					if (toneOfWay[way] !== tone) return sum;
					return sum + (node.column === 0 ? ways[way].links : ways[way].weight);
				}, 0)
			)
		})),
		bands: placed.bands.map(({ weight: _, ...band }) => band),
		weights: ways.map(({ weight }) => round(weight)),
		tones: shownTones
			.map((code, place) => ({
				code,
				label:
					code === notStanding
						? ''
						: labelIn(around, view.colour === 'layer' ? 'layers' : 'link_relations', code),
				links: (view.colour === 'layer' ? perLayer : perTone)[place]
			}))
			.filter((tone) => tone.links > 0)
	};
}

/** Each key once, and its number for each of the list. */
function numberKeys(keys: readonly string[]): { list: string[]; of: Uint32Array } {
	const numbers = new Map<string, number>();
	const of = Uint32Array.from(keys, (key) => {
		const number = numbers.get(key) ?? numbers.size;
		numbers.set(key, number);
		return number;
	});
	return { list: [...numbers.keys()], of };
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

function nameNode(
	around: TraceFrame,
	key: string,
	column: number,
	members: Map<string, string[]>,
	/** Keys of folds beside which nodes of the same kind stand singly. */
	beside: Set<string>,
	view: TraceView,
	titleOf: (proposal: string) => { title: string; umbrella: boolean }
): { href: string; label: string; rest?: FlowPicture['nodes'][number]['rest']; umbrella?: boolean } {
	const { locale, papers, instruments } = around;
	const to = (next: TraceView) => `/trace${formatTraceView({ ...next, page: 1 })}`;
	const id = key.slice(key.indexOf(':') + 1);
	if (key.startsWith('rest:')) {
		const name = (['', 'proposals', 'regulations', 'jurisdictions'] as const)[column] as FoldedColumn;
		const own = members.get(key)!;
		const rest = { count: own.length, column: name, beside: beside.has(key) };
		const expanded = to({ ...view, expand: [...view.expand, name] });
		if (column === 1)
			return { href: expanded, label: labelIn(around, 'layers', id.slice('layer:'.length)), rest };
		if (column === 3)
			return {
				href: to(
					withFilter(
						view,
						'jurisdiction',
						own.map((member) => member.slice(13))
					)
				),
				label: labelIn(around, 'jurisdiction_groups', id.slice('group:'.length)),
				rest
			};
		const place = id.slice('regulations:'.length);
		const codes = (members.get(place) ?? [place]).map((member) => member.slice(13));
		const current = view.filters.jurisdiction ?? [];
		const isNarrowed = current.length > 0 && current.every((code) => codes.includes(code));
		return {
			href: isNarrowed ? expanded : to(withFilter(view, 'jurisdiction', codes)),
			label: members.has(place)
				? labelIn(around, 'jurisdiction_groups', place.slice('rest:group:'.length))
				: labelIn(around, 'jurisdictions', place.slice(13)),
			rest: { ...rest, elsewhere: members.has(place) && beside.has(place) }
		};
	}
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
			: to(withFilter(view, 'jurisdiction', [id])),
		label: labelIn(around, 'jurisdictions', id)
	};
}
