import { endpoint } from '$lib/server/api/answer.ts';
import { apiDocument } from '$lib/server/api/openapi.ts';

export const { GET, fallback } = endpoint(() => () => Response.json(apiDocument()));
