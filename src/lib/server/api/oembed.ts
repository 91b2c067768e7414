import { pictureSize } from '../../domain/card.ts';
import {
	oembedParameters,
	oembedXml,
	parseEmbeddable,
	type Embeddable,
	type OembedAnswer
} from '../../domain/oembed.ts';
import { parseParameters } from '../../domain/api/parameters.ts';
import { pathIn } from '../../domain/text.ts';
import { escapeXml } from '../../domain/xml.ts';
import { findSlice } from '../queries/slices.ts';
import { recordCard } from '../views/card.ts';
import { frozenView } from '../views/slice.ts';
import { badParameters, type Event, type Reading } from './answer.ts';
import { problem } from './problem.ts';

const day = 24 * 60 * 60;
/** Pixels of a frame where the consumer sets no limit. */
const sizes = { record: { width: 640, height: 440 }, slice: { width: 800, height: 576 } };

export const oembedType = ({ url }: Event) =>
	url.searchParams.get('format') === 'xml' ? 'text/xml' : 'application/json';

/** `/oembed?url=`, by oembed.com: how to show a record or a slice in the page of another site. */
export async function readOembed(event: Event, now: Date): Promise<Reading> {
	const { url } = event;
	const asked = new URLSearchParams(
		[...url.searchParams].filter(([name]) => Object.hasOwn(oembedParameters, name))
	);
	const { values, errors } = parseParameters(oembedParameters, asked);
	if (!values) return badParameters(errors);
	const { format, maxwidth = Infinity, maxheight = Infinity } = values;
	if (format !== 'json' && format !== 'xml')
		return problem({
			status: 501,
			title: 'Not implemented',
			errors: [{ path: 'format', message: 'expected json or xml' }]
		});
	const target = parseEmbeddable(values.url, url.host);
	const found = target && (await findEmbeddable(event, target, now));
	if (!target || !found)
		return problem({
			status: 404,
			title: 'Nothing to embed',
			errors: [{ path: 'url', message: `not a proposal, paper, regulation or slice of ${url.origin}` }]
		});

	const preset = sizes[target.collection === 'slices' ? 'slice' : 'record'];
	const [width, height] = [Math.min(preset.width, maxwidth), Math.min(preset.height, maxheight)];
	const page = url.origin + pathIn(target.locale, found.page);
	const answer: OembedAnswer = {
		version: '1.0',
		type: 'rich',
		title: found.title,
		provider_name: 'Remedy Atlas',
		provider_url: `${url.origin}${pathIn(target.locale, '/')}`,
		cache_age: day,
		...(target.collection !== 'slices' &&
			pictureSize.width <= maxwidth &&
			pictureSize.height <= maxheight && {
				thumbnail_url: `${page}/og.png`,
				thumbnail_width: pictureSize.width,
				thumbnail_height: pictureSize.height
			}),
		html: `<iframe src="${page}/embed" title="${escapeXml(found.title)}" width="${width}" height="${height}" loading="lazy" style="max-width:100%;border:0"></iframe>`,
		width,
		height
	};
	return () =>
		format === 'xml'
			? new Response(oembedXml(answer), { headers: { 'content-type': 'text/xml; charset=utf-8' } })
			: new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
}

/** Also where a record has moved meanwhile. */
async function findEmbeddable(
	event: Event,
	{ collection, id, locale }: Embeddable,
	now: Date
): Promise<{ title: string; page: string } | undefined> {
	const { db } = event.locals;
	if (collection === 'slices') {
		const slice = await findSlice(db, id);
		return slice && { title: frozenView(slice, locale).question, page: `/slices/${slice.id}` };
	}
	const today = now.toISOString().slice(0, 10);
	const card = await recordCard(db, collection, id, locale, today);
	if (card && 'moved_to' in card)
		return findEmbeddable(event, { collection, id: card.moved_to, locale }, now);
	return card;
}
