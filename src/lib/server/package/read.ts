import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { checkRecord, type Problem, type SeedFiles, type Sourced } from '../seed/read.ts';
import { recordsOf, type SourceRow } from './rows.ts';
import { kinds, type Kind, type Records } from './kinds.ts';
import { tables, type Table } from './tables.ts';

/** What of `datapackage.json` is needed to read the tables. */
const descriptorFile = z.looseObject({
	resources: z.array(z.looseObject({ name: z.string(), path: z.string(), hash: z.string().optional() }))
});

type Files = Record<string, Uint8Array>;
type Report = (file: string, line: number, field: string, reason: string) => void;

/**
 * A data package of CSV tables, back as checked records. Nothing is thrown for what is wrong with it: the problems name file,
 * line and column. `checkSeed` then looks between the records and `loadSeed` writes them, as with files of a curator.
 */
export function readPackage(archive: Uint8Array): SeedFiles {
	const problems: Problem[] = [];
	const report: Report = (file, line, field, reason) => problems.push({ file, line, field, reason });
	const files = unzip(archive, report);
	const rows = (files && readTables(files, report)) ?? new Map<Table, SourceRow[]>();
	const found = recordsOf(rows, ({ table, line, field, reason }) =>
		report(fileOf(table), line, field, reason)
	);
	const unread = new Set<string>();
	function checked<K extends Kind>(kind: K): Sourced<Records[K][number]>[] {
		const schema = kinds[kind].schema as z.ZodType as z.ZodType<Records[K][number]>;
		return found[kind].flatMap(({ record, locate }) => {
			const problem = (path: (string | number)[], reason: string): Problem => {
				const { table, line, field } = locate(path);
				return { file: fileOf(table), line, field, reason };
			};
			const sourced = checkRecord(fileOf(locate([]).table), record, schema, problem, problems);
			if (!sourced) unread.add(String(record.id));
			return sourced ?? [];
		});
	}
	if (rows.size > 0 && found.releases.length !== 1)
		report('releases.csv', 1, '', `expected one release, found ${found.releases.length}`);
	return {
		vocabularies: checked('vocabularies'),
		papers: checked('papers'),
		instruments: checked('instruments'),
		proposals: checked('proposals'),
		links: checked('links'),
		matrices: checked('matrices'),
		release: checked('releases').at(0),
		problems,
		unread
	};
}

const fileOf = (table: Table) => `${table.name}.csv`;

function unzip(archive: Uint8Array, report: Report): Files | undefined {
	try {
		return unzipSync(archive);
	} catch {
		report('the package', 1, '', 'is not a ZIP archive, or is damaged');
		return undefined;
	}
}

/** The rows of all tables; none where one of them cannot be read at all, because then nothing fits to the others. */
function readTables(files: Files, report: Report): Map<Table, SourceRow[]> | undefined {
	const resources = readDescriptor(files, report);
	if (!resources) return undefined;
	const rows = new Map<Table, SourceRow[]>();
	for (const table of tables) {
		const resource = resources.find(({ name }) => name === table.name);
		const file = resource && Object.hasOwn(files, resource.path) ? files[resource.path] : undefined;
		if (!resource || !file) {
			report(fileOf(table), 1, '', `is not in ${resource ? 'the archive' : 'datapackage.json'}`);
			continue;
		}
		const sum = `sha256:${createHash('sha256').update(file).digest('hex')}`;
		if (resource.hash !== undefined && resource.hash !== sum) {
			report(fileOf(table), 1, '', `is not the file of datapackage.json: its ${sum} is not ${resource.hash}`);
			continue;
		}
		const list = readTable(table, file, report);
		if (list) rows.set(table, list);
	}
	for (const [index, { name }] of resources.entries())
		if (!tables.some((table) => table.name === name))
			report('datapackage.json', 1, `resources.${index}.name`, `there is no table "${name}"`);
	return rows.size === tables.length ? rows : undefined;
}

function readDescriptor(files: Files, report: Report) {
	const refuse = (field: string, reason: string) => {
		report('datapackage.json', 1, field, reason);
		return undefined;
	};
	const file = files['datapackage.json'];
	if (!file) return refuse('', 'is not in the archive');
	let value: unknown;
	try {
		value = JSON.parse(decode(file));
	} catch {
		return refuse('', 'is not JSON in UTF-8');
	}
	const parsed = descriptorFile.safeParse(value);
	if (parsed.success) return parsed.data.resources;
	const [issue] = parsed.error.issues;
	return refuse(issue.path.join('.'), issue.message);
}

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

function readTable(table: Table, bytes: Uint8Array, report: Report): SourceRow[] | undefined {
	const tell = (line: number, field: string, reason: string) => report(fileOf(table), line, field, reason);
	let lines: { record: string[]; info: { bytes: number } }[];
	try {
		// The types of the library do not know that `info` changes the shape of a record.
		lines = parse(decode(bytes), { bom: true, info: true, relax_column_count: true }) as never;
	} catch (error) {
		const { lines: line = 1, message } = error as Error & { lines?: number };
		tell(line, '', error instanceof TypeError ? 'is not text in UTF-8' : message);
		return undefined;
	}
	const head = lines[0]?.record ?? [];
	const columns = head.map((name) => table.columns.find((column) => column.name === name));
	const missing = table.columns.filter(({ name, required }) => required && !head.includes(name));
	for (const { name } of missing) tell(1, name, 'is missing');
	head.forEach((name, index) => {
		if (!columns[index]) tell(1, name, 'no such field; see the codebook');
		else if (head.indexOf(name) !== index) tell(1, name, 'stands twice');
	});
	if (missing.length > 0) return undefined;
	let line = 1;
	let start = 0;
	return lines.flatMap(({ record, info }, index): SourceRow[] => {
		const row = { line, values: {} as SourceRow['values'] };
		line += bytes.subarray(start, info.bytes).reduce((count, byte) => count + (byte === lineFeed ? 1 : 0), 0);
		start = info.bytes;
		if (index === 0) return [];
		if (record.length !== head.length)
			tell(row.line, '', `has ${record.length} values where the head has ${head.length}`);
		columns.forEach((column, place) => {
			const text = record[place];
			if (!column || !text) return;
			const value = column.type === 'array' ? listIn(text) : text;
			if (value === undefined) tell(row.line, column.name, 'expected a list of texts as JSON');
			else row.values[column.name] = value;
		});
		return [row];
	});
}

const lineFeed = 0x0a;

function listIn(text: string): string[] | undefined {
	try {
		return z.array(z.string()).parse(JSON.parse(text));
	} catch {
		return undefined;
	}
}
