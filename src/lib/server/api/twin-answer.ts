import type { Collection } from '../../domain/api/collections.ts';
import { dayParameter, parseParameters } from '../../domain/api/parameters.ts';
import type { RecordKind } from '../../domain/linked/addresses.ts';
import type { Locale } from '../../domain/text.ts';
import { twinTypes } from '../../domain/twins.ts';
import type { Db } from '../db/connect.ts';
import { cite, type CitedKind } from '../views/cite.ts';
import { linkedRecord } from '../views/linked.ts';
import { badParameters, dayOf, metaOf, notHere, type Event, type Reading } from './answer.ts';
import { citationAnswer, type CitationFormat } from './citation-answer.ts';
import { openContext, resources } from './resources.ts';

/** How to cite a record, as a file for reference managers, in the language of the address. */
export async function readCitation(
	event: Event,
	now: Date,
	name: Extract<Collection, CitedKind>,
	id: string,
	format: CitationFormat,
	locale: Locale
): Promise<Reading> {
	const { url, locals } = event;
	const { errors } = parseParameters({}, url.searchParams);
	if (errors.length > 0) return badParameters(errors);
	const context = await openContext(locals.db, name, {}, url.origin, dayOf(now));
	const elsewhere = await notHere(await resources[name].find(id, context), name, id, context, url);
	if (elsewhere) return elsewhere;
	return async () => {
		const { items } = (await cite(locals.db, name, id, locale, url.origin))!;
		return citationAnswer(items, format, id);
	};
}

/** One record as linked data. */
export async function readLinked(event: Event, now: Date, name: RecordKind, id: string): Promise<Reading> {
	const { url, locals } = event;
	const shape: Record<string, typeof dayParameter> = name === 'regulations' ? { as_of: dayParameter } : {};
	const { values, errors } = parseParameters(shape, url.searchParams);
	if (!values) return badParameters(errors);
	const context = await openContext(locals.db, name, values, url.origin, dayOf(now));
	const elsewhere = await notHere(await resources[name].find(id, context), name, id, context, url);
	if (elsewhere) return elsewhere;
	return async () => jsonLd((await linkedRecord(locals.db, name, id, url.origin, context.day))!);
}

/**
 * What has linked data and is no record: the codebook, the data set.
 * @param isWhole whether all is known that it tells; until then its answer is not kept, although the data stand still
 */
export function readLinkedWhole(
	{ url, locals: { db } }: Event,
	make: (db: Db, origin: string) => Promise<object>,
	isWhole: (db: Db) => Promise<boolean> = async () => true
): Reading {
	const { errors } = parseParameters({}, url.searchParams);
	if (errors.length > 0) return badParameters(errors);
	return async () => {
		const whole = await isWhole(db);
		const response = jsonLd(await make(db, url.origin));
		if (!whole) response.headers.set('cache-control', 'no-store');
		return response;
	};
}

type Shown = { data: object; dropped: { name: string; value: string }[] };

/**
 * What a page computes from many records, in the language of the address. Its shape follows the page and is not promised as
 * the records are; what the page would leave out with a note is refused here.
 */
export async function readShown(
	event: Event,
	now: Date,
	show: (asked: { db: Db; parameters: URLSearchParams; day: string }) => Promise<Shown>
): Promise<Reading> {
	const { url, locals } = event;
	const { data, dropped } = await show({
		db: locals.db,
		parameters: url.searchParams,
		day: dayOf(now)
	});
	if (dropped.length > 0)
		return badParameters(
			dropped.map(({ name, value }) => ({ path: name, message: `nothing is known by "${value}"` }))
		);
	return async () => Response.json({ data, meta: await metaOf(event, now, 1, null) });
}

const jsonLd = (document: object) =>
	new Response(JSON.stringify(document), { headers: { 'content-type': twinTypes.jsonld } });
