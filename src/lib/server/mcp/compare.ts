import { amount } from '../../domain/amount.ts';
import { z } from 'zod';
import { compareKinds, compareLimit, formatCompare, idsName } from '../../domain/compare-view.ts';
import type { CompareItem } from '../../domain/compare.ts';
import { lightShown } from '../../domain/law.ts';
import { emptyWord, rowName } from '../../i18n/compare-words.ts';
import { stateWords } from '../../i18n/coverage-words.ts';
import { lightWords } from '../../i18n/law-words.ts';
import * as m from '../../paraglide/messages.js';
import { comparePage } from '../views/compare.ts';
import { findInstrument, findRow } from './find.ts';
import { addressOf, openTelling, type Telling } from './telling.ts';
import { inLanguage, onDay, recordId, tool } from './tool.ts';

export const compare = tool({
	name: 'compare',
	title: 'Records side by side',
	description:
		'Two to six proposals, or two to six regulations, side by side: what they ask, of whom, on which layer, where law meets them, how far each was verified. `state` says whether what is known differs; a cell that is `unknown` says nothing, not that there is nothing. Specific proposals and umbrellas are never to be added up.',
	input: z.strictObject({
		kind: z.enum(compareKinds).default('proposals').describe('What is compared.'),
		ids: z.array(recordId).min(2).max(compareLimit).describe('Ids of the records. `search` finds them.'),
		differs: z.boolean().default(false).describe('Only the rows in which what is known differs.'),
		...inLanguage,
		...onDay
	}),
	async run({ kind, ids, differs, language, as_of }, asked) {
		const telling = await openTelling(asked, { language, as_of });
		const { db, locale, day } = telling;
		const found = await Promise.all(
			ids.map((id, place) =>
				kind === 'proposals'
					? findRow(telling, `ids.${place}`, id)
					: findInstrument(telling, `ids.${place}`, id)
			)
		);
		const refused = found.flatMap((record) => ('errors' in record ? [record] : []));
		if (refused.length > 0)
			return {
				errors: refused.flatMap(({ errors }) => errors),
				near: refused.flatMap(({ near = [] }) => near)
			};
		const settled = found.map((record) => (record as { id: string }).id);
		const twice = settled.findIndex((id, place) => settled.indexOf(id) !== place);
		if (twice >= 0) return { errors: [{ path: `ids.${twice}`, message: `"${ids[twice]}" stands twice` }] };

		const parameters = new URLSearchParams({
			[idsName[kind]]: settled.join(','),
			...(differs && { differs: '1' }),
			...(as_of && { as_of })
		});
		const { columns, groups, mixed, silent, day: shown } = await comparePage(db, parameters, locale, day);
		const rows = groups.flatMap(({ key: group, rows: list }) =>
			list.map((row) => ({
				group,
				row: row.key,
				name: rowName(row, locale),
				state: row.state,
				unknown: row.unknown,
				cells: row.cells.map((cell, place) => ({
					id: columns[place].id,
					items: cell.items.map((item) => tellItem(telling, item)),
					...(cell.items.length === 0 && { says: emptyWord(row.key, cell.unknown, locale) }),
					...(cell.unknown && { unknown: true }),
					...(cell.more && { more: { count: cell.more.count, url: addressOf(telling, cell.more.href) } })
				}))
			}))
		);
		const count = (wanted: (typeof rows)[number]['state']) =>
			rows.filter(({ state }) => state === wanted).length;
		const url = addressOf(
			telling,
			`/compare${formatCompare({ kind, ids: settled, differs, q: '', ...(as_of && { as_of }) })}`
		);
		return {
			text: [
				...columns.map((column) => `- ${column.title}: ${addressOf(telling, column.href)}`),
				m.linked_mcp_compared(
					{
						differs: amount(count('differs')),
						same: amount(count('same')),
						unknown: amount(count('unknown'))
					},
					{ locale }
				),
				...(mixed ? [m.linked_mcp_mixed({}, { locale })] : []),
				...(silent.length > 0 ? [m.linked_mcp_silent({ places: silent.join(', ') }, { locale })] : []),
				url
			].join('\n'),
			data: {
				as_of: shown,
				records: columns.map(({ id, title, href, umbrella }) => ({
					id,
					title,
					url: addressOf(telling, href),
					...(kind === 'proposals' && { umbrella })
				})),
				rows,
				not_looked_at: silent,
				mixed,
				url
			}
		};
	}
});

function tellItem(telling: Telling, { text, href, inferred, light, coverage, details }: CompareItem) {
	const { locale } = telling;
	const shown = light && lightShown(light.code, light.isBinding);
	const words = shown ? lightWords[shown].word : coverage ? stateWords[coverage.code] : undefined;
	return {
		text: words?.({}, { locale }) ?? text,
		...(href && { url: addressOf(telling, href) }),
		...(inferred && { inferred }),
		...(shown && { light: shown }),
		...(coverage && { coverage: { state: coverage.code, count: coverage.count, on: coverage.on } }),
		...(details && {
			details: details.map(({ text: line, href: page, relation }) => ({
				text: line,
				...(page && { url: addressOf(telling, page) }),
				...(relation && { relation: relation.code, tense: relation.tense })
			}))
		})
	};
}
