import { singleEndpoint } from '$lib/server/api/endpoints.ts';

export const { GET, fallback } = singleEndpoint;
