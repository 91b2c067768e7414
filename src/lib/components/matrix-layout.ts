import type { Column } from '$lib/domain/matrix/build.ts';
import type { ColumnKind } from '$lib/domain/matrix/fields.ts';

type Sized = Pick<Column, 'key' | 'kind'>;

const widths: Record<ColumnKind, number> = {
	text: 12,
	code: 8.2,
	codes: 9,
	involvement: 7.4,
	count: 5.6,
	coverage: 9.2,
	link: 11
};
const narrow: Record<string, number> = { papers: 6.6, authors: 6.6, year: 4.2, licence: 7.5 };

/** The least width of each column in rem; table and grid share out what is left over in the same proportion. */
export function leastWidths(columns: Sized[]): number[] {
	// Numbers leave room for the title, marks and words do not.
	const title = columns.some(({ kind }) => kind === 'count') ? 18 : 12.5;
	return columns.map(({ key, kind }) => (key === 'title' ? title : (narrow[key] ?? widths[kind])));
}

/** The same in pixels for a room of the given width, never below the least width. */
export function fitWidths(columns: Sized[], room: number, pixelsPerRem: number): number[] {
	const least = leastWidths(columns).map((width) => width * pixelsPerRem);
	const sum = least.reduce((total, width) => total + width, 0);
	const factor = Math.max(1, room / sum);
	const fitted = least.map((width) => Math.floor(width * factor));
	if (factor > 1) fitted[0] += Math.floor(room) - fitted.reduce((total, width) => total + width, 0);
	return fitted;
}
