import { amount } from '../../domain/amount.ts';
import { layers, type Layer } from '../../domain/codes.ts';
import { formatCoverageView, type CoverageView } from '../../domain/coverage-view.ts';
import { formatView, type FilterName } from '../../domain/matrix/view.ts';
import { lawDay } from '../../domain/law.ts';
import { paperShortName } from '../../domain/names.ts';
import {
	anywhere,
	byTotal,
	findLaw,
	findObstacles,
	findPapers,
	findRemedies,
	layerGrid,
	perLayer,
	pictureNames,
	yearGrid,
	type Finding,
	type LayerGrid,
	type Picture,
	type PictureName
} from '../../domain/pictures.ts';
import { layoutLayers, layoutYears, narrowWidth, wideWidth } from '../../domain/pictures-layout.ts';
import type { Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { dateText } from '../../i18n/date-words.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { findRelease } from '../queries/history.ts';
import { countRecords } from '../queries/totals.ts';
import { matrixTabs } from './matrix-tabs.ts';
import { atlasFrame, atlasSnapshot, currentPapers, type Snapshot } from './snapshot.ts';

/** A picture has a mark for each proposal: more than so many say nothing to the eye and weigh megabytes. */
const mostMarks = 2000;

/** Whether there is anything to draw, and not too much. */
export const canBeDrawn = ({ specific }: { specific: number }): boolean =>
	specific > 0 && specific <= mostMarks;

export type DataPage = {
	/** Undefined where there are too many proposals to draw. */
	pictures: Picture[] | undefined;
	tabs: { id: string; title: string }[];
	counts: Awaited<ReturnType<typeof countRecords>>;
	release?: { version: string; released_on: string };
	data_version: number;
};

/** @param today YYYY-MM-DD */
export async function dataPage(db: Db, locale: Locale, today: string): Promise<DataPage> {
	const [tabs, counts, release, { data_version }] = await Promise.all([
		matrixTabs(db, locale),
		countRecords(db),
		findRelease(db),
		atlasFrame(db)
	]);
	return {
		pictures: counts.specific > mostMarks ? undefined : await drawPictures(db, pictureNames, locale, today),
		tabs,
		counts,
		...(release && { release: { version: release.version, released_on: release.released_on } }),
		data_version
	};
}

/**
 * Draws pictures from the published data.
 * @param today YYYY-MM-DD; law is shown as of that day, or the day the data was last checked if that is later
 */
export async function drawPictures(
	db: Db,
	names: readonly PictureName[],
	locale: Locale,
	today: string
): Promise<Picture[]> {
	const [snapshot, release] = await Promise.all([atlasSnapshot(db), findRelease(db)]);
	const day = lawDay(snapshot, today);
	const proposals = snapshot.proposals.filter(({ level }) => level === 'specific').length;
	const { data_version } = snapshot;
	const source = m.data_source(
		{ release: release?.version ?? '–', data_version, day, proposals: amount(proposals) },
		{ locale }
	);
	return names.map((name) => ({ ...drawOnce(name, snapshot, locale, day), name, source }));
}

/** One of them, or undefined where there are too many proposals to draw. */
export async function findPicture(
	db: Db,
	name: PictureName,
	locale: Locale,
	today: string
): Promise<Picture | undefined> {
	if ((await countRecords(db)).specific > mostMarks) return undefined;
	return (await drawPictures(db, [name], locale, today))[0];
}

type Drawn = Omit<Picture, 'name' | 'source'>;

const kept = new WeakMap<Snapshot, { day: string; drawn: Map<string, Drawn> }>();

/** The same data on the same day gives the same drawing: the home page asks for two of them each time. */
function drawOnce(name: PictureName, snapshot: Snapshot, locale: Locale, day: string): Drawn {
	let known = kept.get(snapshot);
	if (known?.day !== day) kept.set(snapshot, (known = { day, drawn: new Map() }));
	const key = `${locale} ${name}`;
	const drawn = known.drawn.get(key) ?? draw[name](snapshot, locale, day);
	known.drawn.set(key, drawn);
	return drawn;
}

const draw: Record<PictureName, (snapshot: Snapshot, locale: Locale, day: string) => Drawn> = {
	'coverage-years': drawYears,
	papers: (snapshot, locale) => {
		const grid = byTotal(
			layerGrid(
				snapshot.proposals,
				'paper',
				currentPapers(snapshot).map(({ id }) => id)
			)
		);
		return drawLayers(grid, findPapers(grid), snapshot, locale, {
			caption: m.data_caption_papers({}, { locale }),
			reading: m.data_reading_papers({}, { locale }),
			head: m.data_head_paper({}, { locale }),
			note: m.data_note_papers({ proposals: amount(grid.proposals) }, { locale })
		});
	},
	remedies: (snapshot, locale) => {
		const grid = byTotal(layerGrid(snapshot.proposals, 'remedy', codesOf('remedy_types', snapshot)));
		return drawLayers(grid, findRemedies(grid), snapshot, locale, {
			caption: m.data_caption_remedies({}, { locale }),
			reading: m.data_reading_remedies({}, { locale }),
			head: m.data_head_remedy({}, { locale }),
			note: m.data_note_remedies({ proposals: amount(grid.proposals) }, { locale })
		});
	},
	obstacles: (snapshot, locale) => {
		const grid = byTotal(layerGrid(snapshot.proposals, 'obstacle', codesOf('obstacles', snapshot)));
		return drawLayers(grid, findObstacles(grid), snapshot, locale, {
			caption: m.data_caption_obstacles({}, { locale }),
			reading: m.data_reading_obstacles({}, { locale }),
			head: m.data_head_obstacle({}, { locale }),
			note: m.data_note_obstacles({ proposals: amount(grid.proposals) }, { locale })
		});
	}
};

const codesOf = (vocabulary: string, { terms }: Snapshot) => [...(terms.get(vocabulary)?.keys() ?? [])];

function drawLayers(
	grid: LayerGrid,
	finding: Finding,
	snapshot: Snapshot,
	locale: Locale,
	words: { caption: string; reading: string; head: string; note: string }
): Drawn {
	const titles = new Map(snapshot.proposals.map((row) => [row.id, row[`title_${locale}`]]));
	const name = (code: string) => labelIn(grid.filter, code, snapshot, locale);
	const layer = (code: Layer) => labelOf(snapshot.terms, 'layers', code, locale);
	const primary = (code: Layer) => ({ layer: [`${code}:primary`] });
	const rows = grid.rows.map(({ code, cells, total }) => ({
		label: name(code),
		href: matrixHref({ [grid.filter]: [code] }),
		total,
		cells: perLayer((column) => ({
			marks: cells[column].map((id) => titles.get(id) ?? id),
			href: matrixHref({ ...primary(column), [grid.filter]: [code] }),
			said: m.data_said_cell(
				{ row: name(code), layer: layer(column), count: amount(cells[column].length) },
				{ locale }
			)
		}))
	}));
	const head = perLayer((code) => ({ label: layer(code), href: matrixHref(primary(code)) }));
	return {
		title: tellFinding(finding, (code) => labelIn(grid.filter, code, snapshot, locale), layer, locale),
		reading: words.reading,
		wide: layoutLayers({ head, rows }, wideWidth),
		narrow: layoutLayers({ head, rows }, narrowWidth),
		table: {
			caption: words.caption,
			head: [
				{ label: words.head },
				...layers.map((code) => head[code]),
				{ label: m.data_head_total({}, { locale }) }
			],
			rows: rows.map(({ label, href, total, cells }) => ({
				label,
				cells: [
					...layers.map((code) => {
						const value = cells[code].marks.length;
						return { value, ...(value > 0 && { href: cells[code].href }) };
					}),
					{ value: total, href }
				]
			})),
			note: words.note
		},
		matrix: matrixHref({})
	};
}

function drawYears(snapshot: Snapshot, locale: Locale, day: string): Drawn {
	const grid = yearGrid(snapshot.proposals, snapshot, day);
	const name = (code: string) =>
		code === anywhere
			? m.data_anywhere({}, { locale })
			: labelOf(snapshot.terms, 'jurisdiction_groups', code, locale);
	const legend = {
		enacts: m.data_legend_enacts({}, { locale }),
		partly: m.data_legend_partly({}, { locale }),
		undated: m.data_legend_undated({}, { locale })
	};
	const rows = grid.rows.map(({ code, jurisdictions, counts, undated }) => {
		const href = (on?: string) => coverageHref(code === anywhere ? [] : jurisdictions, on);
		return {
			label: name(code),
			href: href(),
			counts: counts.map((count, index) => {
				const { year, day: on } = grid.years[index];
				return {
					...count,
					href: href(on),
					said: m.data_said_law(
						{ place: name(code), year, enacts: amount(count.enacts), partly: amount(count.partly) },
						{ locale }
					)
				};
			}),
			undated: {
				count: undated,
				href: href(day),
				said: m.data_said_undated({ count: amount(undated) }, { locale })
			}
		};
	});
	const years = grid.years.map(({ year, day: on }) => ({ year, href: coverageHref([], on) }));
	const cells = (row: (typeof rows)[number], value: (index: number) => number) =>
		row.counts.map(({ href }, index) => ({
			value: value(index),
			...(value(index) > 0 && { href })
		}));
	const last = years.length - 1;
	return {
		title: tellFinding(
			findLaw(grid),
			name,
			(code) => labelOf(snapshot.terms, 'layers', code, locale),
			locale
		),
		reading: m.data_reading_law({ day: dateText(day, locale) }, { locale }),
		wide: layoutYears({ years, rows, legend }, wideWidth),
		narrow: layoutYears({ years, rows, legend }, narrowWidth),
		table: {
			caption: m.data_caption_law({}, { locale }),
			head: [
				{ label: m.data_head_group({}, { locale }) },
				{ label: m.data_head_state({}, { locale }) },
				...years.map(({ year, href }) => ({ label: String(year), href }))
			],
			rows: rows.flatMap((row) => [
				{ label: row.label, part: legend.enacts, cells: cells(row, (index) => row.counts[index].enacts) },
				{ label: row.label, part: legend.partly, cells: cells(row, (index) => row.counts[index].partly) },
				...(row.undated.count > 0
					? [
							{
								label: row.label,
								part: legend.undated,
								cells: cells(row, (index) => (index === last ? row.undated.count : 0))
							}
						]
					: [])
			]),
			note: m.data_note_law({ day: dateText(day, locale) }, { locale })
		},
		matrix: coverageHref([])
	};
}

function labelIn(filter: FilterName, code: string, { terms, papers }: Snapshot, locale: Locale): string {
	if (filter === 'paper') {
		const paper = papers.get(code);
		return paper ? paperShortName(paper, locale) : code;
	}
	return labelOf(terms, filter === 'remedy' ? 'remedy_types' : 'obstacles', code, locale);
}

const matrixHref = (filters: Partial<Record<FilterName, string[]>>) =>
	`/matrix/layers${formatView({ sort: [], filters, level: 'specific', q: '', cols: undefined, view: 'grid', cell: undefined })}`;

/** All specific proposals with only the links the picture counts, on one day. */
function coverageHref(jurisdictions: string[], as_of?: string): string {
	const view: CoverageView = {
		as_of,
		rows: 'all',
		level: 'specific',
		group: 'groups',
		open: [],
		covers: undefined,
		filters: {
			relation: ['enacts', 'partly-enacts'],
			...(jurisdictions.length > 0 && { jurisdiction: jurisdictions })
		},
		sort: [{ field: 'law', descending: true }],
		cell: undefined,
		page: undefined
	};
	return `/matrix/coverage${formatCoverageView(view)}`;
}

/**
 * The sentence over a picture.
 * @param name label of a row's code
 * @param layer label of a layer
 */
export function tellFinding(
	finding: Finding,
	name: (code: string) => string,
	layer: (code: Layer) => string,
	locale: Locale
): string {
	const quoted = (code: string) => `“${name(code)}”`;
	const join = (labels: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(labels);
	switch (finding.kind) {
		case 'empty':
			return m.data_finding_empty({}, { locale });
		case 'law': {
			const tell = finding.most.length > 1 ? m.data_finding_law_tie : m.data_finding_law;
			return tell(
				{
					...finding,
					law: amount(finding.law),
					was: amount(finding.was),
					count: amount(finding.count),
					proposals: amount(finding.proposals),
					most: join(finding.most.map(name))
				},
				{ locale }
			);
		}
		case 'papers': {
			const tell = finding.most ? m.data_finding_papers_most : m.data_finding_papers_few;
			return tell(
				{
					...finding,
					count: amount(finding.count),
					proposals: amount(finding.proposals),
					layer: layer(finding.layer)
				},
				{ locale }
			);
		}
		case 'papers-tie':
			return m.data_finding_papers_tie(
				{
					count: amount(finding.count),
					proposals: amount(finding.proposals),
					layers: join(finding.layers.map(layer))
				},
				{ locale }
			);
		case 'remedies': {
			const tell = finding.top.length > 1 ? m.data_finding_remedies_tie : m.data_finding_remedies;
			return tell(
				{ ...finding, count: amount(finding.count), top: join(finding.top.map(quoted)) },
				{ locale }
			);
		}
		case 'obstacles': {
			const tell = finding.top.length > 1 ? m.data_finding_obstacles_tie : m.data_finding_obstacles;
			return tell(
				{
					...finding,
					count: amount(finding.count),
					proposals: amount(finding.proposals),
					outside: amount(finding.outside),
					top: join(finding.top.map(quoted))
				},
				{ locale }
			);
		}
	}
}
