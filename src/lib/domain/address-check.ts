/** What a walk over the official addresses found. Only 404 and 410 say that a page is gone; whatever else fails is unclear. */
export const addressStates = ['answers', 'unclear', 'gone'] as const;
export type AddressState = (typeof addressStates)[number];

export function stateOfStatus(status: number): AddressState {
	if (status >= 200 && status < 300) return 'answers';
	return status === 404 || status === 410 ? 'gone' : 'unclear';
}
