import type { CodedField, Coding } from './coding.ts';
import type { Author } from './history-page.ts';

/** How far the second coding of a proposal is, as one person sees it. */
export type CodingState =
	/** Nobody codes it a second time yet. */
	| 'free'
	/** This person wrote a version of it. */
	| 'wrote'
	| 'mine'
	| 'taken'
	/** Finished, and some fields still have to be decided. */
	| 'differs'
	| 'decided';

export type CodingRow = {
	id: string;
	title: string;
	state: CodingState;
	/** Fields still to be decided. */
	open: number;
	/** Fields in which the two differ. */
	differing: number;
};

export type CodingListPage = {
	rows: CodingRow[];
	/** All proposals there are. */
	count: number;
	/** Whether there are too many for one list: then a search stands above it. */
	many: boolean;
	/** What was looked for; empty where nothing was. */
	words: string;
	/** Of what a search finds so many are listed at most. */
	limit: number;
};

export type CodeChoice = { code: string; label: string; definition: string };

export type CodedInput = {
	field: CodedField;
	name: string;
	kind: 'one' | 'parties' | 'codes';
	optional: boolean;
	/** Codes that the papers of this proposal speak of, and all others. */
	choices: CodeChoice[];
	others: CodeChoice[];
};

/** What a second coder sees of a proposal: where the papers speak of it, never how it was coded. */
export type BlindPage = {
	id: string;
	title: string;
	summary: string;
	passages: { paper: string; place: string; key_terms: string[] }[];
	fields: CodedInput[];
	data: Partial<Coding>;
};

/** One coded field of both coders in words, and what was decided. */
export type CodingComparison = {
	field: CodedField;
	name: string;
	first: string[];
	second: string[];
	same: boolean;
	resolution?: { said: string[]; reason: string; by: Author; at: string };
};

export type CodingPage = {
	row: CodingRow;
	/** The form, for whoever codes or decides. */
	blind?: BlindPage;
	both?: DoubleCoding;
	may_resolve: boolean;
};

export type DoubleCoding = { coder: Author; finished_at: string; fields: CodingComparison[] };

/** Agreement in one column of the matrices; kappa is left out where it says nothing. */
type ColumnAgreement = { field: CodedField; name: string; same: number; kappa?: number; set: boolean };

export type AgreementPage = {
	/** Proposals coded twice. */
	records: number;
	least: number;
	/** Empty as long as there are fewer. */
	columns: ColumnAgreement[];
};
