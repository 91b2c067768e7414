import { sql } from 'drizzle-orm';
import type { Assessment } from '../../domain/link.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { papersBehind, primaryLayer, type PlacedLink, type ProposalRow } from '../../domain/matrix/rows.ts';
import type { Paper } from '../../domain/paper.ts';
import { indexTerms, type Terms } from '../../domain/vocabulary.ts';
import { isCurrent } from '../../domain/standing.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { revision } from '../db/schema.ts';
import { countSnapshot } from '../metrics.ts';
import { listInstruments } from '../queries/instruments.ts';
import { listAssessments, listLinks } from '../queries/links.ts';
import { listPapers } from '../queries/papers.ts';
import { listProposals } from '../queries/proposals.ts';
import { listTerms } from '../queries/vocabularies.ts';

/** The published data set as the matrices read it, whole. */
export type Snapshot = {
	/** Number of the newest revision: the same number means the same data. */
	data_version: number;
	terms: Terms;
	papers: Map<string, Paper>;
	instruments: Map<string, Instrument>;
	proposals: ProposalRow[];
	links: PlacedLink[];
	assessments: (Assessment & { proposal: string })[];
};

/** Papers that are shown and counted; the map also holds those that left, which old references still name. */
export const currentPapers = ({ papers }: Pick<Snapshot, 'papers'>): Paper[] =>
	[...papers.values()].filter(isCurrent);

const kept = new WeakMap<object, { version: number; snapshot: Promise<Snapshot> }>();

/** Read once per data version: a page asks one small query and the rest is in memory until something is published. */
export async function atlasSnapshot(db: Db): Promise<Snapshot> {
	const [{ version }] = await db
		.select({ version: sql<number>`coalesce(max(${revision.sequence}), 0)::int` })
		.from(revision);
	const known = kept.get(db);
	countSnapshot(known?.version === version ? 'memory' : 'database');
	if (known?.version === version) return known.snapshot;
	const snapshot = readSnapshot(db, version);
	kept.set(db, { version, snapshot });
	snapshot.catch(() => kept.delete(db));
	return snapshot;
}

async function readSnapshot(db: Db, data_version: number): Promise<Snapshot> {
	const [terms, papers, instrumentList, proposals, storedLinks, storedAssessments] = await Promise.all([
		listTerms(db),
		listPapers(db),
		listInstruments(db),
		listProposals(db),
		listLinks(db),
		listAssessments(db)
	]);
	const instruments = new Map(instrumentList.map((instrument) => [instrument.id, instrument]));
	const present = proposals.filter(isCurrent);
	const ids = new Set(present.map(({ id }) => id));
	const links = storedLinks
		.filter(({ proposal }) => ids.has(proposal))
		.map((link): PlacedLink => {
			const [instrument, number] = link.provision.split('#');
			return {
				...link,
				instrument,
				number: Number(number),
				jurisdiction: instruments.get(instrument)!.jurisdiction
			};
		});
	const assessments = storedAssessments.filter(({ proposal }) => ids.has(proposal));
	const linksOf = groupBy(links, ({ proposal }) => proposal);
	const assessmentsOf = groupBy(assessments, ({ proposal }) => proposal);
	return {
		data_version,
		terms: indexTerms(terms),
		papers: new Map(papers.map((paper) => [paper.id, paper])),
		instruments,
		links,
		assessments,
		proposals: present.map((proposal) => ({
			...proposal,
			primary_layer: primaryLayer(proposal),
			papers: papersBehind(proposal),
			links: linksOf.get(proposal.id) ?? [],
			assessments: assessmentsOf.get(proposal.id) ?? []
		}))
	};
}
