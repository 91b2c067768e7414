import type { ChangeSort } from './change.ts';
import type { Dropped } from './matrix/view.ts';
import type { RecordKind } from './record-kinds.ts';
import type { Locale } from './text.ts';

/** A piece of text; `changed` where the other version does not have it. */
type Piece = { text: string; changed?: true };

/** A value as pages show it: codes by their words, references by their titles. */
export type Said =
	| { pieces: Piece[]; code?: string; href?: string; lang?: Locale }
	| { rows: Said[] }
	| { fields: { name: string; said: Said }[] };

export type ToldField = { path: string; name: string; said: Said };
export type ToldChange = { path: string; name: string; before?: Said; after?: Said };

/** Who wrote something: the name where the person shows it, else the pseudonym; `files` for what came with the data set. */
export type Author = { name: string; pseudonym: string; files?: true };

export type HistoryEntry = {
	of: RecordKind;
	version: number;
	/** ISO 8601. */
	at: string;
	author: Author;
	reviewer: Author | undefined;
	note: string;
	change: ChangeSort;
	/** Whether it is what the Atlas says now. */
	current: boolean;
};

export type HistoryVersion = { of: RecordKind; version: number; at: string };

export type HistoryPage = {
	id: string;
	title: string;
	/** Where the record has its page; without language. */
	href: string;
	path: string;
	/** The kinds whose versions are told together: a proposal's with those of its links. */
	streams: RecordKind[];
	entries: HistoryEntry[];
	/** Two versions side by side. */
	comparison?: { of: RecordKind; from: HistoryVersion; to: HistoryVersion; changes: ToldChange[] };
	/** Whole versions, of a day or of a number. */
	shown?: {
		/** The day that was asked for. */
		as_of?: string;
		versions: (HistoryVersion & { fields: ToldField[] })[];
	};
	dropped: Dropped[];
};
