import { listEndpoint } from '$lib/server/api/endpoints.ts';

export const { GET, fallback } = listEndpoint;
