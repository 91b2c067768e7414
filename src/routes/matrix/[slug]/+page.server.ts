import { error } from '@sveltejs/kit';
import { SentList, SentTable } from '$lib/domain/matrix/sent-table.ts';
import { inLocale } from '$lib/domain/text.ts';
import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { listMatrices } from '$lib/server/queries/matrices.ts';
import { orPreview } from '$lib/server/curation/preview.ts';
import { stopIfGone } from '$lib/server/gone.ts';
import { agreementOfColumns } from '$lib/server/views/coding.ts';
import { cellEvidence } from '$lib/server/views/evidence.ts';
import { matrixPage } from '$lib/server/views/matrix.ts';
import { likeness, trigrams } from '$lib/server/views/nearest.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orPreview(event, async (db) => {
		const { locals, params, request, url } = event;
		const state = locals.kept?.state;
		const locale = getLocale();
		const page = await matrixPage(db, params.slug, url.searchParams, locale, undefined, {
			made: 'needed',
			state
		});
		stopIfGone(request);
		if (!page) {
			const wanted = trigrams(params.slug);
			const near = (await listMatrices(db))
				.map((matrix) => ({
					href: `/matrix/${matrix.id}`,
					title: inLocale(matrix, 'title', locale),
					likeness: likeness(wanted, trigrams(`${matrix.id} ${matrix.title_en} ${matrix.title_zh}`))
				}))
				.sort((a, b) => b.likeness - a.likeness)
				.map(({ href, title }) => ({ href, title }));
			error(404, { message: m.matrix_unknown({ slug: params.slug }), near });
		}
		const { definition, table, view, filters, ...rest } = page;
		const agreement = definition.rows === 'proposals' ? await agreementOfColumns(db, state) : undefined;
		const cell = definition.rows === 'proposals' ? view.cell : undefined;
		const evidence = cell && (await cellEvidence(db, cell, locale));
		return {
			...rest,
			id: definition.id,
			title: inLocale(definition, 'title', locale),
			question: inLocale(definition, 'question', locale),
			intro: inLocale(definition, 'intro', locale),
			of: definition.rows,
			view: { ...view, cell: evidence && cell },
			missing_row: cell && !evidence ? cell.row : undefined,
			evidence,
			filters: SentList.from(filters),
			table: new SentTable({
				...table,
				columns: table.columns.map((column) => ({ ...column, agreement: agreement?.get(column.key) }))
			})
		};
	});
