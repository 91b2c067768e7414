import { expect, test } from 'vitest';
import { auditActName, auditDetail, actorName } from './audit-words.ts';

test('an entry of the audit log is told in words', () => {
	expect(auditActName('sign-in-locked')).toBe('too many attempts: sign-in closed for a while');
	expect(auditActName('named-by-an-older-version')).toBe('named-by-an-older-version');
	expect(auditDetail({ from: 'curator', to: 'admin' })).toBe('curator → admin');
	expect(auditDetail({ role: 'reviewer' })).toBe('reviewer');
	expect(auditDetail({ client: '1a2b3c4d' })).toBe('client 1a2b3c4d');
	expect(auditDetail(null)).toBe('');
	expect(actorName('command line')).toBe('command line');
	expect(actorName('curator-abcdef')).toBe('curator-abcdef');
});
