import 'vitest';
import type { createPeople } from '../fixtures/people.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Which engine the database tests of this project run on. */
		engine: 'embedded' | 'server';
		/** Address of the PostgreSQL server's `postgres` database; only in the project `db-server`. */
		server_url: string;
		/** Folder of the dumps of the templates; only in the project `db-embedded`. */
		dumps: string;
		/** Address of the running application; only in the projects `api` and `browser`. */
		app_url: string;
		/** A data folder nobody uses, with the data set and people; only in the projects `api` and `browser`. */
		app_data: string;
		/** Who is in it. */
		people: Awaited<ReturnType<typeof createPeople>>;
		chromium_path: string;
	}
}
