import { createHash } from 'node:crypto';
import { version } from '$app/environment';
import {
	recordsJson,
	type CodeList,
	type SheetRow,
	type SheetValue,
	type ViewSheet
} from '../../domain/sheet.ts';
import type { Locale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import { batches, byteStream, rowsAtOnce } from './byte-stream.ts';
import { csvChunks } from './csv.ts';
import { parseIfNoneMatch } from './headers.ts';
import { sendFetched } from './sending.ts';
import { WholeResponse } from './whole-response.ts';
import { xlsxChunks } from './xlsx.ts';

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
	/** Whether only the headers are asked for. */
	head?: boolean;
};

const mediaTypes: Record<SheetFormat, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	json: 'application/json'
};

/** A view as a file, sent as it is written: what it says equals what the page says. */
export async function sheetAnswer(view: ViewSheet, options: Options): Promise<Response> {
	const { format, locale, bom, at, frozen, known } = options;
	const day = at.toISOString().slice(0, 10);
	const as_of = otherDay(view, at);
	const lawOf = as_of ? `-as-of-${as_of}` : '';
	const language = locale === 'en' ? '' : `-${locale}`;
	const file = `remedy-atlas-${view.name}-${view.release}-${day}${lawOf}${language}.${format}`;
	// All that the bytes depend on: this code, the view, and the data behind it on the day.
	const source = [version, view.path, view.query, view.data_version, file, bom];
	const etag = `W/"${createHash('sha256').update(JSON.stringify(source)).digest('base64url').slice(0, 22)}"`;
	const lasting = {
		'cache-control': frozen ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
		etag,
		'access-control-allow-origin': '*'
	};
	const tags = parseIfNoneMatch(known ?? '') ?? [];
	if (tags[0] === '*' || tags.includes(etag.slice(2)))
		return new Response(null, { status: 304, headers: lasting });
	const headers = {
		...lasting,
		'content-type': mediaTypes[format],
		// JSON is read in the browser, the others are kept.
		'content-disposition': `${format === 'json' ? 'inline' : 'attachment'}; filename="${file}"`,
		'content-language': locale
	};
	// Nobody would read the body to its end.
	if (options.head) return new Response(null, { headers });
	if (format === 'json' && isShort(view)) return new WholeResponse(jsonText(view, options), { headers });
	if (!isFetched(view)) return new Response(byteStream(await chunksOf(view, options)), { headers });
	return sendFetched(() => chunksOf(view, options), headers, locale);
}

/** Whether its rows are too many to be held. */
const isFetched = ({ sheet }: ViewSheet): boolean => Symbol.asyncIterator in sheet.rows;

async function chunksOf(view: ViewSheet, options: Options): Promise<AsyncIterable<string | Uint8Array>> {
	const { format, locale, bom, at } = options;
	const { sheet } = view;
	if (format === 'csv') {
		// A frozen file stays as it is.
		const as_of = options.frozen ? undefined : otherDay(view, at);
		return csvChunks(headOf(sheet, as_of), valuesOf(sheet, as_of), { bom });
	}
	if (format === 'json') return jsonChunks(view, options);
	const names = { data: view.title, about: m.share_about({}, { locale }) };
	return xlsxChunks(sheet, names, aboutRows(view, options));
}

/** The day whose law a view shows, where it shows any. */
const dayOf = ({ query }: ViewSheet): string | undefined =>
	new URLSearchParams(query).get('as_of') ?? undefined;

/** The same, where it is not the one on which its file is made. */
function otherDay(view: ViewSheet, at: Date): string | undefined {
	const as_of = dayOf(view);
	return as_of !== at.toISOString().slice(0, 10) ? as_of : undefined;
}

/** @param as_of day that a column at the end names, since a CSV has no other place for it */
export const headOf = ({ columns }: Pick<ViewSheet['sheet'], 'columns'>, as_of?: string): string[] => [
	...columns.map(({ key }) => key),
	...(as_of ? ['as_of'] : [])
];

export async function* valuesOf(
	{ rows }: Pick<ViewSheet['sheet'], 'rows'>,
	as_of?: string
): AsyncGenerator<SheetValue[]> {
	for await (const { values } of rows as AsyncIterable<SheetRow>) yield as_of ? [...values, as_of] : values;
}

type ShortView = ViewSheet & { sheet: { rows: Iterable<SheetRow> } };
/** Whether a stream of it would be one chunk. */
const isShort = (view: ViewSheet): view is ShortView =>
	!isFetched(view) && view.sheet.rows.length <= rowsAtOnce;

const jsonText = (view: ShortView, options: Options): string =>
	`{"data":[${recordsJson(view.sheet.columns, view.sheet.rows)}],"meta":${metaJson(view, options)}}`;

async function* jsonChunks(view: ViewSheet, options: Options): AsyncGenerator<string> {
	yield '{"data":[';
	let between = '';
	for await (const batch of batches<SheetRow>(view.sheet.rows)) {
		yield between + recordsJson(view.sheet.columns, batch);
		between = ',';
	}
	yield `],"meta":${metaJson(view, options)}}`;
}

function metaJson(view: ViewSheet, { address, at, frozen }: Options): string {
	const { columns, rows, codes } = view.sheet;
	const as_of = frozen ? undefined : dayOf(view);
	return JSON.stringify({
		total: view.total ?? rows.length,
		next: view.next ? address.slice(0, address.length - view.query.length) + `.json${view.next}` : null,
		generated_at: at.toISOString(),
		data_version: view.data_version,
		release: view.release,
		licence: view.licence,
		title: view.title,
		filters: view.filters,
		...(as_of && { as_of }),
		address,
		columns: columns.map(({ key, label, meaning, vocabulary }) => ({ key, label, meaning, vocabulary })),
		codes
	});
}

function aboutRows(view: ViewSheet, { locale, address, at, frozen }: Options): [string, string | number][] {
	const { columns, codes } = view.sheet;
	const as_of = frozen ? undefined : dayOf(view);
	const none = m.share_about_none({}, { locale });
	const list = (word: string, values: string[]): [string, string][] =>
		values.length > 0 ? values.map((value, index) => [index === 0 ? word : '', value]) : [[word, none]];
	return [
		[m.share_about_title({}, { locale }), view.title],
		[m.share_about_question({}, { locale }), view.question],
		...list(m.share_about_filters({}, { locale }), view.filters),
		...(as_of ? [[m.share_about_day({}, { locale }), as_of] satisfies [string, string]] : []),
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
		...columns.map(({ key, label, meaning, vocabulary }): [string, string] => [
			`${key} · ${label}`,
			vocabulary && codes[vocabulary]
				? `${meaning} ${m.share_about_codes_of({ list: codes[vocabulary].title }, { locale })}`
				: meaning
		]),
		...Object.entries(codes).flatMap(([name, list]) => codeRows(name, list, locale)),
		['', ''],
		...list(
			m.share_about_sources({}, { locale }),
			view.sources.map(({ text }) => text)
		)
	];
}

const codeRows = (name: string, { title, purpose, codes }: CodeList, locale: Locale): [string, string][] => [
	['', ''],
	[`${m.share_about_codes({}, { locale })}: ${title}`, `${purpose} (${name})`],
	...codes.map(({ code, label, meaning }): [string, string] => [code, `${label}. ${meaning}`])
];
