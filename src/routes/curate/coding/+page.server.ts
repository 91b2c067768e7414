import { getLocale } from '$lib/paraglide/runtime.js';
import { agreementPage, codingList } from '$lib/server/views/coding.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, user } }) => {
	const [codings, agreement] = await Promise.all([
		codingList(db, user!, getLocale()),
		agreementPage(db, getLocale())
	]);
	return { codings, agreement };
};
