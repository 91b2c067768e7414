import { afterEach, expect, test, vi } from 'vitest';
import { draftCopyName, forgetDraftCopies } from './draft-copies.ts';

afterEach(() => vi.unstubAllGlobals());

test('a sign-out leaves no copy of a draft in the browser, and everything else', () => {
	const kept: Record<string, unknown> = {
		[draftCopyName('a')]: '{}',
		[draftCopyName('b')]: '{}',
		theme: 'dark'
	};
	vi.stubGlobal(
		'localStorage',
		Object.defineProperty(kept, 'removeItem', { value: (name: string) => delete kept[name] })
	);
	forgetDraftCopies();
	expect(Object.keys(kept)).toEqual(['theme']);
});

test('a browser that keeps nothing is signed out of as well', () => {
	vi.stubGlobal('localStorage', undefined);
	expect(forgetDraftCopies).not.toThrow();
});
