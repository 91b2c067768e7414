import type { Instrument, Provision } from '../../domain/instrument.ts';
import { isBinding, lightShown, provisionLightOn, relationShown, type LegalLight } from '../../domain/law.ts';
import type { PlacedLink, ProposalRow } from '../../domain/matrix/rows.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { officialAddress } from '../../domain/official-address.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { lightWords, relationWords } from '../../i18n/law-words.ts';
import type { Db } from '../db/connect.ts';
import type { ProposalTitle } from '../queries/proposals.ts';
import { listUrlChecks, type UrlCheck } from '../queries/url-checks.ts';
import { sectionHref } from '../views/proposal.ts';
import { atlasFrame, type Frame } from '../views/snapshot.ts';
import { told } from '../views/told.ts';

/** What a tool tells from: the data, the language of the assistant's reader, the day of the law. */
export type Telling = {
	db: Db;
	frame: Frame;
	/** `https://atlas.example` */
	origin: string;
	locale: Locale;
	/** YYYY-MM-DD */
	day: string;
	/** What the last walk over the official addresses found, by address. */
	checks: ReadonlyMap<string, UrlCheck>;
};

export type Asked = { db: Db; origin: string; now: Date };

export async function openTelling(
	{ db, origin, now }: Asked,
	{ language, as_of }: { language: Locale; as_of?: string | undefined }
): Promise<Telling> {
	const [frame, checks] = await Promise.all([atlasFrame(db), listUrlChecks(db)]);
	return {
		db,
		frame,
		origin,
		locale: language,
		day: as_of ?? now.toISOString().slice(0, 10),
		checks: new Map(checks.map((check) => [check.url, check]))
	};
}

/** The address of a page in full, in the reader's language. */
export const addressOf = ({ origin, locale }: Pick<Telling, 'origin' | 'locale'>, path: string): string =>
	origin + (locale === 'zh' ? '/zh' : '') + path;

export const coded = ({ frame, locale }: Telling, vocabulary: string, code: string) => ({
	code,
	label: labelOf(frame.terms, vocabulary, code, locale)
});

/** A light in words; a text that binds nobody is current, never in force. */
export function tellLight({ locale }: Telling, instrument: Instrument, light: LegalLight) {
	const code = lightShown(light, isBinding(instrument));
	return { code, label: lightWords[code].word({}, { locale }) };
}

/**
 * Where the publisher shows the text, how we know the address and whether it answered when it was last asked. `url` is null
 * where none is recorded, or none but one from memory, which nobody should follow.
 */
export function tellOfficial(telling: Telling, instrument: Instrument, provision?: Provision) {
	const official = officialAddress(instrument, provision);
	const known_by = instrument.url_basis ? coded(telling, 'url_basis', instrument.url_basis) : null;
	if (!official) return { url: null, known_by };
	const check = telling.checks.get(instrument.url!);
	return {
		url: official.href,
		opens: official.opens,
		known_by,
		last_check: check ? { state: check.state, on: check.checked_at.toISOString().slice(0, 10) } : null
	};
}

export function tellRegulation(telling: Telling, instrument: Instrument) {
	return {
		id: instrument.id,
		title: inLocale(instrument, 'short_title', telling.locale),
		url: addressOf(telling, `/regulations/${instrument.id}`),
		jurisdiction: coded(telling, 'jurisdictions', instrument.jurisdiction),
		binding: coded(telling, 'binding', instrument.binding),
		verification: coded(telling, 'instrument_verification', instrument.verification)
	};
}

export function tellProvision(telling: Telling, instrument: Instrument, provision: Provision) {
	const { locale, day } = telling;
	const isChinese = locale === 'zh' && instrument.original_language === 'zh';
	return {
		id: `${instrument.id}#${provision.number}`,
		ref: isChinese ? provision.ref : provision.ref_en,
		url: addressOf(telling, `/regulations/${instrument.id}#p${provision.number}`),
		/** Ours: never the words of the law. */
		paraphrase: inLocale(provision, 'paraphrase', locale),
		verification: coded(telling, 'provision_verification', provision.verification),
		light: tellLight(telling, instrument, provisionLightOn(instrument, day, provision)),
		official: tellOfficial(telling, instrument, provision)
	};
}

export function tellPassage(
	{ frame, origin, locale }: Telling,
	place: { paper: string; section: string; paragraph: number; page?: string | undefined }
) {
	return {
		paper: place.paper,
		paper_name: paperShortName(frame.papers.get(place.paper)!, locale),
		place: locatorText({ section: place.section, paragraph: place.paragraph }),
		url: addressOf({ origin, locale }, sectionHref(place.paper, place.section))
	};
}

/** A link with both its ends, its reason and its doubt. */
export function tellLink(telling: Telling, link: PlacedLink) {
	const { frame, locale, day } = telling;
	const instrument = frame.instruments.get(link.instrument)!;
	// The database lets no link point to a provision that is not there.
	const provision = instrument.provisions.find(({ number }) => number === link.number)!;
	const light = provisionLightOn(instrument, day, provision);
	const relation = coded(telling, 'link_relations', link.relation);
	const { tense } = relationShown(link, light);
	return {
		id: link.id,
		url: addressOf(telling, `/proposals/${link.proposal}#${link.id}`),
		relation,
		tense,
		/** The relation in the tense its law allows: law that is over or to come never enacts anything now. */
		said: relationWords(link.relation, tense, relation.label, locale),
		basis: coded(telling, 'link_basis', link.basis),
		confidence: coded(telling, 'confidence', link.confidence),
		reason: inLocale(link, 'reason', locale),
		...(link.missing_en && { missing: inLocale(link, 'missing', locale) }),
		covers: link.covers.map((code) => labelOf(frame.terms, 'worker_groups', code, locale)),
		...(link.evidence && { passage: tellPassage(telling, link.evidence) }),
		...(link.coding_note_en && { coding_note: told(link, 'coding_note', locale) }),
		provision: tellProvision(telling, instrument, provision),
		regulation: tellRegulation(telling, instrument)
	};
}

export function tellProposal(telling: Telling, row: ProposalTitle & Pick<ProposalRow, 'level'>) {
	return {
		id: row.id,
		title: inLocale(row, 'title', telling.locale),
		url: addressOf(telling, `/proposals/${row.id}`),
		level: coded(telling, 'level', row.level)
	};
}

export function tellAssessment(telling: Telling, assessment: ProposalRow['assessments'][number]) {
	const { frame, locale } = telling;
	return {
		jurisdiction: coded(telling, 'jurisdictions', assessment.jurisdiction),
		finding: coded(telling, 'assessment_findings', assessment.finding),
		on: assessment.as_of,
		scope: coded(telling, 'assessment_scope', assessment.scope),
		strength: coded(telling, 'assessment_strength', assessment.strength),
		reason: inLocale(assessment, 'reason', locale),
		except: (assessment.exceptions ?? []).map((id) => ({
			id,
			title: inLocale(frame.instruments.get(id)!, 'short_title', locale),
			url: addressOf(telling, `/regulations/${id}`)
		}))
	};
}
