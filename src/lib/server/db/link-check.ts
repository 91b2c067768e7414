import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { addressStates, type AddressState } from '../../domain/address-check.ts';

const quoted = sql.raw(addressStates.map((state) => `'${state}'`).join(', '));

/** The last result of each official address. Not part of the data set: a new check overwrites the row, nothing is deleted. */
export const url_check = pgTable(
	'url_check',
	{
		url: text().primaryKey(),
		state: text().$type<AddressState>().notNull(),
		/** Of the last answer; missing when no answer came. */
		http_status: integer(),
		/** Where redirects ended, when elsewhere. */
		final_url: text(),
		/** Why a result is unclear, as a code: time-out, certificate, name, refused … */
		reason: text(),
		checked_at: timestamp({ withTimezone: true }).notNull(),
		/** Since when it has been gone, check after check; empty again once it answers. */
		first_seen_gone: timestamp({ withTimezone: true })
	},
	(t) => [
		check('url_check_state', sql`${t.state} in (${quoted})`),
		check('url_check_gone_is_dated', sql`${t.state} <> 'gone' or ${t.first_seen_gone} is not null`),
		check(
			'url_check_gone_by_status',
			sql`${t.state} <> 'gone' or coalesce(${t.http_status}, 0) in (404, 410)`
		),
		index('url_check_state_index').on(t.state)
	]
);
