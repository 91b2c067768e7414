import type { RecordCard } from '../../domain/card.ts';
import { layers } from '../../domain/codes.ts';
import { coverageOn, coverageShapes } from '../../domain/coverage.ts';
import { cellCode, type CellCode } from '../../domain/coverage-view.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { isBinding, lawDay, lightOn, lightShown } from '../../domain/law.ts';
import type { ProposalRow } from '../../domain/matrix/rows.ts';
import { paperShortName, paperTitle } from '../../domain/names.ts';
import type { Paper } from '../../domain/paper.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { stateWords } from '../../i18n/coverage-words.ts';
import { lightWords } from '../../i18n/law-words.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { findRelease } from '../queries/history.ts';
import { findProposal } from '../queries/proposals.ts';
import { coveragePage } from './coverage.ts';
import { atlasSnapshot, type Snapshot } from './snapshot.ts';

export type CardCollection = 'proposals' | 'papers' | 'regulations';

type Drawn = Omit<RecordCard, 'page' | 'source' | 'note'> & { note?: string };

/** @param today YYYY-MM-DD; the law is shown as of that day, or of the day it was last checked if that is later */
export async function recordCard(
	db: Db,
	collection: CardCollection,
	id: string,
	locale: Locale,
	today: string
): Promise<RecordCard | { moved_to: string } | undefined> {
	const [snapshot, release] = await Promise.all([atlasSnapshot(db), findRelease(db)]);
	const record = await findRecord(db, collection, id, snapshot);
	if (!record) return undefined;
	if (record.moved_to) return { moved_to: record.moved_to };
	const day = lawDay(snapshot, today);
	const drawn = await drawers[collection](db, record as never, snapshot, locale, day);
	return {
		page: `/${collection}/${id}`,
		...(isCurrent(record)
			? { note: '', ...drawn }
			: {
					...drawn,
					note: `${m.feeds_retired_on({ day: record.retired_on! }, { locale })} ${inLocale(record, 'retired_reason', locale)}`,
					layers: [],
					states: []
				}),
		source: sourceOf(release, locale)
	};
}

async function findRecord(
	db: Db,
	collection: CardCollection,
	id: string,
	{ papers, instruments, proposals }: Snapshot
): Promise<Paper | Instrument | Proposal | undefined> {
	if (collection === 'papers') return papers.get(id);
	if (collection === 'regulations') return instruments.get(id);
	return proposals.find((row) => row.id === id) ?? (await findProposal(db, id));
}

/** The whole Atlas in a nutshell. @param today YYYY-MM-DD */
export async function siteCard(db: Db, locale: Locale, today: string): Promise<RecordCard> {
	const [snapshot, release] = await Promise.all([atlasSnapshot(db), findRelease(db)]);
	const day = lawDay(snapshot, today);
	const rows = snapshot.proposals.filter(({ level }) => level === 'specific');
	return {
		page: '/',
		kicker: '',
		title: m.pages_title({}, { locale }),
		note: m.site_description({}, { locale }),
		layers: layerCounts(rows, snapshot, locale),
		question: m.feeds_card_site_law({ count: rows.length, day }, { locale }),
		states: stateCounts(codesOf(rows, snapshot, day), locale),
		source: sourceOf(release, locale)
	};
}

const sourceOf = (release: Awaited<ReturnType<typeof findRelease>>, locale: Locale): string =>
	m.feeds_card_source(
		{ version: release?.version ?? '', licence: release?.licence.replace('CC-BY-', 'CC BY ') ?? '' },
		{ locale }
	);

type Drawer<T> = (
	db: Db,
	record: T,
	snapshot: Snapshot,
	locale: Locale,
	day: string
) => Promise<Drawn> | Drawn;
const drawers: {
	proposals: Drawer<Proposal>;
	papers: Drawer<Paper>;
	regulations: Drawer<Instrument>;
} = {
	proposals: proposalCard,
	papers: paperCard,
	regulations: regulationCard
};

const colon = (locale: Locale) => (locale === 'zh' ? '：' : ': ');

async function proposalCard(
	db: Db,
	proposal: Proposal,
	{ terms }: Snapshot,
	locale: Locale,
	day: string
): Promise<Drawn> {
	const { columns, rows } = await coveragePage(
		db,
		new URLSearchParams({ rows: 'all', level: 'all', as_of: day }),
		locale,
		day,
		{ only: [proposal.id] }
	);
	const cells = rows.find(({ id }) => id === proposal.id)?.cells ?? [];
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	return {
		kicker: m.feeds_card_proposal({}, { locale }),
		title: inLocale(proposal, 'title', locale),
		...(proposal.level === 'umbrella' && { note: m.record_umbrella_note({}, { locale }) }),
		layers: layers.map((layer) => {
			const { involvement } = proposal.layers[layer];
			return {
				layer,
				involvement,
				text: label('layers', layer) + colon(locale) + label('involvement', involvement)
			};
		}),
		question: m.feeds_card_law({ day }, { locale }),
		states: columns.flatMap(({ label: place }, index) => {
			const cell = cells[index];
			if (!cell) return [];
			const codes: CellCode[] =
				cell.conflicts > 0 && cell.code !== 'conflicts' ? [cell.code, 'conflicts'] : [cell.code];
			return [
				{ codes, label: place, text: codes.map((code) => stateWords[code]({}, { locale })).join(' · ') }
			];
		})
	};
}

/** How many of some proposals act first on each layer. */
function layerCounts(rows: readonly ProposalRow[], { terms }: Snapshot, locale: Locale): Drawn['layers'] {
	return layers.map((layer) => {
		const count = rows.filter(({ primary_layer }) => primary_layer === layer).length;
		return {
			layer,
			involvement: count > 0 ? 'primary' : 'none',
			text: labelOf(terms, 'layers', layer, locale) + colon(locale) + count
		};
	});
}

/** States by how often they occur, those that do not occur left out. */
function stateCounts(codes: readonly CellCode[], locale: Locale): Drawn['states'] {
	const order = [
		...Object.keys(coverageShapes).slice(0, -1),
		'cited',
		'not-in-force',
		'undated',
		'not-looked-at'
	];
	return (order as CellCode[]).flatMap((code) => {
		const count = codes.filter((other) => other === code).length;
		return count === 0
			? []
			: [
					{
						codes: [code],
						label: stateWords[code]({}, { locale }),
						text: m.feeds_count_proposal({ count }, { locale })
					}
				];
	});
}

const codesOf = (rows: readonly ProposalRow[], { instruments }: Snapshot, day: string): CellCode[] =>
	rows.map(({ links, assessments }) => cellCode(coverageOn(links, assessments, instruments, day)));

function paperCard(_: Db, paper: Paper, snapshot: Snapshot, locale: Locale, day: string): Drawn {
	const title = paperTitle(paper, locale);
	const rows = snapshot.proposals.filter(
		({ level, papers }) =>
			level === 'specific' && papers.some(({ id, proposing }) => proposing && id === paper.id)
	);
	return {
		kicker: `${m.feeds_card_paper({}, { locale })} · ${paperShortName(paper, locale)}`,
		title: title.text,
		...(title.ours && { note: m.record_ours_notice({}, { locale }) }),
		layers: layerCounts(rows, snapshot, locale),
		question: m.feeds_card_paper_law({ count: rows.length, day }, { locale }),
		states: stateCounts(codesOf(rows, snapshot, day), locale)
	};
}

function regulationCard(_: Db, law: Instrument, snapshot: Snapshot, locale: Locale, day: string): Drawn {
	const links = snapshot.links.filter(({ instrument }) => instrument === law.id);
	const light = lightShown(lightOn(law, day), isBinding(law));
	const [title, full] = [inLocale(law, 'short_title', locale), inLocale(law, 'title', locale)];
	const byId = new Map(snapshot.proposals.map((row) => [row.id, row]));
	const rows = [...new Set(links.map(({ proposal }) => proposal))]
		.map((id) => byId.get(id)!)
		.filter(({ level }) => level === 'specific');
	const codes = rows.map(({ id }) =>
		cellCode(
			coverageOn(
				links.filter(({ proposal }) => proposal === id),
				[],
				snapshot.instruments,
				day
			)
		)
	);
	return {
		kicker: [
			m.feeds_card_regulation({}, { locale }),
			labelOf(snapshot.terms, 'jurisdictions', law.jurisdiction, locale),
			lightWords[light].word({}, { locale })
		].join(' · '),
		title,
		...(full !== title && { note: full }),
		layers: layerCounts(rows, snapshot, locale),
		question: m.feeds_card_regulation_law({ count: rows.length, day }, { locale }),
		states: stateCounts(codes, locale)
	};
}
