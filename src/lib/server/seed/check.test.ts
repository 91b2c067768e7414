import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkSeed } from './check.ts';
import { describeProblem, readSeed } from './read.ts';

/** The data set with every file in the short form, which is read ten times faster: a case damages one file or two. */
let short: string;
let folder: string;
beforeAll(async () => {
	short = await mkdtemp(join(tmpdir(), 'atlas-short-'));
	for (const path of await readdir('seed', { recursive: true })) {
		if (!path.endsWith('.yaml')) continue;
		const written: unknown = parse(await readFile(join('seed', path), 'utf8'), { schema: 'failsafe' });
		await mkdir(dirname(join(short, path)), { recursive: true });
		await writeFile(join(short, path), `${JSON.stringify(written)}\n`);
	}
});
afterAll(() => rm(short, { recursive: true }));
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'atlas-seed-'));
	await cp(short, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** Changes one file of the copy, as a person wrote it, and returns what the check then says, without the folder. */
async function problemsAfter(path: string, change: (text: string) => string): Promise<string[]> {
	const before = await readFile(join('seed', path), 'utf8');
	const after = change(before);
	expect(after, 'the change must change something').not.toBe(before);
	await writeFile(join(folder, path), after);
	return checkSeed(await readSeed(folder)).map((problem) =>
		describeProblem(problem).replaceAll(`${folder}/`, '')
	);
}

const audit = 'proposals/external-audit-of-platform-algorithms.yaml';
const lineOf = async (path: string, pattern: RegExp) =>
	(await readFile(join('seed', path), 'utf8')).split('\n').findIndex((line) => pattern.test(line)) + 1;

describe('seed check names file, line, field and reason for', () => {
	test('a reference, which nobody who reads the file would follow', async () => {
		const [problem] = await problemsAfter(audit, (text) => `${text}odd: *nowhere\n`);
		expect(problem).toMatch(/write it out: references \(& and \*\) are not read$/);
	});

	test('a wrong code of a closed list', async () => {
		const line = await lineOf(audit, /involvement: primary/);
		const [problem] = await problemsAfter(audit, (text) =>
			text.replace('involvement: primary', 'involvement: main')
		);
		expect(problem).toBe(
			`${audit}:${line} layers.technology.involvement: expected one of primary | supporting | none`
		);
	});

	test('a misspelt field', async () => {
		expect(await problemsAfter(audit, (text) => text.replace('summary_en:', 'sumary_en:'))).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/sumary_en: no such field/),
				expect.stringMatching(/summary_en: is missing/)
			])
		);
	});

	test('the word null', async () => {
		expect(
			await problemsAfter(audit, (text) => text.replace(/summary_en: .*\n( {2}.*\n)*/, 'summary_en: null\n'))
		).toEqual([expect.stringMatching(/summary_en: leave the key out instead of writing null/)]);
	});

	test('a code that is in no vocabulary, with the nearest one', async () => {
		expect(
			await problemsAfter(audit, (text) =>
				text.replace('remedy_type: audit-assessment', 'remedy_type: audit-asessment')
			)
		).toEqual([
			expect.stringMatching(/remedy_type: "audit-asessment" is not in .* did you mean "audit-assessment"\?/)
		]);
	});

	test('an id that is not the name of the file', async () => {
		expect(await problemsAfter(audit, (text) => text.replace(/^id: .*/, 'id: other-name'))).toEqual(
			expect.arrayContaining([expect.stringMatching(/:1 id: expected external-audit-of-platform-algorithms/)])
		);
	});

	test('evidence in a paragraph the paper does not have', async () => {
		expect(await problemsAfter(audit, (text) => text.replace(/paragraph: \d/, 'paragraph: 77'))).toEqual([
			expect.stringMatching(/evidence\.0: paper 001 has no section 4\.2 ¶77/)
		]);
	});

	test('two primary layers', async () => {
		expect(
			await problemsAfter(audit, (text) => text.replace('involvement: supporting', 'involvement: primary'))
		).toEqual([
			expect.stringMatching(/layers: expected exactly one layer with involvement primary, found 2/)
		]);
	});

	test('a circle of broader and narrower', async () => {
		const problems = await problemsAfter('proposals/open-algorithm-black-box.yaml', (text) =>
			text.replace(
				/relations:\n/,
				'relations:\n  - type: narrower\n    to: mandatory-algorithm-rule-disclosure\n    reason_en: x\n    reason_zh: x\n    basis: paper-stated\n    scope: within-paper\n'
			)
		);
		expect(problems.length).toBeGreaterThan(0);
		for (const problem of problems)
			expect(problem).toMatch(
				/relations\.1\.to: broader and narrower run in a circle: .*open-algorithm-black-box/
			);
	});

	test('partly-enacts that does not say what is missing', async () => {
		expect(
			await problemsAfter('links/minimum-hourly-wage-gig.yaml', (text) =>
				text.replace(/ {4}missing_zh: .*\n( {6}.*\n)*/, '')
			)
		).toEqual([expect.stringMatching(/missing_zh: partly-enacts must say what is missing/)]);
	});

	test('soft law that is said to enact', async () => {
		expect(
			await problemsAfter('links/digital-labour-ethics.yaml', (text) =>
				text.replace('relation: precedent', 'relation: enacts')
			)
		).toEqual([expect.stringMatching(/relation: enacts is too strong for an instrument of force soft-law/)]);
	});

	test('a day that is no day', async () => {
		expect(
			await problemsAfter('instruments/EU/eu-dsa.yaml', (text) =>
				text.replace(/adopted_on: .*/, 'adopted_on: 2022-02-30')
			)
		).toEqual([expect.stringMatching(/adopted_on: expected a date as YYYY, YYYY-MM or YYYY-MM-DD/)]);
	});

	test('text that needs quotes', async () => {
		expect(
			await problemsAfter(audit, (text) => text.replace(/title_en: .*/, 'title_en: Audit: external'))
		).toEqual([expect.stringMatching(/^proposals\/external-audit[^ ]*:2 .*put the text in quotes/)]);
	});

	test('fewer records than the last release had', async () => {
		await rm(join(folder, 'links/digital-labour-ethics.yaml'));
		const problems = checkSeed(await readSeed(folder)).map(describeProblem);
		expect(problems).toEqual([
			expect.stringMatching(/release\.yaml:\d+ totals\.links: the last release had 421, this set has 418/)
		]);
	});

	test('everything at once, sorted by file and line', async () => {
		await problemsAfter(audit, (text) => text.replace('modality: ', 'modality: x'));
		const problems = await problemsAfter('links/minimum-hourly-wage-gig.yaml', (text) =>
			text.replace('confidence: ', 'confidence: x')
		);
		expect(problems.length).toBeGreaterThanOrEqual(2);
		expect(new Set(problems.map((problem) => problem.split(':')[0])).size).toBe(2);
	});
});

test('partial dates keep their precision', async () => {
	const seed = await readSeed('seed');
	const dates = seed.instruments.flatMap(({ record }) => [
		record.adopted_on,
		record.published_on,
		record.in_force_from,
		record.ended_on
	]);
	expect(dates.filter((date) => date !== undefined && date.length < 10)).not.toEqual([]);
});

/** The codebook must not fall behind the schemas and the vocabularies. */
describe('the codebook', () => {
	test('names every vocabulary and every code', async () => {
		const codebook = await readFile('seed/README.md', 'utf8');
		const seed = await readSeed('seed');
		const missing = seed.vocabularies.flatMap(({ record }) =>
			[record.id, ...record.terms.map(({ code }) => code)].filter((code) => !codebook.includes(`\`${code}\``))
		);
		expect(missing).toEqual([]);
	});

	test('names every field of every kind of file', async () => {
		const codebook = await readFile('seed/README.md', 'utf8');
		const { seedFolders } = await import('./read.ts');
		const { releaseFile } = await import('../../domain/release.ts');
		const fields = [...Object.values(seedFolders), releaseFile].flatMap((schema) => fieldsOf(schema));
		expect(fields.length).toBeGreaterThan(100);
		expect([...new Set(fields)].filter((field) => !codebook.includes(`\`${field}\``))).toEqual([]);
	});
});

type Shaped = {
	shape?: Record<string, Shaped>;
	element?: Shaped;
	unwrap?: () => Shaped;
	def?: { valueType?: Shaped };
};

/** Every key of a schema, those of nested objects and lists too. */
function fieldsOf(schema: unknown): string[] {
	const shaped = schema as Shaped;
	if (shaped.shape) return Object.entries(shaped.shape).flatMap(([key, inner]) => [key, ...fieldsOf(inner)]);
	if (shaped.def?.valueType) return fieldsOf(shaped.def.valueType);
	if (shaped.element) return fieldsOf(shaped.element);
	if (typeof shaped.unwrap === 'function') return fieldsOf(shaped.unwrap());
	return [];
}
