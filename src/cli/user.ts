import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createAuth } from '../lib/server/auth.ts';
import {
	changeRole,
	commandLine,
	createUser,
	liftSecondFactor,
	offerNewPassword,
	removeUser
} from '../lib/server/curation/people.ts';
import { Refusal } from '../lib/server/curation/refusal.ts';
import type { Db } from '../lib/server/db/connect.ts';
import { StartupError } from '../lib/server/db/startup-error.ts';
import { openDatabase } from '../lib/server/open.ts';
import { findUser, listUsers } from '../lib/server/queries/people.ts';
import { readSecret } from '../lib/server/secret.ts';

const usage = `npm run user -- list
npm run user -- create EMAIL NAME [--role admin]   prints a password; change it after signing in
npm run user -- role EMAIL ROLE                    contributor | curator | reviewer | admin
npm run user -- reset EMAIL                        prints a link for a new password, good for seven days
npm run user -- lift EMAIL                         lifts a second factor that is lost; sign in with the password alone
npm run user -- remove EMAIL                       the history keeps the pseudonym
With the embedded database stop the application first: one process at a time may open it.`;

/** Runs one command; returns the exit code. */
async function run(words: string[]): Promise<number> {
	const {
		positionals: [command, address, wanted],
		values: { role }
	} = parseArgs({
		args: words,
		allowPositionals: true,
		options: { role: { type: 'string', default: 'admin' } }
	});
	const needed = { list: 0, create: 2, role: 2, reset: 1, lift: 1, remove: 1 }[command];
	if (needed === undefined || [address, wanted].filter(Boolean).length < needed) {
		console.log(usage);
		return command ? 1 : 0;
	}
	const { db, close } = await openDatabase(process.env, console.log);
	try {
		switch (command) {
			case 'list':
				for (const user of await listUsers(db))
					console.log(`${user.role.padEnd(12)} ${user.email} (${user.name}, ${user.pseudonym})`);
				break;
			case 'create': {
				const password = randomBytes(15).toString('base64url');
				const auth = createAuth(db, { secret: await readSecret(process.env) });
				await createUser(db, auth, { name: wanted, email: address, role, password });
				console.log(`${address} may sign in as ${role}. Password: ${password}`);
				break;
			}
			case 'role':
				await changeRole(db, commandLine, await idOf(db, address), wanted);
				console.log(`${address} is ${wanted} now.`);
				break;
			case 'reset': {
				const { token } = await offerNewPassword(db, commandLine, await idOf(db, address), new Date());
				console.log(`${process.env.ORIGIN ?? 'http://127.0.0.1:3000'}/invitations/${token}`);
				break;
			}
			case 'lift':
				await liftSecondFactor(db, commandLine, await idOf(db, address));
				console.log(`${address} signs in with the password alone.`);
				break;
			case 'remove':
				await removeUser(db, commandLine, await idOf(db, address));
				console.log(`${address} is removed.`);
		}
		return 0;
	} finally {
		await close();
	}
}

async function idOf(db: Db, address: string): Promise<string> {
	const user = await findUser(db, { email: address });
	if (!user) throw new Refusal('not-found', `Nobody with the address ${address} has an account.`);
	return user.id;
}

try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	if (error instanceof Refusal)
		console.error(
			[error.message, ...error.problems.map(({ path, message }) => `${path}: ${message}`)].join('\n')
		);
	else console.error(error instanceof StartupError ? error.message : error);
	process.exitCode = 1;
}
