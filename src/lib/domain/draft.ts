/**
 * The life of a draft. `accepted` waits for publication, which may come with the acceptance in one act; a returned draft
 * goes back to its author, who submits it again or withdraws it. What is withdrawn before anybody reviewed it goes back as well.
 */
export const draftStates = ['draft', 'submitted', 'returned', 'accepted', 'published', 'withdrawn'] as const;
export type DraftState = (typeof draftStates)[number];

export type DraftAct = 'submit' | 'return' | 'accept' | 'publish' | 'withdraw';

const next: Record<DraftAct, Partial<Record<DraftState, DraftState>>> = {
	submit: { draft: 'submitted', returned: 'submitted' },
	return: { submitted: 'returned', accepted: 'returned' },
	accept: { submitted: 'accepted' },
	publish: { accepted: 'published' },
	withdraw: { draft: 'withdrawn', returned: 'withdrawn', submitted: 'draft' }
};

/** The state an act leads to, or undefined where it is not possible now. */
export const stateAfter = (state: DraftState, act: DraftAct): DraftState | undefined => next[act][state];

/** Whether the author may still type in it. */
export const isOpen = (state: DraftState): boolean => state === 'draft' || state === 'returned';

/** What happened to a draft, in order; a comment may belong to one field. */
export const draftEvents = [
	'started',
	'submitted',
	'returned',
	'accepted',
	'published',
	'withdrawn',
	'commented'
] as const;
export type DraftEvent = (typeof draftEvents)[number];
