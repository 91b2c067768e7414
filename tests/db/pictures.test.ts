import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pictureNames } from '../../src/lib/domain/pictures.ts';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { coveragePage } from '../../src/lib/server/views/coverage.ts';
import { matrixPage } from '../../src/lib/server/views/matrix.ts';
import { paletteFile } from '../../src/lib/server/views/palette.ts';
import { dataPage, drawPictures } from '../../src/lib/server/views/pictures.ts';
import { openLoadedDatabase, openTestDatabase } from '../harness/database.ts';

const today = '2026-11-21';
let connection: Connection;

test('an empty data set has pictures that say so', async () => {
	const empty = await openTestDatabase();
	const { pictures } = await dataPage(empty.db, 'en', today);
	expect(pictures!.map(({ title }) => title)).toEqual(
		pictureNames.map(() => 'Nothing is recorded yet that this picture could show')
	);
	expect((await paletteFile(empty.db)).entries.every(({ kind }) => kind === 'pages')).toBe(true);
	await empty.close();
});

describe('of the data set', () => {
	beforeAll(async () => {
		connection = await openLoadedDatabase();
	});
	afterAll(() => connection.close());

	test.each(['papers', 'remedies', 'obstacles'] as const)(
		'every number of %s is the number of rows of the matrix it opens',
		async (name) => {
			const [{ table }] = await drawPictures(connection.db, [name], 'en', today);
			const cells = table.rows.flatMap((row) => row.cells).filter(({ href }) => href);
			expect(cells.length).toBeGreaterThan(10);
			for (const { value, href } of cells) {
				const address = new URL(href!, 'http://atlas.test');
				const page = await matrixPage(connection.db, 'layers', address.searchParams, 'en', today);
				expect(page!.dropped, href).toEqual([]);
				expect(page!.counts.shown, href).toBe(value);
			}
		}
	);

	test('the law of a place in a year is what the coverage matrix shows of that day', async () => {
		const [{ table }] = await drawPictures(connection.db, ['coverage-years'], 'en', today);
		const places = [...new Set(table.rows.map(({ label }) => label))];
		expect(places.length).toBeGreaterThan(5);
		for (const place of places)
			for (const column of [5, 10]) {
				const cells = table.rows.filter(({ label }) => label === place).map((row) => row.cells[column]);
				const href = cells.find((cell) => cell.href)?.href;
				if (!href) continue;
				const address = new URL(href, 'http://atlas.test');
				const page = await coveragePage(connection.db, address.searchParams, 'en', today);
				expect(page.dropped, href).toEqual([]);
				expect(page.law, href).toBe(cells.reduce((sum, { value }) => sum + value, 0));
			}
	});

	test('wide, narrow and table say the same in both languages', async () => {
		for (const locale of ['en', 'zh'] as const)
			for (const picture of await drawPictures(connection.db, pictureNames.slice(1), locale, today)) {
				const sum = picture.table.rows.reduce((total, { cells }) => total + cells.at(-1)!.value, 0);
				for (const { groups } of [picture.wide, picture.narrow]) {
					const marks = groups.flatMap(({ shapes }) =>
						shapes.filter((shape) => shape.kind === 'mark' && shape.said)
					);
					expect(marks, `${picture.name} ${locale}`).toHaveLength(sum);
				}
			}
	});

	test('the palette holds every record once, with a title in both languages', async () => {
		const { entries } = await paletteFile(connection.db);
		const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length;
		expect([count('proposals'), count('regulations'), count('papers')]).toEqual([109, 160, 5]);
		expect(new Set(entries.map(({ href }) => href)).size).toBe(entries.length);
		expect(entries.filter(({ en, zh }) => !en || !zh)).toEqual([]);
	});
});
