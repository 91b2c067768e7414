import type { Assessment } from '../../../domain/link.ts';
import { byJurisdiction, byProposal, keepBy, rankOf } from './choices.ts';
import { addresses, inMemory, type Context } from './resource.ts';

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

export const assessments = inMemory<AssessmentRow>({
	id: ({ id }) => id,
	all: ({ snapshot }) => numbered(snapshot.assessments),
	keep: keepBy<AssessmentRow>({ proposal: byProposal, jurisdiction: byJurisdiction }),
	sorts: {
		id: ({ id }) => id,
		proposal: ({ proposal }) => proposal,
		jurisdiction: ({ jurisdiction }, { snapshot }) => rankOf(snapshot, 'jurisdictions', [jurisdiction]),
		as_of: ({ as_of }) => as_of
	},
	render: renderAssessment
});

export function renderAssessment(row: AssessmentRow, { origin }: Context) {
	return {
		...row,
		...addresses(origin, `/proposals/${row.proposal}#looked`, `/api/v1/assessments/${row.id}`)
	};
}
