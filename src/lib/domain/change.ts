import type { LinkFile } from './link.ts';
import { diffRecords } from './record-diff.ts';
import { publicHref, type RecordKind } from './record-kinds.ts';
import { canonicalJson } from './slice.ts';

/** The place of the public pages that shows what a change changed. */
export const changeHref = (kind: RecordKind, record: string): string =>
	kind === 'link' ? `${publicHref(kind, record)}#law` : publicHref(kind, record);

/** What a change is to somebody who follows the data. */
export const changeSorts = ['publication', 'correction', 'withdrawal'] as const;
export type ChangeSort = (typeof changeSorts)[number];

/** The first version publishes a record; one that is retired or has moved is withdrawn; any other corrects it. */
export function changeOf({ version, data }: { version: number; data: Record<string, unknown> }): ChangeSort {
	if (version === 1) return 'publication';
	return data.moved_to || data.retired_on ? 'withdrawal' : 'correction';
}

type Law = Pick<LinkFile, 'links' | 'assessments'>;

/** What happened to one link of a proposal, or to one search without a find. */
export type LinkChange = {
	what: 'added' | 'removed' | 'changed';
	/** Where the link leads, `eu-dsa#7`, and as what; or the place that was searched. */
	to: { provision: string; relation: string } | { jurisdiction: string };
	/** As the file names them; empty where all of it is new or gone. */
	fields: string[];
};

/** The links and searches in which two versions of a link file differ; those that are new first. */
export function linkChanges(before: Law | undefined, after: Law): LinkChange[] {
	const old = new Map((before?.links ?? []).map((link) => [link.id, link]));
	const now = new Map((after.links ?? []).map((link) => [link.id, link]));
	const to = ({ provision, relation }: NonNullable<Law['links']>[number]) => ({ provision, relation });
	const added: LinkChange[] = [];
	const removed: LinkChange[] = [];
	const changed: LinkChange[] = [];
	for (const [id, link] of now) {
		const earlier = old.get(id);
		const fields = earlier ? diffRecords(earlier, link).map(({ path }) => path) : [];
		// A link that leads elsewhere now is another link to whoever follows either law.
		if (earlier && !fields.includes('provision')) {
			if (fields.length > 0) changed.push({ what: 'changed', to: to(link), fields });
			continue;
		}
		added.push({ what: 'added', to: to(link), fields: [] });
		if (earlier) removed.push({ what: 'removed', to: to(earlier), fields: [] });
	}
	for (const [id, link] of old) if (!now.has(id)) removed.push({ what: 'removed', to: to(link), fields: [] });

	const searches = (file: Law | undefined) =>
		new Map((file?.assessments ?? []).map((entry) => [canonicalJson(entry), entry.jurisdiction]));
	const [oldSearches, newSearches] = [searches(before), searches(after)];
	for (const [text, jurisdiction] of newSearches)
		if (!oldSearches.has(text)) added.push({ what: 'added', to: { jurisdiction }, fields: [] });
	for (const [text, jurisdiction] of oldSearches)
		if (!newSearches.has(text)) removed.push({ what: 'removed', to: { jurisdiction }, fields: [] });
	return [...added, ...changed, ...removed];
}
