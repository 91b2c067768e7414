import { layers, linkBases, linkRelations, type LinkRelation } from '../../domain/codes.ts';
import type { Instrument } from '../../domain/instrument.ts';
import {
	provisionLightOn,
	relationShown,
	relationTenses,
	type LegalLight,
	type RelationTense
} from '../../domain/law.ts';
import type { PlacedLink, ProposalRow } from '../../domain/matrix/rows.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import { locatorText, paperShortName, paperTitle } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import {
	buildFlow,
	foldSmall,
	layoutCards,
	layoutFlow,
	notStanding,
	type CardPicture,
	type Flow,
	type FlowPath,
	type FlowPicture,
	type FocusedTrace,
	type RelationTone,
	type TraceCard,
	type TraceColumn
} from '../../domain/trace.ts';
import {
	emptyTraceView,
	focusOf,
	formatTraceView,
	parseTraceView,
	traceFilterNames,
	withFilter,
	type FoldedColumn,
	type TraceFilterName,
	type TraceFilters,
	type TraceFocusOn,
	type TraceView
} from '../../domain/trace-view.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { nearestPages, type NearPage } from './nearest.ts';
import { atlasSnapshot, type Snapshot } from './snapshot.ts';

type TraceRow = {
	id: string;
	papers: { href: string; label: string }[];
	proposal: { href: string; title: string; umbrella: boolean };
	basis: PlacedLink['basis'];
	relation: LinkRelation;
	tense: RelationTense;
	relation_label: string;
	confidence_label: string;
	regulation: string;
	provision: { href: string; label: string };
	jurisdiction: string;
	light: LegalLight;
	/** Where the provision starts later than its instrument. */
	applicable_from?: string;
};

type TraceChoice = {
	name: TraceFilterName;
	values: { value: string; label: string; count: number; chosen: boolean }[];
};

export type TracePage = {
	view: TraceView;
	dropped: Dropped[];
	/** What an unknown record's id looks like. */
	near: NearPage[];
	focus?: FocusedTrace;
	flow?: FlowPicture;
	counts: {
		links: number;
		/** Of these, links of umbrella proposals, which are told apart and never added in words. */
		umbrella_links: number;
		/** Links that only the choice of the level leaves out. */
		umbrella_links_hidden: number;
		papers: number;
		proposals: number;
		regulations: number;
		jurisdictions: number;
	};
	/** Proposals that meet the filters of proposals and have no link to any law. */
	unlinked: { looked_for: NearPage[]; not_looked_for: NearPage[] };
	filters: TraceChoice[];
	active: { name: TraceFilterName; value: string; label: string; without: string }[];
	/** Where nothing is left: how many links dropping one filter would bring back. */
	relief: { name: TraceFilterName | 'level'; href: string; links: number }[];
	table: { rows: TraceRow[]; pages: number; total: number; first: number };
};

/** How many nodes of a column stand for themselves before the smaller ones are put together. */
const limits = {
	whole: { proposals: 11, regulations: 6, jurisdictions: 6 },
	narrowed: { proposals: 22, regulations: 18, jurisdictions: 14 }
};
const cardLimits = { embedded: 7, alone: 8 };
const rowsPerPage = 100;
/** A table of up to this many links is shown whole. */
const pagedFrom = 200;

const picture = {
	width: 1184,
	columns: [
		{ x: 0, width: 130 },
		{ x: 218, width: 306 },
		{ x: 628, width: 256 },
		{ x: 972, width: 212 }
	]
};

type Proposals = Map<string, ProposalRow>;
type Around = Snapshot & { locale: Locale; today: string; byId: Proposals };

async function surroundings(db: Db, locale: Locale, today: string): Promise<Around> {
	const snapshot = await atlasSnapshot(db);
	return { ...snapshot, locale, today, byId: new Map(snapshot.proposals.map((row) => [row.id, row])) };
}

/** The whole trace, or the part an address asks for. `today` (YYYY-MM-DD) decides what is in force. */
export async function tracePage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<TracePage> {
	const around = await surroundings(db, locale, today);
	const { view, dropped } = parseTraceView(parameters, {
		proposals: around.byId,
		regulations: around.instruments,
		papers: around.papers,
		jurisdictions: around.terms.get('jurisdictions') ?? new Map(),
		remedies: around.terms.get('remedy_types') ?? new Map()
	});
	const links = choose(around, view);
	const rows = sortLinks(links, around);
	const pages = rows.length > pagedFrom ? Math.ceil(rows.length / rowsPerPage) : 1;
	if (view.page > pages) {
		dropped.push({ name: 'page', value: String(view.page) });
		view.page = 1;
	}
	const first = pages === 1 ? 0 : (view.page - 1) * rowsPerPage;
	const shown = pages === 1 ? rows : rows.slice(first, first + rowsPerPage);
	const on = focusOf(view);
	const umbrellas = ({ proposal }: PlacedLink) => around.byId.get(proposal)!.level === 'umbrella';
	const umbrella_links = links.filter(umbrellas).length;
	const count = (of: (link: PlacedLink) => string | string[]) => new Set(links.flatMap(of)).size;
	return {
		view,
		dropped,
		near: await nearOf(db, dropped, locale),
		...(on && { focus: tellFocus(around, on, links, view, cardLimits.alone) }),
		...(!on && links.length > 0 && { flow: drawFlow(around, links, view) }),
		counts: {
			links: links.length,
			umbrella_links,
			umbrella_links_hidden: choose(around, { ...view, level: 'all' }).length - links.length,
			papers: count((link) => papersOf(around, link)),
			proposals: count(({ proposal }) => proposal),
			regulations: count(({ instrument }) => instrument),
			jurisdictions: count(({ jurisdiction }) => jurisdiction)
		},
		unlinked: findUnlinked(around, view),
		filters: traceFilterNames.map((name) => filterChoice(around, view, name)),
		active: traceFilterNames.flatMap((name) =>
			(view.filters[name] ?? []).map((value) => ({
				name,
				value,
				label: filterLabel(around, name, value),
				without: formatTraceView(
					withFilter(
						view,
						name,
						view.filters[name]!.filter((other) => other !== value)
					)
				)
			}))
		),
		relief: links.length === 0 ? findRelief(around, view) : [],
		table: { rows: shown.map((link) => tellRow(around, link)), pages, total: rows.length, first }
	};
}

/**
 * The trace of one record as its own page shows it: from the passages through the proposals to the provisions.
 * Undefined when there is no such record.
 */
export async function traceOf(
	db: Db,
	of: { proposal: string } | { regulation: string } | { paper: string },
	locale: Locale,
	today = new Date().toISOString().slice(0, 10)
): Promise<FocusedTrace | undefined> {
	const around = await surroundings(db, locale, today);
	const [kind, id] = Object.entries(of)[0] as [TraceFocusOn['kind'], string];
	const known = { proposal: around.byId, regulation: around.instruments, paper: around.papers }[kind].has(id);
	if (!known) return undefined;
	const view: TraceView =
		kind === 'paper' ? { ...emptyTraceView, filters: { paper: [id] } } : { ...emptyTraceView, [kind]: id };
	return tellFocus(around, { kind, id }, choose(around, view), view, cardLimits.embedded);
}

/** The papers a link comes from: the one that names the instrument, else those that propose what is linked. */
function papersOf({ byId }: Pick<Around, 'byId'>, link: PlacedLink): string[] {
	if (link.basis === 'paper' && link.evidence) return [link.evidence.paper];
	const { papers } = byId.get(link.proposal)!;
	const proposing = papers.filter((paper) => paper.proposing);
	return (proposing.length > 0 ? proposing : papers).map(({ id }) => id);
}

function valuesOf(around: Around, name: TraceFilterName, link: PlacedLink): string[] {
	const row = around.byId.get(link.proposal)!;
	return {
		paper: () => papersOf(around, link),
		layer: () => [row.primary_layer],
		remedy: () => [row.remedy_type, ...(row.secondary_remedy_types ?? [])],
		relation: () => [link.relation],
		basis: () => [link.basis],
		jurisdiction: () => [link.jurisdiction]
	}[name]();
}

/** The links a view shows. Values of one filter widen, different filters narrow; a focus brings its umbrellas along. */
function choose(around: Around, view: TraceView): PlacedLink[] {
	const filters = Object.entries(view.filters) as [TraceFilterName, string[]][];
	return around.links.filter((link) => {
		const row = around.byId.get(link.proposal);
		return (
			row !== undefined &&
			(!view.proposal || link.proposal === view.proposal) &&
			(!view.regulation || link.instrument === view.regulation) &&
			(view.level === 'all' || !!view.proposal || !!view.regulation || row.level === 'specific') &&
			filters.every(([name, wanted]) => valuesOf(around, name, link).some((value) => wanted.includes(value)))
		);
	});
}

const rankOf = (relation: LinkRelation) => linkRelations.indexOf(relation);

function sortLinks(links: PlacedLink[], around: Around): PlacedLink[] {
	const { byId, instruments, locale } = around;
	const collator = new Intl.Collator(locale);
	const keys = new Map(
		links.map((link) => [
			link,
			[
				papersOf(around, link).join(','),
				inLocale(byId.get(link.proposal)!, 'title', locale),
				inLocale(instruments.get(link.instrument)!, 'short_title', locale)
			] as const
		])
	);
	return [...links].sort((a, b) => {
		const [left, right] = [keys.get(a)!, keys.get(b)!];
		return (
			collator.compare(left[0], right[0]) ||
			collator.compare(left[1], right[1]) ||
			rankOf(a.relation) - rankOf(b.relation) ||
			collator.compare(left[2], right[2]) ||
			a.number - b.number
		);
	});
}

const label = ({ terms, locale }: Around, vocabulary: string, code: string) =>
	labelOf(terms, vocabulary, code, locale);
const provisionOf = ({ instruments }: Around, link: PlacedLink) =>
	instruments.get(link.instrument)!.provisions.find(({ number }) => number === link.number)!;
const refOf = (around: Around, link: PlacedLink) => {
	const provision = provisionOf(around, link);
	return around.locale === 'zh' && /\p{Script=Han}/u.test(provision.ref) ? provision.ref : provision.ref_en;
};
const lightOf = (around: Around, link: PlacedLink) =>
	provisionLightOn(around.instruments.get(link.instrument)!, around.today, provisionOf(around, link));
const tenseOf = (around: Around, link: PlacedLink) => relationShown(link, lightOf(around, link)).tense;
const toneOf = (around: Around, link: PlacedLink): RelationTone =>
	tenseOf(around, link) === 'stands' ? link.relation : notStanding;

function tellRow(around: Around, link: PlacedLink): TraceRow {
	const { byId, papers, instruments, locale, today } = around;
	const row = byId.get(link.proposal)!;
	const { applicable_from } = provisionOf(around, link);
	return {
		id: link.id,
		papers: papersOf(around, link).map((id) => ({
			href: `/papers/${id}`,
			label: paperShortName(papers.get(id)!, locale)
		})),
		proposal: {
			href: `/proposals/${row.id}`,
			title: inLocale(row, 'title', locale),
			umbrella: row.level === 'umbrella'
		},
		basis: link.basis,
		relation: link.relation,
		tense: tenseOf(around, link),
		relation_label: label(around, 'link_relations', link.relation),
		confidence_label: label(around, 'confidence', link.confidence),
		regulation: inLocale(instruments.get(link.instrument)!, 'short_title', locale),
		provision: { href: `/regulations/${link.instrument}#p${link.number}`, label: refOf(around, link) },
		jurisdiction: label(around, 'jurisdictions', link.jurisdiction),
		light: lightOf(around, link),
		...(applicable_from && applicable_from > today && { applicable_from })
	};
}

// The picture of the whole flow

type Steps = { paper: string; section?: string; link: PlacedLink; row: ProposalRow };

/** Keys of nodes: `paper:000`, `section:000 4.1`, `proposal:…`, `regulation:…`, `jurisdiction:CN`; folded ones start with `rest:`. */
function drawFlow(around: Around, links: PlacedLink[], view: TraceView, sections = false): FlowPicture {
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
						: label(around, view.colour === 'layer' ? 'layers' : 'link_relations', code),
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

/** The passages that propose something; where a proposal has none, all its passages. */
function passagesOf({ evidence }: ProposalRow): ProposalRow['evidence'] {
	const proposing = evidence.filter(({ role }) => role === 'proposal' || role === 'restatement');
	return proposing.length > 0 ? proposing : evidence;
}

const relationTones: readonly RelationTone[] = [...linkRelations, notStanding];

function countTones(around: Around, links: PlacedLink[]): FlowPicture['nodes'][number]['relations'] {
	const tones = [...new Set(links)].map((link) => toneOf(around, link));
	return relationTones
		.map((code) => ({
			code,
			label: code === notStanding ? '' : label(around, 'link_relations', code),
			count: tones.filter((tone) => tone === code).length
		}))
		.filter(({ count }) => count > 0);
}

function countRelations(around: Around, links: PlacedLink[]): NonNullable<TraceCard['relations']> {
	const groups = groupBy([...new Set(links)], (link) => `${link.relation} ${tenseOf(around, link)}`);
	return [...groups.values()]
		.map(([link, ...others]) => ({
			code: link.relation,
			tense: tenseOf(around, link),
			label: label(around, 'link_relations', link.relation),
			count: others.length + 1
		}))
		.sort(
			(a, b) =>
				rankOf(a.code) - rankOf(b.code) || relationTenses.indexOf(a.tense) - relationTenses.indexOf(b.tense)
		);
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
			return { href: expanded, label: label(around, 'layers', id.slice('layer:'.length)), rest };
		if (column === 3)
			return {
				href: to(
					withFilter(
						view,
						'jurisdiction',
						own.map((member) => member.slice(13))
					)
				),
				label: label(around, 'jurisdiction_groups', id.slice('group:'.length)),
				rest
			};
		const place = id.slice('regulations:'.length);
		const codes = (members.get(place) ?? [place]).map((member) => member.slice(13));
		const current = view.filters.jurisdiction ?? [];
		const isNarrowed = current.length > 0 && current.every((code) => codes.includes(code));
		return {
			href: isNarrowed ? expanded : to(withFilter(view, 'jurisdiction', codes)),
			label: members.has(place)
				? label(around, 'jurisdiction_groups', place.slice('rest:group:'.length))
				: label(around, 'jurisdictions', place.slice(13)),
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
		label: label(around, 'jurisdictions', id)
	};
}

const sectionText = (section: string) => (/^\d/.test(section) ? `§${section}` : section);

// The story of one record

function tellFocus(
	around: Around,
	on: TraceFocusOn,
	links: PlacedLink[],
	view: TraceView,
	limit: number
): FocusedTrace {
	const { locale, byId, instruments, papers } = around;
	const row = on.kind === 'proposal' ? byId.get(on.id) : undefined;
	const instrument: Instrument | undefined = on.kind === 'regulation' ? instruments.get(on.id) : undefined;
	const title = row
		? inLocale(row, 'title', locale)
		: instrument
			? inLocale(instrument, 'short_title', locale)
			: paperTitle(papers.get(on.id)!, locale).text;
	const reason = instrument && inLocale(instrument, 'no_link_reason', locale);
	return {
		on: { ...on, title },
		href: `/trace${formatTraceView({ ...view, page: 1 })}`,
		links: links.length,
		looked_for: (row?.assessments ?? []).map(({ jurisdiction, as_of }) => ({
			jurisdiction: label(around, 'jurisdictions', jurisdiction),
			as_of
		})),
		...(reason && { no_link_reason: reason }),
		...(on.kind === 'paper'
			? links.length > 0 && { flow: drawFlow(around, links, view, true) }
			: (links.length > 0 || row) && { cards: drawCards(around, on, links, view, limit) })
	};
}

const cardSize = { card: 4.4, gap: 0.55, thickest: 0.32 };

function drawCards(
	around: Around,
	on: TraceFocusOn,
	links: PlacedLink[],
	view: TraceView,
	limit: number
): CardPicture {
	const ofProposal = on.kind === 'proposal';
	const passageKeys = (row: ProposalRow, link?: PlacedLink): string[] => {
		const wanted = view.filters.paper;
		const own = passagesOf(row).filter(({ paper }) => !wanted || wanted.includes(paper));
		if (ofProposal) return own.map((passage) => `said:${passage.paper} ${locatorText(passage)}`);
		const paper = link?.basis === 'paper' ? link.evidence?.paper : undefined;
		return [
			...new Set(
				own
					.filter((passage) => !paper || passage.paper === paper)
					.map((passage) => `said:${passage.paper} ${sectionText(passage.section)}`)
			)
		];
	};
	const lawKey = (link: PlacedLink) =>
		ofProposal
			? `law:${link.instrument} ${link.relation} ${lightOf(around, link)}`
			: `law:${link.instrument} ${link.number}`;
	const behind: PlacedLink[] = [];
	const original = links.flatMap((link): FlowPath[] => {
		const keys = passageKeys(around.byId.get(link.proposal)!, link);
		return keys.map((said) => {
			behind.push(link);
			return {
				link: link.id,
				weight: 1 / keys.length,
				tone: toneOf(around, link),
				steps: [said, `proposal:${link.proposal}`, lawKey(link)]
			};
		});
	});
	// Weakest relations go first into the rest: a reader who stops early has seen what counts most.
	const strength = (key: string) =>
		Math.min(
			...original.flatMap(({ steps }, index) =>
				steps[2] === key ? [relationTones.indexOf(toneOf(around, behind[index]))] : []
			)
		);
	const said = foldSmall(original, 0, limit, () => 'rest:said');
	const proposals = foldSmall(said.paths, 1, limit, () => 'rest:proposals');
	const laws = keepStrongest(proposals.paths, limit, strength);
	const members = new Map([...said.members, ...proposals.members, ...laws.members]);
	const paths = laws.paths;
	const flow: Flow = buildFlow(paths);
	if (ofProposal && links.length === 0) {
		const row = around.byId.get(on.id)!;
		for (const key of passageKeys(row)) {
			flow.nodes.push({ key, column: 0, weight: 0, links: 0, paths: [] });
			flow.bands.push({
				source: key,
				target: `proposal:${row.id}`,
				tone: '',
				weight: 1,
				links: 0,
				paths: []
			});
		}
		flow.nodes.push({ key: `proposal:${row.id}`, column: 1, weight: 0, links: 0, paths: [] });
	}
	const orders = [
		(key: string) => [key.startsWith('rest:') ? 1 : 0, key] as const,
		(key: string) =>
			[key.startsWith('rest:') ? 1 : 0, -(flow.nodes.find((node) => node.key === key)?.weight ?? 0)] as const,
		(key: string) =>
			key.startsWith('rest:')
				? ([99, 0] as const)
				: ([ofProposal ? strength(key) : 0, Number(key.split(' ').at(-1)) || 0] as const)
	];
	flow.nodes.sort((a, b) => {
		if (a.column !== b.column) return a.column - b.column;
		const [left, right] = [orders[a.column](a.key), orders[b.column](b.key)];
		return left[0] - right[0] || (left[1] < right[1] ? -1 : left[1] > right[1] ? 1 : b.weight - a.weight);
	});
	const layout = layoutCards(flow, { columns: 3, ...cardSize });
	const linksBehind = (key: string, column: number) => [
		...new Set(paths.flatMap(({ steps }, index) => (steps[column] === key ? [behind[index]] : [])))
	];
	const nodeLinks = new Map(flow.nodes.map(({ key, links: count }) => [key, count]));
	const layerOf = (key: string) =>
		key.startsWith('rest:') ? '' : (around.byId.get(key.slice('proposal:'.length))?.primary_layer ?? '');
	return {
		height: layout.height,
		card: cardSize.card,
		columns: layout.columns.map((list, column) =>
			list.map(({ key, top }) => ({
				...tellCard(around, on, key, linksBehind(key, column), members, view),
				links: nodeLinks.get(key) ?? 0,
				top
			}))
		),
		gutters: layout.gutters.map((bands, gutter) =>
			bands.map(({ source, target, tone, y0, y1, thickness, links: count, paths: own }) => ({
				source,
				target,
				tone,
				y0,
				y1,
				thickness,
				links: count,
				paths: own,
				layer: layerOf(gutter === 0 ? target : source)
			}))
		)
	};
}

/** The last column folded by strength instead of weight. */
function keepStrongest(paths: FlowPath[], limit: number, strength: (key: string) => number) {
	const keys = [...new Set(paths.map(({ steps }) => steps[2]))].sort(
		(a, b) => strength(a) - strength(b) || (a < b ? -1 : 1)
	);
	const small = keys.slice(limit);
	if (small.length < 2) return { paths, members: new Map<string, string[]>() };
	return {
		paths: paths.map((path) =>
			small.includes(path.steps[2]) ? { ...path, steps: path.steps.with(2, 'rest:law') } : path
		),
		members: new Map([['rest:law', small]])
	};
}

function tellCard(
	around: Around,
	on: TraceFocusOn,
	key: string,
	links: PlacedLink[],
	members: Map<string, string[]>,
	view: TraceView
): Omit<TraceCard, 'links'> {
	const { locale, papers, byId, instruments } = around;
	const relations = countRelations(around, links);
	if (key.startsWith('rest:'))
		return {
			key,
			href: `/trace${formatTraceView({ ...view, page: 1 })}#table`,
			title: '',
			rest: members.get(key)!.length,
			...(key === 'rest:law' && { relations })
		};
	if (key.startsWith('said:')) {
		const name = key.slice(5);
		const paper = name.slice(0, name.indexOf(' '));
		const place = name.slice(name.indexOf(' ') + 1);
		const rows =
			on.kind === 'proposal' ? [byId.get(on.id)!] : links.map(({ proposal }) => byId.get(proposal)!);
		const terms = rows
			.flatMap((row) => passagesOf(row))
			.filter(
				(passage) =>
					passage.paper === paper &&
					(on.kind === 'proposal' ? locatorText(passage) : sectionText(passage.section)) === place
			)
			.flatMap(({ key_terms }) => key_terms);
		return {
			key,
			href: `/papers/${paper}`,
			title: `${paperShortName(papers.get(paper)!, locale)} · ${place}`,
			terms: [...new Set(terms)].slice(0, 5)
		};
	}
	if (key.startsWith('proposal:')) {
		const row = byId.get(key.slice('proposal:'.length))!;
		return {
			key,
			href: `/proposals/${row.id}`,
			title: inLocale(row, 'title', locale),
			layer: row.primary_layer,
			relations,
			...(on.kind === 'regulation' && {
				refs: [...new Set([...links].sort((a, b) => a.number - b.number).map((link) => refOf(around, link)))]
			}),
			...(row.level === 'umbrella' && { umbrella: true })
		};
	}
	const [first] = links;
	const instrument = instruments.get(first.instrument)!;
	const byNumber = [...groupBy(links, ({ number }) => number)].sort(([a], [b]) => a - b);
	return {
		key,
		href: `/regulations/${instrument.id}#p${byNumber[0][0]}`,
		title: on.kind === 'regulation' ? refOf(around, first) : inLocale(instrument, 'short_title', locale),
		...(on.kind === 'proposal' && { refs: byNumber.map(([, [link]]) => refOf(around, link)) }),
		relations,
		light: lightOf(around, first),
		...(on.kind === 'proposal' && { place: label(around, 'jurisdictions', instrument.jurisdiction) })
	};
}

// Around the picture

const proposalFilters: readonly TraceFilterName[] = ['paper', 'layer', 'remedy'];

function findUnlinked(around: Around, view: TraceView): TracePage['unlinked'] {
	if (view.proposal || view.regulation) return { looked_for: [], not_looked_for: [] };
	const meets: Record<string, (row: ProposalRow, wanted: string[]) => boolean> = {
		paper: (row, wanted) => row.papers.some(({ id, proposing }) => proposing && wanted.includes(id)),
		layer: (row, wanted) => wanted.includes(row.primary_layer),
		remedy: (row, wanted) =>
			[row.remedy_type, ...(row.secondary_remedy_types ?? [])].some((code) => wanted.includes(code))
	};
	const filters = proposalFilters.flatMap((name) =>
		view.filters[name] ? [[name, view.filters[name]] as const] : []
	);
	const rows = around.proposals.filter(
		(row) =>
			row.links.length === 0 &&
			(view.level === 'all' || row.level === 'specific') &&
			filters.every(([name, wanted]) => meets[name](row, wanted))
	);
	const page = (row: ProposalRow): NearPage => ({
		href: `/proposals/${row.id}`,
		title: inLocale(row, 'title', around.locale)
	});
	return {
		looked_for: rows.filter(({ assessments }) => assessments.length > 0).map(page),
		not_looked_for: rows.filter(({ assessments }) => assessments.length === 0).map(page)
	};
}

function filterLabel(around: Around, name: TraceFilterName, value: string): string {
	if (name === 'paper') return paperShortName(around.papers.get(value)!, around.locale);
	const vocabulary = {
		layer: 'layers',
		remedy: 'remedy_types',
		relation: 'link_relations',
		basis: 'link_basis',
		jurisdiction: 'jurisdictions'
	}[name];
	return label(around, vocabulary, value);
}

function filterChoice(around: Around, view: TraceView, name: TraceFilterName): TraceChoice {
	const others = choose(around, withFilter(view, name, []));
	const counts = new Map<string, number>();
	for (const link of others)
		for (const value of new Set(valuesOf(around, name, link)))
			counts.set(value, (counts.get(value) ?? 0) + 1);
	const all = {
		paper: () => [...around.papers.keys()],
		layer: () => [...layers],
		remedy: () => [...(around.terms.get('remedy_types')?.keys() ?? [])],
		relation: () => [...linkRelations],
		basis: () => [...linkBases],
		jurisdiction: () => [...(around.terms.get('jurisdictions')?.keys() ?? [])]
	}[name]();
	const chosen = view.filters[name] ?? [];
	return {
		name,
		values: all
			.filter((value) => counts.has(value) || chosen.includes(value))
			.map((value) => ({
				value,
				label: filterLabel(around, name, value),
				count: counts.get(value) ?? 0,
				chosen: chosen.includes(value)
			}))
	};
}

function findRelief(around: Around, view: TraceView): TracePage['relief'] {
	const names = Object.keys(view.filters) as (keyof TraceFilters)[];
	const without = names.map((name) => ({ name, next: withFilter(view, name, []) }));
	const level =
		view.level === 'specific' ? [{ name: 'level' as const, next: { ...view, level: 'all' as const } }] : [];
	return [...without, ...level]
		.map(({ name, next }) => ({
			name,
			href: `/trace${formatTraceView({ ...next, page: 1 })}`,
			links: choose(around, next).length
		}))
		.filter(({ links }) => links > 0);
}

/** What an id that names no record looks like. */
async function nearOf(db: Db, dropped: Dropped[], locale: Locale): Promise<NearPage[]> {
	const kinds = { proposal: 'proposals', regulation: 'regulations', paper: 'papers' } as const;
	const found = await Promise.all(
		dropped
			.filter(({ name }) => name in kinds)
			.slice(0, 3)
			.map(({ name, value }) => nearestPages(db, kinds[name as keyof typeof kinds], value, locale))
	);
	return found.flat().slice(0, 5);
}
