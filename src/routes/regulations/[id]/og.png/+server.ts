import { getLocale } from '$lib/paraglide/runtime.js';
import { endpoint } from '$lib/server/api/answer.ts';
import { readCardImage } from '$lib/server/api/card-image.ts';

export const { GET, fallback } = endpoint(
	(event, now) => readCardImage(event, 'regulations', getLocale(), now),
	'image/png'
);
