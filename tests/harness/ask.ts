import { request } from 'node:http';
import { inject } from 'vitest';

export type Answer = { status: number; headers: Record<string, string>; body: Buffer };

/** The answer of the running application as it sent it, to a request with these headers and no others. */
export function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
	return new Promise((resolve, reject) => {
		request(inject('app_url'), { path, headers, method }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () =>
				resolve({
					status: response.statusCode!,
					headers: response.headers as Record<string, string>,
					body: Buffer.concat(chunks)
				})
			);
		})
			.on('error', reject)
			.end();
	});
}
