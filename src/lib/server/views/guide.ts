import { readFile } from 'node:fs/promises';
import { Marked, marked as plainMarked, type Tokens } from 'marked';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Locale } from '../../domain/text.ts';

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

type Help = (kind: RecordKind, path: string) => FieldHelp | undefined;
const helpFiles: Record<Locale, string> = { en: 'seed/README.md', zh: 'seed/README.zh.md' };
const keptHelp: Partial<Record<Locale, Promise<Help>>> = {};

/**
 * The codebook's help for a field by its path, `evidence.*.section`: from the table of the list or group it stands in, or of
 * one further out. Read once; without help where the file is not there.
 */
export function fieldHelp(locale: Locale): Promise<Help> {
	return (keptHelp[locale] ??= readFile(helpFiles[locale], 'utf8').then(
		(markdown) => readFieldHelp(markdown),
		() => {
			delete keptHelp[locale];
			return () => undefined;
		}
	));
}

const chapters: Record<string, RecordKind> = {
	Papers: 'paper',
	Proposals: 'proposal',
	Instruments: 'instrument',
	'Links and assessments': 'link',
	Vocabularies: 'vocabulary',
	Matrices: 'matrix',
	论文: 'paper',
	对策: 'proposal',
	法规: 'instrument',
	关联与核查: 'link',
	词表: 'vocabulary',
	矩阵: 'matrix'
};

function readFieldHelp(markdown: string): Help {
	const help = fieldTables(markdown);
	return (of, path) => {
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

/** Every row of the tables of fields, by kind of record, list or group (of the record itself an empty one) and field. */
export function fieldTables(markdown: string): Map<string, FieldHelp> {
	const help = new Map<string, FieldHelp>();
	let kind: RecordKind | undefined;
	/** Names of the lists or groups the next table is about. */
	let inside: string[] = [];
	for (const token of plainMarked.lexer(markdown)) {
		if (token.type === 'heading') {
			const { depth, text } = token as Tokens.Heading;
			kind = depth === 3 ? chapters[text] : undefined;
			// The first table of that chapter is about the rows of `links`.
			inside = [kind === 'link' ? 'links' : ''];
		} else if (token.type === 'paragraph' && kind) {
			const { text } = token as Tokens.Paragraph;
			if (/^Inside |之内/.test(text)) inside = codesIn(text.split(/[:：]| \(|之内/)[0]);
		} else if (token.type === 'table' && kind)
			for (const [names, means, not] of (token as Tokens.Table).rows)
				for (const group of inside)
					for (const field of codesIn(names.text)) {
						const key = `${kind} ${group} ${field}`;
						const said = {
							means: unmarked(means.text),
							...(not.text !== '—' && { not: unmarked(not.text) })
						};
						if (!help.has(key)) help.set(key, said);
					}
	}
	return help;
}

const codesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
/** Without marks, and without the names of vocabularies, which a form shows by their codes. */
const unmarked = (text: string): string => text.replace(/ ?[(（]`[a-z_]+`[)）]/g, '').replaceAll('`', '');

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
