import { amount } from '$lib/domain/amount.ts';
import { coverageMarks } from '$lib/domain/coverage-marks.ts';
import type { Cell, Column } from '$lib/domain/matrix/build.ts';
import { pathIn } from '$lib/domain/text.ts';
import { escapeXml } from '$lib/domain/xml.ts';
import { dateText } from '$lib/i18n/date-words.ts';
import { semicolon } from '$lib/i18n/punctuation.ts';
import { getLocale } from '$lib/paraglide/runtime.js';

export type CellPlace = {
	/** Opens the evidence; without it the cell is plain text. */
	href?: string;
	selected?: boolean;
	/** Inside the grid the cell takes the focus, not the link in it. */
	in_grid?: boolean;
};

/** The paths in cells are plain ones, and there are hundreds. */
export const localHref = (path: string): string => pathIn(getLocale(), path);

/** A table has hundreds of cells: as text they cost a fraction of what components or snippets do, on the server and in the browser. */
export function cellHtml(cell: Cell, column: Column, { href, selected, in_grid }: CellPlace): string {
	const tabindex = in_grid ? ' tabindex="-1"' : '';
	const opens = href !== undefined && !cell.items?.some((item) => item.href);
	const content = contentHtml(cell, column, tabindex);
	const inside = opens
		? `<a class="open" href="${escapeXml(href)}"${tabindex}${selected ? ' aria-current="true"' : ''}>${content}</a>`
		: content;
	return `<div class="matrix-cell${selected ? ' selected' : ''}${column.kind === 'count' ? ' count' : ''}">${inside}</div>`;
}

function contentHtml({ code, items, text }: Cell, { kind, layer }: Column, tabindex: string): string {
	// As Mark draws it.
	if (kind === 'involvement')
		return `<span class="mark ${code ?? 'none'} ${layer ?? ''}">${escapeXml(text)}</span>`;
	if (items?.length) return kind === 'coverage' ? coverageHtml(items) : itemsHtml(items, tabindex);
	if (text) return kind === 'count' ? amount(Number(text)) : escapeXml(text);
	return '<span class="blank">–</span>';
}

/** Table and grid keep place and focus when a link changes the view; those that lead away from it do not. */
const itemsHtml = (items: NonNullable<Cell['items']>, tabindex: string): string =>
	items
		.map(({ href, label, muted }) => {
			const text = escapeXml(label);
			if (href)
				return `<a class="item${muted ? ' muted' : ''}" href="${escapeXml(localHref(href))}"${tabindex} data-sveltekit-noscroll="off" data-sveltekit-keepfocus="off">${text}</a>`;
			return muted ? `<span class="muted">${text}*</span>` : text;
		})
		.join(semicolon());

/** The strongest relation in words, the others as shape and number: the legend and the drawer say the rest. */
const coverageHtml = (items: NonNullable<Cell['items']>): string =>
	items
		.map(({ code = '', mark = '', label, muted }, index) => {
			const day = /\d{4}-\d{2}-\d{2}/.exec(label)?.[0];
			const number = day ? undefined : /\d[\d,]*/.exec(label)?.[0];
			const text = escapeXml(day ? label.replace(day, dateText(day)) : label);
			const said =
				index > 0
					? `<span aria-hidden="true"${day ? ' class="day"' : ''}>${day ? dateText(day) : (number ?? '')}</span><span class="visually-hidden">${text}</span>`
					: `<span>${number ? `<b>${number}</b>${escapeXml(label.replace(number, ''))}` : text}</span>`;
			return `<span class="${index > 0 ? 'shaped' : 'words'}${muted ? ' muted' : ''}">${shapeHtml(code, mark)}${said}</span>`;
		})
		.join('');

/** Marks are drawn once, by CoverageShapes. */
const shapeHtml = (code: string, mark: string): string =>
	code in coverageMarks
		? `<svg aria-hidden="true"><use href="#mark-${code}"></use></svg>`
		: `<span class="shape" aria-hidden="true">${escapeXml(mark)}</span>`;
