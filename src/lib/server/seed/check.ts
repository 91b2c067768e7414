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

type Path = (string | number)[];
/** The records that others name by their id. */
type Known = {
	paper: Map<string, SeedFiles['papers'][number]>;
	instrument: Map<string, SeedFiles['instruments'][number]>;
	proposal: Map<string, SeedFiles['proposals'][number]>;
};

/** Everything one can only see between files: references, cycles, force of law against relation, totals. */
export function checkSeed(seed: SeedFiles): Problem[] {
	const problems = [...seed.problems];
	const known: Known = {
		paper: index(seed.papers, problems),
		instrument: index(seed.instruments, problems),
		proposal: index(seed.proposals, problems)
	};
	// The links of a proposal that left stay with it in the history.
	const links = seed.links.filter(({ record }) => {
		const proposal = known.proposal.get(record.id)?.record;
		return !proposal || isCurrent(proposal);
	});
	const { checkTerm, checkNames } = nameChecks(seed, known, problems);

	for (const vocabulary of seed.vocabularies) {
		checkNames('vocabulary', vocabulary);
		const seen = new Set<string>();
		vocabulary.record.terms.forEach((term, position) => {
			if (seen.has(term.code))
				problems.push(vocabulary.problem(['terms', position, 'code'], `code ${term.code} stands twice`));
			seen.add(term.code);
			if (term.parent)
				checkTerm(vocabulary, ['terms', position, 'parent'], vocabulary.record.id, term.parent);
		});
	}
	for (const paper of seed.papers) {
		checkNames('paper', paper);
		problems.push(...checkBibliography(paper));
	}
	for (const instrument of seed.instruments) checkNames('instrument', instrument);
	for (const proposal of seed.proposals) checkNames('proposal', proposal);
	problems.push(...findCycles(known.proposal));
	for (const kind of ['paper', 'instrument', 'proposal'] as const)
		problems.push(...checkMoves(kind, known[kind], seed.unread));
	for (const file of links) checkNames('link', file);
	problems.push(...checkLinks(links, known.instrument));
	for (const matrix of seed.matrices) {
		checkNames('matrix', matrix);
		problems.push(...checkColumns(matrix));
	}
	// With files unread every total would be too low.
	if (seed.release && seed.unread.size === 0) problems.push(...checkTotals(seed, seed.release));
	return problems.sort((a, b) => collator.compare(a.file, b.file) || a.line - b.line);
}

/** Checks of what records name in other files; what is not there is added to `problems`. */
function nameChecks(seed: SeedFiles, known: Known, problems: Problem[]) {
	const terms = new Map(
		seed.vocabularies.map(({ record }) => [record.id, new Set(record.terms.map(({ code }) => code))])
	);
	const passages = new Set(
		seed.papers.flatMap(({ record }) =>
			record.structure.flatMap(({ section, paragraphs = [] }) =>
				paragraphs.map(({ paragraph }) => `${record.id} ${section} ¶${paragraph}`)
			)
		)
	);
	// Every hint looks through all names: a file full of slips would cost more than it tells.
	let hints = 0;
	const hint = (wanted: string, names: Iterable<string>) =>
		hints++ < mostHints ? nearest(wanted, names) : '';

	function checkTerm(at: Sourced<unknown>, path: Path, vocabulary: string, code: string) {
		const codes = terms.get(vocabulary);
		if (!codes && seed.unread.has(vocabulary)) return;
		if (!codes) problems.push(at.problem(path, `there is no vocabulary ${vocabulary}`));
		else if (!codes.has(code))
			problems.push(at.problem(path, `"${code}" is not in the vocabulary ${vocabulary}${hint(code, codes)}`));
	}
	const checkId = (kind: keyof Known) => (at: Sourced<unknown>, path: Path, id: string) => {
		const found: Standing | undefined = known[kind].get(id)?.record;
		if (!found && !seed.unread.has(id))
			problems.push(at.problem(path, `there is no ${kind} "${id}"${hint(id, known[kind].keys())}`));
		// What has itself left the Atlas keeps its old references.
		if (!found || isCurrent(found) || !isCurrent(at.record as Standing)) return;
		problems.push(
			at.problem(
				path,
				found.moved_to ? `${kind} "${id}" moved to "${found.moved_to}"` : `${kind} "${id}" was retired`
			)
		);
	};
	function checkPassage(at: Sourced<unknown>, path: Path, { paper, section, paragraph }: Evidence) {
		if (known.paper.has(paper) && !passages.has(`${paper} ${section} ¶${paragraph}`))
			problems.push(
				at.problem(path, `paper ${paper} has no section ${section} ¶${paragraph} in its structure`)
			);
	}
	const checkInstrument = checkId('instrument');
	const checkReference: Record<Referenced, (at: Sourced<unknown>, path: Path, name: string) => void> = {
		paper: checkId('paper'),
		instrument: checkInstrument,
		proposal: checkId('proposal'),
		provision(at, path, reference) {
			const [id, number] = reference.split('#');
			checkInstrument(at, path, id);
			const instrument = known.instrument.get(id)?.record;
			if (instrument && !instrument.provisions.some((provision) => provision.number === Number(number)))
				problems.push(at.problem(path, `instrument ${id} has no provision ${number}`));
		},
		vocabulary(at, path, id) {
			if (!terms.has(id) && !seed.unread.has(id))
				problems.push(at.problem(path, `there is no vocabulary ${id}`));
		}
	};
	/** The codes, records and passages that a record names. */
	function checkNames(kind: RecordKind, at: Sourced<{ id: string }>) {
		for (const [pattern, vocabulary] of Object.entries(vocabularyOf[kind]))
			for (const { path, value } of valuesAt(at.record, pattern))
				checkTerm(at, path, vocabulary, value as string);
		for (const [pattern, to] of Object.entries(referenceOf[kind]))
			for (const { path, value } of valuesAt(at.record, pattern))
				checkReference[to](at, path, value as string);
		for (const pattern of passagesOf[kind])
			for (const { path, value } of valuesAt(at.record, pattern))
				// Within a paper its own passages do not name it.
				checkPassage(at, path, { paper: at.record.id, ...(value as Omit<Evidence, 'paper'>) });
	}
	return { checkTerm, checkNames };
}

function checkBibliography(paper: SeedFiles['papers'][number]): Problem[] {
	const { bibliography, working_label_en } = paper.record;
	const found: Problem[] = [];
	if (!bibliography.title_en && !bibliography.title_zh && !working_label_en)
		found.push(paper.problem([], 'needs a title or a working label'));
	for (const [field, { source, url }] of Object.entries(bibliography))
		if (source === 'search' && !url)
			found.push(paper.problem(['bibliography', field], 'a value found by search needs its url'));
	return found;
}

/** Where a record moved there is one of its kind that has not left itself. */
function checkMoves(
	kind: keyof Known,
	records: Map<string, Sourced<Standing>>,
	unread: SeedFiles['unread']
): Problem[] {
	const found: Problem[] = [];
	for (const sourced of records.values()) {
		const { moved_to } = sourced.record;
		const target = moved_to === undefined ? undefined : records.get(moved_to)?.record;
		if (moved_to && !target && !unread.has(moved_to))
			found.push(sourced.problem(['moved_to'], `there is no ${kind} "${moved_to}"`));
		if (target && !isCurrent(target))
			found.push(sourced.problem(['moved_to'], `${kind} "${moved_to}" has itself left the Atlas`));
	}
	return found;
}

function checkLinks(files: SeedFiles['links'], instruments: Known['instrument']): Problem[] {
	const found: Problem[] = [];
	const ids = new Set<string>();
	for (const file of files)
		file.record.links?.forEach((link, position) => {
			const path = ['links', position, 'id'];
			const [id] = link.provision.split('#');
			const instrument = instruments.get(id)?.record;
			if (!link.id.startsWith(`${file.record.id}--${id}-`))
				found.push(file.problem(path, 'expected <proposal>--<instrument>-<n> of this link'));
			if (ids.has(link.id)) found.push(file.problem(path, 'this id stands twice'));
			ids.add(link.id);
			if (instrument) found.push(...checkForce(file, position, link, instrument));
		});
	return found;
}

const checkColumns = (matrix: SeedFiles['matrices'][number]): Problem[] =>
	matrix.record.columns.flatMap(({ field }, position) =>
		findField(matrix.record.rows, field)
			? []
			: [
					matrix.problem(
						['columns', position, 'field'],
						`rows ${matrix.record.rows} have no field "${field}"`
					)
				]
	);

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
