import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { instrumentFile, type Instrument } from '../../domain/instrument.ts';
import { linkFile, type LinkFile } from '../../domain/link.ts';
import { matrixFile, type MatrixDefinition } from '../../domain/matrix/definition.ts';
import { paperFile, type Paper } from '../../domain/paper.ts';
import { proposalFile, type Proposal } from '../../domain/proposal.ts';
import { releaseFile, type Release } from '../../domain/release.ts';
import { vocabularyFile, type Vocabulary } from '../../domain/vocabulary.ts';

export type Problem = { file: string; line: number; field: string; reason: string };

/** A record with the file it came from; `problem` places a complaint about one of its fields on the right line. */
export type Sourced<T> = {
	file: string;
	record: T;
	problem(path: (string | number)[], reason: string): Problem;
};

export type SeedFiles = {
	vocabularies: Sourced<Vocabulary>[];
	papers: Sourced<Paper>[];
	instruments: Sourced<Instrument>[];
	proposals: Sourced<Proposal>[];
	links: Sourced<LinkFile>[];
	matrices: Sourced<MatrixDefinition>[];
	release: Sourced<Release> | undefined;
	/** What is wrong with single files; `checkSeed` adds what is wrong between them. */
	problems: Problem[];
	/** Ids of files that are there but have errors, so that nobody is told they are missing. */
	unread: Set<string>;
};

/** `seed/proposals/algorithm-audit.yaml:6 layers.technology.involvement: expected one of primary | supporting | none` */
export function describeProblem({ file, line, field, reason }: Problem): string {
	return `${file}:${line} ${field ? `${field}: ` : ''}${reason}`;
}

/** Every folder of the data set with the schema of its files. Instruments lie one folder deeper, by jurisdiction. */
export const seedFolders = {
	vocabularies: vocabularyFile,
	papers: paperFile,
	instruments: instrumentFile,
	proposals: proposalFile,
	links: linkFile,
	matrices: matrixFile
} as const;

/** Reads and checks each file by itself; nothing is thrown for what a curator may have mistyped. */
export async function readSeed(folder: string): Promise<SeedFiles> {
	const problems: Problem[] = [];
	const unread = new Set<string>();
	async function readFolder<T>(name: string, schema: z.ZodType<T>): Promise<Sourced<T>[]> {
		const found: Sourced<T>[] = [];
		for (const path of await listFiles(join(folder, name), problems)) {
			// Waiting for each of a hundred thousand small files would cost more than reading them.
			const sourced = parseFile(path, readFileSync(path, 'utf8'), schema, problems);
			if (!sourced) {
				unread.add(basename(path, '.yaml'));
				continue;
			}
			const { id } = sourced.record as { id: string };
			if (id !== basename(path, '.yaml'))
				problems.push(sourced.problem(['id'], `expected ${basename(path, '.yaml')}, the name of the file`));
			found.push(sourced);
		}
		return found;
	}
	const vocabularies = await readFolder('vocabularies', vocabularyFile);
	const papers = await readFolder('papers', paperFile);
	const instruments = await readFolder('instruments', instrumentFile);
	for (const { file, record, problem } of instruments)
		if (basename(dirname(file)) !== record.jurisdiction)
			problems.push(problem(['jurisdiction'], `expected ${basename(dirname(file))}, the name of the folder`));
	const proposals = await readFolder('proposals', proposalFile);
	const links = await readFolder('links', linkFile);
	const matrices = await readFolder('matrices', matrixFile);
	const releasePath = join(folder, 'release.yaml');
	let release: Sourced<Release> | undefined;
	try {
		release = parseFile(releasePath, readFileSync(releasePath, 'utf8'), releaseFile, problems);
	} catch {
		problems.push({ file: releasePath, line: 1, field: '', reason: 'the file is missing' });
	}
	return { vocabularies, papers, instruments, proposals, links, matrices, release, problems, unread };
}

async function listFiles(folder: string, problems: Problem[]): Promise<string[]> {
	let names: string[];
	try {
		names = await readdir(folder, { recursive: true });
	} catch {
		problems.push({ file: folder, line: 1, field: '', reason: 'the folder is missing' });
		return [];
	}
	for (const name of names)
		if (name.endsWith('.yml'))
			problems.push({ file: join(folder, name), line: 1, field: '', reason: 'expected the ending .yaml' });
	return names
		.filter((name) => name.endsWith('.yaml'))
		.sort()
		.map((name) => join(folder, name));
}

/** One file as a record, or undefined with the reasons added to `problems`. */
function parseFile<T>(
	file: string,
	source: string,
	schema: z.ZodType<T>,
	problems: Problem[]
): Sourced<T> | undefined {
	const written = parseWritten(source);
	if (written !== undefined) {
		const problem = (path: (string | number)[], reason: string) =>
			placeIn(readYaml(readFileSync(file, 'utf8')), file, path, reason);
		return checkRecord(file, written, schema, problem, problems);
	}
	const read = readYaml(source);
	if (read.document.errors.length > 0) {
		for (const error of read.document.errors)
			problems.push({
				file,
				line: error.linePos?.[0].line ?? 1,
				field: '',
				reason: explainSyntax(error.message)
			});
		return undefined;
	}
	const problem = (path: (string | number)[], reason: string) => placeIn(read, file, path, reason);
	let value: unknown;
	try {
		value = read.document.toJS({ maxAliasCount: 0 });
	} catch (error) {
		if (!(error instanceof ReferenceError)) throw error;
		problems.push(problem([], 'write it out: references (& and *) are not read'));
		return undefined;
	}
	return checkRecord(file, value, schema, problem, problems);
}

type Yaml = { document: Document; lines: LineCounter };

function readYaml(source: string): Yaml {
	const lines = new LineCounter();
	// Failsafe: every scalar is text, else section 4.10 becomes the number 4.1; zod assigns the types.
	return { document: parseDocument(source, { schema: 'failsafe', lineCounter: lines }), lines };
}

const placeIn = (
	{ document, lines }: Yaml,
	file: string,
	path: (string | number)[],
	reason: string
): Problem => ({
	file,
	line: lineOf(document, lines, path),
	field: path.join('.'),
	reason
});

/**
 * The value of a file that a program wrote as JSON, which is YAML too and is read many times faster. Only what comes out the
 * same when it is written again, all scalars text: the YAML reader would make the same of it and find nothing to complain of.
 */
function parseWritten(source: string): unknown {
	if (!source.startsWith('{"')) return undefined;
	try {
		const value: unknown = JSON.parse(source);
		return holdsOnlyText(value) && JSON.stringify(value) === source.trimEnd() ? value : undefined;
	} catch {
		return undefined;
	}
}

function holdsOnlyText(value: unknown): boolean {
	if (typeof value === 'string') return true;
	return typeof value === 'object' && value !== null && Object.values(value).every(holdsOnlyText);
}

/** A value as the record of its schema, or undefined with the reasons added to `problems`. */
export function checkRecord<T>(
	file: string,
	value: unknown,
	schema: z.ZodType<T>,
	problem: Sourced<T>['problem'],
	problems: Problem[]
): Sourced<T> | undefined {
	const parsed = schema.safeParse(value, { reportInput: true });
	if (parsed.success) return { file, record: parsed.data, problem };
	for (const { path, reason } of explainError(parsed.error)) problems.push(problem(path, reason));
	return undefined;
}

/** What a schema refuses, by field: a key that it does not know is a field of its own. */
export const explainError = ({ issues }: z.ZodError): { path: (string | number)[]; reason: string }[] =>
	issues.flatMap((issue) => {
		const path = issue.path as (string | number)[];
		const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
		return paths.map((of) => ({ path: of, reason: explainIssue(issue) }));
	});

/** What the YAML reader complains of, in one line. */
export function explainSyntax(message: string): string {
	const first = message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '');
	return /Nested mappings are not allowed/.test(first) ? `${first}: put the text in quotes` : first;
}

/** Why a value does not fit, in the words of the data set's errors. */
export function explainIssue(issue: z.core.$ZodIssue): string {
	const shaped = ['invalid_type', 'invalid_value', 'invalid_union'];
	if (shaped.includes(issue.code) && issue.input === undefined) return 'is missing';
	if (issue.code === 'invalid_value') return `expected one of ${issue.values.join(' | ')}`;
	if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
	if (issue.code === 'invalid_union') {
		// Of the shapes the one whose kind of value it is says best what is wrong.
		const nearest = issue.errors.find(([first]) => first && first.code !== 'invalid_type');
		return nearest ? explainIssue(nearest[0]) : 'has none of the allowed shapes';
	}
	if (issue.code === 'unrecognized_keys' || issue.code === 'invalid_key') return noSuchField;
	if (issue.code === 'too_small' && /^Too small/.test(issue.message)) return tooSmall(issue);
	if (issue.code === 'too_big' && /^Too big/.test(issue.message))
		return issue.origin === 'string'
			? `expected at most ${issue.maximum} characters`
			: `expected at most ${issue.maximum}`;
	return issue.message;
}

const noSuchField = 'no such field; see the codebook';

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
	if (origin === 'string') return `expected at least ${minimum} characters`;
	return minimum === 1 ? 'expected at least one' : `expected at least ${minimum}`;
}

/** Line of the value at a path, or of the nearest parent that is there. */
export function lineOf(document: Document, lines: LineCounter, path: (string | number)[]): number {
	for (let length = path.length; length >= 0; length--) {
		const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
	}
	return 1;
}
