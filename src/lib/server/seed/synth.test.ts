import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instrumentFile } from '../../domain/instrument.ts';
import { linkFile } from '../../domain/link.ts';
import { paperFile } from '../../domain/paper.ts';
import { proposalFile } from '../../domain/proposal.ts';
import { checkSeed } from './check.ts';
import { describeProblem, readSeed, type SeedFiles, type Sourced } from './read.ts';
import { synthInstruments, synthPapers, synthProposals, synthVocabularies } from './synth.ts';

let real: SeedFiles;
beforeAll(async () => {
	real = await readSeed('seed');
});

const sourced = <T extends { id: string }>(record: T): Sourced<T> => ({
	file: record.id,
	record,
	problem: (path, reason) => ({ file: record.id, line: 1, field: path.join('.'), reason })
});

describe('a synthetic data set', () => {
	const indexes = Array.from({ length: 300 }, (_, index) => index);

	test('has no fault that the checks of the files know', () => {
		const vocabularies = synthVocabularies(real.vocabularies.map(({ record }) => record));
		const make = synthProposals(vocabularies);
		const set: SeedFiles = {
			vocabularies: vocabularies.map(sourced),
			papers: [...synthPapers()].map((record) => sourced(paperFile.parse(record))),
			instruments: [...synthInstruments(vocabularies)].map((record) => sourced(instrumentFile.parse(record))),
			proposals: indexes.map((index) => sourced(proposalFile.parse(make.proposal(index)))),
			links: indexes.map((index) => sourced(linkFile.parse(make.links(index)))),
			matrices: [],
			release: undefined,
			problems: [],
			unread: new Set()
		};
		expect(checkSeed(set).map(describeProblem)).toEqual([]);
		expect(set.instruments.flatMap(({ record }) => record.provisions)).toHaveLength(1500);
		for (const { record } of set.links)
			expect(new Set(record.links!.map(({ provision }) => provision)).size).toBe(10);
	});

	test('is the same whenever it is made', () => {
		const [one, other] = [0, 1].map(() => {
			const make = synthProposals(real.vocabularies.map(({ record }) => record));
			return indexes.slice(0, 30).map((index) => [make.proposal(index), make.links(index)]);
		});
		expect(one).toEqual(other);
		expect(new Set(one.map((made) => JSON.stringify(made))).size).toBe(30);
	});
});

describe('a file that a program wrote as JSON', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'atlas-json-'));
		for (const name of ['vocabularies', 'papers', 'instruments', 'proposals', 'links', 'matrices'])
			await mkdir(join(folder, name));
	});
	afterAll(() => rm(folder, { recursive: true }));

	async function readProposal(text: string) {
		await writeFile(join(folder, 'proposals', 'synth-000001.yaml'), text);
		const { proposals, problems } = await readSeed(folder);
		return {
			record: proposals[0]?.record,
			problems: problems.map(describeProblem).filter((line) => line.includes('synth-'))
		};
	}
	const written = () => {
		const record = synthProposals(real.vocabularies.map(({ record }) => record)).proposal(0);
		return JSON.parse(JSON.stringify(record), (_, value) =>
			typeof value === 'number' ? String(value) : value
		);
	};

	test('reads as the same record as YAML', async () => {
		const compact = await readProposal(JSON.stringify(written()) + '\n');
		const spread = await readProposal(JSON.stringify(written(), null, '\t'));
		expect(compact.problems).toEqual([]);
		expect(compact).toEqual(spread);
	});

	test('is refused with file, line and field, and a key that stands twice is seen', async () => {
		const { problems } = await readProposal(JSON.stringify({ ...written(), level: 'huge' }));
		expect(problems).toEqual([
			expect.stringMatching(/synth-000001\.yaml:1 level: expected one of specific \| umbrella/)
		]);
		const twice = await readProposal(JSON.stringify(written()).replace('{', '{"level":"umbrella",'));
		expect(twice.problems).toEqual([expect.stringContaining('unique')]);
	});
});
