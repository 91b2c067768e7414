import { changePages } from '../../domain/change.ts';
import { layers } from '../../domain/codes.ts';
import { catalogue, type Collection, type Entry } from '../../domain/api/catalogue.ts';
import type { ParameterError } from '../../domain/api/answer.ts';
import { coverageOn, coverageRank } from '../../domain/coverage.ts';
import type { Instrument, Provision } from '../../domain/instrument.ts';
import { lightOn, provisionLightOn, relationShown } from '../../domain/law.ts';
import type { Assessment } from '../../domain/link.ts';
import { listColumns } from '../../domain/matrix/build.ts';
import type { MatrixDefinition } from '../../domain/matrix/definition.ts';
import { filterProposals, type PlacedLink, type ProposalRow } from '../../domain/matrix/rows.ts';
import { filterVocabularies, parseView } from '../../domain/matrix/view.ts';
import { paperShortName, paperTitle } from '../../domain/names.ts';
import { officialAddress } from '../../domain/official-address.ts';
import type { Paper } from '../../domain/paper.ts';
import { isInJurisdictions, isJurisdictionOrGroup, parseRegister } from '../../domain/register.ts';
import { slug } from '../../domain/text.ts';
import type { Vocabulary } from '../../domain/vocabulary.ts';
import { isCurrent } from '../../domain/standing.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import {
	countChanges,
	findChange,
	listChangedRecords,
	listChanges,
	type ChangeHead
} from '../queries/changes.ts';
import { listMatrices } from '../queries/matrices.ts';
import { findProposal } from '../queries/proposals.ts';
import { listSearchHits, type SearchHit } from '../queries/search.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { filterEntries, listEntries, sortValue, type Entry as RegisterEntry } from '../views/regulations.ts';
import { atlasSnapshot, type Snapshot } from '../views/snapshot.ts';
import { pageOf, type SortValue } from './cursor.ts';

export type Context = {
	db: Db;
	snapshot: Snapshot;
	/** YYYY-MM-DD for lights and coverage. */
	day: string;
	origin: string;
	include: ReadonlySet<string>;
};

type Wanted = {
	/** Filters as parsed by the schemas of the catalogue. */
	filters: Record<string, unknown>;
	/** The same as they were given, for the codecs that pages use. */
	given: URLSearchParams;
	sort: string[];
	limit: number;
	after?: SortValue[];
};

type Page<Row> = { rows: Row[]; total: number; last?: SortValue[] };
type Refusal = { errors: ParameterError[] };

type Resource<Row> = {
	id(row: Row): string | number;
	page(wanted: Wanted, context: Context): Promise<Page<Row> | Refusal>;
	find(id: string, context: Context): Promise<Row | { moved_to: string } | undefined>;
	/** Ids to compare a wrong one with. */
	ids(context: Context): Promise<string[]> | string[];
	render(row: Row, context: Context): object;
};

type Sorts<Row> = Record<string, (row: Row, context: Context) => SortValue>;
type InMemory<Row> = Pick<Resource<Row>, 'render'> & {
	id(row: Row): string;
	all(context: Context): Promise<Row[]> | Row[];
	keep(rows: Row[], wanted: Wanted, context: Context): Row[] | Refusal;
	sorts: Sorts<Row>;
	moved?(id: string, context: Context): Promise<string | undefined>;
};

/** A list that is held whole in memory: filtered, sorted and cut here. */
function inMemory<Row>({ id, all, keep, sorts, moved, render }: InMemory<Row>): Resource<Row> {
	return {
		id,
		render,
		async page(wanted, context) {
			const rows = keep(await all(context), wanted, context);
			if ('errors' in rows) return rows;
			const keys = wanted.sort.map((key) => ({
				read: sorts[key.replace(/^-/, '')],
				descending: key.startsWith('-')
			}));
			const cut = pageOf(
				rows,
				(row) => [...keys.map(({ read }) => read(row, context)), id(row)],
				keys.map(({ descending }) => descending),
				wanted
			);
			return { ...cut, total: rows.length };
		},
		async find(wanted, context) {
			const row = (await all(context)).find((candidate) => id(candidate) === wanted);
			if (row) return row;
			const moved_to = slug.safeParse(wanted).success ? await moved?.(wanted, context) : undefined;
			return moved_to === undefined ? undefined : { moved_to };
		},
		ids: async (context) => (await all(context)).map(id)
	};
}

const unknown = (dropped: { name: string; value: string }[]): Refusal => ({
	errors: dropped.map(({ name, value }) => ({
		path: name,
		message: `nothing is known by "${value.slice(0, 80)}"`
	}))
});

type Choice<Row> = {
	/** Whether the value means anything in this data set; the values of a schema's own list always do. */
	known?(value: string, snapshot: Snapshot): boolean;
	meets(row: Row, values: string[], snapshot: Snapshot): boolean;
};

/** Values of one filter widen, different filters narrow. */
function keepBy<Row>(choices: Record<string, Choice<Row>>): InMemory<Row>['keep'] {
	return (rows, { filters }, { snapshot }) => {
		const chosen = Object.entries(choices).flatMap(([name, choice]) => {
			const values = filters[name] as string[] | undefined;
			return values?.length ? [{ name, values, ...choice }] : [];
		});
		const dropped = chosen.flatMap(({ name, values, known }) =>
			values.filter((value) => known && !known(value, snapshot)).map((value) => ({ name, value }))
		);
		if (dropped.length > 0) return unknown(dropped);
		return rows.filter((row) => chosen.every(({ values, meets }) => meets(row, values, snapshot)));
	};
}

const byJurisdiction = {
	known: (value: string, { terms }: Snapshot) => isJurisdictionOrGroup(value, terms),
	meets: ({ jurisdiction }: { jurisdiction: string }, values: string[], { terms }: Snapshot) =>
		isInJurisdictions(jurisdiction, values, terms)
};
const byProposal = {
	known: (value: string, { proposals }: Snapshot) => proposals.some(({ id }) => id === value),
	meets: ({ proposal }: { proposal: string }, values: string[]) => values.includes(proposal)
};
const byRegulation = {
	known: (value: string, { instruments }: Snapshot) => instruments.has(value),
	meets: ({ instrument }: { instrument: string }, values: string[]) => values.includes(instrument)
};
const byField = <F extends string>(field: F, vocabulary?: string): Choice<Record<F, string>> => ({
	...(vocabulary && { known: (value, { terms }) => !!terms.get(vocabulary)?.has(value) }),
	meets: (row, values) => values.includes(row[field])
});

/** As matrices sort codes: by place in the vocabulary, what has none last. */
const rankOf = ({ terms }: Snapshot, vocabulary: string, codes: readonly (string | undefined)[]): number =>
	Math.min(
		9_999,
		...codes.flatMap((code) => (code ? [terms.get(vocabulary)?.get(code)?.rank ?? 9_998] : []))
	);

const involvementRank = { primary: 2, supporting: 1, none: 0 } as const;
const addresses = (origin: string, page: string, data: string) => ({
	url: origin + page,
	data_url: origin + data
});
/** A path segment; ids hold no other character that must be written otherwise. */
const segment = (id: string) => id.replaceAll('#', '%23');

const proposals = inMemory<ProposalRow>({
	id: ({ id }) => id,
	all: ({ snapshot }) => snapshot.proposals,
	keep(rows, { given }, { snapshot }) {
		const { view, dropped } = parseView(given, {
			columns: [],
			terms: snapshot.terms,
			papers: [...snapshot.papers.keys()]
		});
		return dropped.length > 0 ? unknown(dropped) : filterProposals(rows, view);
	},
	sorts: {
		id: ({ id }) => id,
		title: ({ title_en }) => title_en,
		title_zh: ({ title_zh }) => title_zh,
		remedy_type: (row, { snapshot }) => rankOf(snapshot, 'remedy_types', [row.remedy_type]),
		...Object.fromEntries(
			layers.map((layer) => [layer, (row: ProposalRow) => involvementRank[row.layers[layer].involvement]])
		),
		...Object.fromEntries(
			(['modality', 'specificity', 'level'] as const).map((field) => [
				field,
				(row: ProposalRow, { snapshot }: Context) => rankOf(snapshot, field, [row[field]])
			])
		),
		alienation_dimension: (row, { snapshot }) =>
			rankOf(snapshot, filterVocabularies.alienation, [row.alienation_dimension]),
		...Object.fromEntries(
			(['actors', 'beneficiaries'] as const).map((field) => [
				field,
				(row: ProposalRow, { snapshot }: Context) =>
					rankOf(
						snapshot,
						field,
						row[field].map(({ code }) => code)
					)
			])
		),
		obstacles: (row, { snapshot }) => rankOf(snapshot, 'obstacles', row.obstacles ?? []),
		law: (row, context) => coverageRank(coverageOf(row, context))
	},
	async moved(id, { db }) {
		return (await findProposal(db, id))?.moved_to;
	},
	render(row, context) {
		const { snapshot, origin, day, include } = context;
		const { papers, links, assessments, moved_to: _, ...record } = row;
		const { counts, state, cited, looked_on, not_operative, undated } = coverageOf(row, context);
		return {
			...record,
			papers: papers.map((paper) => ({
				...paper,
				...(include.has('papers') && { record: renderPaper(snapshot.papers.get(paper.id)!, context) })
			})),
			coverage: {
				state,
				counts,
				cited,
				looked_on,
				not_in_force: not_operative.length,
				undated: undated.length
			},
			as_of: day,
			...addresses(origin, `/proposals/${row.id}`, `/proposals/${row.id}.json`),
			...(include.has('links') && { links: links.map((link) => renderLink(link, context)) }),
			...(include.has('assessments') && {
				assessments: numbered(assessments.map((entry) => ({ ...entry, proposal: row.id }))).map((entry) =>
					renderAssessment(entry, context)
				)
			})
		};
	}
});

const coverageOf = ({ links, assessments }: ProposalRow, { snapshot, day }: Context) =>
	coverageOn(links, assessments, snapshot.instruments, day);

const papers = inMemory<Paper>({
	id: ({ id }) => id,
	all: ({ snapshot }) => [...snapshot.papers.values()].filter(isCurrent),
	keep: (rows) => rows,
	sorts: {
		id: ({ id }) => id,
		title: (paper) => paperTitle(paper, 'en').text,
		published: ({ bibliography }) => String(bibliography.published?.value ?? '') || null
	},
	moved: async (id, { snapshot }) => snapshot.papers.get(id)?.moved_to,
	render: renderPaper
});

function renderPaper(paper: Paper, { snapshot, origin }: Context) {
	const { moved_to: _, ...record } = paper;
	return {
		...record,
		title_en: paperTitle(paper, 'en').text,
		title_zh: paperTitle(paper, 'zh').text,
		title_is_ours: paperTitle(paper, 'en').ours || paperTitle(paper, 'zh').ours,
		short_name_en: paperShortName(paper, 'en'),
		short_name_zh: paperShortName(paper, 'zh'),
		proposals: snapshot.proposals
			.filter((row) => row.papers.some(({ id, proposing }) => proposing && id === paper.id))
			.map(({ id }) => id),
		...addresses(origin, `/papers/${paper.id}`, `/papers/${paper.id}.json`)
	};
}

const regulations = inMemory<RegisterEntry>({
	id: ({ instrument }) => instrument.id,
	all: ({ snapshot, day }) => listEntries(snapshot, day),
	keep(rows, { given }, { snapshot }) {
		const { view, dropped } = parseRegister(given, snapshot.terms);
		return dropped.length > 0 ? unknown(dropped) : filterEntries(rows, view, snapshot.terms);
	},
	sorts: {
		...Object.fromEntries(
			Object.entries(sortValue).map(([field, read]) => [
				field,
				(entry: RegisterEntry, { snapshot }: Context) => read(entry, snapshot.terms) ?? null
			])
		),
		title: ({ instrument }) => instrument.short_title_en.replace(/^[《“"]/, '')
	},
	moved: async (id, { snapshot }) => snapshot.instruments.get(id)?.moved_to,
	render({ instrument, light, year, proposals }, context) {
		const { snapshot, origin, day, include } = context;
		const { provisions, moved_to: _, ...record } = instrument;
		const links = snapshot.links.filter((link) => link.instrument === instrument.id);
		return {
			...record,
			light,
			as_of: day,
			year,
			proposal_count: proposals,
			official_url: officialAddress(instrument)?.href,
			...addresses(origin, `/regulations/${instrument.id}`, `/regulations/${instrument.id}.json`),
			...(include.has('provisions') && {
				provisions: provisions.map((provision, place) =>
					renderProvision(
						{
							instrument,
							provision,
							place,
							links: links.filter(({ number }) => number === provision.number).length
						},
						context
					)
				)
			}),
			...(include.has('links') && { links: links.map((link) => renderLink(link, context)) })
		};
	}
});

type ProvisionRow = { instrument: Instrument; provision: Provision; place: number; links: number };

const provisionId = ({ instrument, provision }: ProvisionRow) => `${instrument.id}#${provision.number}`;

function listProvisions({ snapshot: { instruments, links } }: Context): ProvisionRow[] {
	const linksOf = groupBy(links, ({ provision }) => provision);
	return [...instruments.values()].filter(isCurrent).flatMap((instrument) =>
		instrument.provisions.map((provision, place) => ({
			instrument,
			provision,
			place,
			links: linksOf.get(`${instrument.id}#${provision.number}`)?.length ?? 0
		}))
	);
}

const provisions = inMemory<ProvisionRow>({
	id: provisionId,
	all: listProvisions,
	keep: keepBy({
		regulation: { ...byRegulation, meets: ({ instrument }, values) => values.includes(instrument.id) },
		jurisdiction: {
			...byJurisdiction,
			meets: ({ instrument }, values, snapshot) => byJurisdiction.meets(instrument, values, snapshot)
		},
		verification: {
			known: (value, { terms }) => !!terms.get('provision_verification')?.has(value),
			meets: ({ provision }, values) => values.includes(provision.verification)
		}
	}),
	sorts: {
		instrument: ({ instrument }) => instrument.id,
		place: ({ place }) => place,
		jurisdiction: ({ instrument }, { snapshot }) =>
			rankOf(snapshot, 'jurisdictions', [instrument.jurisdiction]),
		verification: ({ provision }, { snapshot }) =>
			rankOf(snapshot, 'provision_verification', [provision.verification]),
		link_count: ({ links }) => links
	},
	render: renderProvision
});

function renderProvision(row: ProvisionRow, { origin, day }: Context) {
	const { instrument, provision, links } = row;
	const id = provisionId(row);
	return {
		id,
		instrument: instrument.id,
		...provision,
		jurisdiction: instrument.jurisdiction,
		light: provisionLightOn(instrument, day, provision),
		as_of: day,
		link_count: links,
		official_url: officialAddress(instrument, provision)?.href,
		...addresses(
			origin,
			`/regulations/${instrument.id}#p${provision.number}`,
			`/api/v1/provisions/${segment(id)}`
		)
	};
}

const links = inMemory<PlacedLink>({
	id: ({ id }) => id,
	all: ({ snapshot }) => snapshot.links,
	keep: keepBy<PlacedLink>({
		proposal: byProposal,
		regulation: byRegulation,
		jurisdiction: byJurisdiction,
		relation: byField('relation'),
		basis: byField('basis'),
		confidence: byField('confidence')
	}),
	sorts: {
		id: ({ id }) => id,
		proposal: ({ proposal }) => proposal,
		instrument: ({ instrument }) => instrument,
		jurisdiction: ({ jurisdiction }, { snapshot }) => rankOf(snapshot, 'jurisdictions', [jurisdiction]),
		relation: ({ relation }, { snapshot }) => rankOf(snapshot, 'link_relations', [relation]),
		confidence: ({ confidence }, { snapshot }) => rankOf(snapshot, 'confidence', [confidence])
	},
	render: renderLink
});

function renderLink(link: PlacedLink, { snapshot, origin, day }: Context) {
	const instrument = snapshot.instruments.get(link.instrument)!;
	const provision = instrument.provisions.find(({ number }) => number === link.number);
	const light = provision ? provisionLightOn(instrument, day, provision) : lightOn(instrument, day);
	return {
		...link,
		light,
		tense: relationShown(link, light).tense,
		as_of: day,
		...addresses(origin, `/proposals/${link.proposal}#${link.id}`, `/api/v1/links/${link.id}`)
	};
}

type AssessmentRow = Assessment & { id: string; proposal: string };

/** Assessments have no id in the files: proposal, jurisdiction and a running number within the pair. */
function numbered(assessments: (Assessment & { proposal: string })[]): AssessmentRow[] {
	const seen = new Map<string, number>();
	return assessments.map((entry) => {
		const pair = `${entry.proposal}--${entry.jurisdiction}`;
		const number = (seen.get(pair) ?? 0) + 1;
		seen.set(pair, number);
		return { ...entry, id: `${pair}-${number}` };
	});
}

const assessments = inMemory<AssessmentRow>({
	id: ({ id }) => id,
	all: ({ snapshot }) => numbered(snapshot.assessments),
	keep: keepBy<AssessmentRow>({ proposal: byProposal, jurisdiction: byJurisdiction }),
	sorts: {
		id: ({ id }) => id,
		proposal: ({ proposal }) => proposal,
		jurisdiction: ({ jurisdiction }, { snapshot }) => rankOf(snapshot, 'jurisdictions', [jurisdiction]),
		as_of: ({ as_of }) => as_of
	},
	render: renderAssessment
});

function renderAssessment(row: AssessmentRow, { origin }: Context) {
	return {
		...row,
		...addresses(origin, `/proposals/${row.proposal}#looked`, `/api/v1/assessments/${row.id}`)
	};
}

const vocabularies = inMemory<Vocabulary>({
	id: ({ id }) => id,
	all: ({ db }) => listVocabularies(db),
	keep: (rows) => rows,
	sorts: { id: ({ id }) => id, term_count: ({ terms }) => terms.length },
	render({ terms, ...head }, { origin, include }) {
		return {
			...head,
			term_count: terms.length,
			...addresses(origin, `/codebook#${head.id}`, `/api/v1/vocabularies/${head.id}`),
			...(include.has('terms') && { terms })
		};
	}
});

type ChangeRow = ChangeHead & { data?: Record<string, unknown> };
type ChangeFilters = { kind?: ChangeRow['kind'][]; record?: string[]; since?: string };

/** The only list that grows without end, so the database filters and cuts it. */
const changes: Resource<ChangeRow> = {
	id: ({ sequence }) => sequence,
	async page({ filters, sort, limit, after }, context) {
		const { db } = context;
		const { kind, record, since } = filters as ChangeFilters;
		const filter = {
			...(kind?.length && { kinds: kind }),
			...(record?.length && { records: record }),
			...(since && { since: new Date(since) })
		};
		const place = after?.at(-1);
		const [rows, total] = await Promise.all([
			listChanges(db, filter, {
				descending: sort[0] === '-id',
				...(typeof place === 'number' && { after: place }),
				...(Number.isFinite(limit) && { limit: limit + 1 })
			}),
			countChanges(db, filter)
		]);
		const page = await withData(rows.slice(0, limit), context);
		if (rows.length <= limit) return { rows: page, total };
		const last = page.at(-1)!.sequence;
		return { rows: page, total, last: [last, last] };
	},
	async find(id, context) {
		const row = /^[1-9]\d{0,14}$/.test(id) ? await findChange(context.db, Number(id)) : undefined;
		return row && (await withData([row], context))[0];
	},
	ids: () => [],
	render({ sequence, ...row }, { origin }) {
		return {
			id: sequence,
			...row,
			at: row.at.toISOString(),
			...addresses(origin, changePages[row.kind](row.record), `/api/v1/changes/${sequence}`)
		};
	}
};

async function withData(rows: ChangeRow[], { db, include }: Context): Promise<ChangeRow[]> {
	if (!include.has('data')) return rows;
	const records = await listChangedRecords(
		db,
		rows.map(({ sequence }) => sequence)
	);
	return rows.map((row) => ({ ...row, data: records.get(row.sequence) }));
}

const matrices = inMemory<MatrixDefinition>({
	id: ({ id }) => id,
	all: ({ db }) => listMatrices(db),
	keep: (rows) => rows,
	sorts: {},
	render(definition, { origin, snapshot }) {
		const { id, rows, title_en, title_zh, question_en, question_zh } = definition;
		return {
			id,
			rows,
			title_en,
			title_zh,
			question_en,
			question_zh,
			columns: listColumns(definition, { locale: 'en', terms: snapshot.terms }).map(
				({ key, kind, shown }) => ({
					key,
					kind,
					hidden: !shown
				})
			),
			...addresses(origin, `/matrix/${id}`, `/api/v1/matrices/${id}`)
		};
	}
});

const hitLimit = 1000;
const hitId = ({ kind, record, part }: SearchHit) => (kind === 'provision' ? `${record}#${part}` : record);
const hitPages: Record<string, (hit: SearchHit) => [page: string, data: string]> = {
	proposal: ({ record }) => [`/proposals/${record}`, `/proposals/${record}.json`],
	paper: ({ record }) => [`/papers/${record}`, `/papers/${record}.json`],
	instrument: ({ record }) => [`/regulations/${record}`, `/regulations/${record}.json`],
	provision: (hit) => [`/regulations/${hit.record}#p${hit.part}`, `/api/v1/provisions/${segment(hitId(hit))}`]
};

const search: Resource<SearchHit> = {
	id: (hit) => `${hit.kind} ${hitId(hit)}`,
	async page({ filters, limit, after }, { db }) {
		const { q, kind } = filters as { q: string; kind?: string[] };
		// PostgreSQL takes no NUL in a text; without any letter there is nothing to look for.
		const query = q
			.replace(/\p{C}+/gu, ' ')
			.normalize('NFC')
			.trim();
		const found = /[\p{L}\p{N}]/u.test(query) ? await listSearchHits(db, query, hitLimit) : [];
		const exact = found.filter(({ score }) => score >= 1);
		const hits = (exact.length > 0 ? exact : found).filter((hit) => !kind?.length || kind.includes(hit.kind));
		const page = pageOf(hits, (hit) => [hit.score, search.id(hit)], [true], {
			limit,
			...(after && { after })
		});
		return { ...page, total: hits.length };
	},
	find: async () => undefined,
	ids: () => [],
	render(hit, { origin }) {
		const { kind, title_en, title_zh, score } = hit;
		return {
			kind,
			id: hitId(hit),
			title_en,
			title_zh,
			exact: score >= 1,
			score,
			...addresses(origin, ...hitPages[kind](hit))
		};
	}
};

export const resources = {
	proposals,
	papers,
	regulations,
	provisions,
	links,
	assessments,
	vocabularies,
	changes,
	matrices,
	search
} as Record<Collection, Resource<unknown>>;

/** How many values a cursor of this list holds: those sorted by, and the id. */
export const cursorLength = (name: Collection, sort: string[]): number =>
	(name === 'search' ? 1 : sort.length) + 1;

export async function openContext(
	db: Db,
	name: Collection,
	asked: { as_of?: string; include?: string[] },
	origin: string,
	today: string
): Promise<Context> {
	const { preset }: Entry = catalogue[name];
	return {
		db,
		snapshot: await atlasSnapshot(db),
		day: asked.as_of ?? today,
		origin,
		include: new Set(asked.include ?? preset)
	};
}
