import { paperShortName, paperTitle } from '../../../domain/names.ts';
import type { Paper } from '../../../domain/paper.ts';
import { isCurrent } from '../../../domain/standing.ts';
import { dataState } from '../../data-state.ts';
import type { Db } from '../../db/connect.ts';
import { groupBy } from '../../db/rows.ts';
import { listProposed } from '../../queries/proposal-entries.ts';
import { fitsIntoPage } from '../../views/matrix.ts';
import { proposalsUnder } from '../../views/proposal-list.ts';
import { addresses, inMemory, type Context } from './resource.ts';

export const papers = inMemory<Paper>({
	id: ({ id }) => id,
	all: ({ frame }) => [...frame.papers.values()].filter(isCurrent),
	keep: (rows) => rows,
	sorts: {
		id: ({ id }) => id,
		title: (paper) => paperTitle(paper, 'en').text,
		published: ({ bibliography }) => String(bibliography.published?.value ?? '') || null
	},
	render: renderPaper
});

/** Ids of what each paper proposes or restates; undefined where they are too many to be listed. */
export async function proposedIds(db: Db): Promise<Map<string, string[]> | undefined> {
	if (!fitsIntoPage(await proposalsUnder(db, await dataState(db)))) return undefined;
	return groupIds(await listProposed(db));
}

const groupIds = (rows: { paper: string; proposal: string }[]) =>
	new Map(
		[...groupBy(rows, ({ paper }) => paper)].map(([paper, own]) => [
			paper,
			own.map(({ proposal }) => proposal)
		])
	);

export function renderPaper(paper: Paper, { proposed, origin }: Context) {
	const { moved_to: _, ...record } = paper;
	return {
		...record,
		title_en: paperTitle(paper, 'en').text,
		title_zh: paperTitle(paper, 'zh').text,
		title_is_ours: paperTitle(paper, 'en').ours || paperTitle(paper, 'zh').ours,
		short_name_en: paperShortName(paper, 'en'),
		short_name_zh: paperShortName(paper, 'zh'),
		...(proposed && { proposals: proposed.get(paper.id) ?? [] }),
		...addresses(origin, `/papers/${paper.id}`, `/papers/${paper.id}.json`)
	};
}
