import { amount } from '../../domain/amount.ts';
import { pageIri, type RecordKind } from '../../domain/linked/addresses.ts';
import { assessmentAnnotation, evidenceAnnotation, linkAnnotation } from '../../domain/linked/annotations.ts';
import { article, articleHead } from '../../domain/linked/article.ts';
import { codebookGraph, schemeHead } from '../../domain/linked/codebook.ts';
import { datasetGraph } from '../../domain/linked/dataset.ts';
import { legislation, legislationHead, provisionNode } from '../../domain/linked/legislation.ts';
import { inLanguage, linkedDocument, type LinkedDocument, type Node } from '../../domain/linked/node.ts';
import { provenance, type Version } from '../../domain/linked/provenance.ts';
import { checkedRecord, house, recordPage } from '../../domain/linked/records.ts';
import { remedy, remedyHead } from '../../domain/linked/remedy.ts';
import { catalogue } from '../../domain/api/catalogue.ts';
import { collections } from '../../domain/api/collections.ts';
import type { PlacedLink } from '../../domain/matrix/rows.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { isCurrent } from '../../domain/standing.ts';
import { locales, type Locale } from '../../domain/text.ts';
import { twinTypes } from '../../domain/twins.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import type { RecordKind as RevisionKind } from '../db/schema.ts';
import { downloadTypes, packageOffer } from '../package/current.ts';
import { findLastChange, listChangedRecords, listChanges } from '../queries/changes.ts';
import { findRelease } from '../queries/history.ts';
import { listProposalsOfPaper } from '../queries/proposal-entries.ts';
import { listMeetings } from '../queries/links.ts';
import { listProposals } from '../queries/proposals.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { nameAuthors } from './authors.ts';
import { rowsInPage } from './matrix.ts';
import { atlasFrame, listPlacedLinks, snapshotAround, type Frame, type Snapshot } from './snapshot.ts';

/** What a record is about and what else is said of it: the head for its page, the rest for its twin as well. */
type Linked = { head: Node[]; rest(): Promise<Node[]> };

type Read<Around> = (db: Db, around: Around, id: string, origin: string, day: string) => Linked | undefined;

async function readLinked(
	db: Db,
	kind: RecordKind,
	id: string,
	origin: string,
	day: string
): Promise<Linked | undefined> {
	if (kind === 'proposals') return linkProposal(db, await snapshotAround(db, id), id, origin, day);
	return { papers: linkPaper, regulations: linkRegulation }[kind](db, await atlasFrame(db), id, origin, day);
}

/**
 * A record as linked data, whole: with passages, links, searches and who recorded what when. Undefined where there is none.
 * @param origin `https://atlas.example`
 * @param day YYYY-MM-DD, for which it is told whether a law is in force
 */
export async function linkedRecord(
	db: Db,
	kind: RecordKind,
	id: string,
	origin: string,
	day: string
): Promise<LinkedDocument | undefined> {
	const found = await readLinked(db, kind, id, origin, day);
	return found && linkedDocument(origin, [...found.head, ...(await found.rest())]);
}

/** The part of it that the page of the record carries: the record and what it is about. */
export async function linkedHead(
	...[db, kind, id, origin, day]: Parameters<typeof linkedRecord>
): Promise<LinkedDocument | undefined> {
	const found = await readLinked(db, kind, id, origin, day);
	return found && linkedDocument(origin, found.head);
}

/** The codebook with all its codes, or, for its page, the vocabularies alone. */
export async function linkedCodebook(db: Db, origin: string, whole: boolean): Promise<LinkedDocument> {
	const vocabularies = await listVocabularies(db);
	return linkedDocument(
		origin,
		whole
			? codebookGraph(origin, vocabularies)
			: vocabularies.map((vocabulary) => schemeHead(origin, vocabulary))
	);
}

/** The data set and the files it is given out as. */
export async function linkedDataset(db: Db, origin: string): Promise<LinkedDocument> {
	const [release, changed, vocabularies, { downloads }] = await Promise.all([
		findRelease(db),
		findLastChange(db),
		listVocabularies(db),
		packageOffer(db)
	]);
	return linkedDocument(
		origin,
		datasetGraph(origin, {
			name: locales.map((locale) => inLanguage(m.linked_dataset_name({}, { locale }), locale)),
			description: locales.map((locale) => inLanguage(m.linked_dataset_about({}, { locale }), locale)),
			release,
			changed,
			lists: collections
				.filter((name) => catalogue[name].table)
				.map((name) => ({
					id: name,
					title: catalogue[name].title,
					about: catalogue[name].about,
					files: [
						{ ending: '', type: twinTypes.json },
						{ ending: '.csv', type: twinTypes.csv },
						{ ending: '.xlsx', type: twinTypes.xlsx }
					]
				})),
			downloads: downloads.map((file) => ({ ...file, type: downloadTypes[file.name] })),
			vocabularies: vocabularies.map(({ id }) => id)
		})
	);
}

function linkProposal(...[db, snapshot, id, origin]: Parameters<Read<Snapshot>>): Linked | undefined {
	const { terms, proposals, papers } = snapshot;
	const row = proposals.find((proposal) => proposal.id === id);
	if (!row) return undefined;
	const page = pageIri(origin, 'proposals', id);
	return {
		head: [recordPage(origin, 'proposals', id), remedy(origin, terms, row, proposals), house(origin)],
		rest: async () => [
			...row.papers.map((paper) => articleHead(origin, papers.get(paper.id)!)),
			...row.evidence.map((evidence) => evidenceAnnotation(origin, terms, id, evidence)),
			...row.links.map((link) => linkAnnotation(origin, terms, link)),
			...lawBehind(row.links, snapshot, origin),
			...row.assessments.map((assessment) => assessmentAnnotation(origin, terms, id, assessment)),
			...provenance(origin, page, await listVersions(db, 'proposal', id)),
			...provenance(origin, `${page}#law`, await listVersions(db, 'link', id))
		]
	};
}

function linkPaper(...[db, { terms, papers, instruments }, id, origin]: Parameters<Read<Frame>>) {
	const paper = papers.get(id);
	if (!paper || !isCurrent(paper)) return undefined;
	const named = [...new Set((paper.regulations_named ?? []).map(({ instrument }) => instrument))];
	return {
		head: [recordPage(origin, 'papers', id), article(origin, paper), house(origin)],
		rest: async () => {
			const page = pageIri(origin, 'papers', id);
			const { first, count } = await proposalsOf(db, id);
			const cut = { shown: amount(first.length), count: amount(count) };
			return [
				...named.map((instrument) => legislationHead(origin, instruments.get(instrument)!)),
				...(first.length < count
					? [
							notAll(
								page,
								(locale) => m.linked_proposals_cut(cut, { locale }),
								`${origin}/api/v1/proposals?level=all&paper=${id}`
							)
						]
					: []),
				...first.flatMap((row) => [
					remedyHead(origin, row),
					...row.evidence
						.filter((evidence) => evidence.paper === id)
						.map((evidence) => evidenceAnnotation(origin, terms, row.id, evidence))
				]),
				...provenance(origin, page, await listVersions(db, 'paper', id))
			];
		}
	};
}

function linkRegulation(...[db, frame, id, origin, day]: Parameters<Read<Frame>>): Linked | undefined {
	const { terms, instruments } = frame;
	const instrument = instruments.get(id);
	if (!instrument || !isCurrent(instrument)) return undefined;
	return {
		head: [
			checkedRecord(origin, terms, instrument),
			legislation(origin, terms, instrument, day),
			house(origin)
		],
		rest: async () => {
			const all = await listMeetings(db, [id]);
			const some = all.slice(0, rowsInPage());
			const met = new Map(some.map(({ proposal, ...titles }) => [proposal, { ...titles, id: proposal }]));
			const links = await listPlacedLinks(db, frame, { ids: some.map((link) => link.id) });
			const page = pageIri(origin, 'regulations', id);
			const cut = { shown: amount(some.length), count: amount(all.length) };
			return [
				...(some.length < all.length
					? [
							notAll(
								page,
								(locale) => m.linked_links_cut(cut, { locale }),
								`${origin}/api/v1/links?regulation=${id}`
							)
						]
					: []),
				...[...met.values()].map((row) => remedyHead(origin, row)),
				...links.map((link) => linkAnnotation(origin, terms, link)),
				...provenance(origin, page, await listVersions(db, 'instrument', id))
			];
		}
	};
}

/** Says of a record that not all that belongs to it is here, and where all of it is. */
const notAll = (page: string, say: (locale: Locale) => string, all: string): Node => ({
	'@id': page,
	comment: locales.map((locale) => inLanguage(say(locale), locale)),
	seeAlso: { '@id': all }
});

/** The first proposals that rest on a paper, and how many do. */
async function proposalsOf(db: Db, paper: string): Promise<{ first: Proposal[]; count: number }> {
	const behind = await listProposalsOfPaper(db, paper, rowsInPage());
	const groups = new Map(
		behind.map(({ proposing, level, layer, all }) => [`${proposing} ${level} ${layer}`, all])
	);
	return {
		first: await listProposals(
			db,
			behind.slice(0, rowsInPage()).map(({ id }) => id)
		),
		count: [...groups.values()].reduce((sum, all) => sum + all, 0)
	};
}

/** The provisions some links point to, and enough of their laws to know which ones. */
function lawBehind(links: readonly PlacedLink[], { terms, instruments }: Snapshot, origin: string): Node[] {
	const provisions = new Set(links.map(({ provision }) => provision));
	return [...new Set(links.map(({ instrument }) => instrument))].flatMap((id) => {
		const instrument = instruments.get(id)!;
		return [
			legislationHead(origin, instrument),
			...instrument.provisions
				.filter(({ number }) => provisions.has(`${id}#${number}`))
				.map((provision) => provisionNode(origin, terms, instrument, provision))
		];
	});
}

/** Newest first, each with the record as it was. */
async function listVersions(db: Db, kind: RevisionKind, record: string): Promise<Version[]> {
	const changes = await listChanges(db, { kinds: [kind], records: [record] }, { descending: true });
	const [records, nameOf] = await Promise.all([
		listChangedRecords(
			db,
			changes.map(({ sequence }) => sequence)
		),
		nameAuthors(
			db,
			changes.flatMap(({ author, reviewer }) => [author, reviewer ?? []].flat())
		)
	]);
	return changes.map(({ author, reviewer, ...change }) => ({
		...change,
		author: nameOf(author),
		reviewer: reviewer === null ? undefined : nameOf(reviewer),
		data: records.get(change.sequence) ?? {}
	}));
}
