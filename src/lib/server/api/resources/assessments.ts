import type { Assessment } from '../../../domain/link.ts';
import { atlasAssessments } from '../../views/snapshot.ts';
import { byJurisdiction, byProposal, keepBy, rankOf, unknownProposals } from './choices.ts';
import { addresses, inMemory, type Context, type Resource } from './resource.ts';

type AssessmentRow = Assessment & { id: string; proposal: string };

/** Assessments have no id in the files: proposal, jurisdiction and a running number within the pair. */
export function numbered(assessments: (Assessment & { proposal: string })[]): AssessmentRow[] {
	const seen = new Map<string, number>();
	return assessments.map((entry) => {
		const pair = `${entry.proposal}--${entry.jurisdiction}`;
		const number = (seen.get(pair) ?? 0) + 1;
		seen.set(pair, number);
		return { ...entry, id: `${pair}-${number}` };
	});
}

const heldAssessments = inMemory<AssessmentRow>({
	id: ({ id }) => id,
	all: async ({ db }) => numbered(await atlasAssessments(db)),
	keep: keepBy<AssessmentRow>({ proposal: byProposal, jurisdiction: byJurisdiction }),
	sorts: {
		id: ({ id }) => id,
		proposal: ({ proposal }) => proposal,
		jurisdiction: ({ jurisdiction }, { frame }) => rankOf(frame, 'jurisdictions', [jurisdiction]),
		as_of: ({ as_of }) => as_of
	},
	render: renderAssessment
});

export const assessments: Resource<AssessmentRow> = {
	...heldAssessments,
	page: async (wanted, context) =>
		(await unknownProposals(context.db, wanted.filters.proposal)) ?? heldAssessments.page(wanted, context)
};

export function renderAssessment(row: AssessmentRow, { origin }: Context) {
	return {
		...row,
		...addresses(origin, `/proposals/${row.proposal}#looked`, `/api/v1/assessments/${row.id}`)
	};
}
