import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { verifyPassword as verifyFormer } from 'better-auth/crypto';

/** One of the settings OWASP names as equal in strength; 32 MiB each, so that several sign-ins at once fit a small machine. */
const cost = { N: 2 ** 15, r: 8, p: 3 };
const keyBytes = 32;

/** `scrypt$N$r$p$salt$key`: the cost stands in each hash, so that it can be raised later without locking anybody out. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16);
	const key = await derive(password, salt, cost);
	const { N, r, p } = cost;
	return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether a password fits; hashes of the auth library, which were made before the ones above, count as well. */
export async function verifyPassword({
	hash,
	password
}: {
	hash: string;
	password: string;
}): Promise<boolean> {
	const [scheme, N, r, p, salt, key] = hash.split('$');
	if (scheme !== 'scrypt') return verifyFormer({ hash, password });
	const wanted = Buffer.from(key, 'base64url');
	const given = await derive(password, Buffer.from(salt, 'base64url'), {
		N: Number(N),
		r: Number(r),
		p: Number(p)
	});
	return timingSafeEqual(wanted, given);
}

/** The same characters typed on another keyboard, in another composition, are the same password. */
function derive(password: string, salt: Buffer, { N, r, p }: ScryptOptions): Promise<Buffer> {
	const options = { N, r, p, maxmem: 256 * N! * r! };
	return new Promise((done, fail) =>
		scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) =>
			error ? fail(error) : done(key)
		)
	);
}
