import { coderRelations, paperRelations } from '../../domain/codes.ts';
import { coverageOn, type DatedLink } from '../../domain/coverage.ts';
import { lawHref } from '../../domain/law.ts';
import { wholeRow, type CoverageColumn, type CoverageView } from '../../domain/coverage-view.ts';
import type { CoverageDrawer } from '../../domain/coverage-page.ts';
import type { ProposalRow } from '../../domain/matrix/rows.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import * as m from '../../paraglide/messages.js';
import { assessmentsIn, describeCell, describeLink, sift, within, type Titles } from './coverage-cells.ts';
import type { UsedPlaces } from './coverage-choices.ts';
import type { Frame } from './snapshot.ts';

const relationOrder: readonly string[] = [...coderRelations, ...paperRelations];

/** All links and searches of one cell. */
export function openDrawer(
	cell: NonNullable<CoverageView['cell']>,
	row: ProposalRow,
	view: CoverageView,
	columns: CoverageColumn[],
	day: string,
	/** The day, where it is another than the one shown unasked. */
	as_of: string | undefined,
	used: UsedPlaces,
	frame: Frame,
	titles: Titles,
	locale: Locale
): CoverageDrawer {
	const { instruments, terms } = frame;
	const column = columnOf(cell.column, columns, used, frame);
	const { kept, left_out } = sift(row, view, frame);
	const searched = cell.column === wholeRow ? row.assessments : assessmentsIn(row, column);
	const dated = coverageOn(within(kept, column), searched, instruments, day);
	const describe = (link: DatedLink) => describeLink(link, frame, titles, locale, as_of);
	const relations = [...new Set(dated.counted.map(({ relation }) => relation))];
	const hidden = within(left_out, column).length;
	const places = [
		...new Set(searched.filter(({ as_of }) => as_of <= day).map(({ jurisdiction }) => jurisdiction))
	];
	return {
		proposal: { id: row.id, title: inLocale(row, 'title', locale) },
		column: cell.column,
		column_label:
			cell.column === wholeRow
				? m.coverage_all_columns({}, { locale })
				: labelOf(
						terms,
						column.kind === 'group' ? 'jurisdiction_groups' : 'jurisdictions',
						cell.column,
						locale
					),
		cell: describeCell(dated, hidden, places, column.members.length, frame, locale),
		counted: relations
			.sort((a, b) => relationOrder.indexOf(a) - relationOrder.indexOf(b))
			.map((relation) => ({
				relation,
				label: labelOf(terms, 'link_relations', relation, locale),
				links: dated.counted.filter((link) => link.relation === relation).map(describe)
			})),
		not_in_force: dated.not_operative.map(describe),
		undated: dated.undated.map(describe),
		left_out: hidden,
		assessments: searched.map((assessment) => ({
			jurisdiction: labelOf(terms, 'jurisdictions', assessment.jurisdiction, locale),
			as_of: assessment.as_of,
			later: assessment.as_of > day,
			scope: labelOf(terms, 'assessment_scope', assessment.scope, locale),
			strength: labelOf(terms, 'assessment_strength', assessment.strength, locale),
			reason: inLocale(assessment, 'reason', locale),
			exceptions: (assessment.exceptions ?? []).map((id) => ({
				href: lawHref(id, as_of),
				label: inLocale(instruments.get(id) ?? {}, 'short_title', locale) || id
			}))
		}))
	};
}

/** The column an address names, also where the present grouping folds it away. */
function columnOf(
	code: string,
	columns: CoverageColumn[],
	used: UsedPlaces,
	{ terms }: Frame
): CoverageColumn {
	const shown = columns.find((column) => column.code === code);
	if (shown) return shown;
	if (code === wholeRow)
		return {
			code,
			kind: 'group',
			members: [...new Set(columns.flatMap(({ members }) => members))],
			group: undefined
		};
	const isSet = used.sets.has(code);
	if (terms.get('jurisdictions')?.has(code))
		return { code, kind: isSet ? 'set' : 'jurisdiction', members: [code], group: undefined };
	const members = [...(terms.get('jurisdictions')?.values() ?? [])].filter(({ group }) => group === code);
	return { code, kind: 'group', members: members.map((term) => term.code), group: code };
}
