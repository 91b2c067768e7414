import { amount } from '../../domain/amount.ts';
import {
	dimensions,
	everything,
	formatCrossView,
	unstated,
	type DimensionName
} from '../../domain/cross-tab.ts';
import { readRows, type SheetColumn } from '../../domain/sheet.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { Terms } from '../../domain/vocabulary.ts';
import { dimensionWords } from '../../i18n/coverage-words.ts';
import * as m from '../../paraglide/messages.js';
import { crossPage, crossSources } from './cross-tab.ts';
import type { SheetReader } from './sheet.ts';
import { codeLists, said, sourcesOf } from './sheet-words.ts';
import { atlasFrame } from './snapshot.ts';

/** Any two dimensions counted against each other; the last row and column are the totals. */
export const readCross: SheetReader = async ({ db, parameters, locale, paged, state }) => {
	const [{ view, columns: heads, rows, total, without_link, dropped }, frame] = await Promise.all([
		crossPage(db, parameters, locale, state),
		atlasFrame(db, state)
	]);
	const { terms, vocabularies } = frame;
	const measure = (view.measure === 'links' ? m.coverage_cross_links : m.coverage_cross_proposals)(
		{},
		{ locale }
	);
	const name = (dimension: DimensionName) => dimensionWords[dimension]({}, { locale });
	const totalWord = m.coverage_cross_total({}, { locale });
	const columns: SheetColumn[] = [
		{
			key: 'id',
			label: m.share_column_code({ label: name(view.rows) }, { locale }),
			meaning: m.share_meaning_cross_code({ everything, unstated }, { locale }),
			shown: false,
			...(dimensions[view.rows].vocabulary && { vocabulary: dimensions[view.rows].vocabulary })
		},
		{
			key: 'title',
			label: name(view.rows),
			meaning: m.share_meaning_label({ key: 'id' }, { locale }),
			shown: true
		},
		...heads.map(({ code, label }) => ({
			key: code,
			label,
			meaning: [
				m.share_meaning_cross_count({ measure, dimension: name(view.cols), label }, { locale }),
				definitionOf(view.cols, code, terms, locale)
			]
				.filter(Boolean)
				.join(' '),
			shown: true
		})),
		{ key: 'total', label: totalWord, meaning: m.coverage_cross_distinct({}, { locale }), shown: true }
	];
	const counted = [
		...rows,
		{ code: everything, label: totalWord, counts: heads.map((head) => head.total), total }
	];
	return {
		query: formatCrossView({ ...view, cell: undefined }),
		title: m.coverage_cross_title({}, { locale }),
		question: m.coverage_cross_label({ rows: name(view.rows), cols: name(view.cols), measure }, { locale }),
		filters: [
			said(
				m.matrix_filter_level({}, { locale }),
				(view.level === 'all' ? m.matrix_level_all : m.matrix_level_specific)({}, { locale }),
				locale
			),
			m.coverage_cross_distinct({}, { locale }),
			...(without_link > 0 ? [m.coverage_cross_without({ count: amount(without_link) }, { locale })] : [])
		],
		sheet: {
			columns,
			rows: readRows(counted, ({ code, label, counts, total }) => ({
				id: code,
				marked: false,
				href: '',
				values: [code, label, ...counts, total]
			})),
			codes: codeLists([dimensions[view.rows].vocabulary], vocabularies, locale)
		},
		// Read by programs, which are not told them.
		sources: paged ? [] : sourcesOf(await crossSources(db, view, state), frame, locale),
		dropped
	};
};

function definitionOf(dimension: DimensionName, code: string, terms: Terms, locale: Locale): string {
	const { vocabulary } = dimensions[dimension];
	const term = vocabulary && terms.get(vocabulary)?.get(code);
	return term ? inLocale(term, 'definition', locale) : '';
}
