import { endpoint } from '$lib/server/api/answer.ts';
import { readDownload } from '$lib/server/api/package-answer.ts';
import { downloadTypes, type Download } from '$lib/server/package/current.ts';

export const { GET, fallback } = endpoint(
	(event) => readDownload(event, event.params.download as Download),
	(event) => downloadTypes[event.params.download as Download],
	{ daily: false }
);
