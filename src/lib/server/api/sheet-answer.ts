import { createHash } from 'node:crypto';
import { sheetRecords, type Sheet, type SheetValue, type ViewSheet } from '../../domain/sheet.ts';
import { canonicalJson } from '../../domain/slice.ts';
import type { Locale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import { csvStream } from './csv.ts';
import { xlsxFile } from './xlsx.ts';

export type SheetFormat = 'csv' | 'xlsx' | 'json';

type Options = {
	format: SheetFormat;
	locale: Locale;
	bom: boolean;
	/** Full address of the page that shows the same. */
	address: string;
	/** When the data was as it says: now, or when the slice was frozen. */
	at: Date;
	/** A frozen slice never changes. */
	frozen: boolean;
	/** `If-None-Match` of the request: who has the file already is not sent it again. */
	known: string | null;
};

const mediaTypes: Record<SheetFormat, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	json: 'application/json'
};

/** A view as a file: what it says equals what the page says. */
export async function sheetAnswer(view: ViewSheet, options: Options): Promise<Response> {
	const { format, locale, bom, at, frozen, known } = options;
	const day = at.toISOString().slice(0, 10);
	const language = locale === 'en' ? '' : `-${locale}`;
	const file = `remedy-atlas-${view.name}-${view.release}-${day}${language}.${format}`;
	const digest = createHash('sha256')
		.update(canonicalJson({ view, format, locale, bom, day }))
		.digest('base64url')
		.slice(0, 22);
	const etag = `W/"${digest}"`;
	const lasting = {
		'cache-control': frozen ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
		etag,
		'access-control-allow-origin': '*'
	};
	if (known?.split(/,\s*/).includes(etag)) return new Response(null, { status: 304, headers: lasting });
	return new Response(await body(view, options), {
		headers: {
			...lasting,
			'content-type': mediaTypes[format],
			// JSON is read in the browser, the others are kept.
			'content-disposition': `${format === 'json' ? 'inline' : 'attachment'}; filename="${file}"`,
			'content-language': locale
		}
	});
}

async function body(view: ViewSheet, { format, locale, bom, address, at }: Options) {
	const { sheet } = view;
	if (format === 'csv')
		return csvStream(
			sheet.columns.map(({ key }) => key),
			valuesOf(sheet),
			{ bom }
		);
	if (format === 'json')
		return JSON.stringify({
			data: sheetRecords(sheet),
			meta: {
				total: sheet.rows.length,
				next: null,
				generated_at: at.toISOString(),
				data_version: view.data_version,
				release: view.release,
				licence: view.licence,
				title: view.title,
				filters: view.filters,
				address,
				columns: sheet.columns.map(({ key, label, meaning }) => ({ key, label, meaning }))
			}
		});
	const names = { data: view.title, about: m.share_about({}, { locale }) };
	return new Uint8Array(await xlsxFile(sheet, names, aboutRows(view, locale, address, at)));
}

function* valuesOf({ rows }: Sheet): Generator<SheetValue[]> {
	for (const { values } of rows) yield values;
}

function aboutRows(view: ViewSheet, locale: Locale, address: string, at: Date): [string, string | number][] {
	const none = m.share_about_none({}, { locale });
	const list = (word: string, values: string[]): [string, string][] =>
		values.length > 0 ? values.map((value, index) => [index === 0 ? word : '', value]) : [[word, none]];
	return [
		[m.share_about_title({}, { locale }), view.title],
		[m.share_about_question({}, { locale }), view.question],
		...list(m.share_about_filters({}, { locale }), view.filters),
		[m.share_about_rows({}, { locale }), view.sheet.rows.length],
		[m.share_about_made({}, { locale }), at.toISOString().slice(0, 10)],
		[
			m.share_about_version({}, { locale }),
			m.share_release({ release: view.release, revision: view.data_version }, { locale })
		],
		[m.share_about_licence({}, { locale }), view.licence],
		[m.share_about_address({}, { locale }), address],
		['', ''],
		[m.share_about_columns({}, { locale }), ''],
		...view.sheet.columns.map(({ key, label, meaning }): [string, string] => [`${key} · ${label}`, meaning]),
		['', ''],
		...list(
			m.share_about_sources({}, { locale }),
			view.sources.map(({ text }) => text)
		)
	];
}
