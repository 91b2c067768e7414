import type { HistoryEntry } from '$lib/domain/history-page.ts';
import type { RecordKind } from '$lib/domain/record-kinds.ts';
import * as m from '$lib/paraglide/messages.js';

export const kindWords: Record<RecordKind, () => string> = {
	proposal: m.review_kind_proposal,
	link: m.review_kind_link,
	paper: m.review_kind_paper,
	instrument: m.review_kind_instrument,
	vocabulary: m.review_kind_vocabulary,
	matrix: m.review_kind_matrix
};

/** Who wrote a version and who published it. */
export const byWhom = ({ author, reviewer }: Pick<HistoryEntry, 'author' | 'reviewer'>): string =>
	[
		author.files ? m.review_by_files() : m.review_by({ author: author.name }),
		...(reviewer ? [m.review_reviewed_by({ reviewer: reviewer.name })] : [])
	].join(' · ');
