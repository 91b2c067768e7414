import { expect, test } from 'vitest';
import { parseContacts, securityText } from './security-txt.ts';

test('contacts are addresses a program can open, and nothing else', () => {
	expect(parseContacts('mailto:security@atlas.example, https://atlas.example/report')).toEqual([
		'mailto:security@atlas.example',
		'https://atlas.example/report'
	]);
	expect(parseContacts('tel:+1-201-555-0123')).toEqual(['tel:+1-201-555-0123']);
	for (const wrong of [
		'',
		' , ',
		'security@atlas.example',
		'http://atlas.example',
		'javascript:alert(1)',
		'mailto:a@b.example, nobody',
		'mailto:a@b.example\nContact: x'
	])
		expect(parseContacts(wrong), wrong).toBeUndefined();
});

test('the file has all that RFC 9116 asks for and expires within a year', () => {
	const now = new Date('2026-11-21T15:00:00Z');
	const address = 'https://atlas.example/.well-known/security.txt';
	expect(securityText(['mailto:a@b.example', 'https://b.example'], address, now)).toBe(
		`Contact: mailto:a@b.example\nContact: https://b.example\nExpires: 2027-05-20T00:00:00Z\nPreferred-Languages: en, zh\nCanonical: ${address}\n`
	);
});
