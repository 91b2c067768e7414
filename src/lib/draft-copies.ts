const prefix = 'remedy-atlas-draft-';

/**
 * Where this browser keeps what was typed into a draft and has not reached the server yet. Each window has a copy of its own,
 * so that none drops or writes over what another could not save.
 */
export function draftCopies<T extends object>(id: string) {
	const ofDraft = prefix + id;
	const own = `${ofDraft}-${Math.random().toString(36).slice(2)}`;
	/** Where storing is not allowed there is nothing to take or drop either. */
	const tried = <R>(act: () => R): R | undefined => {
		try {
			return act();
		} catch {
			return undefined;
		}
	};

	return {
		/** Without room, or where it is not allowed, the server has to do. */
		keep: (copy: T) =>
			void tried(() => localStorage.setItem(own, JSON.stringify({ ...copy, kept_at: Date.now() }))),
		drop: () => void tried(() => localStorage.removeItem(own)),
		/** The copy that another window kept last; from now on it is the copy of this one. */
		take(): T | undefined {
			const names = tried(() => Object.keys(localStorage).filter((name) => name.startsWith(ofDraft))) ?? [];
			const found = names.flatMap((name) => {
				const text = localStorage.getItem(name)!;
				const copy = tried(() => JSON.parse(text) as T & { kept_at: number });
				return copy ? [{ name, text, copy }] : [];
			});
			const last = found.sort((a, b) => b.copy.kept_at - a.copy.kept_at).at(0);
			if (!last) return undefined;
			localStorage.removeItem(last.name);
			tried(() => localStorage.setItem(own, last.text));
			return last.copy;
		}
	};
}

/** Leaves nothing of a person's drafts to whoever uses this browser after them. */
export function forgetDraftCopies(): void {
	try {
		for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
	} catch {
		// Not allowed here: then nothing was kept either.
	}
}
