import { expect, inject, test } from 'vitest';
import { signIn } from '../harness/session.ts';

const audit = 'external-audit-of-platform-algorithms';
const wage = 'minimum-hourly-wage-gig';

const pages = [
	'',
	'/brief',
	`/compare?ids=${audit},${wage}`,
	'/gaps',
	'/matrix/layers?view=table&sort=-technology,title',
	`/matrix/layers?cell=algorithmic-control-subordination-test:subject`,
	`/matrix/coverage?cell=${wage}:united-states&covers=drivers`,
	'/papers/000',
	'/papers/003',
	`/proposals/${audit}`,
	`/proposals/${audit}/embed`,
	'/regulations/eu-ai-act',
	'/search?q=',
	'/timeline',
	'/trace?paper=003',
	'/regulations/eu-dsa/embed'
];
const desk = ['/curate', `/curate/leave/proposal/${wage}`, '/curate/source?q=32022R2065&proposal='];

/** What a page says, a line for each block, and what its elements are called; without the words of papers and citations. */
function linesOf(html: string): string[] {
	const names = [...html.matchAll(/ (?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map(
		([, name]) => name
	);
	const body = html
		.replace(/<(script|style|svg|dd data-style)[\s\S]*?<\/(script|style|svg|dd)>/g, '')
		.replace(/<!--.*?-->/g, '')
		.replace(/<\/?(?!(?:a|b|i|em|strong|span|code|time|bdi)\b)[a-z][^>]*>/g, '\u0000')
		.replace(/<[^>]*>/g, '');
	return [...body.split('\u0000'), ...names]
		.map((line) =>
			line
				.replace(/&nbsp;|\s+/g, ' ')
				.replace(/&[a-z#0-9]+;/g, '"')
				.trim()
		)
		.filter(Boolean);
}

const faultsIn = (html: string, faults: RegExp[]) =>
	linesOf(html).filter((line) => faults.some((fault) => fault.test(line)));

const anywhere = [/undefined|NaN|\[object|\{[a-z_]+\}/, /(law|法律|as of|截至) \d{4}-\d\d/, / ·\S/];
const chinese = [
	// Half-width punctuation at a Chinese word; `第5(4)条` and `二(三)` are how an article is called.
	/\p{Script=Han}[:;!](?: |$)/u,
	/[\p{Script=Han}）》], [\p{Script=Han}¶§]/u,
	/[\p{Script=Han}）》] \([\p{Script=Han}\d]|^\(\p{Script=Han}+\)$/u,
	/[。，；：、][。，；：、]|[：，；] |。 ·/
];
const english = [
	/ [,;:.](?: |$)|,,|;;|[^.]\.\.(?!\.)/,
	/(?:^|[^\d.,§/])1 (?:links|proposals|umbrellas|drafts|papers|regulations)\b/
];

test('Chinese pages are set in Chinese punctuation, English ones in English', async () => {
	const reviewer = await signIn('reviewer');
	const found: string[] = [];
	const look = async (path: string, faults: RegExp[], get: (path: string) => Promise<Response>) => {
		const response = await get(path);
		expect(response.status, path).toBe(200);
		const lines = faultsIn(await response.text(), [...anywhere, ...faults]);
		found.push(...new Set(lines.map((line) => `${path}: ${line}`)));
	};
	const open = (path: string) => fetch(inject('app_url') + path, { headers: { accept: 'text/html' } });
	for (const path of pages) {
		await look(`/zh${path}`, chinese, open);
		await look(path || '/', english, open);
	}
	for (const path of desk) {
		await look(`/zh${path}`, chinese, (path) => reviewer.get(path));
		await look(path, english, (path) => reviewer.get(path));
	}
	expect(found).toEqual([]);
});
