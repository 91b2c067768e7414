const prefix = 'remedy-atlas-draft-';

/** Where this browser keeps what was typed into a draft and has not reached the server yet. */
export const draftCopyName = (id: string): string => prefix + id;

/** Leaves nothing of a person's drafts to whoever uses this browser after them. */
export function forgetDraftCopies(): void {
	try {
		for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
	} catch {
		// Not allowed here: then nothing was kept either.
	}
}
