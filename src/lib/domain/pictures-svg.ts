import { markPath, wideWidth, wrapText } from './pictures-layout.ts';
import type { Picture, Shape, Tone } from './pictures.ts';
import type { Locale } from './text.ts';
import { escapeXml } from './xml.ts';

/** The light scheme of the style sheet: a file has no theme and is mostly printed. */
const colours: Record<Tone, string> = {
	ink: '#1d1b18',
	'ink-2': '#57534a',
	'ink-3': '#6f695e',
	rule: '#e3ded2',
	'rule-strong': '#c9c2b2',
	good: '#2c6e3f',
	institution: '#34409a',
	technology: '#0f6f66',
	subject: '#a64a0b'
};
/** `good` at a fifth on white. */
const softGood = '#d5e2d9';

const sans =
	"Inter, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', Helvetica, Arial, sans-serif";
const serif = "'Source Serif 4', 'Noto Serif', 'Noto Serif CJK SC', 'Songti SC', Georgia, serif";
const margin = 24;

/** The picture as a file that needs nothing else: title, drawing, how to read it and source, colours fixed. */
export function pictureSvg(
	{ title, reading, wide, source }: Pick<Picture, 'title' | 'reading' | 'wide' | 'source'>,
	locale: Locale
): string {
	const parts: string[] = [];
	let y = margin;
	const write = (content: string, fontSize: number, leading: number, colour: string, style: string) => {
		for (const line of wrapText(content, wideWidth, fontSize)) {
			y += leading;
			parts.push(
				`<text x="${margin}" y="${y}" font-size="${fontSize}" fill="${colour}" ${style}>${escapeXml(line)}</text>`
			);
		}
	};
	write(title, 21, 27, colours.ink, `font-family="${serif}" font-weight="600"`);
	y += 4;
	write(reading, 12.5, 18, colours['ink-2'], `font-family="${sans}"`);
	y += 20;
	parts.push(
		`<g transform="translate(${margin} ${y})" font-family="${sans}">`,
		...wide.groups.flatMap(({ shapes }) => shapes.map(shapeSvg)),
		'</g>'
	);
	y += wide.height + 4;
	write(source, 11, 16, colours['ink-3'], `font-family="${sans}"`);
	const width = wideWidth + 2 * margin;
	const height = Math.ceil(y + margin);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc" xml:lang="${locale}">`,
		`<title id="title">${escapeXml(title)}</title>`,
		`<desc id="desc">${escapeXml(`${reading} ${source}`)}</desc>`,
		`<rect width="${width}" height="${height}" fill="#ffffff"/>`,
		...parts,
		'</svg>',
		''
	].join('\n');
}

function shapeSvg(shape: Shape): string {
	const colour = colours[shape.tone];
	switch (shape.kind) {
		case 'text': {
			const anchor = shape.anchor ? ` text-anchor="${shape.anchor}"` : '';
			const weight = shape.strong ? ' font-weight="600"' : '';
			return `<text x="${round(shape.x)}" y="${round(shape.y)}" font-size="${shape.size}" fill="${colour}"${anchor}${weight}>${escapeXml(shape.text)}</text>`;
		}
		case 'bar': {
			const fill = { solid: colour, open: softGood, dashed: 'none' }[shape.fill];
			const dash = shape.fill === 'dashed' ? ' stroke-dasharray="3 2"' : '';
			return `<rect x="${round(shape.x)}" y="${round(shape.y)}" width="${round(shape.width)}" height="${round(shape.height)}" fill="${fill}" stroke="${colour}"${dash}/>`;
		}
		case 'line':
			return `<line x1="${round(shape.x1)}" y1="${round(shape.y1)}" x2="${round(shape.x2)}" y2="${round(shape.y2)}" stroke="${colour}"/>`;
		case 'mark': {
			const name = shape.said ? `<title>${escapeXml(shape.said)}</title>` : '';
			return `<path d="${markPath(shape.tone, round(shape.x), round(shape.y), shape.size)}" fill="${colour}">${name}</path>`;
		}
	}
}

const round = (value: number) => Math.round(value * 10) / 10;
