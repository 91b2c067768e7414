const storageKey = 'remedy-atlas-single-keys';

/** Whether keys without Ctrl or Cmd act; on until the reader switches them off in this browser. */
export function usesSingleKeys(): boolean {
	try {
		return localStorage.getItem(storageKey) !== 'off';
	} catch {
		return true;
	}
}

export function setSingleKeys(on: boolean): void {
	try {
		if (on) localStorage.removeItem(storageKey);
		else localStorage.setItem(storageKey, 'off');
	} catch {
		// A browser that keeps nothing keeps the shortcuts on.
	}
}
