import { paperShortName, paperTitle } from '../../../domain/names.ts';
import type { Paper } from '../../../domain/paper.ts';
import { isCurrent } from '../../../domain/standing.ts';
import { addresses, inMemory, type Context } from './resource.ts';

export const papers = inMemory<Paper>({
	id: ({ id }) => id,
	all: ({ snapshot }) => [...snapshot.papers.values()].filter(isCurrent),
	keep: (rows) => rows,
	sorts: {
		id: ({ id }) => id,
		title: (paper) => paperTitle(paper, 'en').text,
		published: ({ bibliography }) => String(bibliography.published?.value ?? '') || null
	},
	render: renderPaper
});

export function renderPaper(paper: Paper, { snapshot, origin }: Context) {
	const { moved_to: _, ...record } = paper;
	return {
		...record,
		title_en: paperTitle(paper, 'en').text,
		title_zh: paperTitle(paper, 'zh').text,
		title_is_ours: paperTitle(paper, 'en').ours || paperTitle(paper, 'zh').ours,
		short_name_en: paperShortName(paper, 'en'),
		short_name_zh: paperShortName(paper, 'zh'),
		proposals: snapshot.proposals
			.filter((row) => row.papers.some(({ id, proposing }) => proposing && id === paper.id))
			.map(({ id }) => id),
		...addresses(origin, `/papers/${paper.id}`, `/papers/${paper.id}.json`)
	};
}
