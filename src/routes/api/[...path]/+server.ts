import { endpoint, noSuchAddress } from '$lib/server/api/answer.ts';

/** Below /api every answer has the one error shape, also where there is nothing. */
export const { GET, fallback } = endpoint(noSuchAddress);
