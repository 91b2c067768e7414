import { expect, test } from 'vitest';
import type { Decision } from '$lib/server/curation/suggestions.ts';
import { letterOn } from './letter.ts';

const decided = (state: 'accepted' | 'declined', reason: string | null = null) =>
	({ suggestion: { id: '0123456789abcdef', state, reason } }) as unknown as Decision;

test('an answer says in both languages what was decided and where it is told', () => {
	const { subject, text } = letterOn(
		decided('declined', 'The paper says otherwise.'),
		'Audit',
		'https://atlas.example'
	);
	expect(subject).toMatch(/^Your suggestion .*· 您/);
	for (const part of [
		'“Audit” was declined: The paper says otherwise.',
		'https://atlas.example/suggestions/0123456789abcdef',
		'未被采纳：The paper says otherwise.',
		'https://atlas.example/zh/suggestions/0123456789abcdef'
	])
		expect(text).toContain(part);
	const accepted = letterOn(decided('accepted'), 'Audit', 'https://atlas.example').text;
	expect(accepted).toContain('“Audit” was accepted');
	expect(accepted).not.toContain('undefined');
});
