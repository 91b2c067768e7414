import type { Db } from '$lib/server/db/connect.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Pages the reader may have meant, best first. */
			near?: { href: string; title: string }[];
			request_id?: string;
		}
		interface PageData {
			/** A page for the frames of other sites: no header, no footer. */
			chromeless?: boolean;
		}
		interface Locals {
			db: Db;
			/** Nobody can sign in yet. */
			user?: undefined;
			request_id: string;
		}
	}
}
