import { z } from 'zod';
import type { Paper } from '../../domain/paper.ts';

const registry = 'https://api.crossref.org';
const mostBytes = 1_000_000;

type Bibliography = Paper['bibliography'];

export type DoiAnswer =
	| { found: Bibliography }
	/** The registry does not know it; it did not answer in time; it said something that makes no sense. */
	| { failed: 'not-found' | 'unreachable' | 'unreadable' };

const texts = z.array(z.string()).catch([]);
const work = z.object({
	message: z.object({
		title: texts,
		author: z
			.array(
				z.object({
					given: z.string().optional(),
					family: z.string().optional(),
					name: z.string().optional()
				})
			)
			.catch([]),
		'container-title': texts,
		volume: z.string().optional().catch(undefined),
		issue: z.string().optional().catch(undefined),
		page: z.string().optional().catch(undefined),
		publisher: z.string().optional().catch(undefined),
		published: z
			.object({ 'date-parts': z.array(z.array(z.number().nullable())).min(1) })
			.optional()
			.catch(undefined),
		license: z.array(z.object({ URL: z.string() })).catch([])
	})
});

/**
 * What the public registry of DOIs says about a paper, as bibliography with its source. Only this one registry is ever
 * asked, it has five seconds, and nothing it says is taken for more than found by search.
 * @param doi as `readSource` gives it
 * @param base another registry, for tests
 * @param timeoutMs for the whole answer
 */
export async function fetchDoi(doi: string, base = registry, timeoutMs = 5_000): Promise<DoiAnswer> {
	let body: unknown;
	try {
		const response = await fetch(`${base}/works/${encodeURIComponent(doi)}`, {
			headers: { accept: 'application/json', 'user-agent': 'RemedyAtlas/1.0' },
			redirect: 'error',
			signal: AbortSignal.timeout(timeoutMs)
		});
		if (response.status === 404) return { failed: 'not-found' };
		if (!response.ok) return { failed: 'unreachable' };
		const text = await readAtMost(response, mostBytes);
		if (text === undefined) return { failed: 'unreadable' };
		body = JSON.parse(text);
	} catch (error) {
		return { failed: error instanceof SyntaxError ? 'unreadable' : 'unreachable' };
	}
	const parsed = work.safeParse(body);
	return parsed.success ? { found: bibliographyOf(doi, parsed.data.message) } : { failed: 'unreadable' };
}

/** Undefined where there is more. */
async function readAtMost(response: Response, limit: number): Promise<string | undefined> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += (chunk as Uint8Array).length;
		if (size > limit) return undefined;
		chunks.push(chunk as Uint8Array);
	}
	return Buffer.concat(chunks).toString('utf8');
}

function bibliographyOf(doi: string, said: z.infer<typeof work>['message']): Bibliography {
	const url = `https://doi.org/${doi}`;
	const known: Bibliography = {};
	const set = (field: keyof Bibliography, value: string | string[] | undefined) => {
		const plain = Array.isArray(value) ? value.map(plainText).filter(Boolean) : plainText(value ?? '');
		if (plain.length > 0) known[field] = { value: plain, source: 'search', url };
	};
	const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
	for (const language of ['zh', 'en'] as const) {
		const ofLanguage = (text: string) => isChinese(text) === (language === 'zh');
		set(`title_${language}`, said.title.find(ofLanguage));
		set(
			`authors_${language}`,
			said.author
				.map(({ given, family, name }) => {
					const parts = [given, family].filter(Boolean) as string[];
					const joined = parts.some(isChinese) ? parts.reverse().join('') : parts.join(' ');
					return joined || (name ?? '');
				})
				.filter(ofLanguage)
		);
	}
	set('journal', said['container-title'][0]);
	set(
		'volume_issue',
		said.issue && said.volume ? `${said.volume}(${said.issue})` : (said.volume ?? said.issue)
	);
	set('pages', said.page);
	const [year, month, day] = said.published?.['date-parts'][0] ?? [];
	const two = (part: number) => String(part).padStart(2, '0');
	if (year)
		set('published', [String(year), ...(month ? [two(month), ...(day ? [two(day)] : [])] : [])].join('-'));
	set('doi', doi);
	set('licence', said.license[0]?.URL);
	set('publisher', said.publisher);
	return known;
}

/** Titles come with tags and escapes of their own. */
const plainText = (text: string): string =>
	text
		.replace(/<[^>]*>/g, '')
		.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name])
		.replace(/\p{C}+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 1000);
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
