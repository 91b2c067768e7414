import { amount } from '../../domain/amount.ts';
import { z } from 'zod';
import { dateFields, lightOn } from '../../domain/law.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import { groupBy } from '../db/rows.ts';
import { listProposalHeads } from '../queries/proposals.ts';
import { rowsInPage } from '../views/matrix.ts';
import { listPlacedLinks } from '../views/snapshot.ts';
import { told } from '../views/told.ts';
import { findInstrument } from './find.ts';
import {
	coded,
	openTelling,
	tellLight,
	tellLink,
	tellOfficial,
	tellProposal,
	tellProvision,
	tellRegulation
} from './telling.ts';
import { inLanguage, onDay, recordId, tool } from './tool.ts';

export const getRegulation = tool({
	name: 'get_regulation',
	title: 'One regulation with its provisions',
	description:
		'One law, rule, judgment, opinion or convention: titles and where they come from, dates as precise as known, whether it was in force on the day, how far it was verified and what could not be confirmed, its official address and whether that answered, and its provisions in our paraphrase (never the words of the law) with the proposals each one meets.',
	input: z.strictObject({
		id: recordId.describe('Id of a regulation, such as eu-platform-work-directive. `search` finds it.'),
		provision: z
			.number()
			.int()
			.min(1)
			.optional()
			.describe('Number of one provision, the 3 of `eu-dsa#3`. Default: all of them.'),
		...inLanguage,
		...onDay
	}),
	async run({ id, provision: number, language, as_of }, asked) {
		const telling = await openTelling(asked, { language, as_of });
		const { frame, locale, day } = telling;
		const instrument = findInstrument(telling, 'id', id);
		if ('errors' in instrument) return instrument;
		const chosen = instrument.provisions.filter((entry) => number === undefined || entry.number === number);
		if (chosen.length === 0)
			return {
				errors: [
					{
						path: 'provision',
						message: `${instrument.id} has the provisions ${instrument.provisions.map((entry) => entry.number).join(', ')}`
					}
				]
			};
		const numbers = new Set(chosen.map((entry) => entry.number));
		const links = await listPlacedLinks(telling.db, frame, { instrument: instrument.id });
		const linksOf = groupBy(
			links.filter((link) => numbers.has(link.number)),
			(link) => link.number
		);
		const met = [...linksOf.values()].flat().map(({ proposal }) => proposal);
		if (met.length > rowsInPage())
			return {
				errors: [
					{
						path: 'provision',
						message: `${instrument.id} has ${met.length} links, too many for one answer: give the number of a provision`
					}
				]
			};
		const heads = await listProposalHeads(telling.db, [...new Set(met)]);
		const rows = new Map(heads.filter(isCurrent).map((row) => [row.id, row]));
		const regulation = tellRegulation(telling, instrument);
		const light = tellLight(telling, instrument, lightOn(instrument, day));
		const official = tellOfficial(telling, instrument);
		const provisions = chosen.map((provision) => ({
			number: provision.number,
			...tellProvision(telling, instrument, provision),
			...(provision.applicable_from && { applicable_from: provision.applicable_from }),
			links: (linksOf.get(provision.number) ?? []).flatMap((link) => {
				const row = rows.get(link.proposal);
				const { provision: _, regulation: __, ...shown } = tellLink(telling, link);
				return row ? [{ proposal: tellProposal(telling, row), ...shown }] : [];
			})
		}));
		const { title_original, original_language, number: official_number, celex, eli, ecli } = instrument;
		return {
			text: [
				`${inLocale(instrument, 'title', locale)} (${regulation.jurisdiction.label}): ${m.linked_mcp_light({ light: light.label, day }, { locale })}`,
				regulation.url,
				official.url
					? m.linked_mcp_official({ url: official.url }, { locale })
					: m.linked_mcp_official_none({}, { locale }),
				m.linked_mcp_checked(
					{ label: regulation.verification.label, day: instrument.checked_on },
					{ locale }
				),
				...provisions.map(
					({ ref, paraphrase, url, verification, links }) =>
						`- ${ref}: ${paraphrase} (${verification.label}; ${m.linked_mcp_meets({ count: amount(links.length) }, { locale })}) ${url}`
				)
			].join('\n'),
			data: {
				...regulation,
				...(instrument.id !== id && { renamed_from: id }),
				titles: [
					{ text: title_original, language: original_language, basis: 'original' },
					...(['en', 'zh'] as const).map((language) => ({
						text: instrument[`title_${language}`],
						language,
						basis: instrument[`title_${language}_basis`]
					}))
				],
				identifiers: { number: official_number, celex, eli, ecli },
				type: coded(telling, 'instrument_types', instrument.type),
				force: coded(telling, 'instrument_force', instrument.force),
				dates: Object.fromEntries(
					dateFields.flatMap((field) => (instrument[field] ? [[field, instrument[field]]] : []))
				),
				as_of: day,
				light,
				status: {
					...coded(telling, 'instrument_status', instrument.status),
					on: instrument.checked_on,
					note: told(instrument, 'status_note', locale)
				},
				official,
				unverified: instrument.unverified ?? [],
				verification_note: told(instrument, 'verification_note', locale),
				provisions
			}
		};
	}
});
