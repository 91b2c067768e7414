import { endpoint } from '$lib/server/api/answer.ts';
import { downloadTypes, readDownload, type Download } from '$lib/server/api/package-answer.ts';

export const { GET, fallback } = endpoint(
	(event) => readDownload(event, event.params.download as Download),
	(event) => downloadTypes[event.params.download as Download],
	{ daily: false }
);
