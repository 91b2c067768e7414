import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { storable } from '$lib/domain/form.ts';
import { localizeHref } from '$lib/paraglide/runtime.js';
import {
	changePassword,
	confirmSecondFactor,
	endOtherSessions,
	endSecondFactor,
	endSession,
	listSessions,
	removeSelf,
	saveName,
	startSecondFactor
} from '$lib/server/curation/account.ts';
import { orFail } from '$lib/server/curation/answer.ts';
import { renderSVG } from 'uqr';
import type { Actions, PageServerLoad } from './$types';

const self = ({ locals, request }: RequestEvent) => ({
	db: locals.db,
	auth: locals.auth,
	person: locals.user!,
	headers: request.headers
});

export const load: PageServerLoad = async (event) => ({
	account: event.locals.user!,
	second_factor_needed: event.locals.second_factor_needed ?? false,
	sessions: await listSessions(self(event), event.locals.session),
	done: done.find((name) => name === event.url.searchParams.get('done'))
});

const done = ['name', 'password', 'two-factor-set', 'two-factor-ended', 'sessions'] as const;

/**
 * One form of the page: what was asked is done, or refused with its fields. The page is then asked for anew, because some
 * acts give the browser another session.
 */
const form =
	(of: (typeof done)[number], act: (event: RequestEvent, typed: Typed) => Promise<unknown>) =>
	async (event: RequestEvent) => {
		const typed = await typedIn(event);
		const { failed } = await orFail(act(event, typed), { name: typed('name') });
		return failed ?? redirect(303, localizeHref(`/account?done=${of}`));
	};

type Typed = (name: string) => string;
async function typedIn({ request }: RequestEvent): Promise<Typed> {
	const sent = await request.formData();
	return (name) => String(sent.get(name) ?? '').slice(0, 1000);
}

type Begun = Awaited<ReturnType<typeof startSecondFactor>>;
/** Shown in answers only, never at an address. */
const setupOf = (begun: Begun) => ({ ...begun, picture: renderSVG(begun.uri, { border: 2 }) });

/** What was shown comes back with the code, so that nothing here has to show secrets to whoever only has the session. */
function begunIn(typed: Typed): Begun | undefined {
	const [uri, codes] = [typed('uri'), typed('backup_codes')];
	const isOurs =
		/^otpauth:\/\/totp\/[!-~]{1,500}$/.test(uri) && /^[\w-]{1,40}( [\w-]{1,40}){0,19}$/.test(codes);
	return isOurs ? { uri, backup_codes: codes.split(' ') } : undefined;
}

export const actions: Actions = {
	name: form('name', (event, typed) =>
		saveName(self(event), { name: storable(typed('name')), show_name: typed('show_name') === 'yes' })
	),
	password: form('password', (event, typed) =>
		changePassword(self(event), { present: typed('present'), wanted: typed('password') })
	),
	'two-factor-start': async (event) => {
		const typed = await typedIn(event);
		const { done, failed } = await orFail(startSecondFactor(self(event), typed('password')), {});
		return failed ?? { setup: setupOf(done!) };
	},
	'two-factor-confirm': async (event) => {
		const typed = await typedIn(event);
		const { failed } = await orFail(confirmSecondFactor(self(event), typed('code')), {});
		if (!failed) redirect(303, localizeHref('/account?done=two-factor-set'));
		const begun = begunIn(typed);
		return fail(failed.status, { ...failed.data, setup: begun && setupOf(begun) });
	},
	'two-factor-end': form('two-factor-ended', (event, typed) =>
		endSecondFactor(self(event), typed('password'))
	),
	'end-session': form('sessions', (event, typed) => endSession(self(event), typed('id'))),
	'end-other-sessions': form('sessions', (event) => endOtherSessions(self(event))),
	remove: async (event) => {
		const typed = await typedIn(event);
		const { failed } = await orFail(removeSelf(self(event), typed('password')), {});
		return failed ?? redirect(303, localizeHref('/'));
	}
};
