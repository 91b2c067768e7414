import 'vitest';

declare module 'vitest' {
	interface ProvidedContext {
		/** Which engine the database tests of this project run on. */
		engine: 'embedded' | 'server';
		/** Address of the PostgreSQL server's `postgres` database; only in the project `db-server`. */
		server_url: string;
		/** Address of the running application; only in the projects `api` and `browser`. */
		app_url: string;
		chromium_path: string;
	}
}
