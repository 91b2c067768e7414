import type { Reroute, Transport } from '@sveltejs/kit';
import { packTable, SentList, SentTable, unpackTable } from '$lib/domain/matrix/sent-table.ts';
import { deLocalizeUrl } from '$lib/paraglide/runtime.js';

/** PostgreSQL takes no NUL in a text, so an address with one becomes an address nobody has: a 404 page with near matches. */
export const reroute: Reroute = ({ url }) => deLocalizeUrl(url).pathname.replaceAll('%00', '%EF%BF%BD');

export const transport: Transport = {
	table: { encode: (value) => value instanceof SentTable && packTable(value), decode: unpackTable },
	list: { encode: (value) => value instanceof SentList && JSON.stringify(value), decode: JSON.parse }
};
