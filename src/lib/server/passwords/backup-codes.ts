import { createHmac, randomInt } from 'node:crypto';
import { symmetricDecrypt } from 'better-auth/crypto';

const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
const hashed = 'hmac-sha256:';

/** Four groups of six signs without look-alikes: 118 random bits, which nobody guesses from a fast hash. */
const newBackupCode = (): string =>
	Array.from({ length: 4 }, () =>
		Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')
	).join('-');

/** What is kept of a backup code, however whoever types it writes its case and its groups. */
export const hashBackupCode = (secret: string, code: string): string =>
	hashed +
	createHmac('sha256', secret)
		.update(code.toLowerCase().replace(/[^0-9a-z]/g, ''))
		.digest('base64url');

/**
 * Has the auth library make backup codes and keep only their hashes; it must then be given the hash of what is typed. What is left
 * after a code was used is written again, and holds hashes already.
 */
export const backupCodesOf = (secret: string) => ({
	customBackupCodesGenerate: () => Array.from({ length: 10 }, newBackupCode),
	storeBackupCodes: {
		encrypt: async (codes: string) => JSON.stringify(hashesOf(secret, codes)),
		/** Until this version codes were encrypted. */
		decrypt: async (kept: string) =>
			kept.startsWith('[')
				? kept
				: JSON.stringify(hashesOf(secret, await symmetricDecrypt({ key: secret, data: kept })))
	}
});

const hashesOf = (secret: string, codes: string): string[] =>
	(JSON.parse(codes) as string[]).map((code) =>
		code.startsWith(hashed) ? code : hashBackupCode(secret, code)
	);
