import type { Handle } from '@sveltejs/kit';

const framed = new Set([
	'/slices/[id]/embed',
	'/proposals/[id]/embed',
	'/papers/[id]/embed',
	'/regulations/[id]/embed'
]);

/** The pages other sites may show in a frame; everywhere else the policy of svelte.config.js stands. */
export const withOpenFrames: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const policy = response.headers.get('content-security-policy');
	if (policy && framed.has(event.route.id ?? ''))
		response.headers.set(
			'content-security-policy',
			policy.replace("frame-ancestors 'none'", 'frame-ancestors *')
		);
	return response;
};
