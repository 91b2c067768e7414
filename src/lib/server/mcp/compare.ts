import { z } from 'zod';
import { compareKinds, compareLimit, formatCompare, idsName } from '../../domain/compare-view.ts';
import * as m from '../../paraglide/messages.js';
import { comparePage } from '../views/compare.ts';
import { findInstrument, findRow } from './find.ts';
import { addressOf, openTelling, type Telling } from './telling.ts';
import { inLanguage, recordId, tool } from './tool.ts';

export const compare = tool({
	name: 'compare',
	title: 'Records side by side',
	description:
		'Two to six proposals, or two to six regulations, side by side: what they ask, of whom, on which layer, where law meets them, how far each was verified. `state` says whether what is known differs; a cell that is `unknown` says nothing, not that there is nothing. Specific proposals and umbrellas are never to be added up.',
	input: z.strictObject({
		kind: z.enum(compareKinds).default('proposals').describe('What is compared.'),
		ids: z.array(recordId).min(2).max(compareLimit).describe('Ids of the records. `search` finds them.'),
		differs: z.boolean().default(false).describe('Only the rows in which what is known differs.'),
		...inLanguage
	}),
	async run({ kind, ids, differs, language }, asked) {
		const telling = await openTelling(asked, { language });
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
			...(differs && { differs: '1' })
		});
		const { columns, groups, mixed, silent, day: shown } = await comparePage(db, parameters, locale, day);
		const rows = groups.flatMap(({ key: group, rows: list }) =>
			list.map(({ key, label, state, unknown, cells }) => ({
				group,
				row: label ?? key,
				state,
				unknown,
				cells: cells.map((cell, place) => ({
					id: columns[place].id,
					...(cell.unknown && { unknown: true }),
					items: cell.items.map(({ text, href, inferred, coverage, details }) => ({
						text,
						...(coverage && { coverage: { state: coverage.code, count: coverage.count, on: coverage.on } }),
						...(href && { url: addressOf(telling, href) }),
						...(inferred && { inferred }),
						...(details && { details: details.map((detail) => withUrl(telling, detail)) })
					}))
				}))
			}))
		);
		const count = (wanted: (typeof rows)[number]['state']) =>
			rows.filter(({ state }) => state === wanted).length;
		const url = addressOf(telling, `/compare${formatCompare({ kind, ids: settled, differs, q: '' })}`);
		return {
			text: [
				...columns.map((column) => `- ${column.title}: ${addressOf(telling, column.href)}`),
				m.linked_mcp_compared(
					{ differs: count('differs'), same: count('same'), unknown: count('unknown') },
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

const withUrl = (telling: Telling, { text, href, relation }: Detail) => ({
	text,
	...(href && { url: addressOf(telling, href) }),
	...(relation && { relation: relation.code, tense: relation.tense })
});
type Detail = NonNullable<
	Awaited<
		ReturnType<typeof comparePage>
	>['groups'][number]['rows'][number]['cells'][number]['items'][number]['details']
>[number];
