import { formOf } from '../harness/form.ts';
import { signIn, type Session } from '../harness/session.ts';
import type { Ledger } from './ledger.ts';

/** No answer may take longer, whatever has failed. The statement time-out of the applications under test is 5 s. */
const longestMs = 12_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export type Writers = {
	/** Lets them write until the function that comes back is called; it waits for the answers still on their way. */
	start(): () => Promise<void>;
	/** Waits until one more write, or publication, is confirmed; the milliseconds that took. */
	nextWrite(what?: 'any' | 'publication'): Promise<number>;
};

/** People who save drafts, publish proposals and read, as fast as they are answered. `records` are what they publish. */
export async function createWriters(base: string, ledger: Ledger, records: string[]): Promise<Writers> {
	const [contributor, curator, reviewer] = await Promise.all(
		['contributor', 'curator', 'reviewer'].map((who) => signIn(who, base))
	);
	let going = false;

	/** The answer, or undefined where there was none or it was a sound refusal. */
	async function ask(send: () => Promise<Response>, wanted: number[]): Promise<Response | undefined> {
		const started = Date.now();
		let response: Response;
		try {
			response = await send();
			if (response.status >= 500) await check(response);
		} catch {
			ledger.unanswered++;
			await pause(50);
			return undefined;
		} finally {
			const took = Date.now() - started;
			ledger.longestMs = Math.max(ledger.longestMs, took);
			if (took > longestMs) ledger.wrong.push(`an answer took ${took} ms`);
		}
		if (wanted.includes(response.status)) return response;
		if (response.status !== 503) ledger.wrong.push(`${response.url} answered ${response.status}`);
		await pause(50);
		return undefined;
	}

	async function check(response: Response): Promise<void> {
		const text = await response.text();
		if (response.status === 503 && response.headers.has('retry-after')) ledger.refusals++;
		else ledger.wrong.push(`${response.url} answered ${response.status}: ${text.slice(0, 200)}`);
		if (/\bat \S+ \(|\.[jt]s:\d+|select |insert into/i.test(text.replace(/<script[\s\S]*?<\/script>/g, '')))
			ledger.wrong.push(`${response.url} tells of its inside: ${text.slice(0, 500)}`);
	}

	async function save(session: Session): Promise<void> {
		let draft: string | undefined;
		let saves = 0;
		for (let number = 1; going; number++) {
			if (!draft) {
				const begun = await ask(
					() => session.post('/curate/new/proposal?/start', { title: 'Saved 0' }),
					[303]
				);
				draft = begun?.headers.get('location') ?? undefined;
				saves = 0;
				continue;
			}
			const address: string = draft;
			const answer = await ask(
				() =>
					session.post(`${address}?/save`, {
						':saves': String(saves),
						':note': 'why',
						title_en: `Saved ${number}`
					}),
				[303, 409]
			);
			if (answer?.status === 303) {
				saves++;
				ledger.acknowledged++;
				ledger.saves.set(address.split('/').at(-1)!, number);
			} else if (answer?.status === 409) {
				// One that was not confirmed was taken all the same.
				const page = await ask(() => session.get(address), [200]);
				const seen = page && /name=":saves" value="(\d+)"/.exec(await page.text())?.[1];
				if (seen) saves = Number(seen);
			}
		}
	}

	async function publish(author: Session, judge: Session): Promise<void> {
		for (let number = Math.floor(Math.random() * records.length); going; number++) {
			const record = records[number % records.length];
			const begun = await ask(
				() => author.post('/curate/drafts?/start', { kind: 'proposal', record }),
				[303]
			);
			const address = begun?.headers.get('location');
			if (!address) continue;
			const title = `Published ${crypto.randomUUID()}`;
			let form: FormData;
			try {
				form = await formOf(author, address);
			} catch {
				continue;
			}
			form.set('title_en', title);
			form.set(':note', 'why');
			const submitted = await ask(() => author.post(`${address}?/submit`, form), [303, 409]);
			if (submitted?.status !== 303) continue;
			const draft = address.split('/').at(-1)!;
			let saves: string | undefined;
			try {
				const page = await (await judge.get(`/curate/review/${draft}`)).text();
				saves = /name="saves" value="(\d+)"/.exec(page)?.[1];
			} catch {
				continue;
			}
			if (!saves) continue;
			const done = await ask(
				() => judge.post(`/curate/review/${draft}?/publish`, { reason: '', saves }),
				[303, 409]
			);
			if (done?.status !== 303) continue;
			ledger.acknowledged++;
			ledger.published.push({ draft, record, title });
		}
	}

	async function read(): Promise<void> {
		const paths = [
			'/',
			'/zh/matrix/layers',
			'/api/v1/proposals?limit=5',
			`/proposals/${records[0]}`,
			'/search?q=audit'
		];
		for (let number = 0; going; number++) {
			await ask(() => fetch(base + paths[number % paths.length]), [200]);
			await pause(30);
		}
	}

	return {
		start() {
			going = true;
			const all = [save(contributor), save(curator), publish(curator, reviewer), read()];
			return async () => {
				going = false;
				await Promise.all(all);
			};
		},
		async nextWrite(what = 'any') {
			const count = () => (what === 'any' ? ledger.acknowledged : ledger.published.length);
			const started = Date.now();
			const before = count();
			while (count() === before) {
				if (Date.now() - started > 60_000) throw new Error('Nothing was written for a minute.');
				await pause(5);
			}
			return Date.now() - started;
		}
	};
}
