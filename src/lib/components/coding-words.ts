import { amount } from '$lib/domain/amount.ts';
import type { Column } from '$lib/domain/matrix/build.ts';
import type { CodingRow, CodingState } from '$lib/domain/coding-page.ts';
import * as m from '$lib/paraglide/messages.js';

export const codingStateWords: Record<CodingState, (row: CodingRow) => string> = {
	free: () => m.review_coding_free(),
	wrote: () => m.review_coding_wrote(),
	mine: () => m.review_coding_mine(),
	taken: () => m.review_coding_taken(),
	differs: ({ open }) => m.review_coding_differs({ count: amount(open) }),
	decided: ({ differing }) =>
		differing > 0 ? m.review_coding_decided({ count: amount(differing) }) : m.review_coding_same()
};

/** Kappa with two decimals, as it is usually given. */
export const kappaText = (kappa: number | undefined): string =>
	kappa === undefined ? m.review_agreement_undefined() : kappa.toFixed(2).replace('-', '−');

export const percentText = (same: number, records: number): string =>
	`${Math.round((100 * same) / records)} %`;

export const agreementText = ({ records, same, kappa }: NonNullable<Column['agreement']>): string =>
	m.review_agreement_head({
		percent: percentText(same, records),
		kappa: kappaText(kappa),
		count: amount(records)
	});
