import type { IncomingMessage } from 'node:http';
import type { Auth, SignedIn } from '$lib/server/auth.ts';
import type { Db } from '$lib/server/db/connect.ts';
import type { ReplicaState } from '$lib/server/db/replicas.ts';
import type { Mailer } from '$lib/server/mail.ts';
import type { Tombstone } from '$lib/server/views/left.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Where the message is in another language than the page. */
			lang?: 'en';
			/** Pages the reader may have meant, best first. */
			near?: { href: string; title: string }[];
			/** The record that stood here and was withdrawn. */
			retired?: Tombstone;
			request_id?: string;
		}
		interface PageData {
			/** A page for the frames of other sites: no header, no footer. */
			chromeless?: boolean;
			/** Id of the draft that a public page shows as if it were published. */
			preview?: string;
		}
		interface Platform {
			/** The request as the server has it; there is none in development. */
			req?: IncomingMessage;
		}
		interface Locals {
			/** What this request reads and writes: a replica for what anybody may read, see `replica-reads.ts`. */
			db: Db;
			/** The replicas of the database, in the order in which they are preferred. */
			replicas(): ReplicaState[];
			auth: Auth;
			/** Who is signed in. */
			user?: SignedIn;
			/** Token of the session of `user`. */
			session?: string;
			/** Whether somebody is signed in who must set up a second factor before anything else. */
			second_factor_needed?: boolean;
			/** Stands for the reader's address in counters, and cannot be turned back into it. */
			client(): string;
			/** Undefined where no mail server is configured. */
			mail?: Mailer;
			/** What `npm run backup` shows beside a running application. */
			backupKey(): string;
			request_id: string;
			/** The form that was sent, once it was read. */
			sent?: FormData;
			/** A statement of this request had no answer. */
			unavailable?: boolean;
			/** Who shows it may read the metrics. */
			metrics_token?: string;
			/** Number of the data, once this request has asked for it. */
			data_state?: number;
			/** Under which tag the answer may be kept, and what it was made of; the day, where something is computed for it. */
			kept?: { tag: string; state: number; day?: string; limited?: boolean };
			/** Where to report security holes; none where the operator names none. */
			security_contacts: string[];
		}
	}
}
