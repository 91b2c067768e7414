import { layers, type Layer } from './codes.ts';
import { lawTotal, type Drawing, type Group, type LawCount, type Shape } from './pictures.ts';

export const wideWidth = 720;
export const narrowWidth = 358;

const size = 12.5;

/** Width of a text in ems, near enough to place and cut it: a Chinese character fills the square, a Latin letter half. */
function ems(text: string): number {
	let sum = 0;
	for (const letter of text)
		sum += /[\u2e80-\uffef]/.test(letter)
			? 1
			: /[A-Z0-9@%&MW]/.test(letter)
				? 0.66
				: /[ ilj.,;:'’|!()]/.test(letter)
					? 0.29
					: 0.54;
	return sum;
}

/** The text, cut with an ellipsis where it would be wider than `width` pixels. */
export function fitText(text: string, width: number, fontSize = size): string {
	if (ems(text) * fontSize <= width) return text;
	let kept = text;
	while (kept && (ems(kept) + 1) * fontSize > width) kept = kept.slice(0, -1);
	return `${kept.trimEnd()}…`;
}

/** Lines no wider than `width` pixels: between words, and between any two Chinese characters. */
export function wrapText(text: string, width: number, fontSize = size): string[] {
	const pieces = text.match(/[\u2e80-\uffef][，。；：、）”]*|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? [];
	const lines: string[] = [];
	let line = '';
	for (const piece of pieces) {
		if (line && ems((line + piece).trimEnd()) * fontSize > width) {
			lines.push(line.trimEnd());
			line = '';
		}
		line += piece;
	}
	return line.trim() ? [...lines, line.trimEnd()] : lines;
}

/** The words and addresses of a picture of proposals by layer. */
export type LayerWords = {
	head: Record<Layer, { label: string; href: string }>;
	rows: {
		label: string;
		href: string;
		cells: Record<Layer, { marks: string[]; href: string; said: string }>;
	}[];
};

const mark = { size: 9, step: 11.5 };
const lineHeight = 13;

/** One mark per proposal, in three columns for the layers; what does not fit into a line goes on in the next. */
export function layoutLayers({ head, rows }: LayerWords, width: number): Drawing {
	const isNarrow = width < 500;
	const labels = isNarrow
		? 0
		: Math.min(275, Math.max(90, ...rows.map(({ label }) => ems(label) * size + 14)));
	const column = (width - labels) / layers.length;
	const perLine = Math.max(1, Math.floor((column - 26) / mark.step));
	const left = (layer: Layer) => labels + layers.indexOf(layer) * column;
	const groups: Group[] = layers.map((layer) => ({
		href: head[layer].href,
		said: head[layer].label,
		shapes: [
			{ kind: 'mark', x: left(layer), y: 8, size: mark.size, tone: layer },
			text(fitText(head[layer].label, column - 16), left(layer) + 14, 17, { tone: layer, strong: true })
		]
	}));
	let y = 26;
	for (const row of rows) {
		const lines = Math.max(1, ...layers.map((layer) => Math.ceil(row.cells[layer].marks.length / perLine)));
		const top = y + (isNarrow ? 24 : 7);
		const height = lines * lineHeight + (isNarrow ? 31 : 13);
		groups.push({
			href: row.href,
			said: row.label,
			shapes: [
				{ kind: 'line', x1: 0, y1: y, x2: width, y2: y, tone: 'rule' },
				text(fitText(row.label, isNarrow ? width : labels - 8), 0, y + 17, { tone: 'ink', strong: isNarrow })
			]
		});
		for (const layer of layers) {
			const { marks, href, said } = row.cells[layer];
			if (marks.length === 0) continue;
			const last = (marks.length - 1) % perLine;
			const lastTop = top + Math.floor((marks.length - 1) / perLine) * lineHeight;
			groups.push({
				href,
				said,
				shapes: [
					...marks.map((title, index): Shape => ({
						kind: 'mark',
						x: left(layer) + (index % perLine) * mark.step,
						y: top + Math.floor(index / perLine) * lineHeight + 1,
						size: mark.size,
						tone: layer,
						said: title
					})),
					text(String(marks.length), left(layer) + (last + 1) * mark.step + 3, lastTop + 10, {
						tone: 'ink-2',
						at: 11.5
					})
				]
			});
		}
		y += height;
	}
	return { width, height: Math.ceil(y), groups };
}

/** The words and addresses of the picture of law by year. */
export type YearWords = {
	years: { year: number; href: string }[];
	rows: {
		label: string;
		href: string;
		counts: (LawCount & { href: string; said: string })[];
		undated: { count: number; said: string; href: string };
	}[];
	legend: { enacts: string; partly: string; undated: string };
};

/** One row of bars per group of jurisdictions, all on one scale, so that heights compare down and across. */
export function layoutYears({ years, rows, legend }: YearWords, width: number): Drawing {
	const isNarrow = width < 500;
	const labels = isNarrow
		? 0
		: Math.min(210, Math.max(90, ...rows.map(({ label }) => ems(label) * size + 16)));
	const slot = (width - labels - 12) / years.length;
	const bar = Math.min(30, slot * 0.7);
	const tallest = Math.max(
		1,
		...rows.map(({ counts, undated }) => lawTotal(counts.at(-1)!) + undated.count, 0)
	);
	const unit = Math.min(6, (isNarrow ? 60 : 70) / tallest);
	// The first year's number is wider than its bar.
	const left = (index: number) => labels + 6 + index * slot;
	const groups: Group[] = [{ shapes: layoutLegend(legend, width) }];
	let y = isNarrow && ems(Object.values(legend).join('')) * 12 + 90 > width ? 68 : 32;
	for (const row of rows) {
		const peak = Math.max(...row.counts.map(lawTotal), lawTotal(row.counts.at(-1)!) + row.undated.count);
		const base = y + (isNarrow ? 30 : 18) + Math.max(6, peak * unit);
		groups.push({
			href: row.href,
			said: row.label,
			shapes: [
				text(fitText(row.label, isNarrow ? width : labels - 10), 0, isNarrow ? y + 12 : base, {
					tone: 'ink',
					strong: row === rows[0]
				})
			]
		});
		row.counts.forEach((count, index) => {
			const isLast = index === years.length - 1;
			const undated = isLast ? row.undated.count : 0;
			const total = lawTotal(count) + undated;
			if (total === 0) return;
			const x = left(index);
			const bars: Shape[] = [];
			let top = base;
			const stack = (many: number, fill: 'solid' | 'open' | 'dashed') => {
				if (many === 0) return;
				top -= many * unit;
				bars.push({ kind: 'bar', x, y: top, width: bar, height: many * unit, tone: 'good', fill });
			};
			stack(count.enacts, 'solid');
			stack(count.partly, 'open');
			stack(undated, 'dashed');
			const before = row.counts[index - 1];
			const isNew = !before || lawTotal(before) !== total;
			groups.push({
				href: count.href,
				said: isLast && undated > 0 ? `${count.said} ${row.undated.said}` : count.said,
				shapes: [
					...bars,
					...(isNew || isLast
						? [
								text(String(total), x + bar / 2, top - 4, {
									tone: isLast ? 'ink' : 'ink-2',
									anchor: 'middle',
									at: 11,
									strong: isLast
								})
							]
						: [])
				]
			});
		});
		groups.push({
			shapes: [
				{
					kind: 'line',
					x1: left(0),
					y1: base,
					x2: left(years.length - 1) + bar,
					y2: base,
					tone: 'rule-strong'
				}
			]
		});
		y = base + (isNarrow ? 8 : 6);
	}
	years.forEach(({ year, href }, index) => {
		if (isNarrow && (years.length - 1 - index) % 2 === 1) return;
		groups.push({
			href,
			said: String(year),
			shapes: [
				text(String(year), left(index) + bar / 2, y + 14, { tone: 'ink-2', anchor: 'middle', at: 11.5 })
			]
		});
	});
	return { width, height: Math.ceil(y + 22), groups };
}

function layoutLegend(legend: YearWords['legend'], width: number): Shape[] {
	let x = 0;
	let y = 4;
	return (['enacts', 'partly', 'undated'] as const).flatMap((name): Shape[] => {
		const needed = 20 + ems(legend[name]) * 12 + 18;
		if (x > 0 && x + needed - 18 > width) {
			x = 0;
			y += 18;
		}
		const fill = { enacts: 'solid', partly: 'open', undated: 'dashed' } as const;
		const shapes: Shape[] = [
			{ kind: 'bar', x: x + 0.5, y: y + 0.5, width: 12, height: 12, tone: 'good', fill: fill[name] },
			text(legend[name], x + 19, y + 11, { tone: 'ink-2', at: 12 })
		];
		x += needed;
		return shapes;
	});
}

function text(
	content: string,
	x: number,
	y: number,
	{
		tone,
		anchor,
		strong,
		at = size
	}: Pick<Extract<Shape, { kind: 'text' }>, 'tone' | 'anchor' | 'strong'> & { at?: number }
): Shape {
	return {
		kind: 'text',
		x,
		y,
		text: content,
		size: at,
		tone,
		...(anchor && { anchor }),
		...(strong && { strong })
	};
}

/** A layer's mark as an SVG path around its upper left corner: square, diamond or circle, so that it reads in grey. */
export function markPath(layer: Layer, x: number, y: number, size: number): string {
	const half = size / 2;
	if (layer === 'institution') return `M${x} ${y}h${size}v${size}h${-size}z`;
	if (layer === 'technology') {
		const over = half * 1.2;
		return `M${x + half} ${y + half - over}l${over} ${over}l${-over} ${over}l${-over} ${-over}z`;
	}
	return `M${x} ${y + half}a${half} ${half} 0 1 0 ${size} 0a${half} ${half} 0 1 0 ${-size} 0z`;
}
