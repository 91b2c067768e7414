import type { Column, Row } from '../../domain/matrix/build.ts';
import type { Picture } from '../../domain/pictures.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { findRelease } from '../queries/history.ts';
import { countRecords } from '../queries/totals.ts';
import { fitsIntoPage, matrixPage } from './matrix.ts';
import { canBeDrawn, drawPictures } from './pictures.ts';

const rowsShown = 8;
/** A picture has a mark for each proposal, wide and narrow: of more, two pictures weigh more than all the rest of the page. */
const mostDrawn = 300;

export type HomePage = {
	counts: Awaited<ReturnType<typeof countRecords>>;
	release?: { version: string; released_on: string };
	/** The top of the layer matrix; missing as long as no matrix of that name is loaded. */
	matrix?: { question: string; columns: Column[]; rows: Row[]; all: number };
	/** None as long as no proposal is loaded, and of too many. */
	pictures: Picture[];
};

/** @param today YYYY-MM-DD */
export async function homePage(
	db: Db,
	locale: Locale,
	today = new Date().toISOString().slice(0, 10)
): Promise<HomePage> {
	const [counts, release, matrix] = await Promise.all([
		countRecords(db),
		findRelease(db),
		matrixPage(db, 'layers', new URLSearchParams(), locale)
	]);
	const isDrawn = canBeDrawn(counts) && counts.specific <= mostDrawn && fitsIntoPage(counts.specific);
	return {
		counts,
		pictures: isDrawn ? await drawPictures(db, ['coverage-years', 'papers'], locale, today) : [],
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
