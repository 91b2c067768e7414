import {
	passagesOf,
	referenceOf,
	valuesAt,
	vocabularyOf,
	type Referenced
} from '../../domain/coded-fields.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { isCurrent, type Standing } from '../../domain/standing.ts';
import type { Release } from '../../domain/release.ts';
import type { Evidence } from '../../domain/proposal.ts';
import { findField } from '../../domain/matrix/fields.ts';
import type { Problem, SeedFiles, Sourced } from './read.ts';

const collator = new Intl.Collator();

/** Everything one can only see between files: references, cycles, force of law against relation, totals. */
export function checkSeed(seed: SeedFiles): Problem[] {
	const problems = [...seed.problems];
	const terms = new Map(
		seed.vocabularies.map(({ record }) => [record.id, new Set(record.terms.map(({ code }) => code))])
	);
	const papers = index(seed.papers, problems);
	const instruments = index(seed.instruments, problems);
	const proposals = index(seed.proposals, problems);
	const passages = new Set(
		seed.papers.flatMap(({ record }) =>
			record.structure.flatMap(({ section, paragraphs = [] }) =>
				paragraphs.map(({ paragraph }) => `${record.id} ${section} ¶${paragraph}`)
			)
		)
	);
	type Path = (string | number)[];
	// Every hint looks through all names: a file full of slips would cost more than it tells.
	let hints = 0;
	const hint = (wanted: string, known: Iterable<string>) =>
		hints++ < mostHints ? nearest(wanted, known) : '';

	function needTerm(at: Sourced<unknown>, path: Path, vocabulary: string, code: string) {
		const codes = terms.get(vocabulary);
		if (!codes && seed.unread.has(vocabulary)) return;
		if (!codes) problems.push(at.problem(path, `there is no vocabulary ${vocabulary}`));
		else if (!codes.has(code))
			problems.push(at.problem(path, `"${code}" is not in the vocabulary ${vocabulary}${hint(code, codes)}`));
	}
	function needRecord(
		at: Sourced<unknown>,
		path: Path,
		records: Map<string, Sourced<Standing>>,
		kind: string,
		id: string
	) {
		const found = records.get(id)?.record;
		if (!found && !seed.unread.has(id))
			problems.push(at.problem(path, `there is no ${kind} "${id}"${hint(id, records.keys())}`));
		// What has itself left the Atlas keeps its old references.
		if (!found || isCurrent(found) || !isCurrent(at.record as Standing)) return;
		problems.push(
			at.problem(
				path,
				found.moved_to ? `${kind} "${id}" moved to "${found.moved_to}"` : `${kind} "${id}" was retired`
			)
		);
	}
	function needPassage(at: Sourced<unknown>, path: Path, paper: string, section: string, paragraph: number) {
		if (papers.has(paper) && !passages.has(`${paper} ${section} ¶${paragraph}`))
			problems.push(
				at.problem(path, `paper ${paper} has no section ${section} ¶${paragraph} in its structure`)
			);
	}
	function needProvision(at: Sourced<unknown>, path: Path, reference: string) {
		const [id, number] = reference.split('#');
		const instrument = instruments.get(id);
		needRecord(at, path, instruments, 'instrument', id);
		if (instrument && !instrument.record.provisions.some((provision) => provision.number === Number(number)))
			problems.push(at.problem(path, `instrument ${id} has no provision ${number}`));
	}
	function needVocabulary(at: Sourced<unknown>, path: Path, id: string) {
		if (!terms.has(id) && !seed.unread.has(id))
			problems.push(at.problem(path, `there is no vocabulary ${id}`));
	}
	const needReferenced: Record<Referenced, (at: Sourced<unknown>, path: Path, name: string) => void> = {
		paper: (at, path, id) => needRecord(at, path, papers, 'paper', id),
		instrument: (at, path, id) => needRecord(at, path, instruments, 'instrument', id),
		proposal: (at, path, id) => needRecord(at, path, proposals, 'proposal', id),
		provision: needProvision,
		vocabulary: needVocabulary
	};
	/** The codes, records and passages that a record names. */
	function checkNames(kind: RecordKind, at: Sourced<{ id: string }>) {
		for (const [pattern, vocabulary] of Object.entries(vocabularyOf[kind]))
			for (const { path, value } of valuesAt(at.record, pattern))
				needTerm(at, path, vocabulary, value as string);
		for (const [pattern, to] of Object.entries(referenceOf[kind]))
			for (const { path, value } of valuesAt(at.record, pattern))
				needReferenced[to](at, path, value as string);
		for (const pattern of passagesOf[kind])
			for (const { path, value } of valuesAt(at.record, pattern)) {
				const { paper = at.record.id, section, paragraph } = value as Partial<Evidence>;
				needPassage(at, path, paper, section!, paragraph!);
			}
	}

	for (const vocabulary of seed.vocabularies) {
		checkNames('vocabulary', vocabulary);
		const seen = new Set<string>();
		vocabulary.record.terms.forEach((term, position) => {
			if (seen.has(term.code))
				problems.push(vocabulary.problem(['terms', position, 'code'], `code ${term.code} stands twice`));
			seen.add(term.code);
			if (term.parent) needTerm(vocabulary, ['terms', position, 'parent'], vocabulary.record.id, term.parent);
		});
	}

	for (const paper of seed.papers) {
		const { record } = paper;
		checkNames('paper', paper);
		if (!record.bibliography.title_en && !record.bibliography.title_zh && !record.working_label_en)
			problems.push(paper.problem([], 'needs a title or a working label'));
		for (const [field, { source, url }] of Object.entries(record.bibliography))
			if (source === 'search' && !url)
				problems.push(paper.problem(['bibliography', field], 'a value found by search needs its url'));
	}
	for (const instrument of seed.instruments) checkNames('instrument', instrument);
	for (const proposal of seed.proposals) checkNames('proposal', proposal);
	problems.push(...findCycles(proposals));
	for (const [kind, records] of [
		['paper', papers],
		['instrument', instruments],
		['proposal', proposals]
	] as const)
		for (const sourced of records.values()) {
			const { moved_to } = sourced.record;
			const target = moved_to === undefined ? undefined : records.get(moved_to)?.record;
			if (moved_to && !target && !seed.unread.has(moved_to))
				problems.push(sourced.problem(['moved_to'], `there is no ${kind} "${moved_to}"`));
			if (target && !isCurrent(target))
				problems.push(sourced.problem(['moved_to'], `${kind} "${moved_to}" has itself left the Atlas`));
		}

	const linkIds = new Set<string>();
	for (const file of seed.links) {
		const { record } = file;
		// The links of a proposal that left stay with it in the history.
		const proposal = proposals.get(record.id)?.record;
		if (proposal && !isCurrent(proposal)) continue;
		checkNames('link', file);
		record.links?.forEach((link, position) => {
			const path = ['links', position];
			const instrument = instruments.get(link.provision.split('#')[0])?.record;
			if (!link.id.startsWith(`${record.id}--${link.provision.split('#')[0]}-`))
				problems.push(file.problem([...path, 'id'], 'expected <proposal>--<instrument>-<n> of this link'));
			if (linkIds.has(link.id)) problems.push(file.problem([...path, 'id'], 'this id stands twice'));
			linkIds.add(link.id);
			if (instrument) problems.push(...checkForce(file, position, link, instrument));
		});
	}

	for (const matrix of seed.matrices) {
		checkNames('matrix', matrix);
		matrix.record.columns.forEach((column, position) => {
			if (!findField(matrix.record.rows, column.field))
				problems.push(
					matrix.problem(
						['columns', position, 'field'],
						`rows ${matrix.record.rows} have no field "${column.field}"`
					)
				);
		});
	}

	// With files unread every total would be too low.
	if (seed.release && seed.unread.size === 0) problems.push(...checkTotals(seed, seed.release));
	return problems.sort((a, b) => collator.compare(a.file, b.file) || a.line - b.line);
}

function index<T extends { id: string }>(
	records: Sourced<T>[],
	problems: Problem[]
): Map<string, Sourced<T>> {
	const found = new Map<string, Sourced<T>>();
	for (const sourced of records) {
		const other = found.get(sourced.record.id);
		if (other) problems.push(sourced.problem(['id'], `${other.file} has the same id`));
		found.set(sourced.record.id, sourced);
	}
	return found;
}

/** What the force of an instrument allows a link to say at most; the codebook explains each. */
const strongestFor: Record<string, string[]> = {
	'binding-not-yet-operative': ['enacts'],
	'administrative-document': ['enacts'],
	'judicial-guidance': ['enacts'],
	'soft-law': ['enacts', 'partly-enacts'],
	'treaty-not-in-force': ['enacts', 'partly-enacts'],
	'proposal-or-unverified': ['enacts', 'partly-enacts'],
	'repealed-or-ended': ['enacts', 'partly-enacts', 'enables']
};

function checkForce(
	file: SeedFiles['links'][number],
	position: number,
	link: NonNullable<SeedFiles['links'][number]['record']['links']>[number],
	instrument: SeedFiles['instruments'][number]['record']
): Problem[] {
	const found: Problem[] = [];
	if (strongestFor[instrument.force]?.includes(link.relation))
		found.push(
			file.problem(
				['links', position, 'relation'],
				`${link.relation} is too strong for an instrument of force ${instrument.force}`
			)
		);
	const provision = instrument.provisions.find(
		({ number }) => number === Number(link.provision.split('#')[1])
	);
	if (link.basis === 'coder' && link.confidence === 'high' && provision && provision.verification !== 'text')
		found.push(
			file.problem(
				['links', position, 'confidence'],
				`high needs a provision read in the text; this one is "${provision.verification}"`
			)
		);
	if (link.confidence !== 'low' && provision?.verification === 'memory')
		found.push(file.problem(['links', position, 'confidence'], 'a provision from memory allows only low'));
	return found;
}

/** Broader and narrower are one hierarchy: nobody may be above himself. Told once for each relation that closes a circle. */
function findCycles(proposals: Map<string, SeedFiles['proposals'][number]>): Problem[] {
	type Edge = { to: string; path: (string | number)[]; at: string };
	const above = new Map<string, Edge[]>();
	function add(from: string, to: string, at: string, position: number) {
		const edge: Edge = { to, at, path: ['relations', position, 'to'] };
		const edges = above.get(from);
		if (edges) edges.push(edge);
		else above.set(from, [edge]);
	}
	for (const { record } of proposals.values())
		record.relations?.forEach(({ type, to }, position) => {
			if (type === 'narrower') add(record.id, to, record.id, position);
			if (type === 'broader') add(to, record.id, record.id, position);
		});
	const problems: Problem[] = [];
	const done = new Set<string>();
	for (const start of proposals.keys()) {
		if (done.has(start)) continue;
		// A list instead of recursion: a chain may be as long as the set.
		const trail = [{ id: start, next: 0 }];
		const open = new Set([start]);
		for (let step = trail.at(-1); step; step = trail.at(-1)) {
			const edge = above.get(step.id)?.[step.next++];
			if (!edge) {
				done.add(step.id);
				open.delete(step.id);
				trail.pop();
			} else if (open.has(edge.to)) {
				const circle = trail.slice(trail.findIndex(({ id }) => id === edge.to)).map(({ id }) => id);
				const told = [...(circle.length > 12 ? [...circle.slice(0, 12), '…'] : circle), edge.to].join(' → ');
				problems.push(
					proposals.get(edge.at)!.problem(edge.path, `broader and narrower run in a circle: ${told}`)
				);
			} else if (!done.has(edge.to)) {
				open.add(edge.to);
				trail.push({ id: edge.to, next: 0 });
			}
		}
	}
	return problems;
}

/** What a set holds, counted as the release file counts it. */
export function countTotals(
	seed: Pick<SeedFiles, 'papers' | 'proposals' | 'instruments' | 'links' | 'vocabularies'>
): Release['totals'] {
	const sum = <T>(items: T[], count: (item: T) => number) =>
		items.reduce((total, item) => total + count(item), 0);
	const regulations = seed.papers.flatMap(({ record }) => record.regulations_named ?? []);
	return {
		papers: seed.papers.length,
		proposals: seed.proposals.length,
		proposals_specific: sum(seed.proposals, ({ record }) => (record.level === 'specific' ? 1 : 0)),
		relations: sum(seed.proposals, ({ record }) => record.relations?.length ?? 0),
		// Passages of proposals, obstacles and problems, and every verbatim name in a paper.
		evidence:
			sum(seed.proposals, ({ record }) => record.evidence.length) +
			sum(seed.vocabularies, ({ record }) => sum(record.terms, ({ evidence }) => evidence?.length ?? 0)) +
			sum(seed.papers, ({ record }) => record.named_items?.length ?? 0) +
			sum(
				regulations,
				(named) =>
					[named.verbatim, named.short_verbatim, named.issuer_verbatim, named.date_verbatim].filter(Boolean)
						.length
			),
		instruments: seed.instruments.length,
		provisions: sum(seed.instruments, ({ record }) => record.provisions.length),
		links: sum(seed.links, ({ record }) => record.links?.length ?? 0),
		assessments: sum(seed.links, ({ record }) => record.assessments?.length ?? 0)
	};
}

function checkTotals(seed: SeedFiles, release: Sourced<Release>): Problem[] {
	const totals = countTotals(seed);
	return (Object.keys(totals) as (keyof Release['totals'])[])
		.filter((name) => totals[name] < release.record.totals[name])
		.map((name) =>
			release.problem(
				['totals', name],
				`the last release had ${release.record.totals[name]}, this set has ${totals[name]}; give a record moved_to or retired_on instead of deleting it`
			)
		);
}

const mostHints = 200;

/** The nearest known name, for a slip of the keyboard, as the end of a sentence; empty where none is near. */
export function nearest(wanted: string, known: Iterable<string>): string {
	let best = '';
	let bestDistance = Math.max(2, Math.floor(wanted.length / 4)) + 1;
	for (const name of known) {
		const distance = editDistance(wanted, name, bestDistance);
		if (distance < bestDistance) [best, bestDistance] = [name, distance];
	}
	return best ? `; did you mean "${best}"?` : '';
}

function editDistance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) >= limit) return limit;
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
		row = next;
	}
	return row[b.length];
}
