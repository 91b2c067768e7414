import { z } from 'zod';
import { locales, type Locale } from './text.ts';
import { escapeXml } from './xml.ts';

/** What oEmbed lets a consumer ask; whatever else it sends is to be ignored. */
export const oembedParameters = {
	url: z.string().min(1).max(2000),
	format: z.string().max(20).default('json'),
	maxwidth: z.int().min(1).max(100_000).optional(),
	maxheight: z.int().min(1).max(100_000).optional()
};

const embeddable = ['slices', 'proposals', 'papers', 'regulations'] as const;
export type Embeddable = { collection: (typeof embeddable)[number]; id: string; locale: Locale };

const place = new RegExp(`^(?:/(${locales.join('|')}))?/(${embeddable.join('|')})/([^/]+?)(?:/embed)?/?$`);

/** What a page of this site shows that can be embedded; undefined for any other address. @param host with its port */
export function parseEmbeddable(address: string, host: string): Embeddable | undefined {
	if (!URL.canParse(address)) return undefined;
	const url = new URL(address);
	// Behind a proxy the site does not know for certain by which of the two it is reached.
	if (url.host !== host || !['http:', 'https:'].includes(url.protocol)) return undefined;
	const [, locale = 'en', collection, id] = place.exec(url.pathname) ?? [];
	return id === undefined
		? undefined
		: { collection: collection as Embeddable['collection'], id, locale: locale as Locale };
}

/** By the specification: numbers and texts by name, in XML below one element. */
export type OembedAnswer = Record<string, string | number>;

export function oembedXml(answer: OembedAnswer): string {
	const fields = Object.entries(answer).map(
		([name, value]) => `\t<${name}>${escapeXml(String(value))}</${name}>`
	);
	return [
		'<?xml version="1.0" encoding="utf-8" standalone="yes"?>',
		'<oembed>',
		...fields,
		'</oembed>',
		''
	].join('\n');
}
