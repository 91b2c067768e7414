import { readFileSync } from 'node:fs';

let list: Set<string> | undefined;

/** Whether a password is one of the most frequent of those that leaked anywhere; see LICENSE beside the list. */
export function isCommonPassword(password: string): boolean {
	list ??= new Set(
		readFileSync('src/lib/server/passwords/common-passwords.txt', 'utf8').trimEnd().split('\n')
	);
	return list.has(password.normalize('NFKC').toLowerCase());
}

/** Words of this house, which whoever tries to guess a password here tries first. */
export const houseWords = /remedy.?atlas|救济图谱/i;
