import { generateAtomFeed } from 'feedsmith';
import { otherLocale, pathIn, type Locale } from '../../domain/text.ts';
import { escapeXml } from '../../domain/xml.ts';
import type { FeedEntry } from '../views/feed-entries.ts';
import type { Feed } from '../views/feed.ts';

const type = 'application/atom+xml';

type Surroundings = {
	/** `https://atlas.example` */
	origin: string;
	locale: Locale;
	/** Where the page of the feed starts, if it is not the first one. */
	before: number | undefined;
	licence: string | undefined;
};

/** A page of a feed as Atom (RFC 4287), with the links between pages of RFC 5005 and ids by RFC 4151. */
export function atomText(feed: Feed, { origin, locale, before, licence }: Surroundings): string {
	// The API has one language.
	const site = (path: string) => origin + (path.startsWith('/api/') ? path : pathIn(locale, path));
	const path = feed.path + feed.query;
	const first = site(path);
	const from = (sequence: number) => `${first}${feed.query ? '&' : '?'}before=${sequence}`;
	const other = otherLocale(locale);
	const authority = new URL(origin).hostname.replace(/[^\w.-]/g, '-');
	return generateAtomFeed({
		id: first,
		xml: { lang: locale },
		title: { value: feed.title },
		subtitle: { value: feed.subtitle },
		updated: feed.updated,
		...(licence && { rights: { value: licence } }),
		generator: { text: 'Remedy Atlas', uri: site('/data') },
		icon: `${origin}/favicon.svg`,
		links: [
			{ rel: 'self', type, href: before === undefined ? first : from(before) },
			{ rel: 'alternate', type: 'text/html', hreflang: locale, href: site(feed.page) },
			{ rel: 'alternate', type, hreflang: other, href: origin + pathIn(other, path) },
			...(before === undefined ? [] : [{ rel: 'first', type, href: first }]),
			...(feed.next === undefined ? [] : [{ rel: 'next', type, href: from(feed.next) }])
		],
		entries: feed.entries.map((entry) => ({
			id: `tag:${authority},${entry.at.toISOString().slice(0, 10)}:${entry.key}`,
			title: { value: plain(entry.title) },
			updated: entry.at,
			published: entry.at,
			authors: [{ name: plain(entry.author) }],
			categories: [{ term: entry.change }],
			links: [{ rel: 'alternate', type: 'text/html', href: site(entry.page) }],
			content: { type: 'html', value: entry.blocks.map((block) => blockHtml(block, site)).join('') }
		}))
	});
}

function blockHtml(block: FeedEntry['blocks'][number], site: (path: string) => string): string {
	const inline = ({ text, href }: { text: string; href?: string }) => {
		const words = escapeXml(plain(text));
		return href ? `<a href="${escapeXml(site(href))}">${words}</a>` : words;
	};
	return 'items' in block
		? `<ul>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`
		: `<p>${inline(block)}</p>`;
}

/** Without the characters that no XML document may hold. */
const plain = (text: string): string =>
	text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ');
