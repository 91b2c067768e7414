/**
 * The life of an import. A file with errors stays `checked` and can only be given anew; one that came back may be handed in as it
 * is, with a better note; of one that was published every record can be put back at once.
 */
export const importStates = ['checked', 'submitted', 'returned', 'published', 'undone'] as const;
export type ImportState = (typeof importStates)[number];

export type ImportAct = 'check' | 'submit' | 'return' | 'publish' | 'undo' | 'discard';

const from: Record<ImportAct, readonly ImportState[]> = {
	check: ['checked', 'returned'],
	submit: ['checked', 'returned'],
	return: ['submitted'],
	publish: ['submitted'],
	undo: ['published'],
	discard: ['checked', 'returned']
};

/** Whether an act is possible in this state; who may do it is another question. */
export const isPossible = (state: ImportState, act: ImportAct): boolean => from[act].includes(state);

/** What would become of a record. Nothing is written of an unchanged one. */
export const outcomes = ['wrong', 'new', 'changed', 'unchanged'] as const;
export type Outcome = (typeof outcomes)[number];

/** Something that may be the same thing under another id: for a person to judge, never a reason to refuse. */
export type Duplicate = {
	/** The identifier both have, or that their titles are alike, or that a link says the same as another. */
	why: 'identifier' | 'title' | 'link';
	/** Id of the other record, or of the other link. */
	id: string;
	/** Its row, where it stands in the same file. */
	row?: number;
	/** What they share: the identifier; of alike titles the other title. */
	shared: string;
};
