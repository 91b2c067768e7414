import { matrixFile } from '$lib/server/api/endpoints.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = matrixFile;
