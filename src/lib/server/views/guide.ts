import { readFile } from 'node:fs/promises';
import { Marked, marked as plainMarked, type Tokens } from 'marked';
import type { RecordKind } from '../../domain/record-kinds.ts';

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

/** What the codebook says of a field: what it means, and what it is not for. */
export type FieldHelp = { means: string; not?: string };

let keptHelp: Promise<(kind: RecordKind, path: string) => FieldHelp | undefined> | undefined;

/**
 * The codebook's help for a field by its path, `evidence.*.section`: from the table of the list or group it stands in, or of
 * one further out. Read once; without help where the file is not there.
 */
export function fieldHelp(): Promise<(kind: RecordKind, path: string) => FieldHelp | undefined> {
	keptHelp ??= readFile('seed/README.md', 'utf8').then(readFieldHelp, () => {
		keptHelp = undefined;
		return () => undefined;
	});
	return keptHelp;
}

const chapters: Record<string, RecordKind> = {
	Papers: 'paper',
	Proposals: 'proposal',
	Instruments: 'instrument',
	'Links and assessments': 'link',
	Vocabularies: 'vocabulary',
	Matrices: 'matrix'
};

function readFieldHelp(markdown: string) {
	const help = new Map<string, FieldHelp>();
	let kind: RecordKind | undefined;
	/** Names of the lists or groups the next table is about; of the record itself an empty one. */
	let inside: string[] = [];
	let level = 0;
	for (const token of plainMarked.lexer(markdown)) {
		if (token.type === 'heading') {
			const { depth, text } = token as Tokens.Heading;
			level = depth;
			kind = depth === 3 ? chapters[text] : undefined;
			// The first table of that chapter is about the rows of `links`.
			inside = [kind === 'link' ? 'links' : ''];
		} else if (token.type === 'paragraph' && kind) {
			const [, names] = /^Inside ([^:(]+)/.exec((token as Tokens.Paragraph).text) ?? [];
			if (names) inside = codesIn(names);
		} else if (token.type === 'table' && kind && level === 3)
			for (const [names, means, not] of (token as Tokens.Table).rows)
				for (const group of inside)
					for (const field of codesIn(names.text)) {
						const said = {
							means: unmarked(means.text.replace(/ \(`[a-z_]+`\)/g, '')),
							...(not.text !== '—' && { not: unmarked(not.text) })
						};
						const key = `${kind} ${group} ${field}`;
						if (!help.has(key)) help.set(key, said);
					}
	}
	return (of: RecordKind, path: string) => {
		const steps = path.split('.').filter((step) => step !== '*');
		const field = steps.pop()!;
		for (const group of [...steps.reverse(), ''])
			for (const name of [field, `${field}_en`]) {
				const found = help.get(`${of} ${group} ${name}`);
				if (found) return found;
			}
		return undefined;
	};
}

const codesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
const unmarked = (text: string): string => text.replaceAll('`', '');

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
