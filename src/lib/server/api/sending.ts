import type { Locale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import { byteStream } from './byte-stream.ts';
import { problem } from './problem.ts';

/** Files whose rows are fetched while they are sent; each holds some hundred rows, however slowly it is read. */
const most = 12;
const seconds = 20;
let sending = 0;
const sent = new WeakSet<Response>();
/** Whether an answer is still being made while it is sent: then it is never held whole. */
export const isBeingFetched = (response: Response): boolean => sent.has(response);

/** Sends a file whose rows are fetched meanwhile, or says when to come again where enough of them are on their way. */
export async function sendFetched(
	chunks: () => Promise<AsyncIterable<string | Uint8Array>>,
	headers: Record<string, string>,
	locale: Locale
): Promise<Response> {
	if (sending >= most)
		return problem(
			{
				status: 503,
				title: m.share_busy({}, { locale }),
				detail: m.share_busy_detail({ seconds }, { locale })
			},
			{ 'retry-after': String(seconds) }
		);
	sending++;
	let open = true;
	const ended = () => {
		if (open) sending--;
		open = false;
	};
	try {
		const response = new Response(byteStream(await chunks(), ended), { headers });
		sent.add(response);
		return response;
	} catch (error) {
		ended();
		throw error;
	}
}
