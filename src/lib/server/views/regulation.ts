import type { AddressState } from '../../domain/address-check.ts';
import { coderRelations, paperRelations, type Layer, type LinkRelation } from '../../domain/codes.ts';
import {
	dateFields,
	isLawDay,
	lightOn,
	provisionLightOn,
	relationShown,
	type LegalLight,
	type RelationTense
} from '../../domain/law.ts';
import type { HistoryEntry } from '../../domain/history-page.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { locatorText, paperShortName, paperTitle } from '../../domain/names.ts';
import { officialAddress, splitAddresses, type OfficialAddress } from '../../domain/official-address.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { definitionOf, labelOf } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { listMetLinks } from '../queries/links.ts';
import { listRowHeads } from '../queries/proposals.ts';
import { listUrlChecks } from '../queries/url-checks.ts';
import { listHistory } from './history.ts';
import { linkedCounts } from './counts.ts';
import { atlasFrame, listPlacedLinks, type Frame } from './snapshot.ts';
import { told, type Told } from './told.ts';

type Coded = { code: string; label: string; definition: string };

/** One proposal a provision meets, with everything the link says. */
type MetProposal = {
	id: string;
	proposal: string;
	title: string;
	umbrella: boolean;
	layer: { code: Layer; label: string };
	relation: LinkRelation;
	tense: RelationTense;
	reason: string;
	missing: string | undefined;
	confidence: string;
	confidence_code: string;
	covers: string[];
	passage: { paper: string; href: string; place: string } | undefined;
	note: Told | undefined;
};

type ProvisionShown = {
	number: number;
	ref: string;
	/** The law's own words for the place, where they differ. */
	ref_original: string | undefined;
	paraphrase: string;
	other_paraphrase: { text: string; lang: Locale };
	verification: Coded;
	applicable_from: string | undefined;
	applicable_note: Told | undefined;
	light: LegalLight;
	address: OfficialAddress | undefined;
	/** Grouped by relation, strongest first, what papers state after what coders read. */
	met: {
		relation: LinkRelation;
		label: string;
		basis: 'paper' | 'coder';
		links: MetProposal[];
		/** How many there are by this relation, shown or not. */
		all: number;
	}[];
	/** Where not all links of the provision are shown: which of them are, and the pages beside them. */
	part: { from: number; to: number; all: number; previous?: number; next?: number } | undefined;
};

/** Links of one provision on one page. */
const shownAtOnce = 50;

type DateField = (typeof dateFields)[number];

type AddressResult = {
	state: AddressState;
	http_status: number | null;
	reason: string | null;
	final_url: string | null;
	checked_on: string;
	gone_since: string | undefined;
};

export type RegulationPage = {
	id: string;
	short_title: string;
	/** The reader's language first, then the other one, then the law's own words where they are a third. */
	titles: {
		text: string;
		lang: string;
		kind: 'original' | 'en' | 'zh';
		basis: string | undefined;
		is_original: boolean;
	}[];
	language_note: Told | undefined;
	jurisdiction: Coded;
	type: Coded;
	type_note: Told | undefined;
	binding: Coded;
	force: Coded;
	issuing_bodies: { name: string; original: string | undefined }[];
	identifiers: {
		kind: 'number' | 'celex' | 'eli' | 'ecli' | 'publication_ref';
		text: string;
		href?: string;
	}[];
	dates: { field: DateField; value: string | undefined; upcoming: boolean }[];
	status: Coded;
	status_note: Told | undefined;
	today: string;
	/** The chosen day, when it is not today. */
	as_of: string | undefined;
	light_today: LegalLight;
	light: LegalLight;
	address: { href: string; followable: boolean; basis: Coded; result: AddressResult | undefined } | undefined;
	url_note: Told | undefined;
	other_addresses: { href: string; result: AddressResult | undefined }[];
	verification: Coded;
	verification_note: Told | undefined;
	unverified: string[];
	sources: ReturnType<typeof splitAddresses>[];
	checked_on: string;
	no_link_reason: Told | undefined;
	provisions: ProvisionShown[];
	links: number;
	proposals: number;
	cited_by: {
		paper: string;
		title: string;
		kind: Coded;
		how: string;
		where: string | undefined;
		named: { verbatim: string; place: string }[];
	}[];
	history: HistoryEntry[];
	dropped: Dropped[];
};

/** A regulation as its page shows it; undefined where no current record has this id. */
export async function regulationPage(
	db: Db,
	id: string,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<RegulationPage | undefined> {
	const frame = await atlasFrame(db);
	const record = frame.instruments.get(id);
	if (!record || !isCurrent(record)) return undefined;
	const addresses = [...(record.url ? [record.url] : []), ...(record.other_urls ?? [])];
	const [checks, history] = await Promise.all([
		listUrlChecks(db, addresses),
		listHistory(db, ['instrument'], id)
	]);
	const resultOf = (url: string) => addressResult(checks.find((check) => check.url === url));
	const coded = codedIn(frame, locale);
	const dropped: Dropped[] = [];
	const as_of = chosenDay(parameters, today, dropped);
	const day = as_of ?? today;
	const linked = await linkedCounts(db);
	const { proposals, links } = linked(id);
	const met = await findMet(db, frame, id, openedPart(parameters, record, dropped), dropped);

	return {
		id,
		short_title: inLocale(record, 'short_title', locale),
		titles: titlesOf(record, frame, locale),
		language_note: told(record, 'language_note', locale),
		jurisdiction: coded('jurisdictions', record.jurisdiction),
		type: coded('instrument_types', record.type),
		type_note: told(record, 'type_note', locale),
		binding: coded('binding', record.binding),
		force: coded('instrument_force', record.force),
		issuing_bodies: (record.issuing_bodies ?? []).map((body) => {
			const name = inLocale(body, 'name', locale);
			return { name, original: body.name_original !== name ? body.name_original : undefined };
		}),
		identifiers: identifiersOf(record),
		dates: dateFields.map((field) => {
			const value = record[field];
			return { field, value, upcoming: value !== undefined && value > today.slice(0, value.length) };
		}),
		status: coded('instrument_status', record.status),
		status_note: told(record, 'status_note', locale),
		today,
		as_of,
		light_today: lightOn(record, today),
		light: lightOn(record, day),
		address: record.url
			? {
					href: record.url,
					followable: officialAddress(record) !== undefined,
					basis: coded('url_basis', record.url_basis!),
					result: resultOf(record.url)
				}
			: undefined,
		url_note: told(record, 'url_note', locale),
		other_addresses: (record.other_urls ?? []).map((href) => ({ href, result: resultOf(href) })),
		verification: coded('instrument_verification', record.verification),
		verification_note: told(record, 'verification_note', locale),
		unverified: record.unverified ?? [],
		// An address from memory is not to be followed, wherever it is written.
		sources: record.sources.map((line) =>
			splitAddresses(line).map(({ text, href }) =>
				href && (href !== record.url || officialAddress(record)) ? { text, href } : { text }
			)
		),
		checked_on: record.checked_on,
		no_link_reason: told(record, 'no_link_reason', locale),
		provisions: record.provisions.map((provision) =>
			showProvision(record, provision, provisionLightOn(record, day, provision), met, frame, locale)
		),
		links,
		proposals,
		cited_by: citationsOf(record, frame, locale),
		history,
		dropped
	};
}

type Coder = (vocabulary: string, code: string) => Coded;

/** A code in the reader's language. */
const codedIn =
	({ terms }: Frame, locale: Locale): Coder =>
	(vocabulary, code) => ({
		code,
		label: labelOf(terms, vocabulary, code, locale),
		definition: definitionOf(terms, vocabulary, code, locale)
	});

/** What the last visit to an address found; undefined where there was none. */
const addressResult = (
	check: Awaited<ReturnType<typeof listUrlChecks>>[number] | undefined
): AddressResult | undefined =>
	check && {
		state: check.state,
		http_status: check.http_status,
		reason: check.reason,
		final_url: check.final_url,
		checked_on: check.checked_at.toISOString().slice(0, 10),
		gone_since: check.first_seen_gone?.toISOString().slice(0, 10)
	};

/** The day of the address; undefined where it names none, or today. */
function chosenDay(parameters: URLSearchParams, today: string, dropped: Dropped[]): string | undefined {
	const asked = parameters.get('as_of')?.trim();
	if (!asked) return undefined;
	if (isLawDay(asked)) return asked === today ? undefined : asked;
	dropped.push({ name: 'as_of', value: asked.slice(0, 80) });
	return undefined;
}

function showProvision(
	record: Instrument,
	provision: Instrument['provisions'][number],
	light: LegalLight,
	met: Met,
	frame: Frame,
	locale: Locale
): ProvisionShown {
	const ref = provisionTitle(record, provision, locale);
	return {
		number: provision.number,
		ref,
		ref_original: provision.ref !== ref && !sameRef(provision.ref, ref) ? provision.ref : undefined,
		paraphrase: inLocale(provision, 'paraphrase', locale),
		other_paraphrase: {
			text: inLocale(provision, 'paraphrase', otherLocale(locale)),
			lang: otherLocale(locale)
		},
		verification: codedIn(frame, locale)('provision_verification', provision.verification),
		applicable_from: provision.applicable_from,
		applicable_note: told(provision, 'applicable_note', locale),
		light,
		address: officialAddress(record, provision),
		...metOf(met, provision.number, light, frame, locale)
	};
}

/** Where papers name the regulation. */
function citationsOf(
	{ id, cited_by_papers = [] }: Instrument,
	frame: Frame,
	locale: Locale
): RegulationPage['cited_by'] {
	const coded = codedIn(frame, locale);
	return cited_by_papers.map((citation) => {
		const paper = frame.papers.get(citation.paper);
		return {
			paper: citation.paper,
			title: paper ? `${paperShortName(paper, locale)} · ${paperTitle(paper, locale).text}` : citation.paper,
			kind: coded('cited_by_kind', citation.kind),
			how: citation.how_en,
			where: citation.where,
			named: (paper?.regulations_named ?? [])
				.filter(({ instrument }) => instrument === id)
				.map((named) => ({ verbatim: named.verbatim, place: locatorText(named) }))
		};
	});
}

/** `Art 37` and `Art. 37` are the same place said twice. */
const sameRef = (a: string, b: string) =>
	a.replace(/[.\s]/g, '').toLowerCase() === b.replace(/[.\s]/g, '').toLowerCase();

function titlesOf(record: Instrument, { terms }: Frame, locale: Locale): RegulationPage['titles'] {
	const own = (language: Locale) => ({
		text: record[`title_${language}`],
		lang: language,
		kind: language,
		basis: labelOf(terms, `title_${language}_basis`, record[`title_${language}_basis`], locale),
		is_original: record[`title_${language}`] === record.title_original
	});
	const list: RegulationPage['titles'] = [own(locale), own(otherLocale(locale))];
	if (!list.some(({ is_original }) => is_original))
		list.push({
			text: record.title_original,
			lang: record.original_language,
			kind: 'original',
			basis: undefined,
			is_original: true
		});
	return list;
}

function identifiersOf(record: Instrument): RegulationPage['identifiers'] {
	const { number, celex, eli, ecli, publication_ref } = record;
	return [
		...(number ? [{ kind: 'number' as const, text: number }] : []),
		...(celex ? [{ kind: 'celex' as const, text: celex }] : []),
		...(eli
			? [{ kind: 'eli' as const, text: eli, ...(record.url_basis !== 'memory' && { href: eli }) }]
			: []),
		...(ecli ? [{ kind: 'ecli' as const, text: ecli }] : []),
		...(publication_ref ? [{ kind: 'publication_ref' as const, text: publication_ref }] : [])
	];
}

type Opened = { provision: number; page: number } | undefined;

/** The one provision of which another page of links is asked for. */
function openedPart(
	parameters: URLSearchParams,
	{ provisions }: Pick<Instrument, 'provisions'>,
	dropped: Dropped[]
): Opened {
	const read = (name: 'provision' | 'page', isKnown: (value: number) => boolean): number | undefined => {
		const value = parameters.get(name)?.trim();
		if (!value) return undefined;
		if (/^[1-9]\d{0,5}$/.test(value) && isKnown(Number(value))) return Number(value);
		dropped.push({ name, value: value.slice(0, 80) });
		return undefined;
	};
	const provision = read('provision', (value) => provisions.some(({ number }) => number === value));
	const page = read('page', () => true) ?? 1;
	return provision === undefined ? undefined : { provision, page };
}

type Met = Awaited<ReturnType<typeof findMet>>;

/** The links a page shows, with what it shows of their proposals. Where a provision has no such page of links, it is as if none were asked for. */
async function findMet(db: Db, frame: Frame, id: string, asked: Opened, dropped: Dropped[]) {
	let opened = asked;
	let places = await listPlaces(db, frame, id, opened);
	if (opened && opened.page > 1 && !places.some(({ provision }) => provision === opened?.provision)) {
		dropped.push({ name: 'page', value: String(opened.page) });
		opened = undefined;
		places = await listPlaces(db, frame, id, opened);
	}
	const links = await listPlacedLinks(db, frame, { ids: places.map((place) => place.id) });
	const ids = [...new Set(links.map(({ proposal }) => proposal))];
	const heads = await listRowHeads(db, ids);
	return {
		opened,
		placesOf: groupBy(places, ({ provision }) => provision),
		links: new Map(links.map((link) => [link.id, link])),
		proposals: new Map(heads.map((head) => [head.id, head]))
	};
}

const listPlaces = (db: Db, frame: Frame, id: string, opened: Opened) =>
	listMetLinks(
		db,
		id,
		{
			relations: [...coderRelations, ...paperRelations],
			confidences: [...(frame.terms.get('confidence')?.keys() ?? [])]
		},
		{
			limit: shownAtOnce,
			...(opened && { provision: opened.provision, skip: (opened.page - 1) * shownAtOnce })
		}
	);

function metOf(
	{ opened, placesOf, links, proposals }: Met,
	number: number,
	light: LegalLight,
	{ terms, papers }: Frame,
	locale: Locale
): Pick<ProvisionShown, 'met' | 'part'> {
	const places = placesOf.get(number) ?? [];
	const page = opened?.provision === number ? opened.page : 1;
	const from = (page - 1) * shownAtOnce + 1;
	const to = from + places.length - 1;
	const all = places[0]?.all ?? 0;
	return {
		part:
			all > places.length
				? {
						from,
						to,
						all,
						...(page > 1 && { previous: page - 1 }),
						...(to < all && { next: page + 1 })
					}
				: undefined,
		met: [...groupBy(places, ({ relation }) => relation)].map(([relation, alike]) => ({
			relation,
			label: labelOf(terms, 'link_relations', relation, locale),
			basis: links.get(alike[0].id)!.basis,
			all: alike[0].alike,
			links: alike.map((place): MetProposal => {
				const link = links.get(place.id)!;
				const row = proposals.get(link.proposal)!;
				return {
					id: link.id,
					proposal: row.id,
					title: inLocale(row, 'title', locale),
					umbrella: row.level === 'umbrella',
					layer: { code: row.primary_layer, label: labelOf(terms, 'layers', row.primary_layer, locale) },
					...relationShown(link, light),
					reason: inLocale(link, 'reason', locale),
					missing: link.missing_en ? inLocale(link, 'missing', locale) : undefined,
					confidence: labelOf(terms, 'confidence', link.confidence, locale),
					confidence_code: link.confidence,
					covers: link.covers.map((code) => labelOf(terms, 'worker_groups', code, locale)),
					passage: link.evidence && {
						paper: paperShortName(papers.get(link.evidence.paper)!, locale),
						href: `/papers/${link.evidence.paper}`,
						place: locatorText(link.evidence)
					},
					note: told(link, 'coding_note', locale)
				};
			})
		}))
	};
}
