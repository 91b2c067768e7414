import type { CellCode } from './coverage-view.ts';

/** A stroke or a filled shape on a square of 16 by 16. */
type MarkPart = { d: string; fill?: true; width?: number; dash?: string };

const ring = (radius: number): string => {
	const far = 2 * radius;
	return `M${8 - radius} 8a${radius} ${radius} 0 1 0 ${far} 0a${radius} ${radius} 0 1 0 ${-far} 0z`;
};

/** The shape of a state, drawn so that it looks the same on every system. States that are not here have only words. */
export const coverageMarks: Partial<Record<CellCode, MarkPart[]>> = {
	enacts: [{ d: ring(6.5), fill: true }],
	'partly-enacts': [{ d: ring(5.75) }, { d: 'M8 2.25a5.75 5.75 0 0 0 0 11.5z', fill: true }],
	enables: [{ d: ring(5.75) }],
	precedent: [{ d: ring(5.75), width: 1.9, dash: '0.1 3.52' }],
	conflicts: [{ d: 'M3.5 3.5l9 9m0-9l-9 9', width: 2.2 }],
	'nothing-found': [
		{ d: ring(5), width: 1.2 },
		{ d: 'M3 13.5l10-11', width: 1.2 }
	],
	cited: [
		{
			d: 'M7 4.2C4.6 5 3 6.8 3 9.2c0 1.6.9 2.6 2.2 2.6 1.1 0 2-.8 2-2s-.8-1.9-1.8-1.9h-.5c.2-1 1-1.8 2.4-2.4zm6.2 0c-2.4.8-4 2.6-4 5 0 1.6.9 2.6 2.2 2.6 1.1 0 2-.8 2-2s-.8-1.9-1.8-1.9h-.5c.2-1 1-1.8 2.4-2.4z',
			fill: true
		}
	]
};
