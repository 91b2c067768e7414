import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countTotals } from '../lib/server/seed/check.ts';
import { describeProblem, readSeed } from '../lib/server/seed/read.ts';
import {
	synthInstruments,
	synthPapers,
	synthProposals,
	synthVocabularies
} from '../lib/server/seed/synth.ts';

const usage = `npm run synth -- --proposals N [--folder synth]

Writes a synthetic data set of N proposals with ten links each, the same on every machine, for measuring. It is valid by
npm run seed check -- --folder synth, and npm run seed load -- --folder synth fills an empty database with it.
Vocabularies and matrices are those of seed/. Files are written as JSON, which is YAML that is read much faster.`;

const note = 'made by npm run synth\n';

/** Runs the command; returns the exit code. */
async function run(words: string[]): Promise<number> {
	const { values } = parseArgs({
		args: words,
		options: { proposals: { type: 'string' }, folder: { type: 'string', default: 'synth' } }
	});
	if (values.proposals === undefined) {
		console.log(usage);
		return words.length === 0 ? 0 : 1;
	}
	if (!/^[1-9]\d{1,5}$/.test(values.proposals)) {
		console.error('--proposals must be a whole number from 10 to 999999.');
		return 1;
	}
	const count = Number(values.proposals);
	const { folder } = values;
	const mark = join(folder, '.synth');
	if (existsSync(folder) && !existsSync(mark)) {
		console.error(`${folder} was not made by this command; name another folder with --folder.`);
		return 1;
	}
	const real = await readSeed('seed');
	if (real.problems.length > 0) {
		for (const problem of real.problems) console.error(describeProblem(problem));
		return 1;
	}
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(mark, note);

	const write = (below: string, record: { id: string }) =>
		writeFileSync(join(folder, below, `${record.id}.yaml`), asText(record));
	const into = (below: string) => mkdirSync(join(folder, below), { recursive: true });
	const sourced = <T>(record: T) => ({ file: '', record, problem: () => noProblem() });

	const vocabularies = synthVocabularies(real.vocabularies.map(({ record }) => record));
	into('vocabularies');
	for (const vocabulary of vocabularies) write('vocabularies', vocabulary);
	into('matrices');
	// Featured are real proposals, which are not here.
	for (const { record } of real.matrices)
		write('matrices', { ...record, featured: undefined } as typeof record);
	into('papers');
	const papers = [...synthPapers()];
	for (const paper of papers) write('papers', paper);
	const instruments = [...synthInstruments(vocabularies)];
	for (const instrument of instruments) {
		const below = join('instruments', instrument.jurisdiction);
		into(below);
		write(below, instrument);
	}
	into('proposals');
	into('links');
	const make = synthProposals(vocabularies);
	const totals = countTotals({
		papers: papers.map(sourced),
		vocabularies: vocabularies.map(sourced),
		instruments: instruments.map(sourced),
		proposals: [],
		links: []
	});
	for (let index = 0; index < count; index++) {
		const proposal = make.proposal(index);
		const links = make.links(index);
		write('proposals', proposal);
		write('links', links);
		totals.proposals++;
		totals.proposals_specific += Number(proposal.level === 'specific');
		totals.relations += proposal.relations?.length ?? 0;
		totals.evidence += proposal.evidence.length;
		totals.links += links.links?.length ?? 0;
		totals.assessments += links.assessments?.length ?? 0;
	}
	writeFileSync(
		join(folder, 'release.yaml'),
		asText({ version: `0.0.${count}`, released_on: '2026-11-21', licence: 'CC0-1.0', totals })
	);
	console.log(`${folder}: ${count} proposals, ${totals.links} links, ${totals.evidence} passages.`);
	return 0;
}

/** Every scalar as text, as the reader of the data set takes them. */
const asText = (record: object): string =>
	JSON.stringify(record, (_, value) => (typeof value === 'number' ? String(value) : value)) + '\n';

function noProblem(): never {
	throw new Error('totals are counted of what was just made');
}

process.exitCode = await run(process.argv.slice(2));
