import type { RecordCard } from '../../domain/card.ts';
import type { Locale } from '../../domain/text.ts';
import { recordCard, siteCard, type CardCollection } from '../views/card.ts';
import type { Event, Reading } from './answer.ts';
import { noSuchRecord } from './no-such-record.ts';

type Make = (locale: Locale) => Promise<RecordCard | { moved_to: string } | undefined>;

/** `/proposals/x/og.png`: what social networks show of a record. */
export async function readCardImage(
	event: Event,
	collection: CardCollection,
	locale: Locale,
	now: Date
): Promise<Reading> {
	const { locals, params, url } = event;
	const id = params.id!;
	const make: Make = (language) => recordCard(locals.db, collection, id, language, dayOf(now));
	const card = await make(locale);
	if (!card) return noSuchRecord(event, collection, locale, '/og.png');
	if ('moved_to' in card)
		return new Response(null, {
			status: 301,
			headers: { location: url.pathname.replace(`/${id}/`, `/${card.moved_to}/`) }
		});
	return () => imageAnswer(card, make, locale);
}

/** `/og.png`: the same for every other page. */
export function readSiteImage({ locals }: Event, locale: Locale, now: Date): Reading {
	const make = (language: Locale) => siteCard(locals.db, language, dayOf(now));
	return async () => imageAnswer(await make(locale), make, locale);
}

const dayOf = (now: Date) => now.toISOString().slice(0, 10);

/** In English where the Chinese font lacks a sign; what even then cannot be drawn is left out, never an empty box. */
async function imageAnswer(card: RecordCard, make: Make, locale: Locale): Promise<Response> {
	// Two megabytes of fonts come with it, which the other answers can do without.
	const { drawCard } = await import('../cards/draw.ts');
	let drawn = await drawCard(card);
	if ('missing' in drawn && locale === 'zh') {
		const english = await make('en');
		if (english && !('moved_to' in english)) {
			card = english;
			drawn = await drawCard(card);
		}
	}
	if ('missing' in drawn) drawn = await drawCard(without(card, drawn.missing));
	if ('missing' in drawn) throw new Error(`No picture without ${drawn.missing}`);
	return new Response(new Uint8Array(drawn), { headers: { 'content-type': 'image/png' } });
}

function without(card: RecordCard, missing: string): RecordCard {
	const signs = new Set(missing);
	return JSON.parse(JSON.stringify(card), (_, value: unknown) =>
		typeof value === 'string' ? [...value].filter((sign) => !signs.has(sign)).join('') : value
	) as RecordCard;
}
