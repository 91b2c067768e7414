import type { Column, Row } from '../../domain/matrix/build.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { findRelease } from '../queries/history.ts';
import { countRecords } from '../queries/totals.ts';
import { matrixPage } from './matrix.ts';

const rowsShown = 8;

export type HomePage = {
	counts: Awaited<ReturnType<typeof countRecords>>;
	release?: { version: string; released_on: string };
	/** The top of the layer matrix; missing as long as no matrix of that name is loaded. */
	matrix?: { question: string; columns: Column[]; rows: Row[]; all: number };
};

export async function homePage(db: Db, locale: Locale): Promise<HomePage> {
	const [counts, release, matrix] = await Promise.all([
		countRecords(db),
		findRelease(db),
		matrixPage(db, 'layers', new URLSearchParams(), locale)
	]);
	return {
		counts,
		...(release && { release: { version: release.version, released_on: release.released_on } }),
		...(matrix && {
			matrix: {
				question: inLocale(matrix.definition, 'question', locale),
				columns: matrix.table.columns.filter(
					({ key, kind }) => key === 'title' || kind === 'involvement' || key === 'remedy_type'
				),
				rows: matrix.table.rows.slice(0, rowsShown),
				all: matrix.counts.shown
			}
		})
	};
}
