import { error } from '@sveltejs/kit';
import * as m from '../../paraglide/messages.js';
import { limits } from './limits.ts';
import type { Upload } from './read-file.ts';

/** What a form of several parts weighs beside the file in it. */
const wrapping = 100_000;

/** The body of a form with a file. One that is too large is refused before it is read, one that is broken in words. */
export async function receiveForm(request: Request): Promise<FormData> {
	if (Number(request.headers.get('content-length')) > limits.file + wrapping)
		error(413, m.import_too_large({ most: limits.file / 1_000_000 }));
	try {
		return await request.formData();
	} catch (problem) {
		if ((problem as { status?: number }).status === 413)
			error(413, m.import_too_large({ most: limits.file / 1_000_000 }));
		error(400, m.import_malformed());
	}
}

/** The file of a form; an empty one where none was chosen. */
export async function receiveFile(sent: FormData): Promise<Upload> {
	const file = sent.get('file');
	if (!(file instanceof File)) return { name: '', bytes: new Uint8Array() };
	return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** A short field of a form; empty where it is absent or a file. */
export function receiveText(sent: FormData, name: string): string {
	const value = sent.get(name);
	return typeof value === 'string' ? value.slice(0, 3000) : '';
}
