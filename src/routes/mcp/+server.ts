import { answerMcp } from '$lib/server/mcp/answer.ts';
import type { RequestHandler } from './$types';

export const fallback: RequestHandler = answerMcp;
