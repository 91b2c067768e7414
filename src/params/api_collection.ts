import type { ParamMatcher } from '@sveltejs/kit';
import { collections } from '$lib/domain/api/collections.ts';

/** Lists of the API: `/api/v1/proposals`. */
export const match = ((value) => collections.some((name) => name === value)) satisfies ParamMatcher;
