import { constants } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { AddressState } from '../lib/domain/address-check.ts';
import { StartupError } from '../lib/server/db/startup-error.ts';
import { politeWalk, walkAddresses } from '../lib/server/links/walk.ts';
import { openDatabase } from '../lib/server/open.ts';
import { listOfficialAddresses, saveUrlChecks } from '../lib/server/queries/url-checks.ts';

/** Results that are saved together. */
const atOnce = 20;

const usage = `npm run links:check         ask every official address whether it still answers, and keep the result with its date
Options: --limit N          at most N addresses, those never or longest not checked
         --host NAME        only addresses of this host
         --dry              print the addresses, ask and write nothing
         --delay MS         between two requests to one host (${politeWalk.hostDelayMs})
         --timeout MS       for one request (${politeWalk.timeoutMs})
         --allow-private    also ask addresses of this machine and of private networks`;

/** Runs the walk; returns the exit code. Dead addresses are a finding, not an error. */
async function run(words: string[]): Promise<number> {
	const { values } = parseArgs({
		args: words,
		options: {
			limit: { type: 'string' },
			host: { type: 'string' },
			dry: { type: 'boolean', default: false },
			delay: { type: 'string', default: String(politeWalk.hostDelayMs) },
			timeout: { type: 'string', default: String(politeWalk.timeoutMs) },
			'allow-private': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) {
		console.log(usage);
		return 0;
	}
	const limit = values.limit === undefined ? Infinity : readNumber('limit', values.limit, 1);
	const options = {
		...politeWalk,
		hostDelayMs: readNumber('delay', values.delay, 0),
		timeoutMs: readNumber('timeout', values.timeout, 1),
		...(values['allow-private'] && { isRefused: () => false })
	};
	const { db, close } = await openDatabase(process.env, console.log);
	try {
		const chosen = (await listOfficialAddresses(db))
			.filter((url) => !values.host || (URL.canParse(url) && new URL(url).hostname === values.host))
			.slice(0, limit);
		if (chosen.length === 0)
			console.log(
				values.host ? `No official address is on ${values.host}.` : 'There is no official address yet.'
			);
		if (values.dry) {
			for (const url of chosen) console.log(url);
			console.log(`${count(chosen.length)} would be asked.`);
			return 0;
		}
		const totals: Record<AddressState, number> = { answers: 0, unclear: 0, gone: 0 };
		let done = 0;
		let unsaved: Parameters<typeof saveUrlChecks>[1] = [];
		const save = () => {
			const checks = unsaved;
			unsaved = [];
			return saveUrlChecks(db, checks);
		};
		const interrupted = async (signal: NodeJS.Signals) => {
			const kept = await save().then(
				() => true,
				() => false
			);
			console.log(`Stopped after ${count(done)}${kept ? '; what was asked is kept.' : '.'}`);
			await close().catch(() => undefined);
			process.exit(128 + constants.signals[signal]);
		};
		process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
		await walkAddresses(chosen, options, async (check) => {
			unsaved.push({ ...check, checked_at: new Date() });
			if (unsaved.length >= atOnce) await save();
			totals[check.state]++;
			const detail = [check.http_status, check.reason === 'status' ? undefined : check.reason]
				.filter(Boolean)
				.join(' ');
			const moved = check.final_url ? ` -> ${check.final_url}` : '';
			console.log(`${++done}/${chosen.length} ${check.state} (${detail}) ${check.url}${moved}`);
		}).finally(save);
		process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
		console.log(
			`${count(chosen.length)} asked: ${totals.answers} answer, ${totals.unclear} blocked or unclear, ${totals.gone} gone.`
		);
		return 0;
	} finally {
		await close();
	}
}

const count = (number: number) => `${number} ${number === 1 ? 'address' : 'addresses'}`;

function readNumber(name: string, value: string, least: number): number {
	if (/^\d{1,9}$/.test(value) && Number(value) >= least) return Number(value);
	throw new StartupError(`--${name} must be a whole number from ${least}, not "${value}".`);
}

try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	const told =
		error instanceof StartupError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
	console.error(
		told ? `${(error as Error).message}${error instanceof StartupError ? '' : `\n${usage}`}` : error
	);
	process.exitCode = 1;
}
