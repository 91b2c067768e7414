import { version } from '$app/environment';
import type { RequestEvent } from '@sveltejs/kit';
import {
	catalogue,
	hasSingles,
	listParameters,
	singleParameters,
	tableParameters,
	type Entry
} from '../../domain/api/catalogue.ts';
import { collections, type Collection } from '../../domain/api/collections.ts';
import type { AnswerMeta } from '../../domain/api/answer.ts';
import { parseParameters } from '../../domain/api/parameters.ts';
import { twinTypes, type TwinFormat } from '../../domain/twins.ts';
import { dataState } from '../data-state.ts';
import { findKept, keep, tagOf, unchanged } from '../kept-answers.ts';
import { openView } from '../views/sheet.ts';
import { findLeft, type LeavingKind } from '../views/left.ts';
import { atlasFrame } from '../views/snapshot.ts';
import { byteStream } from './byte-stream.ts';
import { csvChunks } from './csv.ts';
import { formatCursor, parseCursor, type SortValue } from '../cursor.ts';
import { accepts, isBadRange, parseIfNoneMatch } from './headers.ts';
import { problem } from './problem.ts';
import { takeToken } from './rate-limit.ts';
import { cursorLength, openContext, resources } from './resources.ts';
import type { Context } from './resources/resource.ts';
import { sendFetched } from './sending.ts';
import { headOf, sheetAnswer, valuesOf, type SheetFormat } from './sheet-answer.ts';
import { recordSheet } from './table.ts';
import { WholeResponse } from './whole-response.ts';
import { xlsxChunks } from './xlsx.ts';

const methods = 'GET, HEAD, OPTIONS';
const openToAll = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers':
		'Content-Disposition, ETag, Link, RateLimit, RateLimit-Policy, Repr-Digest, Retry-After, X-Request-Id'
};
const caching = 'public, max-age=60, stale-while-revalidate=600';

export type Event = Pick<RequestEvent, 'request' | 'url' | 'locals' | 'params' | 'getClientAddress'>;
/** A refusal, or how to make the answer once it is clear that the client does not have it yet. */
export type Reading = Response | (() => Promise<Response> | Response);
type Read = (event: Event, now: Date) => Promise<Reading> | Reading;

type MediaType = `${string}/${string}`;
type Offer = TwinFormat | MediaType;
const typeOf = (offer: Offer): string => (offer in twinTypes ? twinTypes[offer as TwinFormat] : offer);

/**
 * The two handlers of every address of the API: methods, rate, negotiation, conditions and caching are here, so that no
 * address can forget one.
 * @param options.daily false where nothing is computed for today, so that only a change makes another answer
 */
export function endpoint(
	read: Read,
	offers: Offer | ((event: Event) => Offer) = 'json',
	{ daily = true }: { daily?: boolean } = {}
) {
	const handle = async (event: Event): Promise<Response> => {
		const { headers: limit, wait } = takeToken(clientOf(event));
		const response =
			wait === undefined
				? await answer(event, read, typeOf(typeof offers === 'string' ? offers : offers(event)), daily)
				: problem(
						{ status: 429, title: 'Too many requests', detail: `Try again in ${wait} s.` },
						{ 'retry-after': String(wait) }
					);
		for (const [name, value] of Object.entries({ ...openToAll, ...limit })) response.headers.set(name, value);
		return response;
	};
	return { GET: handle, fallback: handle };
}

/** Behind a proxy without the header that was promised there is no address to tell clients apart by. */
export function clientOf(event: Event): string {
	try {
		return event.getClientAddress();
	} catch {
		return 'unknown';
	}
}

async function answer(event: Event, read: Read, type: string, daily: boolean): Promise<Response> {
	const { request, url, locals } = event;
	const { headers, method } = request;
	if (method === 'OPTIONS')
		return new Response(null, {
			status: 204,
			headers: {
				allow: methods,
				'access-control-allow-methods': methods,
				'access-control-allow-headers': headers.get('access-control-request-headers') ?? '*',
				'access-control-max-age': '86400'
			}
		});
	if (method !== 'GET' && method !== 'HEAD')
		return problem(
			{
				status: 405,
				title: 'Method not allowed',
				detail: `Here you can ${methods}; the Atlas is read-only.`
			},
			{ allow: methods }
		);
	const refused = refuseHeaders(request, type);
	if (refused) return refused;

	const now = new Date();
	const day = daily ? dayOf(now) : '1970-01-01';
	const state = await dataState(locals.db);
	locals.data_state = state;
	const tag = tagOf(version, state, day, url.href);
	locals.kept = { tag, state, ...(daily && { day }), limited: true };
	const lasting = { etag: `W/"${tag}"`, 'cache-control': caching, 'accept-ranges': 'none' };
	// Only who was given this answer knows its tag.
	if (parseIfNoneMatch(headers.get('if-none-match') ?? '')?.includes(`"${tag}"`)) return unchanged(lasting);
	if (!headers.has('if-none-match') && !headers.has('if-modified-since')) {
		const kept = await findKept(tag, request);
		if (kept) return kept;
	}
	const reading = await read(event, now);
	if (reading instanceof Response) return reading;

	const { changed_at } = await atlasFrame(locals.db, state);
	// What is computed for today changes at midnight, even where no record does.
	const modified = new Date(Math.max(Date.parse(day), changed_at?.getTime() ?? 0));
	const validators = { ...lasting, 'last-modified': modified.toUTCString() };
	const made = isFresh(headers, tag, modified) ? new Response(null, { status: 304 }) : await reading();
	if (made.status >= 400 || made.headers.get('cache-control') === 'no-store') return made;
	for (const [name, value] of Object.entries(validators)) made.headers.set(name, value);
	return keep(tag, made, request);
}

/** What is wrong with a request whatever its address: RFC 9110. */
function refuseHeaders({ headers, method }: Request, type: string): Response | undefined {
	const bad = (status: number, title: string, path: string, message: string, more = {}) =>
		problem({ status, title, errors: [{ path, message }] }, more);
	if (Number(headers.get('content-length') ?? 0) > 0 || headers.has('transfer-encoding'))
		return bad(415, 'Unsupported media type', 'Content-Type', 'no address here reads a body');
	if (!accepts(headers.get('accept'), type))
		return bad(406, 'Not acceptable', 'Accept', `this address answers ${type}`);
	const range = headers.get('range');
	if (method === 'GET' && range !== null && isBadRange(range))
		return bad(416, 'Range not satisfiable', 'Range', 'not a range of bytes', {
			'content-range': 'bytes */*'
		});
	const condition = headers.get('if-none-match');
	if (condition !== null && !parseIfNoneMatch(condition))
		return bad(400, 'Bad header', 'If-None-Match', 'expected entity tags such as W/"x", or *');
	return undefined;
}

function isFresh(headers: Headers, tag: string, modified: Date): boolean {
	const condition = headers.get('if-none-match');
	if (condition !== null) {
		const tags = parseIfNoneMatch(condition)!;
		return tags[0] === '*' || tags.includes(`"${tag}"`);
	}
	const since = Date.parse(headers.get('if-modified-since') ?? '');
	return Math.floor(modified.getTime() / 1000) * 1000 <= since;
}

export async function metaOf(
	{ locals: { db, data_state } }: Event,
	now: Date,
	total: number,
	next: string | null
): Promise<Omit<AnswerMeta, 'total_capped'>> {
	const { licence, data_version } = await atlasFrame(db, data_state);
	return { total, next, generated_at: now.toISOString(), data_version, licence };
}

const json = (body: object, headers: Record<string, string> = {}) =>
	new WholeResponse(JSON.stringify(body), { headers: { 'content-type': twinTypes.json, ...headers } });

export const badParameters = (errors: { path: string; message: string }[]) =>
	problem({ status: 400, title: 'Bad parameters', errors });

/** Values in an address that mean nothing here. */
export const badValues = (dropped: { name: string; value: string; said?: string }[]) =>
	badParameters(
		dropped.map(({ name, value, said }) => ({
			path: name,
			message: said ?? `nothing is known by "${value.slice(0, 80)}"`
		}))
	);

export const noSuchAddress = () =>
	problem({
		status: 404,
		title: 'No such address',
		detail: 'The API is described at /api/v1/openapi.json.'
	});

/** Where everything is. */
export function readIndex(event: Event, now: Date): Reading {
	const { errors } = parseParameters({}, event.url.searchParams);
	if (errors.length > 0) return badParameters(errors);
	const base = `${event.url.origin}/api/v1`;
	const data = collections.map((name) => ({
		id: name,
		title: catalogue[name].title,
		about: catalogue[name].about,
		data_url: `${base}/${name}`
	}));
	return async () =>
		json(
			{ data, meta: await metaOf(event, now, data.length, null) },
			{ link: `<${base}/openapi.json>; rel="service-desc"` }
		);
}

type Asked = {
	limit: number;
	cursor?: string;
	sort?: string[];
	fields?: string[];
	include?: string[];
	as_of?: string;
	bom?: '0' | '1';
};

/** A list, page by page as JSON, or whole as a table. */
export async function readList(
	event: Event,
	now: Date,
	name: Collection,
	format: SheetFormat = 'json'
): Promise<Reading> {
	const { url, locals } = event;
	const entry: Entry = catalogue[name];
	if (format !== 'json' && !entry.table) return noSuchAddress();
	const shape = format === 'json' ? listParameters(name) : tableParameters(name);
	const { values, errors } = parseParameters(shape, url.searchParams);
	if (!values) return badParameters(errors);
	const asked = values as Asked;
	const sort = asked.sort?.length ? asked.sort : [...entry.order];

	const given = new URLSearchParams(
		[...url.searchParams].filter(([key]) => Object.hasOwn(entry.filters, key) && key !== 'as_of')
	);
	const filters = Object.fromEntries(Object.keys(entry.filters).map((key) => [key, values[key]]));
	const about = JSON.stringify([name, filters, sort]);
	let after: SortValue[] | undefined;
	if (asked.cursor !== undefined) {
		after = parseCursor(asked.cursor, about, cursorLength(name, sort));
		if (!after)
			return badParameters([
				{ path: 'cursor', message: 'not a cursor of this list with these filters and this order' }
			]);
	}
	const context = await openContext(
		locals.db,
		name,
		format === 'json' ? asked : { ...asked, include: [] },
		url.origin,
		dayOf(now),
		locals.data_state
	);
	const limit = format === 'json' ? asked.limit : Infinity;
	const page = await resources[name].page({ filters, given, sort, limit, ...(after && { after }) }, context);
	if ('errors' in page) return badParameters(page.errors);

	return async () => {
		const next = page.last ? formatCursor(page.last, about) : null;
		const pick = picking(asked);
		const record = (row: (typeof page.rows)[number]) => pick(resources[name].render(row, context));
		const meta = await metaOf(event, now, page.total, next);
		if (format === 'json') {
			const told = page.capped ? { ...meta, total_capped: true } : meta;
			return json({ data: page.rows.map(record), meta: told }, linkHeader(url, next));
		}
		const left_out = asked.fields?.length
			? Object.keys(entry.record.shape).filter((key) => key !== 'id' && !asked.fields!.includes(key))
			: [];
		const sheet = recordSheet(entry.record, page.fetched ?? page.rows, record, [
			...entry.includes.filter((key) => key !== 'papers'),
			...left_out
		]);
		const file = {
			'content-disposition': `attachment; filename="remedy-atlas-${name}-${dayOf(now)}.${format}"`
		};
		const send = (chunks: () => Promise<AsyncIterable<string | Uint8Array>>, type: string) => {
			const headers = { 'content-type': type, ...file };
			if (event.request.method === 'HEAD') return new Response(null, { headers });
			return page.fetched
				? sendFetched(chunks, headers, 'en')
				: chunks().then((body) => new Response(byteStream(body), { headers }));
		};
		if (format === 'csv') {
			const chunks = async () => csvChunks(headOf(sheet), valuesOf(sheet), { bom: asked.bom === '1' });
			return send(chunks, `${twinTypes.csv}; charset=utf-8`);
		}
		const aboutRows: [string, string | number][] = [
			['address', url.href],
			...Object.entries(meta).map(([key, value]): [string, string | number] => [key, value ?? '']),
			['', ''],
			...sheet.columns.map(({ key, meaning }): [string, string] => [key, meaning])
		];
		return send(() => xlsxChunks(sheet, { data: entry.title, about: 'About' }, aboutRows), twinTypes.xlsx);
	};
}

/** One record. The twin of its page answers the same. */
export async function readSingle(event: Event, now: Date, name: Collection, id: string): Promise<Reading> {
	const { url, locals } = event;
	if (!hasSingles(name)) return noSuchAddress();
	const { values, errors } = parseParameters(singleParameters(name), url.searchParams);
	if (!values) return badParameters(errors);
	const asked = values as Asked;
	const context = await openContext(locals.db, name, asked, url.origin, dayOf(now), locals.data_state);
	const found = await resources[name].find(id, context);
	const elsewhere = await notHere(found, name, id, context, url);
	if (elsewhere) return elsewhere;
	return async () => {
		const record = picking(asked)(resources[name].render(found, context));
		return json({ data: record, meta: await metaOf(event, now, 1, null) });
	};
}

/** Where records of a collection go when they leave; a provision goes with its regulation. */
const leaves: Partial<Record<Collection, LeavingKind>> = {
	proposals: 'proposals',
	papers: 'papers',
	regulations: 'regulations',
	provisions: 'regulations'
};

/** The answer where a record is not at this address: another one took its place, it was withdrawn, or there is none. */
export async function notHere(
	found: unknown,
	name: Collection,
	id: string,
	context: Context,
	url: URL
): Promise<Response | undefined> {
	if (found) return undefined;
	const kind = leaves[name];
	const left = kind && (await findLeft(context.db, kind, id.split('#')[0]));
	if (left && 'retired' in left) {
		const { on, reason_en, reason_zh, history } = left.retired;
		return problem({
			status: 410,
			title: 'Withdrawn',
			detail: reason_en,
			withdrawn: { on, reason_en, reason_zh, history_url: context.origin + history }
		});
	}
	// Numbers of provisions belong to their regulation: they name nothing in another one.
	if (left && name !== 'provisions')
		return new Response(null, {
			status: 301,
			headers: { location: url.pathname.replace(encodeURIComponent(id), left.moved_to) + url.search }
		});
	return notFound(name, id, context);
}

async function notFound(name: Collection, id: string, context: Context): Promise<Response> {
	const near = (await resources[name].near(id.slice(0, 120), context)).map((candidate) => ({
		id: candidate,
		url: `${context.origin}/api/v1/${name}/${encodeURIComponent(candidate)}`
	}));
	return problem({
		status: 404,
		title: 'No such record',
		detail: `There is nothing of the id "${id.slice(0, 120)}" in ${name}.`,
		...(near.length > 0 && { near })
	});
}

/** The rows of a matrix: the same as the files of its page. */
export async function readMatrix(
	event: Event,
	now: Date,
	slug: string,
	format: SheetFormat
): Promise<Reading> {
	const { locals, url } = event;
	const parameters = new URLSearchParams(url.searchParams);
	const twice = ['lang', 'bom'].filter((name) => parameters.getAll(name).length > 1);
	if (twice.length > 0)
		return badParameters(twice.map((path) => ({ path, message: 'given more than once' })));
	const locale = parameters.get('lang') ?? 'en';
	const bom = parameters.get('bom') ?? '0';
	parameters.delete('lang');
	parameters.delete('bom');
	if (locale !== 'en' && locale !== 'zh')
		return badParameters([{ path: 'lang', message: 'expected en or zh' }]);
	if (bom !== '0' && bom !== '1') return badParameters([{ path: 'bom', message: 'expected 0 or 1' }]);
	const opened = await openView(locals.db, `/matrix/${slug}`, parameters, locale, dayOf(now));
	if (!opened) {
		const context = await openContext(locals.db, 'matrices', {}, url.origin, dayOf(now));
		return notFound('matrices', slug, context);
	}
	const { view, dropped } = opened;
	if (dropped.length > 0)
		return badParameters(
			dropped.map(({ name, value, said }) => ({
				path: name,
				message: said ?? `nothing is known by "${value}"`
			}))
		);
	const address = `${url.origin}${locale === 'zh' ? '/zh' : ''}${view.path}${view.query}`;
	return () =>
		sheetAnswer(view, {
			format,
			locale,
			bom: bom === '1',
			address,
			at: now,
			frozen: false,
			known: null,
			head: event.request.method === 'HEAD'
		});
}

/** Cuts records to the fields asked for; what was asked to be included is asked for. */
function picking({ fields, include = [] }: Asked): (record: object) => object {
	if (!fields?.length) return (record) => record;
	const wanted = new Set(['id', ...fields, ...include]);
	return (record) => {
		const picked: Record<string, unknown> = {};
		for (const key in record) if (wanted.has(key)) picked[key] = record[key as never];
		return picked;
	};
}

function linkHeader(url: URL, next: string | null): Record<string, string> {
	if (!next) return {};
	const target = new URL(url);
	target.searchParams.set('cursor', next);
	return { link: `<${target.href}>; rel="next"` };
}

export const dayOf = (now: Date) => now.toISOString().slice(0, 10);
