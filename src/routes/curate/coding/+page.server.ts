import { getLocale } from '$lib/paraglide/runtime.js';
import { agreementPage, codingListPage } from '$lib/server/views/coding.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, user }, url }) => {
	const words = (url.searchParams.get('q') ?? '')
		.replace(/\p{C}+/gu, ' ')
		.trim()
		.slice(0, 200);
	const [list, agreement] = await Promise.all([
		codingListPage(db, user!, getLocale(), words),
		agreementPage(db, getLocale())
	]);
	return { list, agreement };
};
