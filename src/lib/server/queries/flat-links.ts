import { sql } from 'drizzle-orm';
import type { Layer, LinkRelation } from '../../domain/codes.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Db } from '../db/connect.ts';
import { resultRows } from '../db/migrate.ts';
import { isOneOf } from '../db/rows.ts';
import {
	assessment,
	link,
	proposal,
	proposal_code,
	proposal_evidence,
	proposal_layer
} from '../db/schema.ts';

/** What a trace counts of a proposal and its links; texts are read where they are shown. */
export type FlatProposal = {
	id: string;
	level: Proposal['level'];
	layer: Layer;
	remedies: string[];
	searched: boolean;
	/** Paper, section, and whether the passage proposes or restates. */
	passages: [paper: string, section: string, proposing: boolean][] | null;
	/** In the order of the file; paper and section where the paper itself names the instrument. */
	links:
		| [
				instrument: string,
				provision: number,
				relation: LinkRelation,
				paper: string | null,
				section: string | null
		  ][]
		| null;
};

/** Current proposals with their links, in the order of their ids, some at a time: all, one, some, or those linked to an instrument. */
export async function* listFlatProposals(
	db: Db,
	of: { proposal?: string; proposals?: string[]; instrument?: string } = {},
	atOnce = 1000
): AsyncGenerator<FlatProposal[]> {
	let after = '';
	for (;;) {
		const rows = await resultRows<FlatProposal>(
			db,
			sql`select p.id, p.level,
				(select layer from ${proposal_layer} l where l.proposal = p.id and l.involvement = 'primary') as layer,
				array[p.remedy_type] || array(
					select code from ${proposal_code} c where c.proposal = p.id and c.field = 'secondary_remedy_types' order by ordinal
				) as remedies,
				coalesce((select true from ${assessment} a where a.proposal = p.id limit 1), false) as searched,
				(select json_agg(json_build_array(paper, section, role in ('proposal', 'restatement')) order by ordinal)
					from ${proposal_evidence} e where e.proposal = p.id) as passages,
				(select json_agg(json_build_array(instrument, provision, relation, evidence_paper, evidence_section) order by ordinal)
					from ${link} k where k.proposal = p.id) as links
			from ${proposal} p
			where p.moved_to is null and p.retired_on is null and p.id > ${after}${
				of.proposal === undefined ? sql.empty() : sql` and p.id = ${of.proposal}`
			}${of.proposals === undefined ? sql.empty() : sql` and ${isOneOf(sql`p.id`, of.proposals)}`}${
				of.instrument === undefined
					? sql.empty()
					: sql` and p.id in (select k.proposal from ${link} k where k.instrument = ${of.instrument})`
			}
			order by p.id
			limit ${atOnce}`
		);
		yield rows;
		if (rows.length < atOnce) return;
		after = rows.at(-1)!.id;
	}
}

/** Ids of all current proposals, in the order of `listFlatProposals`. */
export async function listCurrentIds(db: Db): Promise<string[]> {
	const rows = await resultRows<{ id: string }>(
		db,
		sql`select p.id from ${proposal} p where p.moved_to is null and p.retired_on is null order by p.id`
	);
	return rows.map(({ id }) => id);
}
