import { layers } from '../../../domain/codes.ts';
import { coverageOn, coverageRank } from '../../../domain/coverage.ts';
import { filterProposals, type ProposalRow } from '../../../domain/matrix/rows.ts';
import { filterVocabularies, parseView } from '../../../domain/matrix/view.ts';
import { numbered, renderAssessment } from './assessments.ts';
import { rankOf } from './choices.ts';
import { renderLink } from './links.ts';
import { renderPaper } from './papers.ts';
import { addresses, inMemory, unknown, type Context } from './resource.ts';

const involvementRank = { primary: 2, supporting: 1, none: 0 } as const;

export const proposals = inMemory<ProposalRow>({
	id: ({ id }) => id,
	all: ({ snapshot }) => snapshot.proposals,
	keep(rows, { given }, { snapshot }) {
		const { view, dropped } = parseView(given, {
			columns: [],
			terms: snapshot.terms,
			papers: [...snapshot.papers.keys()]
		});
		return dropped.length > 0 ? unknown(dropped) : filterProposals(rows, view);
	},
	sorts: {
		id: ({ id }) => id,
		title: ({ title_en }) => title_en,
		title_zh: ({ title_zh }) => title_zh,
		remedy_type: (row, { snapshot }) => rankOf(snapshot, 'remedy_types', [row.remedy_type]),
		...Object.fromEntries(
			layers.map((layer) => [layer, (row: ProposalRow) => involvementRank[row.layers[layer].involvement]])
		),
		...Object.fromEntries(
			(['modality', 'specificity', 'level'] as const).map((field) => [
				field,
				(row: ProposalRow, { snapshot }: Context) => rankOf(snapshot, field, [row[field]])
			])
		),
		alienation_dimension: (row, { snapshot }) =>
			rankOf(snapshot, filterVocabularies.alienation, [row.alienation_dimension]),
		...Object.fromEntries(
			(['actors', 'beneficiaries'] as const).map((field) => [
				field,
				(row: ProposalRow, { snapshot }: Context) =>
					rankOf(
						snapshot,
						field,
						row[field].map(({ code }) => code)
					)
			])
		),
		obstacles: (row, { snapshot }) => rankOf(snapshot, 'obstacles', row.obstacles ?? []),
		law: (row, context) => coverageRank(coverageOf(row, context))
	},
	render(row, context) {
		const { snapshot, origin, day, include } = context;
		const { papers, links, assessments, moved_to: _, ...record } = row;
		const { counts, state, cited, looked_on, not_operative, undated } = coverageOf(row, context);
		return {
			...record,
			papers: papers.map((paper) => ({
				...paper,
				...(include.has('papers') && { record: renderPaper(snapshot.papers.get(paper.id)!, context) })
			})),
			coverage: {
				state,
				counts,
				cited,
				looked_on,
				not_in_force: not_operative.length,
				undated: undated.length
			},
			as_of: day,
			...addresses(origin, `/proposals/${row.id}`, `/proposals/${row.id}.json`),
			...(include.has('links') && { links: links.map((link) => renderLink(link, context)) }),
			...(include.has('assessments') && {
				assessments: numbered(assessments.map((entry) => ({ ...entry, proposal: row.id }))).map((entry) =>
					renderAssessment(entry, context)
				)
			})
		};
	}
});

const coverageOf = ({ links, assessments }: ProposalRow, { snapshot, day }: Context) =>
	coverageOn(links, assessments, snapshot.instruments, day);
