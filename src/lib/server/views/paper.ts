import { layers, type Layer } from '../../domain/codes.ts';
import type { HistoryEntry } from '../../domain/history-page.ts';
import { locatorText, paperShortName, paperTitle } from '../../domain/names.ts';
import { bibliographicFields, type Paper } from '../../domain/paper.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { listProposalsOfPaper } from '../queries/proposal-entries.ts';
import { listProposals } from '../queries/proposals.ts';
import { listHistory } from './history.ts';
import { readCounts } from './counts.ts';
import { atlasFrame, type Frame } from './snapshot.ts';
import { told, type Told } from './told.ts';

type BibliographicField = (typeof bibliographicFields)[number];
/** Proposals of one level and layer on the page. */
const shownAtOnce = 100;

type ProposalShown = { id: string; href: string; title: string; places: string[] };

export type PaperPage = {
	id: string;
	short_name: string;
	title: string;
	/** The title is not known: what stands there is the editors' working label. */
	title_is_ours: boolean;
	title_lang?: string;
	other_title?: { text: string; lang: string };
	licence_stated: boolean;
	bibliography: {
		field: BibliographicField;
		values: string[];
		lang?: string;
		source: string;
		url?: string;
		note?: Told;
	}[];
	unknown: BibliographicField[];
	text_contains: string;
	text_sha256: string;
	/** The first of each layer, and how many there are. */
	proposes: {
		layer: Layer;
		label: string;
		specific: ProposalShown[];
		umbrellas: ProposalShown[];
		counts: { specific: number; umbrellas: number };
	}[];
	counts: { specific: number; umbrellas: number };
	mentions: (ProposalShown & { roles: string[] })[];
	/** How many it mentions without proposing them; the first are shown. */
	mentioned: number;
	regulations: {
		href: string;
		instrument: string;
		verbatim: string;
		short_verbatim?: string;
		issuer_verbatim?: string;
		date_verbatim?: string;
		title: string;
		place: string;
		url_in_paper?: string;
		url_host?: string;
	}[];
	named_items: {
		type: string;
		label: string;
		items: { verbatim: string; label: string; said: string; place: string }[];
	}[];
	named_items_note: string;
	not_coded: { what: string; why: string; place: string }[];
	/** Problems whose passages lie in this paper and that no proposal of any paper answers. */
	unanswered: { code: string; label: string; places: string[] }[];
	structure: {
		section: string;
		anchor: string;
		heading?: string;
		paragraphs: { number: number; starts_with: string }[];
	}[];
	history: HistoryEntry[];
};

/** Everything known about one paper in the reader's language; undefined where no current record has this id. */
export async function paperPage(db: Db, id: string, locale: Locale): Promise<PaperPage | undefined> {
	const frame = await atlasFrame(db);
	const paper = frame.papers.get(id);
	if (!paper || !isCurrent(paper)) return undefined;
	const { terms } = frame;
	const found = await listProposalsOfPaper(db, id, shownAtOnce);
	const [records, [answered]] = await Promise.all([
		listProposals(
			db,
			found.map((entry) => entry.id)
		),
		readCounts(db, [['target_problem', 'proposals']])
	]);
	const byId = new Map(records.map((record) => [record.id, record]));
	const rowsOf = (entries: typeof found) => entries.map((entry) => byId.get(entry.id)!);
	const countOf = (entries: typeof found) =>
		[...groupBy(entries, ({ level, layer }) => `${level} ${layer}`).values()].reduce(
			(sum, [{ all }]) => sum + all,
			0
		);
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const title = paperTitle(paper, locale);
	const proposing = found.filter((entry) => entry.proposing);
	const mentioning = found.filter((entry) => !entry.proposing);
	const specific = proposing.filter(({ level }) => level === 'specific');
	const umbrellas = proposing.filter(({ level }) => level === 'umbrella');
	const show = (row: Proposal): ProposalShown => ({
		id: row.id,
		href: `/proposals/${row.id}`,
		title: inLocale(row, 'title', locale),
		places: [...new Set(row.evidence.filter((passage) => passage.paper === id).map(locatorText))]
	});

	return {
		id,
		short_name: paperShortName(paper, locale),
		title: title.text,
		title_is_ours: title.ours,
		...titleLanguages(paper, locale),
		licence_stated: paper.bibliography.licence !== undefined,
		bibliography: bibliographyOf(paper, frame, locale),
		unknown: bibliographicFields.filter((field) => !paper.bibliography[field]),
		text_contains: inLocale(paper, 'text_contains', locale),
		text_sha256: paper.text_sha256,
		proposes: layers
			.map((layer) => {
				const ofLayer = (entries: typeof found) => entries.filter((entry) => entry.layer === layer);
				return {
					layer,
					label: label('layers', layer),
					specific: rowsOf(ofLayer(specific)).map(show),
					umbrellas: rowsOf(ofLayer(umbrellas)).map(show),
					counts: { specific: countOf(ofLayer(specific)), umbrellas: countOf(ofLayer(umbrellas)) }
				};
			})
			.filter((layer) => layer.specific.length + layer.umbrellas.length > 0),
		counts: { specific: countOf(specific), umbrellas: countOf(umbrellas) },
		mentioned: countOf(mentioning),
		mentions: rowsOf(mentioning).map((row) => ({
			...show(row),
			roles: [
				...new Set(
					row.evidence
						.filter((passage) => passage.paper === id)
						.map(({ role }) => label('evidence_roles', role))
				)
			]
		})),
		regulations: regulationsNamed(paper, frame, locale),
		named_items: groupItems(paper, frame, locale),
		named_items_note: inLocale(paper, 'named_items_note', locale),
		not_coded: (paper.considered_not_coded ?? []).map((item) => ({
			what: inLocale(item, 'what', locale),
			why: inLocale(item, 'why', locale),
			place: locatorText(item)
		})),
		unanswered: findUnanswered(id, frame, new Set(answered('all').rows()), locale),
		structure: paper.structure.map(({ section, heading, paragraphs = [] }) => ({
			section,
			anchor: `s-${section}`,
			heading,
			paragraphs: paragraphs.map(({ paragraph, starts_with }) => ({ number: paragraph, starts_with }))
		})),
		history: await listHistory(db, ['paper'], id)
	};
}

function titleLanguages(paper: Paper, locale: Locale): Pick<PaperPage, 'title_lang' | 'other_title'> {
	const shown = paperTitle(paper, locale);
	const other = paperTitle(paper, otherLocale(locale));
	if (other.text === shown.text) {
		const lang = paper.bibliography[`title_${locale}`] ? locale : otherLocale(locale);
		return lang === locale ? {} : { title_lang: lang };
	}
	return { other_title: { text: other.text, lang: otherLocale(locale) } };
}

function bibliographyOf(
	{ bibliography }: Paper,
	{ terms }: Frame,
	locale: Locale
): PaperPage['bibliography'] {
	return bibliographicFields
		.filter((field) => bibliography[field])
		.map((field) => {
			const { value, source, url, ...notes } = bibliography[field]!;
			const lang = languageOf(field, value);
			return {
				field,
				values: Array.isArray(value) ? value : [value],
				...(lang !== locale && { lang }),
				source: labelOf(terms, 'bibliography_source', source, locale),
				url,
				note: told(notes, 'note', locale)
			};
		});
}

function regulationsNamed(
	{ regulations_named = [] }: Paper,
	{ instruments }: Frame,
	locale: Locale
): PaperPage['regulations'] {
	return regulations_named.map((named) => ({
		href: `/regulations/${named.instrument}`,
		instrument: inLocale(instruments.get(named.instrument)!, 'short_title', locale),
		verbatim: named.verbatim,
		short_verbatim: named.short_verbatim,
		issuer_verbatim: named.issuer_verbatim,
		date_verbatim: named.date_verbatim,
		title: inLocale(named, 'title', locale),
		place: locatorText(named),
		...(named.url_in_paper && {
			url_in_paper: named.url_in_paper,
			url_host: new URL(named.url_in_paper).hostname
		})
	}));
}

/** The suffix says it; values without one are Chinese when they hold Chinese characters. */
function languageOf(field: BibliographicField, value: string | string[]): string {
	if (field.endsWith('_zh')) return 'zh';
	return /\p{Script=Han}/u.test(String(value)) && !field.endsWith('_en') ? 'zh' : 'en';
}

function groupItems({ named_items = [] }: Paper, { terms }: Frame, locale: Locale): PaperPage['named_items'] {
	const byType = groupBy(named_items, ({ type }) => type);
	return [...(terms.get('named_item_types')?.keys() ?? [])]
		.filter((type) => byType.has(type))
		.map((type) => ({
			type,
			label: labelOf(terms, 'named_item_types', type, locale),
			items: byType.get(type)!.map((item) => ({
				verbatim: item.verbatim,
				label: inLocale(item, 'label', locale),
				said: inLocale(item, 'said', locale),
				place: locatorText(item)
			}))
		}));
}

function findUnanswered(
	id: string,
	{ terms }: Frame,
	answered: ReadonlySet<string>,
	locale: Locale
): PaperPage['unanswered'] {
	return [...(terms.get('target_problems')?.values() ?? [])]
		.filter(({ code, evidence = [] }) => !answered.has(code) && evidence.some(({ paper }) => paper === id))
		.map((term) => ({
			code: term.code,
			label: inLocale(term, 'label', locale),
			places: (term.evidence ?? []).filter(({ paper }) => paper === id).map(locatorText)
		}));
}
