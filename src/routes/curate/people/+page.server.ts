import { storable } from '$lib/domain/form.ts';
import { dateText } from '$lib/i18n/date-words.ts';
import * as m from '$lib/paraglide/messages.js';
import { localizeHref } from '$lib/paraglide/runtime.js';
import { orFail } from '$lib/server/curation/answer.ts';
import {
	changeRole,
	endSessions,
	invite,
	liftSecondFactor,
	offerNewPassword,
	removeUser,
	uninvite,
	type Offer
} from '$lib/server/curation/people.ts';
import { listOpenInvitations, listUsers } from '$lib/server/queries/people.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, user } }) => {
	const [people, invitations] = await Promise.all([listUsers(db), listOpenInvitations(db, new Date())]);
	return {
		people: people.map(({ id, name, email, role, pseudonym, twoFactorEnabled }) => ({
			id,
			name,
			email,
			role,
			pseudonym,
			two_factor: twoFactorEnabled,
			is_self: id === user!.id
		})),
		invitations: invitations.map(({ token_hash, email, role, user: of, invited_by, expires_at }) => ({
			id: token_hash,
			email,
			role,
			of,
			invited_by,
			expires_at
		}))
	};
};

/** The link is shown once to who made it, and sent where mail is set up: the database does not know it. */
async function hand({ url, locals: { mail } }: RequestEvent, { token, email, expires_at, renewed }: Offer) {
	const link = url.origin + localizeHref(`/invitations/${token}`);
	const day = dateText(expires_at.toISOString().slice(0, 10));
	const sent = await mail?.send(email, m.curate_letter_subject(), m.curate_letter({ link, day }));
	return { link, expires_at, renewed, sent: sent ?? false };
}

const form =
	<T>(of: string, act: (event: RequestEvent, typed: (name: string) => string) => Promise<T>) =>
	async (event: RequestEvent) => {
		const sent = await event.request.formData();
		const typed = (name: string) => storable(String(sent.get(name) ?? '')).slice(0, 300);
		const { done, failed } = await orFail(act(event, typed), { email: typed('email'), role: typed('role') });
		return failed ?? { of, ...(done && { offer: done }) };
	};

export const actions: Actions = {
	invite: form('invited', async (event, typed) => {
		const { db, user } = event.locals;
		const made = await invite(db, user, { email: typed('email'), role: typed('role') }, new Date());
		return hand(event, made);
	}),
	reset: form('reset', async (event, typed) =>
		hand(event, await offerNewPassword(event.locals.db, event.locals.user, typed('id'), new Date()))
	),
	uninvite: form('uninvited', ({ locals: { db, user } }, typed) => uninvite(db, user, typed('id'))),
	role: form('role', ({ locals: { db, user } }, typed) => changeRole(db, user, typed('id'), typed('role'))),
	'lift-second-factor': form('lifted', ({ locals: { db, user } }, typed) =>
		liftSecondFactor(db, user, typed('id'))
	),
	'end-sessions': form('sessions', ({ locals: { db, user } }, typed) => endSessions(db, user, typed('id'))),
	remove: form('removed', ({ locals: { db, user } }, typed) => removeUser(db, user, typed('id')))
};
