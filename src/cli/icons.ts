import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const folder = join(import.meta.dirname, '..', '..', 'static');

function png(svg: string, size: number): Buffer {
	return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

/** An ICO file whose one picture is a PNG, as every browser of today reads it. */
function ico(picture: Buffer, size: number): Buffer {
	const head = Buffer.alloc(22);
	head.writeUInt16LE(1, 2); // an icon
	head.writeUInt16LE(1, 4); // of one picture
	head.writeUInt8(size, 6);
	head.writeUInt8(size, 7);
	head.writeUInt16LE(1, 10);
	head.writeUInt16LE(32, 12); // bits a pixel
	head.writeUInt32LE(picture.length, 14);
	head.writeUInt32LE(head.length, 18);
	return Buffer.concat([head, picture]);
}

/** The icons of the site, from the one that is drawn by hand. */
const svg = await readFile(join(folder, 'favicon.svg'), 'utf8');
// Apple rounds the corners itself and paints black what is transparent.
const square = svg.replace(' rx="6"', '');
await writeFile(join(folder, 'favicon.ico'), ico(png(svg, 32), 32));
await writeFile(join(folder, 'apple-touch-icon.png'), png(square, 180));
await writeFile(join(folder, 'icon-192.png'), png(svg, 192));
await writeFile(join(folder, 'icon-512.png'), png(svg, 512));
