import { provisionTitle } from '../../domain/chinese-reference.ts';
import { isBinding, lawHref, relationTenses } from '../../domain/law.ts';
import type { PlacedLink, ProposalRow } from '../../domain/matrix/rows.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { inLocale } from '../../domain/text.ts';
import {
	buildFlow,
	foldSmall,
	layoutCards,
	type CardPicture,
	type Flow,
	type FlowPath,
	type FocusedTrace,
	type TraceCard
} from '../../domain/trace.ts';
import { formatTraceView, type TraceFocusOn, type TraceView } from '../../domain/trace-view.ts';
import { groupBy } from '../db/rows.ts';
import {
	labelIn,
	lightAt,
	passagesOf,
	provisionOf,
	rankOf,
	relationTones,
	sectionText,
	tenseOf,
	toneOf,
	type Around,
	type TraceFrame
} from './trace-links.ts';

/** A record's own name and what is said of it where it has no link. */
export type Focused = TraceFocusOn & {
	title: string;
	assessments?: ProposalRow['assessments'];
	no_link_reason?: string;
};

/** The story of one record, whatever it is drawn as. */
export function tellFocus(
	around: TraceFrame,
	{ assessments = [], no_link_reason, ...on }: Focused,
	links: number,
	view: TraceView,
	drawn: Pick<FocusedTrace, 'cards' | 'flow'>
): FocusedTrace {
	return {
		on,
		href: `/trace${formatTraceView({ ...view, page: 1 })}`,
		links,
		looked_for: assessments.map(({ jurisdiction, as_of }) => ({
			jurisdiction: labelIn(around, 'jurisdictions', jurisdiction),
			as_of
		})),
		...(no_link_reason && { no_link_reason }),
		...drawn
	};
}

/** Of a provision on a card, which unlike the rows of the table is never frozen. */
const titleOf = (around: TraceFrame, link: PlacedLink) =>
	provisionTitle(around.instruments.get(link.instrument)!, provisionOf(around, link), around.locale);

const cardSize = { card: 4.4, gap: 0.55, thickest: 0.32 };

/** From the passages through the proposals to the provisions. */
export function drawCards(
	around: Around<ProposalRow>,
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
			? `law:${link.instrument} ${link.relation} ${lightAt(around, link)}`
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
	around: Around<ProposalRow>,
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
				refs: [
					...new Set([...links].sort((a, b) => a.number - b.number).map((link) => titleOf(around, link)))
				]
			}),
			...(row.level === 'umbrella' && { umbrella: true })
		};
	}
	const [first] = links;
	const instrument = instruments.get(first.instrument)!;
	const byNumber = [...groupBy(links, ({ number }) => number)].sort(([a], [b]) => a - b);
	return {
		key,
		href: lawHref(instrument.id, around.as_of, byNumber[0][0]),
		title: on.kind === 'regulation' ? titleOf(around, first) : inLocale(instrument, 'short_title', locale),
		...(on.kind === 'proposal' && { refs: byNumber.map(([, [link]]) => titleOf(around, link)) }),
		relations,
		law: { light: lightAt(around, first), binding: isBinding(instrument) },
		...(on.kind === 'proposal' && { place: labelIn(around, 'jurisdictions', instrument.jurisdiction) })
	};
}

function countRelations(
	around: Around<ProposalRow>,
	links: PlacedLink[]
): NonNullable<TraceCard['relations']> {
	const groups = groupBy([...new Set(links)], (link) => `${link.relation} ${tenseOf(around, link)}`);
	return [...groups.values()]
		.map(([link, ...others]) => ({
			code: link.relation,
			tense: tenseOf(around, link),
			label: labelIn(around, 'link_relations', link.relation),
			count: others.length + 1
		}))
		.sort(
			(a, b) =>
				rankOf(a.code) - rankOf(b.code) || relationTenses.indexOf(a.tense) - relationTenses.indexOf(b.tense)
		);
}
