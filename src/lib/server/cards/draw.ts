import { renderAsync } from '@resvg/resvg-js';
import satori from 'satori';
import { pictureSize, type RecordCard } from '../../domain/card.ts';
import type { Layer } from '../../domain/codes.ts';
import { coverageMarks } from '../../domain/coverage-marks.ts';
import type { CellCode } from '../../domain/coverage-view.ts';
import { families, pictureFonts } from './fonts.ts';

/** The light scheme of the style sheet. */
const colours = {
	paper: '#fbfaf7',
	ink: '#1d1b18',
	quiet: '#57534a',
	faint: '#6f695e',
	rule: '#c9c2b2',
	institution: '#34409a',
	technology: '#0f6f66',
	subject: '#a64a0b'
} as const;

type Style = Record<string, string | number>;
type Node = { type: string; props: Record<string, unknown> };

const box = (style: Style, ...children: (Node | string)[]): Node => ({
	type: 'div',
	props: { style: { display: 'flex', ...style }, children }
});
const svg = (size: number, ...children: Node[]): Node => ({
	type: 'svg',
	props: { width: size, height: size, viewBox: '0 0 16 16', children }
});
const path = (props: Record<string, unknown>): Node => ({ type: 'path', props: { fill: 'none', ...props } });
const words = (text: string, fontSize: number, color: string, style: Style = {}): Node =>
	box({ fontSize, color, ...style }, text);

/** Filled for primary, a ring for supporting, a dash for none: as on the pages. */
function layerMark({ layer, involvement }: RecordCard['layers'][number]): Node {
	if (involvement === 'none')
		return svg(28, path({ d: 'M2 8h12', stroke: colours.faint, 'stroke-width': 2 }));
	const ring = 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z';
	const stroke = colours[layer];
	return svg(
		28,
		path({ d: ring, stroke, 'stroke-width': 2.6, ...(involvement === 'primary' && { fill: stroke }) })
	);
}

function stateMark(code: CellCode): Node {
	return svg(
		38,
		...(coverageMarks[code] ?? []).map(({ d, fill, width, dash }) =>
			path(
				fill
					? { d, fill: colours.ink }
					: {
							d,
							stroke: colours.ink,
							'stroke-width': width ?? 1.5,
							...(dash && { 'stroke-dasharray': dash, 'stroke-linecap': 'round' })
						}
			)
		)
	);
}

/** A Chinese sign takes the room of two letters. */
const lengthOf = (text: string): number =>
	[...text].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 2 : 1), 0);

function titleSize(title: string): number {
	const length = lengthOf(title);
	return length <= 44 ? 66 : length <= 80 ? 56 : length <= 130 ? 46 : 38;
}

function layout({ kicker, title, note, layers, question, states, source }: RecordCard): Node {
	return box(
		{
			...pictureSize,
			boxSizing: 'border-box',
			flexDirection: 'column',
			padding: '50px 64px 46px',
			background: colours.paper,
			color: colours.ink,
			fontFamily: families.sans
		},
		box(
			{ justifyContent: 'space-between', alignItems: 'center' },
			words(kicker, 26, colours.quiet),
			...brand()
		),
		words(title, titleSize(title), colours.ink, {
			display: 'block',
			marginTop: 22,
			fontFamily: families.serif,
			lineHeight: 1.16,
			lineClamp: 4
		}),
		...(note
			? [words(note, 24, colours.quiet, { display: 'block', marginTop: 14, lineHeight: 1.35, lineClamp: 2 })]
			: []),
		box({ flexGrow: 1 }),
		box(
			{ gap: 52 },
			...layers.map((entry) =>
				box(
					{ alignItems: 'center', gap: 13 },
					layerMark(entry),
					words(entry.text, 26, entry.involvement === 'none' ? colours.faint : colours[entry.layer])
				)
			)
		),
		...(states.length > 0
			? [
					box({ height: 2, margin: '26px 0 18px', background: colours.rule }),
					words(question, 21, colours.quiet),
					box(
						{ gap: 16, marginTop: 16 },
						...states.map(({ codes, label, text }) =>
							box(
								{ flexDirection: 'column', flexBasis: 0, flexGrow: 1, maxWidth: 220, gap: 5 },
								box({ height: 38, gap: 6 }, ...codes.map(stateMark)),
								words(label, 20, colours.ink, { lineHeight: 1.2 }),
								words(text, 18, colours.faint, { lineHeight: 1.2 })
							)
						)
					)
				]
			: []),
		words(source, 18, colours.faint, { marginTop: 22 })
	);
}

/** The three marks of the favicon. */
function brand(): Node[] {
	const of = (layer: Layer, d: string, filled: boolean) =>
		svg(
			30,
			path({
				d,
				...(filled ? { fill: colours[layer] } : { stroke: colours[layer], 'stroke-width': 3 })
			})
		);
	return [
		box(
			{ alignItems: 'center', gap: 8 },
			of('institution', 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z', true),
			of('technology', 'M3 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z', false),
			of('subject', 'M3 6.5h10v3h-10z', true),
			words('Remedy Atlas', 28, colours.ink, { marginLeft: 10, fontFamily: families.serif })
		)
	];
}

/** Signs of the card that no font at hand can draw. */
export type Undrawable = { missing: string };

/** The card as PNG, or the signs that would come out as empty boxes. */
export async function drawCard(card: RecordCard): Promise<Buffer | Undrawable> {
	const missing = new Set<string>();
	const drawing = await satori(layout(card) as never, {
		...pictureSize,
		fonts: pictureFonts,
		// Called for what no font has.
		async loadAdditionalAsset(_, signs) {
			for (const sign of signs) missing.add(sign);
			return [];
		}
	});
	if (missing.size > 0) return { missing: [...missing].join('') };
	return (await renderAsync(drawing, { font: { loadSystemFonts: false } })).asPng();
}
