import { provisionTitle } from '../../domain/chinese-reference.ts';
import { coderRelations, paperRelations, type LinkRelation } from '../../domain/codes.ts';
import {
	compareRow,
	cutCells,
	unknownCell,
	type CompareCell,
	type Compared,
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
import { labelOf } from '../../domain/vocabulary.ts';
import { groupBy } from '../db/rows.ts';
import type { Meeting } from '../queries/links.ts';
import type { ComparedDay } from './compare-proposals.ts';
import type { Frame } from './snapshot.ts';

const nameOf = (...of: Parameters<typeof provisionTitle>): { text: string; shown?: string } => {
	const [text, shown] = [provisionName(...of), provisionTitle(...of)];
	return shown === text ? { text } : { text, shown };
};

const dateItem = (date: string): CompareItem => ({ key: date, text: date, date: true });

/**
 * What is recorded of regulations, criterion by criterion.
 * @param as_of the day that links to the law keep
 * @param most proposals named in a cell; of more the first
 */
export function compareRegulations(
	records: Instrument[],
	{ terms, links }: Pick<Frame, 'terms'> & { links: Meeting[] },
	locale: Locale,
	{ day, as_of, most }: ComparedDay & { most: number }
): Compared {
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const row = (key: string, cell: (record: Instrument) => CompareCell, vocabulary?: string) =>
		compareRow(key, records.map(cell), { ...(vocabulary && { vocabulary }) });
	const coded = (vocabulary: string, code: string, detail?: string): CompareCell => ({
		items: [{ key: code, text: label(vocabulary, code), ...(detail && { details: [{ text: detail }] }) }]
	});
	const metBy = (record: Instrument, relation: LinkRelation): CompareCell => ({
		items: [
			...groupBy(
				links.filter((link) => link.instrument === record.id && link.relation === relation),
				({ proposal }) => proposal
			)
		].map(([proposal, own]) => ({
			key: proposal,
			text: inLocale(own[0], 'title', locale),
			href: `/proposals/${proposal}`,
			details: own.map((link) => {
				const provision = record.provisions.find(({ number }) => number === link.number)!;
				const { tense } = relationShown(link, provisionLightOn(record, day, provision));
				return {
					...nameOf(record, provision, locale),
					href: lawHref(record.id, as_of, link.number),
					...(tense !== 'stands' && {
						relation: { code: relation, label: label('link_relations', relation), tense }
					})
				};
			})
		}))
	});
	const relations = [...coderRelations, ...paperRelations].filter((relation) =>
		links.some((link) => link.relation === relation && records.some(({ id }) => id === link.instrument))
	);
	return {
		columns: records.map((record) => ({
			id: record.id,
			href: lawHref(record.id, as_of),
			title: inLocale(record, 'short_title', locale),
			other: inLocale(record, 'short_title', otherLocale(locale)),
			umbrella: false
		})),
		silent: [],
		groups: [
			{
				key: 'what',
				rows: [
					row('title', (record) => ({
						items: [{ key: record.id, text: inLocale(record, 'title', locale) }]
					})),
					row('jurisdiction', (record) => coded('jurisdictions', record.jurisdiction), 'jurisdictions'),
					row('type', (record) => coded('instrument_types', record.type), 'instrument_types'),
					row('binding', (record) => coded('binding', record.binding), 'binding'),
					row('force', (record) => coded('instrument_force', record.force), 'instrument_force'),
					row('issued_by', (record) =>
						record.issuing_bodies
							? {
									items: record.issuing_bodies.map((body) => ({
										key: body.name_en,
										text: inLocale(body, 'name', locale)
									}))
								}
							: unknownCell
					)
				]
			},
			{
				key: 'dates',
				rows: [
					row(
						'light',
						(record) => {
							const light = { code: lightOn(record, day), isBinding: isBinding(record) };
							const key = lightShown(light.code, light.isBinding);
							return { items: [{ key, text: key, light }], ...(key === 'unknown' && { unknown: true }) };
						},
						'legal_lights'
					),
					row(
						'status',
						(record) =>
							coded('instrument_status', record.status, inLocale(record, 'status_note', locale) || undefined),
						'instrument_status'
					),
					...dateFields.map((field) =>
						row(field, (record) => (record[field] ? { items: [dateItem(record[field])] } : unknownCell))
					)
				].filter(({ cells }) => cells.some(({ items }) => items.length > 0))
			},
			{
				key: 'sure',
				rows: [
					row(
						'verification',
						(record) => coded('instrument_verification', record.verification),
						'instrument_verification'
					),
					row('unverified', (record) => ({
						items: (record.unverified ?? []).map((line) => ({
							key: `${record.id} ${line}`,
							text: line,
							lang: 'en'
						}))
					})),
					row('checked_on', (record) => ({ items: [dateItem(record.checked_on)] }))
				]
			},
			{
				key: 'provisions',
				rows: [
					row(
						'provisions',
						(record) => ({
							items: record.provisions.map((provision) => ({
								key: `${record.id}#${provision.number}`,
								...nameOf(record, provision, locale),
								href: lawHref(record.id, as_of, provision.number),
								details: [{ text: inLocale(provision, 'paraphrase', locale) }]
							}))
						}),
						'provisions'
					)
				]
			},
			{
				key: 'meets',
				rows: relations.map((relation): CompareRow =>
					cutCells(
						compareRow(
							`relation-${relation}`,
							records.map((record) => metBy(record, relation)),
							{ label: label('link_relations', relation), vocabulary: 'proposals' }
						),
						most,
						(column) =>
							`/trace?regulation=${records[column].id}&relation=${relation}${as_of ? `&as_of=${as_of}` : ''}`
					)
				)
			}
		].filter(({ rows }) => rows.length > 0)
	};
}
