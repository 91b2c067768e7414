import type { Involvement, Layer } from './codes.ts';
import type { CellCode } from './coverage-view.ts';

/** Pixels of the picture: what social networks show without cutting. */
export const pictureSize = { width: 1200, height: 630 };

/** A record in a nutshell, for the pages of others: as a frame and as a picture. */
export type RecordCard = {
	/** Page of the record, without language. */
	page: string;
	kicker: string;
	title: string;
	note: string;
	layers: { layer: Layer; involvement: Involvement; text: string }[];
	/** What the states below are states of, and on which day. */
	question: string;
	/** A second code only where law stands against the proposal beside other law. */
	states: { codes: CellCode[]; label: string; text: string }[];
	source: string;
};
