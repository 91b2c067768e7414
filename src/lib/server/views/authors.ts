import type { Author } from '../../domain/history-page.ts';
import type { Db } from '../db/connect.ts';
import { listShownNames } from '../queries/people.ts';

/** How to name the people behind pseudonyms; those whose account has ended keep the pseudonym. */
export async function nameAuthors(db: Db, pseudonyms: string[]): Promise<(pseudonym: string) => Author> {
	const shown = await listShownNames(db, [...new Set(pseudonyms)]);
	return (pseudonym) => ({
		name: shown.get(pseudonym) ?? pseudonym,
		pseudonym,
		...(pseudonym === 'seed' && { files: true })
	});
}
