import { readFile } from 'node:fs/promises';
import { Marked, type Tokens } from 'marked';

export type Guide = { html: string; title: string } | { html: undefined };

let kept: Promise<Guide> | undefined;

/** The prose of the data set's README as the page shows it, read once; without `html` where the file is not there. */
export function curatorGuide(): Promise<Guide> {
	kept ??= readFile('seed/README.md', 'utf8').then(renderGuide, () => {
		kept = undefined;
		return { html: undefined };
	});
	return kept;
}

/** Headings get anchors, the first one is the page's title, and links to files of the repository stay text. */
function renderGuide(markdown: string): Guide {
	let title = '';
	const taken = new Map<string, number>();
	const anchor = (text: string) => {
		const plain = text
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/\s/g, '-');
		const times = taken.get(plain) ?? 0;
		taken.set(plain, times + 1);
		return times === 0 ? plain : `${plain}-${times}`;
	};
	const marked = new Marked({
		renderer: {
			heading({ tokens, depth, text }: Tokens.Heading) {
				const html = this.parser.parseInline(tokens);
				const plain = text.replace(/[`*_]/g, '');
				if (depth === 1 && !title) {
					title = plain;
					return '';
				}
				const id = anchor(plain);
				return `<h${depth} id="${id}">${html}</h${depth}>\n`;
			},
			link({ href, tokens }: Tokens.Link) {
				const html = this.parser.parseInline(tokens);
				if (/^(https?:|#|\/)/.test(href)) return `<a href="${href.replace(/"/g, '&quot;')}">${html}</a>`;
				return `<span title="seed/${href.replace(/"/g, '&quot;')}">${html}</span>`;
			},
			table(token: Tokens.Table) {
				const head = token.header
					.map((cell) => `<th scope="col">${this.parser.parseInline(cell.tokens)}</th>`)
					.join('');
				const rows = token.rows
					.map(
						(row) =>
							`<tr>${row.map((cell) => `<td>${this.parser.parseInline(cell.tokens)}</td>`).join('')}</tr>`
					)
					.join('');
				return `<div class="scroll" role="group" tabindex="0" aria-label="Table"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>\n`;
			},
			code({ text }: Tokens.Code) {
				const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
				return `<pre tabindex="0"><code>${escaped}</code></pre>\n`;
			}
		}
	});
	const html = marked.parse(markdown, { async: false });
	return { html, title };
}
