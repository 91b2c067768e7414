import {
	composeBrief,
	formatBrief,
	parseBrief,
	type Brief,
	type BriefLaw,
	type BriefRemedy,
	type BriefSource,
	type BriefView
} from '../../domain/brief.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { settleIds, type CompareNote } from '../../domain/compare-view.ts';
import { everything } from '../../domain/cross-tab.ts';
import { coverageOn, type DatedLink } from '../../domain/coverage.ts';
import { lawDay, provisionLightOn, relationShown } from '../../domain/law.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import type { ProposalRow } from '../../domain/matrix/rows.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { officialAddress } from '../../domain/official-address.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf, type Passage } from '../../domain/vocabulary.ts';
import { dateText } from '../../i18n/date-words.ts';
import { comma, pause, semicolon } from '../../i18n/punctuation.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { listProposalChoices } from '../queries/proposals.ts';
import { listStandings, tellUnknown } from './asked-records.ts';
import { readCounts } from './counts.ts';
import { hasManyProposals } from './many.ts';
import { sectionHref } from './proposal.ts';
import { atlasFrame, listProposalRows, type Frame } from './snapshot.ts';

export type BriefPage = {
	view: BriefView;
	/** Undefined until remedies and a jurisdiction are chosen. */
	brief: Brief | undefined;
	/** The address of this brief without the language and with the ids as they were understood. */
	query: string;
	notes: CompareNote[];
	dropped: Dropped[];
	/** Whether there are too many proposals for a list; `choices` then holds those that are chosen. */
	many: boolean;
	choices: { id: string; title: string; umbrella: boolean }[];
	jurisdictions: { code: string; label: string; links: number }[];
	day: string;
	data_version: number;
};

/**
 * A brief on up to six remedies in one jurisdiction, in the reader's language.
 * @param today YYYY-MM-DD
 */
export async function briefPage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<BriefPage> {
	const frame = await atlasFrame(db);
	const { terms, instruments } = frame;
	const inRegister = new Set(
		[...instruments.values()].filter(isCurrent).map(({ jurisdiction }) => jurisdiction)
	);
	const codes = [...(terms.get('jurisdictions')?.keys() ?? [])].filter((code) => inRegister.has(code));
	const { view, dropped } = parseBrief(parameters, (code) => codes.includes(code));
	const standings = await listStandings(db, view.ids);
	const settled = settleIds(view.ids, (id) => standings.get(id));
	const [rows, [counts], isMany] = await Promise.all([
		listProposalRows(db, frame, settled.ids),
		readCounts(db, [['jurisdiction', 'links']]),
		hasManyProposals(db)
	]);
	const listed = isMany ? rows : await listProposalChoices(db);
	const links = counts('all');
	const day = lawDay(frame, today);
	const settledView = { ...view, ids: settled.ids };
	const ready = view.jurisdiction !== undefined && settled.ids.length > 0;
	return {
		view: settledView,
		query: formatBrief(settledView),
		brief: ready ? compose(rows, view.jurisdiction!, codes, frame, locale, day) : undefined,
		notes: [...(await tellUnknown(db, 'proposals', settled.unknown, locale)), ...settled.notes],
		dropped,
		many: isMany,
		choices: listed
			.map((row) => ({
				id: row.id,
				title: inLocale(row, 'title', locale),
				umbrella: row.level === 'umbrella'
			}))
			.sort((a, b) => a.title.localeCompare(b.title, locale)),
		jurisdictions: codes.map((code) => ({
			code,
			label: labelOf(terms, 'jurisdictions', code, locale),
			links: links.of(code, everything).links
		})),
		day,
		data_version: frame.data_version
	};
}

function compose(
	rows: ProposalRow[],
	jurisdiction: string,
	codes: string[],
	frame: Frame,
	locale: Locale,
	day: string
): Brief {
	const jurisdictions = frame.terms.get('jurisdictions');
	const above: string[] = [];
	for (
		let code = jurisdictions?.get(jurisdiction)?.parent;
		code && !above.includes(code);
		code = jurisdictions?.get(code)?.parent
	)
		above.push(code);
	return composeBrief({
		day,
		jurisdiction: {
			code: jurisdiction,
			label: labelOf(frame.terms, 'jurisdictions', jurisdiction, locale),
			above
		},
		jurisdictions: codes.length,
		remedies: rows.map((row) => gather(row, codes, frame, locale, day)),
		comma: comma(locale)
	});
}

const passageSource = (place: Passage, { papers }: Frame, locale: Locale): BriefSource => ({
	key: `passage ${place.paper} ${locatorText(place)} ${place.key_terms.join(' ')}`,
	kind: 'passage',
	text: `${paperShortName(papers.get(place.paper)!, locale)}${pause(locale)}${locatorText(place)}`,
	href: sectionHref(place.paper, place.section),
	terms: place.key_terms
});

function lawOf(link: DatedLink, { terms, instruments }: Frame, locale: Locale, day: string): BriefLaw {
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const instrument = instruments.get(link.instrument)!;
	const provision = instrument.provisions.find(({ number }) => number === link.number)!;
	const name = inLocale(instrument, 'short_title', locale);
	const reference = provisionTitle(instrument, provision, locale);
	const place = label('jurisdictions', link.jurisdiction);
	const { relation, tense } = relationShown(link, provisionLightOn(instrument, day, provision));
	const doubts = [
		label('provision_verification', provision.verification),
		m.compare_brief_confidence({ level: label('confidence', link.confidence) })
	];
	return {
		source: {
			key: `provision ${link.provision}`,
			kind: 'provision',
			text:
				locale === 'zh'
					? `${name}${/^[!-~]/.test(reference) ? ' ' : ''}${reference}（${place}）`
					: `${name}, ${reference} (${place})`,
			href: `/regulations/${link.instrument}#p${link.number}`,
			official: officialAddress(instrument, provision)?.href,
			doubt: doubts.join(semicolon(locale))
		},
		jurisdiction: link.jurisdiction,
		jurisdiction_label: place,
		relation,
		relation_label: label('link_relations', relation),
		tense,
		instrument: name,
		reference,
		reason: inLocale(link, 'reason', locale),
		...(link.missing_en && { missing: inLocale(link, 'missing', locale) })
	};
}

/** What the records say of one remedy, each part with the source a footnote will name. */
function gather(row: ProposalRow, codes: string[], frame: Frame, locale: Locale, day: string): BriefRemedy {
	const { terms, papers, instruments } = frame;
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const title = inLocale(row, 'title', locale);
	const passage = (place: Passage) => passageSource(place, frame, locale);
	const { counted, not_operative, undated } = coverageOn(row.links, row.assessments, instruments, day);
	const read = (list: DatedLink[]) =>
		list.filter(({ basis }) => basis === 'coder').map((link) => lawOf(link, frame, locale, day));
	const proposing = new Set(row.papers.filter((paper) => paper.proposing).map(({ id }) => id));
	const looked = new Set([...row.links, ...row.assessments].map(({ jurisdiction }) => jurisdiction));
	const record: BriefSource = {
		key: `record ${row.id}`,
		kind: 'record',
		text: m.compare_brief_record({ title }),
		href: `/proposals/${row.id}`
	};
	return {
		id: row.id,
		title,
		umbrella: row.level === 'umbrella',
		record,
		coverage: {
			key: `coverage ${row.id}`,
			kind: 'coverage',
			text: m.compare_brief_coverage({ title }),
			href: `/matrix/coverage?rows=all&${row.level === 'umbrella' ? 'level=all&' : ''}cell=${row.id}:all`
		},
		summary: inLocale(row, 'summary', locale),
		modality: label('modality', row.modality),
		passages: row.evidence
			.filter(({ role, paper }) => !proposing.has(paper) || role === 'proposal' || role === 'restatement')
			.map((place) => ({
				paper: paperShortName(papers.get(place.paper)!, locale),
				proposing: proposing.has(place.paper),
				source: passage(place)
			})),
		actors: row.actors.map(({ code, basis }) => ({
			label: label('actors', code),
			inferred: basis === 'inferred'
		})),
		obstacles: (row.obstacles ?? []).map((code) => {
			const term = terms.get('obstacles')?.get(code);
			return {
				label: label('obstacles', code),
				definition: term ? inLocale(term, 'definition', locale) : '',
				sources: (term?.evidence ?? []).map(passage)
			};
		}),
		law: read(counted),
		not_operative: read([...not_operative, ...undated]),
		searches: row.assessments
			.filter(({ as_of }) => as_of <= day)
			.map((search) => ({
				jurisdiction: search.jurisdiction,
				label: label('jurisdictions', search.jurisdiction),
				on: search.as_of,
				reason: inLocale(search, 'reason', locale),
				source: {
					key: `search ${row.id} ${search.jurisdiction}`,
					kind: 'search',
					text: m.compare_brief_search({
						title,
						place: label('jurisdictions', search.jurisdiction),
						date: dateText(search.as_of, locale)
					}),
					href: `/proposals/${row.id}#looked`
				}
			})),
		not_looked: codes.filter((code) => !looked.has(code)).length
	};
}
