import { provisionTitle } from '../../domain/chinese-reference.ts';
import { coderRelations, paperRelations, type LinkRelation } from '../../domain/codes.ts';
import {
	compareRow,
	cutCells,
	listCell,
	unknownCell,
	type CompareCell,
	type Compared,
	type CompareGroup,
	type CompareItem,
	type CompareRow
} from '../../domain/compare.ts';
import type { Instrument } from '../../domain/instrument.ts';
import {
	dateFields,
	isBinding,
	lawHref,
	lightOn,
	lightShown,
	provisionLightOn,
	relationShown
} from '../../domain/law.ts';
import { provisionName } from '../../domain/names.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { labelOf, type Terms } from '../../domain/vocabulary.ts';
import { groupBy } from '../db/rows.ts';
import type { Meeting } from '../queries/links.ts';
import type { ComparedDay } from './compare-proposals.ts';

/** What is compared, and how it is told. */
type Chosen = {
	records: Instrument[];
	terms: Terms;
	links: Meeting[];
	locale: Locale;
	on: ComparedDay & { most: number };
};

/**
 * What is recorded of regulations, criterion by criterion.
 * @param on `as_of` is the day that links to the law keep; `most` proposals are named in a cell, of more the first
 */
export function compareRegulations(
	records: Instrument[],
	{ terms, links }: Pick<Chosen, 'terms' | 'links'>,
	locale: Locale,
	on: Chosen['on']
): Compared {
	const chosen: Chosen = { records, terms, links, locale, on };
	return {
		columns: records.map((record) => ({
			id: record.id,
			href: lawHref(record.id, on.as_of),
			title: inLocale(record, 'short_title', locale),
			other: inLocale(record, 'short_title', otherLocale(locale)),
			umbrella: false
		})),
		silent: [],
		groups: [
			whatGroup(chosen),
			datesGroup(chosen),
			sureGroup(chosen),
			provisionsGroup(chosen),
			meetsGroup(chosen)
		].filter(({ rows }) => rows.length > 0)
	};
}

function whatGroup(chosen: Chosen): CompareGroup {
	const { records, locale } = chosen;
	return {
		key: 'what',
		rows: [
			compareRow(
				'title',
				records.map((record) => listCell([{ key: record.id, text: inLocale(record, 'title', locale) }]))
			),
			codedRow('jurisdiction', 'jurisdictions', chosen),
			codedRow('type', 'instrument_types', chosen),
			codedRow('binding', 'binding', chosen),
			codedRow('force', 'instrument_force', chosen),
			compareRow(
				'issued_by',
				records.map(({ issuing_bodies }) =>
					issuing_bodies
						? listCell(
								issuing_bodies.map((body) => ({ key: body.name_en, text: inLocale(body, 'name', locale) }))
							)
						: unknownCell
				)
			)
		]
	};
}

function datesGroup(chosen: Chosen): CompareGroup {
	const { records, locale, on } = chosen;
	return {
		key: 'dates',
		rows: [
			compareRow(
				'light',
				records.map((record) => lightCell(record, on.day)),
				{ vocabulary: 'legal_lights' }
			),
			codedRow('status', 'instrument_status', chosen, (record) => inLocale(record, 'status_note', locale)),
			...dateFields.map((field) =>
				compareRow(
					field,
					records.map(({ [field]: date }) => (date ? listCell([dateItem(date)]) : unknownCell))
				)
			)
		].filter(({ cells }) => cells.some(({ items }) => items.length > 0))
	};
}

function lightCell(record: Instrument, day: string): CompareCell {
	const light = { code: lightOn(record, day), isBinding: isBinding(record) };
	const key = lightShown(light.code, light.isBinding);
	return { items: [{ key, text: key, light }], ...(key === 'unknown' && { unknown: true }) };
}

function sureGroup(chosen: Chosen): CompareGroup {
	const { records } = chosen;
	return {
		key: 'sure',
		rows: [
			codedRow('verification', 'instrument_verification', chosen),
			compareRow(
				'unverified',
				records.map(({ id, unverified = [] }) =>
					listCell(unverified.map((line) => ({ key: `${id} ${line}`, text: line, lang: 'en' })))
				)
			),
			compareRow(
				'checked_on',
				records.map((record) => listCell([dateItem(record.checked_on)]))
			)
		]
	};
}

function provisionsGroup({ records, locale, on }: Chosen): CompareGroup {
	return {
		key: 'provisions',
		rows: [
			compareRow(
				'provisions',
				records.map((record) =>
					listCell(
						record.provisions.map((provision) => ({
							key: `${record.id}#${provision.number}`,
							...nameOf(record, provision, locale),
							href: lawHref(record.id, on.as_of, provision.number),
							details: [{ text: inLocale(provision, 'paraphrase', locale) }]
						}))
					)
				),
				{ vocabulary: 'provisions' }
			)
		]
	};
}

/** The proposals that the regulations meet, a row for each relation. */
function meetsGroup(chosen: Chosen): CompareGroup {
	const { records, terms, links, locale, on } = chosen;
	const relations = [...coderRelations, ...paperRelations].filter((relation) =>
		links.some((link) => link.relation === relation && records.some(({ id }) => id === link.instrument))
	);
	const day = on.as_of ? `&as_of=${on.as_of}` : '';
	return {
		key: 'meets',
		rows: relations.map((relation) =>
			cutCells(
				compareRow(
					`relation-${relation}`,
					records.map((record) => metCell(record, relation, chosen)),
					{ label: labelOf(terms, 'link_relations', relation, locale), vocabulary: 'proposals' }
				),
				on.most,
				(column) => `/trace?regulation=${records[column].id}&relation=${relation}${day}`
			)
		)
	};
}

function metCell(
	record: Instrument,
	relation: LinkRelation,
	{ terms, links, locale, on }: Chosen
): CompareCell {
	const byProposal = groupBy(
		links.filter((link) => link.instrument === record.id && link.relation === relation),
		({ proposal }) => proposal
	);
	return listCell(
		[...byProposal].map(([proposal, own]) => ({
			key: proposal,
			text: inLocale(own[0], 'title', locale),
			href: `/proposals/${proposal}`,
			details: own.map((link) => {
				const provision = record.provisions.find(({ number }) => number === link.number)!;
				const { tense } = relationShown(link, provisionLightOn(record, on.day, provision));
				return {
					...nameOf(record, provision, locale),
					href: lawHref(record.id, on.as_of, link.number),
					...(tense !== 'stands' && {
						relation: { code: relation, label: labelOf(terms, 'link_relations', relation, locale), tense }
					})
				};
			})
		}))
	);
}

/** A row of one code a regulation, with what more is to be said of it. */
const codedRow = (
	field: 'jurisdiction' | 'type' | 'binding' | 'force' | 'status' | 'verification',
	vocabulary: string,
	{ records, terms, locale }: Chosen,
	more: (record: Instrument) => string = () => ''
): CompareRow =>
	compareRow(
		field,
		records.map((record) => {
			const text = more(record);
			return listCell([
				{
					key: record[field],
					text: labelOf(terms, vocabulary, record[field], locale),
					...(text && { details: [{ text }] })
				}
			]);
		}),
		{ vocabulary }
	);

const nameOf = (...of: Parameters<typeof provisionTitle>): { text: string; shown?: string } => {
	const [text, shown] = [provisionName(...of), provisionTitle(...of)];
	return shown === text ? { text } : { text, shown };
};

const dateItem = (date: string): CompareItem => ({ key: date, text: date, date: true });
