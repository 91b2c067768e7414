import { error } from '@sveltejs/kit';
import { importKinds } from '$lib/domain/import/columns.ts';
import { getLocale } from '$lib/paraglide/runtime.js';
import { formats, type Format } from '$lib/server/import/read-file.ts';
import { makeTemplate } from '$lib/server/import/template.ts';
import type { RequestHandler } from './$types';

const types: Record<Format, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	yaml: 'application/yaml; charset=utf-8'
};

/** `proposal.csv`, `link.xlsx` … */
export const GET: RequestHandler = async ({ params: { file }, locals: { db } }) => {
	const [stem, ending] = file.split('.');
	const kind = importKinds.find((known) => known === stem);
	const format = formats.find((known) => known === ending);
	if (!kind || !format || file !== `${kind}.${format}`) error(404);
	const body = await makeTemplate(db, kind, format, getLocale());
	return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
		headers: {
			'content-type': types[format],
			'content-disposition': `attachment; filename="remedy-atlas-import-${file}"`
		}
	});
};
