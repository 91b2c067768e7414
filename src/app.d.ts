import type { Db } from '$lib/server/db/connect.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Pages the reader may have meant, best first. */
			near?: { href: string; title: string }[];
			request_id?: string;
		}
		interface Locals {
			db: Db;
			/** Nobody can sign in yet. */
			user?: undefined;
			request_id: string;
		}
	}
}
