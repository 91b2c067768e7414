import { LRUCache } from 'lru-cache';
import type { Assessment } from '../../domain/link.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { MatrixDefinition } from '../../domain/matrix/definition.ts';
import {
	papersBehind,
	primaryLayer,
	type CoverageLaw,
	type LawLink,
	type MatrixRow,
	type PlacedLink,
	type ProposalRow
} from '../../domain/matrix/rows.ts';
import type { Paper } from '../../domain/paper.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { indexTerms, type Terms, type Vocabulary } from '../../domain/vocabulary.ts';
import { isCurrent } from '../../domain/standing.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { dataState } from '../data-state.ts';
import { countSnapshot } from '../metrics.ts';
import { findLastChange } from '../queries/changes.ts';
import { findDataVersion } from '../queries/data-state.ts';
import { findRelease } from '../queries/history.ts';
import { listInstruments } from '../queries/instruments.ts';
import {
	listAssessments,
	listCoverageLinks,
	listLawLinks,
	listLinks,
	type StoredLink
} from '../queries/links.ts';
import { listMatrices } from '../queries/matrices.ts';
import { listPapers } from '../queries/papers.ts';
import {
	listProposals,
	listProposalTitles,
	listRelatedIds,
	listRowHeads,
	type ProposalTitle
} from '../queries/proposals.ts';
import { listTerms, listVocabularies } from '../queries/vocabularies.ts';
import { outsideRequest } from '../request-locals.ts';

/** What all records stand on, and of which there are few however many proposals there are. */
export type Frame = {
	/** Number of the newest revision: the same number means the same records. */
	data_version: number;
	/** When something was published last. */
	changed_at: Date | undefined;
	licence: string;
	/** Version of the data set that was released last; empty as long as there is none. */
	release: string;
	vocabularies: Vocabulary[];
	matrices: Map<string, MatrixDefinition>;
	terms: Terms;
	papers: Map<string, Paper>;
	instruments: Map<string, Instrument>;
};

/** The frame with the titles of some proposals: what is needed to tell of records that name them. */
export type Around = Frame & { proposals: ProposalTitle[] };

/** The published data set as the matrices read it, whole. */
export type Snapshot = Frame & {
	proposals: ProposalRow[];
	links: PlacedLink[];
	assessments: (Assessment & { proposal: string })[];
};

/** Papers that are shown and counted; the map also holds those that left, which old references still name. */
export const currentPapers = ({ papers }: Pick<Frame, 'papers'>): Paper[] =>
	[...papers.values()].filter(isCurrent);

/** What was read of a database last; `state` is the number of its data then. */
export type Known<T> = WeakMap<object, { state: number; value: Promise<T> }>;
const frames: Known<Frame> = new WeakMap();
const snapshots: Known<Snapshot> = new WeakMap();
const assessments: Known<Snapshot['assessments']> = new WeakMap();

/** Read once while the data stand still: a page asks one small query and the rest is in memory until something is published. */
export async function readOnce<T>(
	known: Known<T>,
	db: Db,
	state: number,
	read: () => Promise<T>
): Promise<T> {
	const last = known.get(db);
	countSnapshot(last?.state === state ? 'memory' : 'database');
	if (last?.state === state) return last.value;
	const value = outsideRequest(read());
	known.set(db, { state, value });
	value.catch(() => known.delete(db));
	return value;
}

/** @param state of the data, where this request has asked for it already */
export const atlasFrame = async (db: Db, state?: number): Promise<Frame> =>
	readOnce(frames, db, state ?? (await dataState(db)), () => readFrame(db));
export async function atlasSnapshot(db: Db, known?: number): Promise<Snapshot> {
	const state = known ?? (await dataState(db));
	return readOnce(snapshots, db, state, () => readSnapshot(db, state));
}

/** @param ids of the proposals that are named; those that are not current have no title here */
export async function atlasAround(db: Db, ids: Iterable<string>): Promise<Around> {
	const [frame, proposals] = await Promise.all([atlasFrame(db), listProposalTitles(db, [...new Set(ids)])]);
	return { ...frame, proposals };
}

/** All searches, of which there are few beside links. */
export const atlasAssessments = async (db: Db): Promise<Snapshot['assessments']> =>
	readOnce(assessments, db, await dataState(db), () => listAssessments(db));

/** Links with what they point to, as the snapshot holds them: of some proposals, or to one instrument. */
export const listPlacedLinks = async (
	db: Db,
	frame: Frame,
	of: { ids: string[] } | { proposals: string[] } | { instrument: string }
): Promise<PlacedLink[]> => (await listLinks(db, of)).map((link) => placeLink(link, frame));

async function readFrame(db: Db): Promise<Frame> {
	const [data_version, changed, release, vocabularies, matrices, terms, papers, instruments] =
		await Promise.all([
			findDataVersion(db),
			findLastChange(db),
			findRelease(db),
			listVocabularies(db),
			listMatrices(db),
			listTerms(db),
			listPapers(db),
			listInstruments(db)
		]);
	return {
		data_version,
		changed_at: changed,
		licence: release?.licence ?? '',
		release: release?.version ?? '',
		vocabularies,
		matrices: new Map(matrices.map((matrix) => [matrix.id, matrix])),
		terms: indexTerms(terms),
		papers: new Map(papers.map((paper) => [paper.id, paper])),
		instruments: new Map(instruments.map((instrument) => [instrument.id, instrument]))
	};
}

async function readSnapshot(db: Db, state: number): Promise<Snapshot> {
	const [frame, proposals, storedLinks, storedAssessments] = await Promise.all([
		atlasFrame(db, state),
		listProposals(db),
		listLinks(db),
		listAssessments(db)
	]);
	const present = proposals.filter(isCurrent);
	const ids = new Set(present.map(({ id }) => id));
	const links = storedLinks.filter(({ proposal }) => ids.has(proposal)).map((link) => placeLink(link, frame));
	const assessments = storedAssessments.filter(({ proposal }) => ids.has(proposal));
	return { ...frame, links, assessments, proposals: rowsOf(present, links, assessments) };
}

const placeLink = (link: StoredLink, { instruments }: Frame): PlacedLink => {
	const [instrument, number] = link.provision.split('#');
	return {
		...link,
		instrument,
		number: Number(number),
		jurisdiction: instruments.get(instrument)!.jurisdiction
	};
};

function rowsOf<L extends { proposal: string }>(
	proposals: Proposal[],
	links: L[],
	assessments: Snapshot['assessments']
): (Omit<ProposalRow, 'links'> & { links: L[] })[] {
	const linksOf = groupBy(links, ({ proposal }) => proposal);
	const assessmentsOf = groupBy(assessments, ({ proposal }) => proposal);
	return proposals.map((proposal) => ({
		...proposal,
		primary_layer: primaryLayer(proposal),
		papers: papersBehind(proposal),
		links: linksOf.get(proposal.id) ?? [],
		assessments: assessmentsOf.get(proposal.id) ?? []
	}));
}

const around: WeakMap<object, { state: number; snapshots: LRUCache<string, Promise<Snapshot>> }> =
	new WeakMap();
const keptAround = 200;

/**
 * The snapshot cut down to one proposal and those related to it: all that its own page reads, however many others there are. Kept
 * for a moment, as the parts of a page ask for it one by one.
 */
export async function snapshotAround(db: Db, id: string): Promise<Snapshot> {
	const state = await dataState(db);
	let known = around.get(db);
	if (known?.state !== state) {
		known = { state, snapshots: new LRUCache({ max: keptAround }) };
		around.set(db, known);
	}
	const { snapshots } = known;
	const kept = snapshots.get(id) ?? outsideRequest(readAround(db, id, state));
	snapshots.set(id, kept);
	kept.catch(() => snapshots.delete(id));
	return kept;
}

async function readAround(db: Db, id: string, state: number): Promise<Snapshot> {
	const [frame, ids] = await Promise.all([atlasFrame(db, state), listRelatedIds(db, id)]);
	const proposals = await listProposalRows(db, frame, ids);
	return {
		...frame,
		proposals,
		links: proposals.flatMap(({ links }) => links),
		assessments: proposals.flatMap(({ id, assessments }) =>
			assessments.map((assessment) => ({ ...assessment, proposal: id }))
		)
	};
}

/** What the coverage matrix reads of a proposal. */
export type CoveredProposal = Pick<
	ProposalRow,
	'id' | 'level' | 'title_en' | 'title_zh' | 'primary_layer' | 'assessments'
> & { links: CoverageLaw[] };

/** Current proposals with their links, in the order of the ids: three queries in all. */
export async function listCoveredProposals(db: Db, frame: Frame, ids: string[]): Promise<CoveredProposal[]> {
	const [heads, links, assessments] = await Promise.all([
		listRowHeads(db, ids),
		listCoverageLinks(db, ids),
		listAssessments(db, { proposals: ids })
	]);
	const placed = links.map((link): CoverageLaw =>
		Object.assign(link, { jurisdiction: frame.instruments.get(link.instrument)!.jurisdiction })
	);
	const linksOf = groupBy(placed, ({ proposal }) => proposal);
	const assessmentsOf = groupBy(assessments, ({ proposal }) => proposal);
	return heads.map((head) => ({
		...head,
		links: linksOf.get(head.id) ?? [],
		assessments: assessmentsOf.get(head.id) ?? []
	}));
}

/** Rows of each kind that were asked for last, while the data stand still: the first pages of the usual orders, and one page on other days. */
const mostRead = 4000;
type RowsRead<Row extends { id: string }> = WeakMap<Db, { state: number; rows: LRUCache<string, Row> }>;
const matrixRows: RowsRead<MatrixRow> = new WeakMap();
const coveredRows: RowsRead<CoveredProposal> = new WeakMap();

/** Rows in the order of the ids; those that were read for another page are not read again. */
async function rowsOnce<Row extends { id: string }>(
	read: RowsRead<Row>,
	db: Db,
	state: number,
	ids: string[],
	list: (ids: string[]) => Promise<Row[]>
): Promise<Row[]> {
	let known = read.get(db);
	if (known?.state !== state) read.set(db, (known = { state, rows: new LRUCache({ max: mostRead }) }));
	const { rows } = known;
	const found = new Map(ids.flatMap((id) => rows.get(id) ?? []).map((row): [string, Row] => [row.id, row]));
	const missing = ids.filter((id) => !found.has(id));
	for (const row of missing.length > 0 ? await list(missing) : []) {
		rows.set(row.id, row);
		found.set(row.id, row);
	}
	return ids.flatMap((id) => found.get(id) ?? []);
}

/** The rows of a page of a matrix. */
export const pageProposalRows = (db: Db, frame: Frame, state: number, ids: string[]): Promise<MatrixRow[]> =>
	rowsOnce(matrixRows, db, state, ids, (missing) => listMatrixRows(db, frame, missing));

/** The rows of a page of the coverage matrix. */
export const pageCoveredProposals = (
	db: Db,
	frame: Frame,
	state: number,
	ids: string[]
): Promise<CoveredProposal[]> =>
	rowsOnce(coveredRows, db, state, ids, (missing) => listCoveredProposals(db, frame, missing));

/** Half of what a page costs the database would be what is written about its links, and no matrix shows it. */
async function listMatrixRows(db: Db, { instruments }: Frame, ids: string[]): Promise<MatrixRow[]> {
	const [proposals, links, assessments] = await Promise.all([
		listProposals(db, ids),
		listLawLinks(db, ids),
		listAssessments(db, { proposals: ids })
	]);
	const placed = links.map((link): LawLink & { proposal: string } => ({
		...link,
		jurisdiction: instruments.get(link.instrument)!.jurisdiction
	}));
	return rowsOf(proposals.filter(isCurrent), placed, assessments);
}

/** Single current proposals as the snapshot holds them, in the order of the ids, read for themselves: three queries in all. */
export async function listProposalRows(db: Db, frame: Frame, ids: string[]): Promise<ProposalRow[]> {
	const [proposals, links, assessments] = await Promise.all([
		listProposals(db, ids),
		listLinks(db, { proposals: ids }),
		listAssessments(db, { proposals: ids })
	]);
	const rows = rowsOf(
		proposals.filter(isCurrent),
		links.map((link) => placeLink(link, frame)),
		assessments
	);
	const byId = new Map(rows.map((row) => [row.id, row]));
	return ids.flatMap((id) => byId.get(id) ?? []);
}
