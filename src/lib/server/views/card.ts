import { amount } from '../../domain/amount.ts';
import type { RecordCard } from '../../domain/card.ts';
import { layers, type Layer } from '../../domain/codes.ts';
import { coverageOn, coverageShapes } from '../../domain/coverage.ts';
import { everything } from '../../domain/cross-tab.ts';
import { cellCode, type CellCode } from '../../domain/coverage-view.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { isBinding, lawDay, lightOn, lightShown } from '../../domain/law.ts';
import { paperShortName, paperTitle } from '../../domain/names.ts';
import type { Paper } from '../../domain/paper.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { stateWords } from '../../i18n/coverage-words.ts';
import { dateText } from '../../i18n/date-words.ts';
import { lightWords } from '../../i18n/law-words.ts';
import { colon, gap } from '../../i18n/punctuation.ts';
import * as m from '../../paraglide/messages.js';
import { dataState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { findRelease } from '../queries/history.ts';
import {
	countLinkedByLayer,
	listProposalEntries,
	listProposalsOfPaper
} from '../queries/proposal-entries.ts';
import { findProposal, listProposalHeads } from '../queries/proposals.ts';
import { coverageTable } from './coverage.ts';
import { linkedCounts, readCounts } from './counts.ts';
import { fitsIntoPage, rowsInPage } from './matrix.ts';
import { proposalsUnder } from './proposal-list.ts';
import { atlasFrame, listCoveredProposals, listPlacedLinks, type Frame } from './snapshot.ts';

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
	const [frame, release] = await Promise.all([atlasFrame(db), findRelease(db)]);
	const record = await findRecord(db, collection, id, frame);
	if (!record) return undefined;
	if (record.moved_to) return { moved_to: record.moved_to };
	const day = lawDay(frame, today);
	const drawn = await drawers[collection](db, record as never, frame, locale, day);
	return {
		page: `/${collection}/${id}`,
		...(isCurrent(record)
			? { note: '', ...drawn }
			: {
					...drawn,
					note: `${m.feeds_retired_on({ day: dateText(record.retired_on!, locale) }, { locale })}${gap(locale)}${inLocale(record, 'retired_reason', locale)}`,
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
	{ papers, instruments }: Frame
): Promise<Paper | Instrument | Proposal | undefined> {
	if (collection === 'papers') return papers.get(id);
	if (collection === 'regulations') return instruments.get(id);
	return findProposal(db, id);
}

/** The whole Atlas in a nutshell. @param today YYYY-MM-DD */
export async function siteCard(db: Db, locale: Locale, today: string): Promise<RecordCard> {
	const state = await dataState(db);
	const specific = { facets: [], words: [], level: 'specific' as const };
	const [frame, release, count, [byLayer]] = await Promise.all([
		atlasFrame(db, state),
		findRelease(db),
		proposalsUnder(db, state, specific),
		readCounts(db, [['layer', 'proposals']])
	]);
	const day = lawDay(frame, today);
	const counts = byLayer('specific');
	const entries = fitsIntoPage(count)
		? await listProposalEntries(db, specific, { sort: [], limit: count })
		: undefined;
	return {
		page: '/',
		kicker: '',
		title: m.pages_title({}, { locale }),
		note: m.site_description({}, { locale }),
		layers: layerCounts((layer) => counts.of(layer, everything).proposals, frame, locale),
		...(await coverageOf(
			db,
			entries?.map(({ id }) => id),
			frame,
			day,
			locale,
			m.feeds_card_site_law({ count: amount(count), day: dateText(day, locale) }, { locale })
		)),
		source: sourceOf(release, locale)
	};
}

const sourceOf = (release: Awaited<ReturnType<typeof findRelease>>, locale: Locale): string =>
	m.feeds_card_source(
		{ version: release?.version ?? '', licence: release?.licence.replace('CC-BY-', 'CC BY ') ?? '' },
		{ locale }
	);

type Drawer<T> = (db: Db, record: T, frame: Frame, locale: Locale, day: string) => Promise<Drawn> | Drawn;
const drawers: {
	proposals: Drawer<Proposal>;
	papers: Drawer<Paper>;
	regulations: Drawer<Instrument>;
} = {
	proposals: proposalCard,
	papers: paperCard,
	regulations: regulationCard
};

async function proposalCard(
	db: Db,
	proposal: Proposal,
	{ terms }: Frame,
	locale: Locale,
	day: string
): Promise<Drawn> {
	const { columns, rows } = await coverageTable(
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
		question: m.feeds_card_law({ day: dateText(day, locale) }, { locale }),
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
function layerCounts(countOf: (layer: Layer) => number, { terms }: Frame, locale: Locale): Drawn['layers'] {
	return layers.map((layer) => {
		const count = countOf(layer);
		return {
			layer,
			involvement: count > 0 ? 'primary' : 'none',
			text: labelOf(terms, 'layers', layer, locale) + colon(locale) + amount(count)
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
						text: m.feeds_count_proposal({ count: amount(count) }, { locale })
					}
				];
	});
}

/** How the law stands to some proposals; nothing is said where they are too many to look at each. */
async function coverageOf(
	db: Db,
	ids: string[] | undefined,
	frame: Frame,
	day: string,
	locale: Locale,
	question: string
): Promise<Pick<Drawn, 'question' | 'states'>> {
	if (!ids) return { question: '', states: [] };
	const rows = await listCoveredProposals(db, frame, ids);
	const codes = rows.map(({ links, assessments }) =>
		cellCode(coverageOn(links, assessments, frame.instruments, day))
	);
	return { question, states: stateCounts(codes, locale) };
}

async function paperCard(db: Db, paper: Paper, frame: Frame, locale: Locale, day: string): Promise<Drawn> {
	const title = paperTitle(paper, locale);
	const behind = await listProposalsOfPaper(db, paper.id, rowsInPage());
	const rows = behind.filter(({ level, proposing }) => proposing && level === 'specific');
	const countOf = (layer: Layer) => rows.find((row) => row.layer === layer)?.all ?? 0;
	const count = layers.reduce((sum, layer) => sum + countOf(layer), 0);
	return {
		kicker: `${m.feeds_card_paper({}, { locale })} · ${paperShortName(paper, locale)}`,
		title: title.text,
		...(title.ours && { note: m.record_ours_notice({}, { locale }) }),
		layers: layerCounts(countOf, frame, locale),
		...(await coverageOf(
			db,
			fitsIntoPage(count) ? rows.map(({ id }) => id) : undefined,
			frame,
			day,
			locale,
			m.feeds_card_paper_law({ count: amount(count), day: dateText(day, locale) }, { locale })
		))
	};
}

async function regulationCard(
	db: Db,
	law: Instrument,
	frame: Frame,
	locale: Locale,
	day: string
): Promise<Drawn> {
	const light = lightShown(lightOn(law, day), isBinding(law));
	const [title, full] = [inLocale(law, 'short_title', locale), inLocale(law, 'title', locale)];
	const [byLayer, linked] = await Promise.all([countLinkedByLayer(db, law.id), linkedCounts(db)]);
	const count = [...byLayer.values()].reduce((sum, of) => sum + of, 0);
	const isFew = fitsIntoPage(linked(law.id).proposals);
	return {
		kicker: [
			m.feeds_card_regulation({}, { locale }),
			labelOf(frame.terms, 'jurisdictions', law.jurisdiction, locale),
			lightWords[light].word({}, { locale })
		].join(' · '),
		title,
		...(full !== title && { note: full }),
		layers: layerCounts((layer) => byLayer.get(layer) ?? 0, frame, locale),
		question: isFew
			? m.feeds_card_regulation_law({ count: amount(count), day: dateText(day, locale) }, { locale })
			: '',
		states: isFew ? stateCounts(await codesUnder(db, law, frame, day), locale) : []
	};
}

/** How one law stands to each of the specific proposals linked to it. */
async function codesUnder(db: Db, { id }: Instrument, frame: Frame, day: string): Promise<CellCode[]> {
	const links = groupBy(await listPlacedLinks(db, frame, { instrument: id }), ({ proposal }) => proposal);
	const heads = await listProposalHeads(db, [...links.keys()]);
	return heads
		.filter((head) => head.level === 'specific' && isCurrent(head))
		.map((head) => cellCode(coverageOn(links.get(head.id)!, [], frame.instruments, day)));
}
