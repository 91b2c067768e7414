import { scryptSync } from 'node:crypto';
import { hashPassword as hashFormer, symmetricEncrypt } from 'better-auth/crypto';
import { describe, expect, test } from 'vitest';
import { checkPassword } from '../curation/people.ts';
import { backupCodesOf, hashBackupCode } from './backup-codes.ts';
import { hashPassword, verifyPassword } from './hash.ts';

describe('a hash', { timeout: 30_000 }, () => {
	test('costs 32 MiB and three passes, says so itself, and is never the same twice', async () => {
		const [hash, other] = await Promise.all([hashPassword('a long walk'), hashPassword('a long walk')]);
		for (const one of [hash, other]) expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
		expect(hash).not.toBe(other);
		expect(await verifyPassword({ hash, password: 'a long walk' })).toBe(true);
		expect(await verifyPassword({ hash, password: 'A long walk' })).toBe(false);
	});

	test('of another cost, or of the auth library, still opens the account', async () => {
		const salt = Buffer.alloc(16, 7);
		const key = scryptSync('caf\u00e9 au lait', salt, 32, { N: 16, r: 1, p: 1 });
		const cheap = `scrypt$16$1$1$${salt.toString('base64url')}$${key.toString('base64url')}`;
		expect(await verifyPassword({ hash: cheap, password: 'caf\u00e9 au lait' })).toBe(true);
		expect(await verifyPassword({ hash: cheap, password: 'cafe\u0301 au lait' }), 'composed otherwise').toBe(
			true
		);
		expect(await verifyPassword({ hash: cheap, password: 'cafe au lait' })).toBe(false);
		const former = await hashFormer('a long walk');
		expect(await verifyPassword({ hash: former, password: 'a long walk' })).toBe(true);
		expect(await verifyPassword({ hash: former, password: 'another walk' })).toBe(false);
	});
});

describe('backup codes', () => {
	const secret = 'a secret of tests, and of tests only';
	const { customBackupCodesGenerate: make, storeBackupCodes: store } = backupCodesOf(secret);

	test('are ten that nobody guesses, and only their hashes are kept', async () => {
		const codes = make();
		expect(new Set(codes).size).toBe(10);
		for (const code of codes) expect(code).toMatch(/^([2-9a-hjkmnp-z]{6}-){3}[2-9a-hjkmnp-z]{6}$/);
		const kept = await store.encrypt(JSON.stringify(codes));
		for (const code of codes) expect(kept).not.toContain(code.slice(0, 6));
		const hashes = JSON.parse(await store.decrypt(kept)) as string[];
		expect(hashes).toContain(hashBackupCode(secret, codes[0].toUpperCase()));
		expect(hashes).not.toContain(hashBackupCode('another secret', codes[0]));
		expect(hashes, 'a hash that was read opens nothing').not.toContain(hashBackupCode(secret, hashes[0]));
		expect(await store.encrypt(JSON.stringify(hashes.slice(1))), 'the rest stays as it is').toBe(
			JSON.stringify(hashes.slice(1))
		);
	});

	test('that the auth library encrypted before are still taken', async () => {
		const former = await symmetricEncrypt({ key: secret, data: JSON.stringify(['aB3dE-fG7hI']) });
		expect(JSON.parse(await store.decrypt(former))).toEqual([hashBackupCode(secret, 'aB3dE-fG7hI')]);
	});
});

describe('a password', () => {
	const refused = (password: string, address = 'ada.lovelace@example.org') => {
		try {
			checkPassword(password, address);
			return undefined;
		} catch (error) {
			return (error as Error).message;
		}
	};

	test.each([
		['eleven char', /12 to 128 characters/],
		['x'.repeat(129), /12 to 128 characters/],
		['Password1234', /most common/],
		['passwordpassword', /most common/],
		['12345678901234567890', /most common/],
		['iloveyou1234', /most common/],
		['I love Remedy-Atlas', /name of this site/],
		['Ada.Lovelace 1815', /e-mail address/]
	])('%s is refused', (password, message) => {
		expect(refused(password)).toMatch(message);
	});

	test.each([
		'qjxkvbwzmfhg',
		'一二三四五六七八九十一二',
		'only small letters',
		' '.repeat(11) + 'x',
		'x'.repeat(64)
	])("%s is taken: of which characters it is made is nobody's business", (password) => {
		expect(refused(password)).toBeUndefined();
	});

	test('may hold a name so short that it is in half of all words', () => {
		expect(refused('a walk by the river', 'al@example.org')).toBeUndefined();
	});
});
