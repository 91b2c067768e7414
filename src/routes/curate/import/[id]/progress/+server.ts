import { json } from '@sveltejs/kit';
import { findProgress } from '$lib/server/import/progress.ts';
import type { RequestHandler } from './$types';

/** How far an import is that is worked on now; null where it is not. */
export const GET: RequestHandler = ({ params: { id } }) => json({ progress: findProgress(id) ?? null });
