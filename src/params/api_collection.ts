import type { ParamMatcher } from '@sveltejs/kit';
import { isCollection } from '$lib/domain/api/catalogue.ts';

/** Lists of the API: `/api/v1/proposals`. */
export const match = ((value) => isCollection(value)) satisfies ParamMatcher;
