import type { Instrument, Provision } from '../instrument.ts';
import { lightOn, type LegalLight } from '../law.ts';
import { officialAddress } from '../official-address.ts';
import type { Terms } from '../vocabulary.ts';
import { pageIri, provisionIri, thingIri } from './addresses.ts';
import { concept, jurisdiction } from './concepts.ts';
import { bothLanguages, dateValue, inLanguage, node, type Literal, type Node } from './node.ts';
import { doubtedFacts } from './unverified.ts';

/** What schema.org does not call legislation, "a legal document such as an act, decree, bill (enforceable or not)". */
const otherWorks = new Set(['judgment', 'standard', 'white-paper', 'announced-initiative']);

const forces: Partial<Record<LegalLight, string>> = {
	'in-force': 'schema:InForce',
	'in-force-phased': 'schema:PartiallyInForce',
	'adopted-not-in-force': 'schema:NotInForce',
	proposed: 'schema:NotInForce',
	ended: 'schema:NotInForce',
	'not-yet': 'schema:NotInForce'
};

/**
 * A law, rule, judgment, opinion or convention as schema.org has it. Only what the record states; what its curators could
 * not confirm stays among `unverified`, a title that is not official is an `alternateName`, and an address known from memory
 * is no address. Whether it is in force is said of texts that bind, for the day, and not where the record itself is a guess.
 */
export function legislation(origin: string, terms: Terms, instrument: Instrument, day: string): Node {
	const { id, type, provisions, unverified = [] } = instrument;
	const isLegislation = !otherWorks.has(type);
	const doubted = doubtedFacts(instrument);
	const known = <F extends Parameters<typeof doubted.has>[0]>(fact: F): Instrument[F] | undefined =>
		doubted.has(fact) ? undefined : instrument[fact];
	const code = (vocabulary: string, value: string) => concept(origin, terms, vocabulary, value);
	const identifiers = [known('number'), known('celex'), known('ecli')].filter((value) => value !== undefined);
	const made = known('adopted_on') ?? known('issued_on');
	const applicable = known('applicable_from');
	return node({
		'@id': thingIri(origin, 'regulations', id),
		'@type': isLegislation ? 'Legislation' : 'CreativeWork',
		...titles(instrument, doubted.has('title_original')),
		inLanguage: instrument.original_language,
		...(isLegislation
			? {
					legislationIdentifier: identifiers,
					legislationType: concept(origin, terms, 'instrument_types', type, 'CategoryCode'),
					legislationJurisdiction: jurisdiction(origin, terms, instrument.jurisdiction),
					legislationDate: dateValue(made),
					legislationDateOfApplicability: dateValue(applicable),
					legislationDateVersion: dateValue(instrument.checked_on),
					legislationLegalForce: legalForce(instrument, day),
					first_date_entry_in_force: dateValue(known('in_force_from')),
					date_no_longer_in_force: dateValue(known('ended_on'))
				}
			: { identifier: identifiers, about: code('instrument_types', type) }),
		datePublished: dateValue(known('published_on')),
		creator: known('issuing_bodies')?.map((body) =>
			node({
				'@type': 'Organization',
				name: body.name_original ?? bothLanguages(body, 'name'),
				alternateName: body.name_original ? bothLanguages(body, 'name') : undefined
			})
		),
		url: doubted.has('url') ? undefined : officialAddress(instrument)?.href,
		sameAs: instrument.url_basis === 'memory' ? undefined : known('eli'),
		urlBasis: instrument.url_basis && code('url_basis', instrument.url_basis),
		creativeWorkStatus: code('instrument_status', instrument.status),
		bindingness: code('binding', instrument.binding),
		force: code('instrument_force', instrument.force),
		unverified: unverified.map((line) => inLanguage(line, 'en')),
		mainEntityOfPage: { '@id': pageIri(origin, 'regulations', id) },
		hasPart: provisions.map((provision) => provisionNode(origin, terms, instrument, provision))
	});
}

/** An article or section. The words of the law are not here: the description is our paraphrase. */
export function provisionNode(
	origin: string,
	terms: Terms,
	instrument: Instrument,
	provision: Provision
): Node {
	const { number, ref, ref_en, verification, applicable_from } = provision;
	const isLegislation = !otherWorks.has(instrument.type);
	const names = [inLanguage(ref, instrument.original_language)];
	if (ref_en !== ref) names.push(inLanguage(ref_en, 'en'));
	return node({
		'@id': provisionIri(origin, instrument.id, number),
		'@type': isLegislation ? 'Legislation' : 'CreativeWork',
		name: names,
		description: bothLanguages(provision, 'paraphrase'),
		isPartOf: { '@id': thingIri(origin, 'regulations', instrument.id) },
		...(isLegislation && { legislationDateOfApplicability: dateValue(applicable_from) }),
		verification: concept(origin, terms, 'provision_verification', verification)
	});
}

/** Enough of a law to know which one is meant. */
export function legislationHead(origin: string, instrument: Instrument): Node {
	return node({
		'@id': thingIri(origin, 'regulations', instrument.id),
		'@type': otherWorks.has(instrument.type) ? 'CreativeWork' : 'Legislation',
		...titles(instrument, doubtedFacts(instrument).has('title_original')),
		mainEntityOfPage: { '@id': pageIri(origin, 'regulations', instrument.id) }
	});
}

function titles(instrument: Instrument, isDoubted: boolean): Pick<Node, 'name' | 'alternateName'> {
	const { title_original, original_language } = instrument;
	const official: Literal[] = isDoubted ? [] : [inLanguage(title_original, original_language)];
	const others: Literal[] = isDoubted ? [inLanguage(title_original, original_language)] : [];
	for (const language of ['en', 'zh'] as const) {
		const title = instrument[`title_${language}`];
		if (title === title_original) continue;
		const isOfficial = instrument[`title_${language}_basis`] === 'official' && !isDoubted;
		(isOfficial ? official : others).push(inLanguage(title, language));
	}
	const said = new Set([...official, ...others].map((entry) => (entry as { '@value': string })['@value']));
	const short = bothLanguages(instrument, 'short_title').filter(
		(entry) => !said.has((entry as { '@value': string })['@value'])
	);
	return { name: official, alternateName: [...others, ...short] };
}

function legalForce(instrument: Instrument, day: string): Node | undefined {
	const isGuess = instrument.verification === 'low' || instrument.verification === 'title-only';
	if (isGuess || instrument.binding !== 'binding') return undefined;
	const force = forces[lightOn(instrument, day)];
	return force === undefined ? undefined : { '@id': force };
}
