import { coderRelations, layers, type Layer } from '../codes.ts';
import { countCoverageOn, coverageRank, coverageShapes } from '../coverage.ts';
import type { Instrument } from '../instrument.ts';
import { paperShortName, paperTitle, type NamedPaper } from '../names.ts';
import { inAlphabet, inLocale, otherLocale, type Locale } from '../text.ts';
import { labelOf, type Term, type Terms } from '../vocabulary.ts';
import type { MatrixDefinition } from './definition.ts';
import {
	paperFields,
	proposalFields,
	type ColumnKind,
	type PaperField,
	type ProposalField
} from './fields.ts';
import type { MatrixRow, PaperRow } from './rows.ts';
import { parseSort, type SortKey, type View } from './view.ts';

export type Column = {
	/** Name in `sort=`, `cols=`, `cell=`, JSON and CSV. */
	key: string;
	kind: ColumnKind;
	label: string;
	/** Title of what the codes of this column mean, for the head's tooltip. */
	layer?: Layer;
	/** Whose law the column shows; every one's where there is none. */
	jurisdiction?: string;
	/** Whether a reader who clicks the head first wants the highest rank on top. */
	best_first: boolean;
	shown: boolean;
	/** Where the rows are too many to be sorted by what this column says. */
	unsortable?: true;
	/** How far two coders agree in this column, where enough was coded twice; only pages tell it. */
	agreement?: { records: number; same: number; kappa?: number };
};

type CellItem = { code?: string; label: string; mark?: string; muted?: boolean; href?: string };

/** One cell for every rendering: `text` is what CSV says and what a screen shows when it has no marks. */
export type Cell = {
	text: string;
	/** For sorting; comparable within its column only. */
	rank: number;
	/** A single code: involvement, term or coverage state. */
	code?: string;
	items?: CellItem[];
	/** The same in the other language, shown small. */
	other?: string;
	href?: string;
};

export type Row = { id: string; marked: boolean; cells: Record<string, Cell> };
export type MatrixTable = { columns: Column[]; rows: Row[]; sort: SortKey[] };

/** What the readers of fields need besides the row. */
export type Surroundings = {
	locale: Locale;
	terms: Terms;
	papers: Map<string, NamedPaper>;
	instruments: Map<string, Instrument>;
	/** The day (YYYY-MM-DD) on which law is in force or not. */
	day: string;
};

/** Surroundings with what cells have in common, made once and as one object sent to the browser once, and with the cells made so far. */
type Building = Surroundings & {
	made: Map<string, object>;
	cells: WeakMap<MatrixRow, Record<string, UnrankedCell>>;
};

/** Today in both languages, and what is left of yesterday. */
const mostBuildings = 4;
const buildings = new WeakMap<Terms, Map<string, Building>>();

/** The same for all tables of one state of the data: most rows are asked for again and again, in other orders and choices. */
function buildingIn(around: Surroundings): Building {
	const { terms, locale, day } = around;
	const known = buildings.get(terms) ?? new Map<string, Building>();
	buildings.set(terms, known);
	const key = `${locale} ${day}`;
	const found = known.get(key) ?? { ...around, made: new Map(), cells: new WeakMap() };
	known.set(key, found);
	if (known.size > mostBuildings) known.delete(known.keys().next().value!);
	return found;
}

function once<T extends object>({ made }: Building, key: string, make: () => T): T {
	let found = made.get(key);
	if (!found) made.set(key, (found = make()));
	return found as T;
}

type UnrankedCell = Omit<Cell, 'rank'> & { rank: number | string };

/** All columns a matrix has, hidden ones too: `each` gives one per term of a vocabulary. */
export function listColumns(
	definition: MatrixDefinition,
	around: Pick<Surroundings, 'locale' | 'terms'>
): Column[] {
	const { locale, terms } = around;
	const headings: Record<string, { en: string; zh: string }> =
		definition.rows === 'papers' ? paperFields : proposalFields;
	return definition.columns.flatMap((column): Column[] => {
		const common = {
			kind: column.kind,
			best_first: bestFirst.has(column.kind),
			shown: column.hidden !== 'yes'
		};
		const own = column[`label_${locale}`];
		if (!column.each) {
			const layer = (layers as readonly string[]).includes(column.field)
				? (column.field as Layer)
				: undefined;
			return [
				{
					...common,
					key: column.field,
					label: own ?? headings[column.field][locale],
					...(layer && { layer })
				}
			];
		}
		return [...(terms.get(column.each)?.values() ?? [])].map((term: Term) => ({
			...common,
			key: term.code,
			label: inLocale(term, 'label', locale),
			...(column.field === 'involvement' && { layer: term.code as Layer }),
			...(column.field === 'law_by_jurisdiction' && { jurisdiction: term.code })
		}));
	});
}

const bestFirst = new Set<ColumnKind>(['involvement', 'coverage', 'count']);

/**
 * Definition and rows to columns and cells, in the order of the view. The one builder behind page, grid, JSON, CSV and XLSX.
 * @param made which cells of hidden columns are made: all of them, or for a page only those it sorts by or has open
 */
export function buildMatrix(
	definition: MatrixDefinition,
	source: { proposals: MatrixRow[] } | { papers: PaperRow[] },
	view: Pick<View, 'sort' | 'cols'> & { cell?: View['cell'] },
	around: Surroundings,
	made: 'all' | 'needed' = 'all'
): MatrixTable {
	const sort = view.sort.length > 0 ? view.sort : parseSort(definition.sort);
	const columns = listColumns(definition, around).map((column) => ({
		...column,
		shown: view.cols ? view.cols.includes(column.key) : column.shown
	}));
	const filled = columns.filter(
		({ key, shown }) =>
			made === 'all' || shown || key === view.cell?.field || sort.some(({ field }) => field === key)
	);
	const building = buildingIn(around);
	const unranked =
		'papers' in source
			? source.papers.map((row) => ({
					id: row.id,
					marked: false,
					cells: filled.map(({ key }) => readPaper(row, key as PaperField, around))
				}))
			: source.proposals.map((row) => ({
					id: row.id,
					marked: row.level === 'umbrella',
					// Rows of a file pass by once.
					cells: (made === 'needed' ? cellsOf : readCells)(row, filled, building)
				}));
	const collator = new Intl.Collator(around.locale === 'zh' ? 'zh-Hans-CN' : 'en', { numeric: true });
	// Text gets its place in the alphabet as rank, so that the grid sorts by numbers and cannot differ from the server.
	const places = filled.map((_, index) => {
		const ranks = unranked.map(({ cells }) => cells[index].rank).filter((rank) => typeof rank === 'string');
		const texts = [...new Set(ranks.map(inAlphabet))];
		return new Map(texts.sort(collator.compare).map((text, place) => [text, place + 1]));
	});
	const rows = unranked.map(({ id, marked, cells }) => ({
		id,
		marked,
		cells: Object.fromEntries(
			filled.map(({ key }, index) => {
				const cell = cells[index];
				if (isRanked(cell)) return [key, cell];
				const { rank, ...rest } = cell;
				return [key, { ...rest, rank: places[index].get(inAlphabet(rank as string))! }];
			})
		)
	}));
	return { columns, rows: sortRows(rows, sort), sort };
}

const isRanked = (cell: UnrankedCell): cell is Cell => typeof cell.rank === 'number';

/** Rows by each key in turn; equal rows keep the order of their ids. */
function sortRows(rows: Row[], sort: SortKey[]): Row[] {
	return [...rows].sort((a, b) => {
		for (const { field, descending } of sort) {
			const difference = (a.cells[field]?.rank ?? 0) - (b.cells[field]?.rank ?? 0);
			if (difference !== 0) return descending ? -difference : difference;
		}
		return a.id < b.id ? -1 : 1;
	});
}

const readCells = (row: MatrixRow, columns: Column[], building: Building): UnrankedCell[] =>
	columns.map((column) => readProposal(row, column, building));

/** The same, each cell once while the row is known. */
function cellsOf(row: MatrixRow, columns: Column[], building: Building): UnrankedCell[] {
	const known = building.cells.get(row) ?? {};
	building.cells.set(row, known);
	return columns.map((column) => {
		const key = column.jurisdiction ? `law ${column.jurisdiction}` : column.key;
		return (known[key] ??= readProposal(row, column, building));
	});
}

const involvementRank = { primary: 2, supporting: 1, none: 0 } as const;

function readProposal(row: MatrixRow, column: Column, around: Building): UnrankedCell {
	const { locale, terms } = around;
	if (column.kind === 'involvement') {
		const layer = column.layer!;
		const { involvement } = row.layers[layer];
		return once(around, `involvement ${involvement}`, () => ({
			text: labelOf(terms, 'involvement', involvement, locale),
			code: involvement,
			rank: involvementRank[involvement]
		}));
	}
	if (column.jurisdiction) return lawCell(lawOf(row, column.jurisdiction), around);
	const field = column.key as ProposalField;
	switch (field) {
		case 'title':
			return {
				text: inLocale(row, 'title', locale),
				other: inLocale(row, 'title', otherLocale(locale)),
				rank: inLocale(row, 'title', locale),
				href: `/proposals/${row.id}`
			};
		case 'summary':
			return textCell(inLocale(row, 'summary', locale));
		case 'remedy_type':
			return codeCell('remedy_types', row.remedy_type, around);
		case 'modality':
		case 'specificity':
		case 'level':
			return codeCell(field, row[field], around);
		case 'alienation_dimension':
			return codeCell('alienation_dimensions', row.alienation_dimension, around);
		case 'secondary_remedy_types':
			return codesCell('remedy_types', (row.secondary_remedy_types ?? []).map(named), around);
		case 'actors':
			return codesCell('actors', row.actors, around);
		case 'actors_named':
		case 'actors_inferred': {
			const basis = field === 'actors_named' ? 'named' : 'inferred';
			return codesCell(
				'actors',
				row.actors.filter((actor) => actor.basis === basis).map(({ code }) => named(code)),
				around
			);
		}
		case 'beneficiaries':
			return codesCell('beneficiaries', row.beneficiaries, around);
		case 'obstacles':
			return codesCell('obstacles', (row.obstacles ?? []).map(named), around);
		case 'target_problems':
			return codesCell('target_problems', (row.target_problems ?? []).map(named), around);
		case 'mechanisms':
			return textCell(
				row.mechanisms
					.map((mechanism) => inLocale(mechanism, 'name', locale))
					.join(locale === 'zh' ? '；' : '; ')
			);
		case 'regulations_named':
			return itemsCell(
				(row.regulations_named ?? []).map(({ instrument }) => {
					const record = around.instruments.get(instrument);
					return {
						label: record ? inLocale(record, 'short_title', locale) : instrument,
						href: `/regulations/${instrument}`
					};
				})
			);
		case 'papers':
			return itemsCell(
				row.papers.map(({ id, proposing }) => {
					const paper = around.papers.get(id);
					return once(around, `paper ${id} ${proposing}`, () => ({
						label: paper ? paperShortName(paper, locale) : id,
						href: `/papers/${id}`,
						muted: !proposing
					}));
				})
			);
		case 'law':
			return lawCell(row, around);
		case 'involvement':
		case 'institution':
		case 'technology':
		case 'subject':
		case 'law_by_jurisdiction':
			throw new Error(`column ${field} has another kind or needs "each"`);
	}
}

const named = (code: string) => ({ code, basis: 'named' as const });

function textCell(text: string): UnrankedCell {
	return { text, rank: text };
}

function codeCell(vocabulary: string, code: string | undefined, around: Building): UnrankedCell {
	if (!code) return { text: '', rank: 9_999 };
	const { terms, locale } = around;
	return once(around, `${vocabulary} ${code}`, () => ({
		text: labelOf(terms, vocabulary, code, locale),
		code,
		rank: terms.get(vocabulary)?.get(code)?.rank ?? 9_998
	}));
}

/** Several codes; those a coder inferred are muted and marked `*` in text. */
function codesCell(
	vocabulary: string,
	entries: readonly { code: string; basis: 'named' | 'inferred' }[],
	around: Building
): UnrankedCell {
	const { terms, locale } = around;
	const items = entries.map(({ code, basis }) =>
		once(around, `${vocabulary} ${code} ${basis}`, (): CellItem => ({
			code,
			label: labelOf(terms, vocabulary, code, locale),
			...(basis === 'inferred' && { muted: true })
		}))
	);
	const ranks = entries.map(({ code }) => terms.get(vocabulary)?.get(code)?.rank ?? 9_998);
	return {
		items,
		text: items.map(({ label, muted }) => (muted ? `${label}*` : label)).join(locale === 'zh' ? '；' : '; '),
		rank: ranks.length > 0 ? Math.min(...ranks) : 9_999
	};
}

function itemsCell(items: CellItem[]): UnrankedCell {
	const text = items.map(({ label }) => label).join('; ');
	return { items, text, rank: text || '\uffff' };
}

type Law = Pick<MatrixRow, 'links' | 'assessments'>;

/** Of one jurisdiction; what was found of a set of records is never spread over the places in it. */
const lawOf = ({ links, assessments }: Law, jurisdiction: string): Law => ({
	links: links.filter((link) => link.jurisdiction === jurisdiction),
	assessments: assessments.filter(
		(assessment) => assessment.jurisdiction === jurisdiction && assessment.scope !== 'register-set'
	)
});

/** `● 3 enacts · ○ 2 enables` as the law stands on the day; silence says which silence it is. */
function lawCell(row: Law, around: Building): UnrankedCell {
	const { terms, locale, instruments, day } = around;
	const coverage = countCoverageOn(row.links, row.assessments, instruments, day);
	const zh = locale === 'zh';
	const items: CellItem[] = [];
	const add = (code: string, mark: string, label: string, muted?: true) =>
		items.push(once(around, `law ${code} ${label}`, () => ({ code, mark, label, ...(muted && { muted }) })));
	for (const relation of coderRelations) {
		const count = coverage.counts[relation];
		if (!count) continue;
		const word = labelOf(terms, 'link_relations', relation, locale).toLowerCase();
		add(relation, coverageShapes[relation], `${count} ${word}`);
	}
	const cited = coverage.cited;
	if (cited > 0) add('cited', '❝', zh ? `论文引用 ${cited}` : `${cited} cited by the paper`);
	const waiting = coverage.not_operative;
	if (waiting > 0)
		add('not-operative', '·', zh ? `未施行或已失效 ${waiting}` : `${waiting} not in force`, true);
	const undated = coverage.undated;
	if (undated > 0) add('undated', '?', zh ? `施行情况不明 ${undated}` : `${undated} of unknown status`, true);
	const looked = coverage.looked_on;
	if (looked)
		add(
			'nothing-found',
			coverageShapes['nothing-found'],
			zh ? `查过未见（${looked}）` : `looked for, not found (${looked})`,
			true
		);
	return {
		code: coverage.state,
		items,
		text:
			items.map(({ mark, label }) => `${mark} ${label}`).join(' · ') ||
			labelOf(terms, 'coverage_states', 'not-looked-at', locale),
		rank: coverageRank(coverage)
	};
}

function readPaper(row: PaperRow, field: PaperField, { locale }: Surroundings): UnrankedCell {
	const count = (level: PaperRow['proposed'][number]['level'], layer?: string) =>
		countCell(
			row.proposed
				.filter((group) => group.level === level && (!layer || group.primary_layer === layer))
				.reduce((sum, group) => sum + group.count, 0)
		);
	switch (field) {
		case 'title': {
			const { text, ours } = paperTitle(row, locale);
			return {
				text,
				rank: text,
				href: `/papers/${row.id}`,
				other: ours
					? locale === 'zh'
						? '原题未知，此为编者所拟'
						: 'our label; the title is not known'
					: paperTitle(row, otherLocale(locale)).text
			};
		}
		case 'authors':
			return textCell(
				row.bibliography[`authors_${locale}`] || row.bibliography.authors_zh
					? paperShortName({ ...row, bibliography: { ...row.bibliography, published: undefined } }, locale)
					: ''
			);
		case 'year':
			return textCell(String(row.bibliography.published?.value ?? '').slice(0, 4));
		case 'licence':
			return textCell(String(row.bibliography.licence?.value ?? ''));
		case 'institution':
		case 'technology':
		case 'subject':
			return count('specific', field);
		case 'specific':
			return count('specific');
		case 'umbrella':
			return count('umbrella');
		case 'regulations_named':
			return countCell(row.regulations_named?.length ?? 0);
		case 'not_coded':
			return countCell(row.considered_not_coded?.length ?? 0);
	}
}

const countCell = (count: number): UnrankedCell => ({ text: String(count), rank: count });
