import 'vitest';

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
		chromium_path: string;
	}
}
