import { getLocale } from '$lib/paraglide/runtime.js';
import { endpoint } from '$lib/server/api/answer.ts';
import { readShown } from '$lib/server/api/twin-answer.ts';
import { gapsPage } from '$lib/server/views/gaps.ts';

/** The data twin of the page, which takes no parameters. */
export const { GET, fallback } = endpoint((event, now) =>
	readShown(event, now, async ({ db, parameters }) => ({
		data: await gapsPage(db, getLocale()),
		dropped: [...parameters].map(([name, value]) => ({ name, value }))
	}))
);
