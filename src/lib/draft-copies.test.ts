import { afterEach, expect, test, vi } from 'vitest';
import { draftCopies, forgetDraftCopies } from './draft-copies.ts';

afterEach(() => vi.unstubAllGlobals());

/** What a browser keeps, which begins with this. */
function withStorage(kept: Record<string, string> = {}) {
	const methods = {
		getItem: (name: string) => kept[name] ?? null,
		setItem: (name: string, text: string) => void (kept[name] = text),
		removeItem: (name: string) => delete kept[name]
	};
	for (const [name, value] of Object.entries(methods)) Object.defineProperty(kept, name, { value });
	vi.stubGlobal('localStorage', kept);
	return kept;
}

test('a window drops its own copy only', () => {
	const kept = withStorage();
	const [first, second] = [draftCopies<{ title: string }>('a'), draftCopies<{ title: string }>('a')];
	first.keep({ title: 'typed in the first' });
	second.keep({ title: 'typed in the second' });
	second.drop();
	expect(draftCopies('a').take()).toMatchObject({ title: 'typed in the first' });
	expect(draftCopies('b').take()).toBeUndefined();
	expect(Object.keys(kept)).toHaveLength(1);
});

test('a copy is taken by one window, which drops it once it is saved', () => {
	const kept = withStorage({ 'remedy-atlas-draft-a-broken': '{' });
	draftCopies('a').keep({ title: 'of a window that is gone' });
	const taking = draftCopies('a');
	expect(taking.take()).toMatchObject({ title: 'of a window that is gone' });
	taking.drop();
	expect(Object.keys(kept)).toEqual(['remedy-atlas-draft-a-broken']);
});

test('a sign-out leaves no copy of a draft in the browser, and everything else', () => {
	const kept = withStorage({ theme: 'dark' });
	draftCopies('a').keep({});
	draftCopies('b').keep({});
	expect(Object.keys(kept)).toHaveLength(3);
	forgetDraftCopies();
	expect(Object.keys(kept)).toEqual(['theme']);
});

test('a browser that keeps nothing is written in, and signed out of, as well', () => {
	vi.stubGlobal('localStorage', undefined);
	const copies = draftCopies('a');
	expect(() => copies.keep({})).not.toThrow();
	expect(copies.take()).toBeUndefined();
	expect(copies.drop).not.toThrow();
	expect(forgetDraftCopies).not.toThrow();
});
