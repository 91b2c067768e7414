import type { DraftEvent, DraftState } from './draft.ts';
import type { Author, ToldChange, ToldField } from './history-page.ts';
import type { RecordKind } from './record-kinds.ts';
import type { Standing } from './standing.ts';

/** A record by what readers call it; `href` without language, undefined where it has no page. */
export type RecordName = { title: string; href?: string };

/** A draft in a list. */
export type DraftHead = {
	id: string;
	kind: RecordKind;
	/** Empty where a new record has no id yet. */
	record: string;
	title: string;
	/** Where the record has its page; undefined for a new one that is not published. */
	href: string | undefined;
	state: DraftState;
	author: Author;
	own: boolean;
	note: string;
	/** ISO 8601; of submission, or of the last change where it was never submitted. */
	at: string;
	/** Whole days since then. */
	days: number;
	/** Somebody published another version since the draft began. */
	moved_on: boolean;
	/** Where the record leaves with the draft. */
	standing: Standing;
};

export type QueueEntry = DraftHead & { similar: RecordName[] };

export type ConversationEntry = {
	at: string;
	author: Author;
	type: DraftEvent;
	/** The field a comment speaks of. */
	field?: { path: string; name: string };
	text: string;
};

/** What is wrong with a draft; `at` where the fault would lie in another record. */
export type ToldProblem = {
	path: string;
	name: string;
	message: string;
	/** Where the message is in another language than the page. */
	lang?: 'en';
	at?: { title: string; field: string; kind: RecordKind; record: string };
};

export type ReviewPage = {
	head: DraftHead;
	/** Count of saves of the draft that is shown; a verdict names it. */
	saves: number;
	/** Undefined for a new record. */
	base_version: number | undefined;
	changes: ToldChange[];
	unchanged: ToldField[];
	/** What others published since the draft began. */
	meanwhile?: { version: number; author: Author; at: string; changes: ToldChange[]; both: string[] };
	problems: ToldProblem[];
	conversation: ConversationEntry[];
	similar: RecordName[];
	/** What this person can do with it now. */
	may: { comment: boolean; review: boolean; publish: boolean };
};

/** What merging or withdrawing a record needs to know. */
export type LeavePage = {
	kind: RecordKind;
	id: string;
	title: string;
	href: string;
	/** Where it has left already. */
	moved_to?: string;
	retired_on?: string;
	/** What still points to it. */
	references: NonNullable<ToldProblem['at']>[];
	/** Current records of its kind, and among them those with a title like its own. */
	choices: { id: string; title: string }[];
	similar: { id: string; title: string }[];
};

export type RestorePage = {
	kind: RecordKind;
	id: string;
	title: string;
	href: string;
	version: number;
	/** When the old version was published. */
	at: string;
	newest: number;
	changes: ToldChange[];
};
