import { confidences, layers, linkRelations, type Layer } from './codes.ts';
import type { CoverageState, DatedCoverage } from './coverage.ts';
import type { Instrument } from './instrument.ts';
import { earliestDay, latestDay } from './law.ts';
import type { CoverageLaw, LawLink, ProposalRow } from './matrix/rows.ts';
import { encodeValue, formatSort, parseSort, withCell, type Dropped, type SortKey } from './matrix/view.ts';
import { isDay } from './text.ts';
import type { Terms } from './vocabulary.ts';

/** Groups of people the worker lens can look through, in the order of the switch. */
export const lenses = [
	'employees',
	'dependent-contractors',
	'self-employed',
	'riders-couriers',
	'drivers',
	'streamers-creators',
	'consumers-users'
] as const;
export type Lens = (typeof lenses)[number];

/** Filters of links: the name in the address and the vocabulary of its values. */
export const linkFilters = {
	relation: 'link_relations',
	confidence: 'confidence',
	verification: 'provision_verification',
	instrument_verification: 'instrument_verification',
	jurisdiction: 'jurisdictions'
} as const;
export type LinkFilter = keyof typeof linkFilters;
export type CoverageFilter = LinkFilter | 'layer';
export const linkFilterNames = Object.keys(linkFilters) as LinkFilter[];
export const coverageFilters = [...linkFilterNames, 'layer'] as const;

/** What a cell says: a state of coverage, or why no link counts although some are recorded. */
export type CellCode = CoverageState | 'cited' | 'not-in-force' | 'undated' | 'left-out';

/** What the page and the CSV show of one cell. */
export type CoverageCell = {
	code: CellCode;
	/** Links read by a coder that count that day, conflicts apart. */
	count: number;
	conflicts: number;
	cited: number;
	/** Recorded links that do not count: law not in force that day, law without usable dates, links the filters leave out. */
	not_in_force: number;
	undated: number;
	left_out: number;
	/** Day of the latest search without a find, and in how many of the column's jurisdictions somebody searched. */
	looked?: { on: string; places: number; of: number };
	/** The whole cell in words, as CSV and screen readers have it. */
	text: string;
};

/** What a cell says. @param left_out links that filters leave out */
export function cellCode(
	{
		state,
		cited,
		not_operative,
		undated
	}: Pick<DatedCoverage<LawLink>, 'state' | 'cited' | 'not_operative' | 'undated'>,
	left_out = 0
): CellCode {
	if (state !== 'not-looked-at') return state;
	if (cited > 0) return 'cited';
	if (not_operative.length > 0) return 'not-in-force';
	if (undated.length > 0) return 'undated';
	return left_out > 0 ? 'left-out' : 'not-looked-at';
}

/** Column of a cell that stands for the whole row. */
export const wholeRow = 'all';

/** All a reader can set about the coverage matrix. It lives in the address. */
export type CoverageView = {
	/** Undefined means today, whenever the address is opened. */
	as_of: string | undefined;
	rows: 'featured' | 'all';
	level: 'specific' | 'all';
	group: 'groups' | 'jurisdictions';
	/** Groups unfolded into their jurisdictions while the others stay folded. */
	open: string[];
	covers: Lens | undefined;
	filters: Partial<Record<CoverageFilter, string[]>>;
	/** Empty means featured remedies first, in the order of the matrix file. */
	sort: SortKey[];
	cell: { proposal: string; column: string } | undefined;
	/** Of very many rows, those after or before a proposal; undefined is where they begin. */
	page: { side: 'after' | 'before'; proposal: string } | undefined;
};

export type DroppedValue = Dropped & { reason: 'unknown' | 'no-day' | 'out-of-range' | 'too-many' };

const ignored = new Set(['lang', 'utm_source', 'utm_medium', 'utm_campaign']);
/** Fields to sort by, beside the columns. */
export const coverageSorts = ['title', 'layer', 'links', 'law'];

/** Reads the view from an address; what does not fit is left out and listed with the reason. */
export function parseCoverageView(
	parameters: URLSearchParams,
	{ terms, proposals }: { terms: Terms; proposals: ReadonlySet<string> }
): { view: CoverageView; dropped: DroppedValue[] } {
	const dropped: DroppedValue[] = [];
	const view: CoverageView = {
		as_of: undefined,
		rows: 'featured',
		level: 'specific',
		group: 'groups',
		open: [],
		covers: undefined,
		filters: {},
		sort: [],
		cell: undefined,
		page: undefined
	};
	const isColumn = (code: string) =>
		!!terms.get('jurisdictions')?.has(code) || !!terms.get('jurisdiction_groups')?.has(code);
	for (const name of new Set(parameters.keys())) {
		if (ignored.has(name)) continue;
		const values = [
			...new Set(
				parameters
					.getAll(name)
					.flatMap((value) => value.split(','))
					.map((value) => value.trim())
					.filter(Boolean)
			)
		];
		if (values.length === 0) continue;
		const drop = (value: string, reason: DroppedValue['reason'] = 'unknown') =>
			void dropped.push({ name, value: value.slice(0, 80), reason });
		const keep = (isKnown: (value: string) => boolean) =>
			values.filter((value) => isKnown(value) || drop(value));
		const choose = <T extends string>(choices: readonly T[], preset: T): T =>
			(keep((value) => (choices as readonly string[]).includes(value)).at(-1) as T | undefined) ?? preset;
		switch (name) {
			case 'as_of': {
				const [day, ...more] = values;
				more.forEach((value) => drop(value));
				const reason = !isDay(day)
					? 'no-day'
					: day < earliestDay || day > latestDay
						? 'out-of-range'
						: undefined;
				if (reason) drop(day, reason);
				else view.as_of = day;
				break;
			}
			case 'rows':
				view.rows = choose(['featured', 'all'], 'featured');
				break;
			case 'level':
				view.level = choose(['specific', 'all'], 'specific');
				break;
			case 'group':
				view.group = choose(['groups', 'jurisdictions'], 'groups');
				break;
			case 'open':
				view.open = keep((value) => !!terms.get('jurisdiction_groups')?.has(value));
				break;
			case 'covers':
				view.covers = keep((value) => (lenses as readonly string[]).includes(value))[0] as Lens | undefined;
				break;
			case 'sort': {
				const isField = (value: string) => {
					const field = value.replace(/^-/, '');
					return coverageSorts.includes(field) || isColumn(field);
				};
				const known = keep(isField);
				if (known.length > 0) view.sort = parseSort(known.join(','));
				break;
			}
			case 'cell': {
				const [proposal, column, ...rest] = values[0].split(':');
				if (proposals.has(proposal) && (column === wholeRow || isColumn(column)) && rest.length === 0)
					view.cell = { proposal, column };
				else drop(values[0]);
				break;
			}
			case 'after':
			case 'before': {
				const [proposal] = keep((value) => proposals.has(value));
				if (proposal && !view.page) view.page = { side: name, proposal };
				break;
			}
			case 'layer': {
				const known = keep((value) => (layers as readonly string[]).includes(value));
				if (known.length > 0) view.filters.layer = known;
				break;
			}
			default: {
				if (!Object.hasOwn(linkFilters, name)) {
					drop(values.join(','));
					break;
				}
				const filter = name as LinkFilter;
				const known = keep(
					(value) => !!terms.get(linkFilters[filter])?.has(value) && isProgramCode(filter, value)
				);
				if (known.length > 0) view.filters[filter] = known;
			}
		}
	}
	return { view, dropped };
}

/** The program branches on these two, so a term a curator adds to the vocabulary alone means nothing yet. */
function isProgramCode(filter: LinkFilter, value: string): boolean {
	if (filter === 'relation') return (linkRelations as readonly string[]).includes(value);
	if (filter === 'confidence') return (confidences as readonly string[]).includes(value);
	return true;
}

/** The query string of a view, always the same for the same view; empty for the view the matrix opens with. */
export function formatCoverageView(view: CoverageView): string {
	const parts: string[] = [];
	const add = (name: string, value: string) => parts.push(`${name}=${encodeValue(value)}`);
	if (view.as_of) add('as_of', view.as_of);
	if (view.rows === 'all') add('rows', 'all');
	if (view.level === 'all') add('level', 'all');
	if (view.group === 'jurisdictions') add('group', 'jurisdictions');
	if (view.group === 'groups' && view.open.length > 0) add('open', view.open.join(','));
	if (view.covers) add('covers', view.covers);
	for (const name of coverageFilters) if (view.filters[name]?.length) add(name, view.filters[name].join(','));
	if (view.sort.length > 0) add('sort', formatSort(view.sort));
	if (view.page) add(view.page.side, view.page.proposal);
	const query = parts.length > 0 ? `?${parts.join('&')}` : '';
	return view.cell ? withCell(query, view.cell.proposal, view.cell.column) : query;
}

/**
 * Whether a provision reaches the people of a lens: `unsaid` where it names no group of workers. A provision for all
 * platform workers reaches every group of workers, whatever their status and trade, but not consumers.
 */
export function reaches(covers: readonly string[], lens: Lens): 'yes' | 'no' | 'unsaid' {
	if (covers.includes(lens)) return 'yes';
	if (covers.includes('platform-workers-all') && lens !== 'consumers-users') return 'yes';
	return covers.includes('not-worker-specific') ? 'unsaid' : 'no';
}

/** What the filters of links ask for. */
export function linkValues(
	link: CoverageLaw,
	instruments: ReadonlyMap<string, Instrument>
): Record<LinkFilter, string | undefined> {
	const instrument = instruments.get(link.instrument)!;
	return {
		relation: link.relation,
		confidence: link.confidence,
		jurisdiction: link.jurisdiction,
		instrument_verification: instrument.verification,
		verification: instrument.provisions.find(({ number }) => number === link.number)?.verification
	};
}

/** Whether a link meets the filters of links, the worker lens apart. */
export function meetsFilters(
	link: CoverageLaw,
	filters: CoverageView['filters'],
	instruments: ReadonlyMap<string, Instrument>
): boolean {
	const asked = linkFilterNames.filter((name) => filters[name]);
	if (asked.length === 0) return true;
	const values = linkValues(link, instruments);
	return asked.every((name) => filters[name]!.includes(values[name] ?? ''));
}

/** The rows of a view in the order of the matrix: featured remedies as the file lists them, then the others by id. */
export function chooseRows<R extends Pick<ProposalRow, 'id' | 'level' | 'primary_layer'>>(
	proposals: readonly R[],
	featured: readonly { proposal: string }[],
	view: Pick<CoverageView, 'rows' | 'level' | 'filters'>
): R[] {
	const places = new Map(featured.map(({ proposal }, place) => [proposal, place]));
	const place = ({ id }: R) => places.get(id) ?? featured.length;
	return proposals
		.filter(
			(row) =>
				(view.level === 'all' || row.level === 'specific') &&
				(view.rows === 'all' || featured.length === 0 || places.has(row.id)) &&
				(!view.filters.layer || view.filters.layer.includes(row.primary_layer satisfies Layer))
		)
		.sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}

/** A column: one jurisdiction, a folded group of them, or a set of records somebody searched as a whole. */
export type CoverageColumn = {
	code: string;
	kind: 'jurisdiction' | 'group' | 'set';
	/** Jurisdictions whose links and assessments the column holds. */
	members: string[];
	/** The group it stands under; undefined for sets. */
	group: string | undefined;
};

/**
 * Columns for all jurisdictions with any link or assessment, in the order of the vocabulary's groups. A finding about
 * a set of records (`register-set`) has its own column at the end and is never spread over the places in the set.
 */
export function coverageColumns(
	used: { jurisdictions: ReadonlySet<string>; sets: ReadonlySet<string> },
	view: Pick<CoverageView, 'group' | 'open' | 'filters'>,
	terms: Terms
): CoverageColumn[] {
	const wanted = view.filters.jurisdiction;
	const codes = [...(terms.get('jurisdictions')?.values() ?? [])].filter(
		({ code }) => !wanted || wanted.includes(code)
	);
	const places = codes.filter(({ code }) => used.jurisdictions.has(code));
	const groups = [...(terms.get('jurisdiction_groups')?.keys() ?? [])];
	const columns: CoverageColumn[] = groups.flatMap((group): CoverageColumn[] => {
		const members = places.filter((term) => term.group === group).map(({ code }) => code);
		if (members.length === 0) return [];
		if (view.group === 'groups' && members.length > 1 && !view.open.includes(group))
			return [{ code: group, kind: 'group', members, group }];
		return members.map((code) => ({ code, kind: 'jurisdiction', members: [code], group }));
	});
	const single = (kind: 'jurisdiction' | 'set') => (code: string) => ({
		code,
		kind,
		members: [code],
		group: undefined
	});
	const ungrouped = places.filter(({ group }) => !group || !groups.includes(group)).map(({ code }) => code);
	const sets = codes.filter(({ code }) => used.sets.has(code)).map(({ code }) => code);
	return [...columns, ...ungrouped.map(single('jurisdiction')), ...sets.map(single('set'))];
}
