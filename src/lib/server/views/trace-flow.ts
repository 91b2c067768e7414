import { layers } from '../../domain/codes.ts';
import type { PlacedLink, ProposalRow } from '../../domain/matrix/rows.ts';
import { paperShortName } from '../../domain/names.ts';
import { inLocale } from '../../domain/text.ts';
import {
	buildFlow,
	foldSmall,
	layoutFlow,
	notStanding,
	type FlowPath,
	type FlowPicture,
	type TraceColumn
} from '../../domain/trace.ts';
import { formatTraceView, withFilter, type FoldedColumn, type TraceView } from '../../domain/trace-view.ts';
import {
	labelIn,
	papersOf,
	passagesOf,
	relationTones,
	sectionText,
	toneOf,
	type Around
} from './trace-links.ts';

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

type Steps = { paper: string; section?: string; link: PlacedLink; row: ProposalRow };

/** The picture of the whole flow. Keys of nodes: `paper:000`, `section:000 4.1`, `proposal:…`, `regulation:…`, `jurisdiction:CN`; folded ones start with `rest:`. */
export function drawFlow(
	around: Around,
	links: PlacedLink[],
	view: TraceView,
	sections = false
): FlowPicture {
	const wanted = view.filters.paper;
	const steps = links.flatMap((link): (Steps & { share: number })[] => {
		const row = around.byId.get(link.proposal)!;
		const from = papersOf(around, link)
			.filter((id) => !wanted || wanted.includes(id))
			.flatMap((paper): Omit<Steps, 'link' | 'row'>[] =>
				sections ? sectionsOf(row, link, paper).map((section) => ({ paper, section })) : [{ paper }]
			);
		return from.map((start) => ({ ...start, link, row, share: 1 / from.length }));
	});
	const original: FlowPath[] = steps.map(({ paper, section, link, row, share }) => ({
		link: link.id,
		weight: share,
		tone: view.colour === 'layer' ? row.primary_layer : toneOf(around, link),
		steps: [
			section ? `section:${paper} ${section}` : `paper:${paper}`,
			`proposal:${row.id}`,
			`regulation:${link.instrument}`,
			`jurisdiction:${link.jurisdiction}`
		]
	}));
	const isWhole = Object.keys(view.filters).length === 0;
	const limit = limits[isWhole ? 'whole' : 'narrowed'];
	const limitOf = (column: FoldedColumn) => (view.expand.includes(column) ? Infinity : limit[column]);
	const groupOf = (code: string) => around.terms.get('jurisdictions')?.get(code)?.group ?? 'other';
	const places = foldSmall(
		original,
		3,
		limitOf('jurisdictions'),
		(path) => `rest:group:${groupOf(path.steps[3].slice(13))}`
	);
	const laws = foldSmall(
		places.paths,
		2,
		limitOf('regulations'),
		(path) => `rest:regulations:${path.steps[3]}`
	);
	const rowOf = (key: string) => around.byId.get(key.slice('proposal:'.length))!;
	const remedies = foldSmall(
		laws.paths,
		1,
		limitOf('proposals'),
		(path) => `rest:layer:${rowOf(path.steps[1]).primary_layer}`
	);
	const members = new Map([...places.members, ...laws.members, ...remedies.members]);
	const tones = view.colour === 'layer' ? layers : relationTones;
	const toneRank = (tone: string) => (tones as readonly string[]).indexOf(tone);

	// Papers by id, proposals by layer, law by place: what belongs together lies together, the heaviest first, the rest last.
	const flow = buildFlow(remedies.paths);
	const weights = new Map(flow.nodes.map((node) => [node.key, node.weight]));
	const placeOf = new Map(remedies.paths.map(({ steps: [, , law, place] }) => [law, place]));
	const layerOf = new Map(
		remedies.paths.map(({ steps: [, key] }, index) => [key, steps[index].row.primary_layer as string])
	);
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
	const records = (column: number) => new Set(original.map((path) => path.steps[column])).size;
	const names: TraceColumn[] = [
		sections ? 'sections' : 'papers',
		'proposals',
		'regulations',
		'jurisdictions'
	];
	return {
		width: picture.width,
		height: placed.height,
		links: links.length,
		colour: view.colour,
		columns: picture.columns.map((column, index) => ({
			...column,
			name: names[index],
			records: records(index)
		})),
		nodes: placed.nodes.map(({ paths, weight: _, ...node }) => ({
			...node,
			...nameNode(around, node.key, node.column, members, beside, view),
			...(node.column === 1 && { layer: layerOf.get(node.key) }),
			relations: countTones(
				around,
				paths.map((index) => steps[index].link)
			)
		})),
		bands: placed.bands.map(({ weight: _, ...band }) => band),
		tones: tones
			.map((code) => ({
				code,
				label:
					code === notStanding
						? ''
						: labelIn(around, view.colour === 'layer' ? 'layers' : 'link_relations', code),
				links: new Set(original.filter(({ tone }) => tone === code).map(({ link }) => link)).size
			}))
			.filter((tone) => tone.links > 0)
	};
}

/** Sections in which a paper proposes what is linked, or where it names the instrument. */
function sectionsOf(row: ProposalRow, link: PlacedLink, paper: string): string[] {
	if (link.basis === 'paper' && link.evidence) return [link.evidence.section];
	return [
		...new Set(
			passagesOf(row)
				.filter((passage) => passage.paper === paper)
				.map(({ section }) => section)
		)
	];
}

function countTones(around: Around, links: PlacedLink[]): FlowPicture['nodes'][number]['relations'] {
	const tones = [...new Set(links)].map((link) => toneOf(around, link));
	return relationTones
		.map((code) => ({
			code,
			label: code === notStanding ? '' : labelIn(around, 'link_relations', code),
			count: tones.filter((tone) => tone === code).length
		}))
		.filter(({ count }) => count > 0);
}

function nameNode(
	around: Around,
	key: string,
	column: number,
	members: Map<string, string[]>,
	/** Keys of folds beside which nodes of the same kind stand singly. */
	beside: Set<string>,
	view: TraceView
): { href: string; label: string; rest?: FlowPicture['nodes'][number]['rest']; umbrella?: boolean } {
	const { locale, papers, byId, instruments } = around;
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
		const row = byId.get(id)!;
		return {
			href: `/proposals/${id}`,
			label: inLocale(row, 'title', locale),
			...(row.level === 'umbrella' && { umbrella: true })
		};
	}
	if (key.startsWith('regulation:'))
		return { href: `/regulations/${id}`, label: inLocale(instruments.get(id)!, 'short_title', locale) };
	const isAlone = view.filters.jurisdiction?.length === 1;
	return {
		href: isAlone ? `/regulations?jurisdiction=${id}` : to(withFilter(view, 'jurisdiction', [id])),
		label: labelIn(around, 'jurisdictions', id)
	};
}
