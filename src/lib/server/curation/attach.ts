import { randomUUID } from 'node:crypto';
import type { Fields } from '../../domain/typed-fields.ts';
import type { Db } from '../db/connect.ts';
import type { RecordKind } from '../db/schema.ts';
import { updateDraft, type Draft } from '../queries/drafts.ts';
import { listLatestVersions } from '../queries/history.ts';
import { startDraft } from './drafts.ts';
import { requireMay, type Person } from './person.ts';
import { Refusal } from './refusal.ts';

/** What one source says for several proposals: a provision that bears on them, or a passage that proposes them. */
export type Attached =
	| { provision: string; basis?: string; relation?: string; confidence?: string; covers?: string[] }
	| { paper: string; section: string; paragraph: number; role?: string; key_terms?: string[] };

const mostProposals = 50;

/**
 * Adds a source to several proposals in one act: a draft for each, in one batch, with the new link or passage at its end and
 * what differs from proposal to proposal, the reasons, left to be written. Where the author has an open draft of
 * the record already, the row is added to that one.
 */
export async function attachSource(
	db: Db,
	person: Person | undefined,
	source: Attached,
	proposals: string[],
	note: string
): Promise<{ batch: string; drafts: Draft[] }> {
	requireMay(person, 'source.attach');
	const ids = [...new Set(proposals)];
	if (ids.length === 0)
		throw new Refusal('invalid', 'Choose at least one proposal.', [
			{ path: 'proposals', message: 'choose at least one' }
		]);
	if (ids.length > mostProposals)
		throw new Refusal('invalid', 'Too many proposals at once.', [
			{ path: 'proposals', message: `expected at most ${mostProposals}` }
		]);
	const known = await listLatestVersions(
		db,
		ids.map((record) => ({ kind: 'proposal', record }))
	);
	const unknown = ids.filter((id) => !known.some(({ record }) => record === id));
	if (unknown.length > 0)
		throw new Refusal(
			'invalid',
			'Not all of these are proposals.',
			unknown.map((id) => ({ path: 'proposals', message: `there is no proposal "${id.slice(0, 80)}"` }))
		);
	const batch = randomUUID();
	const kind: RecordKind = 'provision' in source ? 'link' : 'proposal';
	return db.transaction(async (tx) => {
		const drafts: Draft[] = [];
		for (const id of ids) {
			const draft = await startDraft(tx, person, { kind, record: id });
			const saved = await updateDraft(tx, draft, {
				data: 'provision' in source ? withLink(draft.data, id, source) : withPassage(draft.data, source),
				note: draft.note || note,
				batch: draft.batch ?? batch
			});
			if (!saved) throw new Refusal('conflict', 'A draft was saved in another window meanwhile.');
			drafts.push(saved);
		}
		return { batch, drafts };
	});
}

function withLink(data: Fields, proposal: string, link: Extract<Attached, { provision: string }>): Fields {
	const links = rowsOf(data.links);
	const stem = `${proposal}--${link.provision.split('#')[0]}-`;
	const numbers = links.flatMap(({ id }) =>
		typeof id === 'string' && id.startsWith(stem) ? [Number(id.slice(stem.length)) || 0] : []
	);
	return {
		...data,
		id: proposal,
		links: [...links, { id: `${stem}${Math.max(0, ...numbers) + 1}`, ...link }]
	};
}

const withPassage = (data: Fields, passage: Fields): Fields => ({
	...data,
	evidence: [...rowsOf(data.evidence), passage]
});

const rowsOf = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);
