import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SheetColumn, SheetRow, ViewSheet } from '../../domain/sheet.ts';
import { sheetAnswer, type SheetFormat } from './sheet-answer.ts';
import { recordSheet } from './table.ts';

const total = 100_000;
const column = (key: string): SheetColumn => ({ key, label: key, meaning: key, shown: true });

/** A view of a hundred thousand rows that exist only while they are read, and how many have been. */
function longView(): { view: ViewSheet; read: () => number } {
	let read = 0;
	const rows = {
		length: total,
		*[Symbol.iterator](): Generator<SheetRow> {
			for (let number = 1; number <= total; number++) {
				read++;
				const id = `proposal-${number}`;
				yield { id, marked: false, href: '', values: [id, `Remedy ${number} 对策 <&>`, number] };
			}
		}
	};
	return {
		read: () => read,
		view: {
			path: '/matrix/long',
			query: '',
			name: 'long',
			title: 'Long',
			question: 'How long?',
			filters: [],
			sheet: { columns: ['id', 'title', 'links'].map(column), rows, codes: {} },
			sources: [],
			data_version: 1,
			release: '1.0.0',
			licence: 'CC-BY-4.0'
		}
	};
}

const answer = (view: ViewSheet, format: SheetFormat) =>
	sheetAnswer(view, {
		format,
		locale: 'en',
		bom: false,
		address: 'http://localhost/matrix/long',
		at: new Date('2026-11-21T00:00:00Z'),
		frozen: false,
		known: null
	});

const countRows: Record<SheetFormat, (bytes: Buffer) => number> = {
	csv: (bytes) => bytes.toString().trim().split('\r\n').length - 1,
	json: (bytes) => {
		const { data, meta } = JSON.parse(bytes.toString()) as {
			data: { links: number }[];
			meta: { total: number };
		};
		expect(meta.total).toBe(total);
		expect(data.at(-1)!.links).toBe(total);
		return data.length;
	},
	xlsx: (bytes) => {
		const page = strFromU8(unzipSync(new Uint8Array(bytes))['xl/worksheets/sheet1.xml']);
		expect(page).toContain(`<autoFilter ref="A1:C${total + 1}"/>`);
		return page.split('<row ').length - 2;
	}
};

describe.each(['csv', 'json', 'xlsx'] as const)('a hundred thousand rows as %s', (format) => {
	test('are told no faster than they are taken, in small chunks, and all of them arrive', async () => {
		const { view, read } = longView();
		const reader = (await answer(view, format)).body!.getReader();
		const beginning = read();
		expect(beginning, 'nothing but the widths of the columns is read before the body is').toBeLessThanOrEqual(
			200
		);
		const chunks: Uint8Array[] = [];
		let seen = beginning;
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			chunks.push(value);
			// What is held: the rows told for this one chunk. Packing keeps some batches back.
			expect(read() - seen).toBeLessThanOrEqual(format === 'xlsx' ? 4_000 : 500);
			expect(value.length).toBeLessThan(200_000);
			seen = read();
		}
		expect(chunks.length).toBeGreaterThan(20);
		expect(countRows[format](Buffer.concat(chunks))).toBe(total);
	}, 60_000);

	test('are not told any further to a reader who leaves', async () => {
		const { view, read } = longView();
		const reader = (await answer(view, format)).body!.getReader();
		for (let chunk = 0; chunk < 15; chunk++) await reader.read();
		await reader.cancel();
		expect(read()).toBeLessThan(total / 2);
	});
});

test('files whose rows are fetched are sent twelve at once; who comes then is told when to come again', async () => {
	const { view } = longView();
	const rows = view.sheet.rows as Iterable<SheetRow>;
	const fetched: ViewSheet = {
		...view,
		sheet: {
			...view.sheet,
			rows: {
				length: total,
				async *[Symbol.asyncIterator]() {
					yield* rows;
				}
			}
		}
	};
	const sent = await Promise.all(Array.from({ length: 12 }, () => answer(fetched, 'csv')));
	expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200));
	const refused = await answer(fetched, 'csv');
	expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '20']);
	// A reader who leaves makes room, and so does one who has everything.
	await sent[0].body!.cancel();
	const again = await answer(fetched, 'json');
	expect(again.status).toBe(200);
	expect((await answer(fetched, 'csv')).status).toBe(503);
	expect(countRows.json(Buffer.from(await again.arrayBuffer()))).toBe(total);
	const last = await answer(fetched, 'csv');
	expect(last.status).toBe(200);
	for (const { body } of [...sent.slice(1), last]) await body!.cancel();
});

test('records become rows of a table only when they are read', () => {
	let told = 0;
	const sheet = recordSheet(
		z.object({ id: z.string(), count: z.number() }),
		['a', 'b'],
		(id) => ({ id, count: ++told }),
		[]
	);
	expect([sheet.rows.length, told]).toEqual([2, 0]);
	expect([...(sheet.rows as Iterable<SheetRow>)].map(({ values }) => values)).toEqual([
		['a', 1],
		['b', 2]
	]);
});
