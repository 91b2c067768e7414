import {
	highwireTags,
	instrumentItem,
	ownItem,
	paperItem,
	passagesText,
	type CslItem
} from '../../domain/citation.ts';
import { oscolaInstrument } from '../../domain/citation-oscola.ts';
import { paperShortName, paperTitle } from '../../domain/names.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { inBrackets, semicolon } from '../../i18n/punctuation.ts';
import * as m from '../../paraglide/messages.js';
import { footnote, footnoteStyles, type FootnoteStyle } from '../citation/footnotes.ts';
import type { Db } from '../db/connect.ts';
import type { RecordKind } from '../db/schema.ts';
import { findRelease, listRevisions } from '../queries/history.ts';
import { findSlice } from '../queries/slices.ts';
import { atlasFrame, snapshotAround } from './snapshot.ts';

/** One thing that can be cited, in every style. */
type CiteBlock = {
	heading: string;
	hint?: string;
	notes: { style: FootnoteStyle; label: string; text: string }[];
};

export type Cited = {
	blocks: CiteBlock[];
	/** For files: the thing itself first, then what stands behind it. */
	items: CslItem[];
	/** For Zotero's browser button, on the page of the record. */
	meta: { name: string; content: string }[];
	/** Address of the page, without language. */
	path: string;
};

export type CitedKind = 'proposals' | 'papers' | 'regulations' | 'slices';

/**
 * How to cite a record, or undefined where there is none of that id.
 * @param origin `https://atlas.example`, for the address of our own records
 */
export async function cite(
	db: Db,
	kind: CitedKind,
	id: string,
	locale: Locale,
	origin: string
): Promise<Cited | undefined> {
	const found = await finders[kind](db, id, locale, origin);
	return found && { ...found, path: `/${kind}/${id}` };
}

type Found = Omit<Cited, 'path'>;

const finders: Record<
	CitedKind,
	(db: Db, id: string, locale: Locale, origin: string) => Promise<Found | undefined>
> = {
	proposals: citeProposal,
	papers: citePaper,
	regulations: citeRegulation,
	slices: citeSlice
};

const styleNames = {
	apa: m.share_cite_apa,
	chicago: m.share_cite_chicago,
	gbt7714: m.share_cite_gbt7714,
	oscola: m.share_cite_oscola
};

/** The Chinese standard cites a Chinese text in Chinese, whatever the reader reads. */
const languageOf = (style: FootnoteStyle, locale: Locale): Locale => (style === 'gbt7714' ? 'zh' : locale);

function notesOf(
	locale: Locale,
	write: (style: FootnoteStyle, language: Locale) => string
): CiteBlock['notes'] {
	return footnoteStyles.map((style) => ({
		style,
		label: styleNames[style]({}, { locale }),
		text: write(style, languageOf(style, locale))
	}));
}

/** Our record of something: version and day are those of its newest revision. */
async function ownRecord(
	db: Db,
	kind: RecordKind,
	id: string,
	address: { path: string; origin: string },
	title: string,
	locale: Locale,
	note: string
): Promise<CslItem> {
	const [[newest], release] = await Promise.all([listRevisions(db, kind, id), findRelease(db)]);
	return ownItem({
		id: `remedy-atlas-${kind}-${id}`,
		title,
		version: `${release?.version ?? '0'}, record v${newest?.version ?? 1}`,
		date:
			newest?.author === 'seed' || !newest
				? (release?.released_on ?? '')
				: newest.at.toISOString().slice(0, 10),
		url: `${address.origin}${locale === 'zh' ? '/zh' : ''}${address.path}`,
		locale,
		note
	});
}

async function citeProposal(db: Db, id: string, locale: Locale, origin: string): Promise<Found | undefined> {
	const { proposals, papers } = await snapshotAround(db, id);
	const row = proposals.find((proposal) => proposal.id === id);
	if (!row) return undefined;
	const record = await ownRecord(
		db,
		'proposal',
		id,
		{ path: `/proposals/${id}`, origin },
		inLocale(row, 'title', locale),
		locale,
		m.share_cite_record_hint({}, { locale })
	);
	const passages = row.papers.map(({ id: paper }) => ({
		paper: papers.get(paper)!,
		place: passagesText(row.evidence.filter((entry) => entry.paper === paper))
	}));
	return {
		blocks: [
			...passages.map(({ paper, place }): CiteBlock => ({
				heading: `${m.share_cite_passage({}, { locale })} · ${paperShortName(paper, locale)}`,
				hint: [
					m.share_cite_passage_hint({}, { locale }),
					paperTitle(paper, locale).ours && !paper.bibliography.title_zh && !paper.bibliography.title_en
						? m.share_cite_unknown_title({}, { locale })
						: ''
				]
					.filter(Boolean)
					.join(locale === 'zh' ? '' : ' '),
				notes: notesOf(locale, (style, language) => footnote(paperItem(paper, language), style, place))
			})),
			{
				heading: m.share_cite_record({}, { locale }),
				hint: m.share_cite_record_hint({}, { locale }),
				notes: notesOf(locale, (style) => footnote(record, style))
			}
		],
		items: [record, ...passages.map(({ paper, place }) => ({ ...paperItem(paper, locale), note: place }))],
		meta: highwireTags(record)
	};
}

async function citePaper(db: Db, id: string, locale: Locale, origin: string): Promise<Found | undefined> {
	const { papers } = await atlasFrame(db);
	const paper = papers.get(id);
	if (!paper || !isCurrent(paper)) return undefined;
	const item = paperItem(paper, locale);
	const record = await ownRecord(
		db,
		'paper',
		id,
		{ path: `/papers/${id}`, origin },
		`${locale === 'zh' ? '论文编码：' : 'Coding of '}${item.title}`,
		locale,
		m.share_cite_paper_record_hint({}, { locale })
	);
	const unknown = !paper.bibliography.title_zh && !paper.bibliography.title_en;
	return {
		blocks: [
			{
				heading: m.share_cite_paper({}, { locale }),
				...(unknown && { hint: m.share_cite_unknown_title({}, { locale }) }),
				notes: notesOf(locale, (style, language) => footnote(paperItem(paper, language), style))
			},
			{
				heading: m.share_cite_paper_record({}, { locale }),
				hint: m.share_cite_paper_record_hint({}, { locale }),
				notes: notesOf(locale, (style) => footnote(record, style))
			}
		],
		items: [item, record],
		meta: highwireTags(item)
	};
}

async function citeRegulation(
	db: Db,
	id: string,
	locale: Locale,
	origin: string
): Promise<Found | undefined> {
	const { instruments, terms } = await atlasFrame(db);
	const instrument = instruments.get(id);
	if (!instrument || !isCurrent(instrument)) return undefined;
	const item = instrumentItem(instrument, locale);
	const place = labelOf(terms, 'jurisdictions', instrument.jurisdiction, 'en');
	const record = await ownRecord(
		db,
		'instrument',
		id,
		{ path: `/regulations/${id}`, origin },
		`${locale === 'zh' ? '法规记录：' : 'Record of '}${inLocale(instrument, 'title', locale)}`,
		locale,
		m.share_cite_regulation_record_hint({}, { locale })
	);
	return {
		blocks: [
			{
				heading: m.share_cite_regulation({}, { locale }),
				...(instrument.verification !== 'full-text' && {
					hint: m.share_cite_unchecked(
						{ label: labelOf(terms, 'instrument_verification', instrument.verification, locale) },
						{ locale }
					)
				}),
				// OSCOLA is the style for law, so it comes first here.
				notes: notesOf(locale, (style, language) =>
					style === 'oscola'
						? oscolaInstrument(instrument, place)
						: footnote(instrumentItem(instrument, language), style)
				).sort((a, b) => Number(b.style === 'oscola') - Number(a.style === 'oscola'))
			},
			{
				heading: m.share_cite_regulation_record({}, { locale }),
				hint: m.share_cite_regulation_record_hint({}, { locale }),
				notes: notesOf(locale, (style) => footnote(record, style))
			}
		],
		items: [item, record],
		meta: highwireTags(item)
	};
}

async function citeSlice(db: Db, id: string, locale: Locale, origin: string): Promise<Found | undefined> {
	const slice = await findSlice(db, id);
	if (!slice) return undefined;
	const { title, filters } = slice.content[locale];
	const item = ownItem({
		id: `remedy-atlas-slice-${id}`,
		title: title + inBrackets(filters.join(semicolon(locale)), locale),
		version: `${slice.release}, slice ${id}`,
		date: slice.created_at.toISOString().slice(0, 10),
		url: `${origin}${locale === 'zh' ? '/zh' : ''}/slices/${id}`,
		locale,
		note: `SHA-256 ${slice.content_hash}`
	});
	return {
		blocks: [
			{
				heading: m.share_cite_slice({}, { locale }),
				notes: notesOf(locale, (style) => footnote(item, style))
			}
		],
		items: [item],
		meta: highwireTags(item)
	};
}
