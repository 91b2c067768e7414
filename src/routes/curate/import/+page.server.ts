import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orFail } from '$lib/server/curation/answer.ts';
import { checkImport } from '$lib/server/curation/imports.ts';
import { limits } from '$lib/server/import/limits.ts';
import { receiveFile, receiveForm, receiveText } from '$lib/server/import/receive.ts';
import { rules } from '$lib/server/import/template.ts';
import { importListPage } from '$lib/server/views/imports.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db } }) => ({
	...(await importListPage(db)),
	/** Under which the next file is checked, so that its progress can be asked for meanwhile. */
	fresh: randomUUID(),
	rules: rules(getLocale()),
	limits: { rows: limits.rows, bytes: limits.file }
});

export const actions: Actions = {
	check: async ({ request, locals: { db, user } }) => {
		const sent = await receiveForm(request);
		const kind = receiveText(sent, 'kind');
		const file = await receiveFile(sent);
		const { done, failed } = await orFail(
			checkImport(db, user, { id: receiveText(sent, 'id') || randomUUID(), kind, file }),
			{ kind }
		);
		return failed ?? redirect(303, localizeHref(`/curate/import/${done!.id}`));
	}
};
