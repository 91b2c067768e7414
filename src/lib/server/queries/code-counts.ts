import { sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { resultRows } from '../db/migrate.ts';

type CodeCount = {
	kind: 'proposals' | 'passages' | 'relations' | 'assessments';
	vocabulary: string;
	code: string;
	count: number;
};

/** How many current proposals, and what belongs to them, have each code that is no facet and no dimension of the cross-tab. */
export const countCodes = (db: Db): Promise<CodeCount[]> =>
	resultRows(
		db,
		sql`
		with current as (select id, level, alienation_basis from proposal where moved_to is null and retired_on is null)
		select 'proposals' as kind, 'level' as vocabulary, level::text as code, count(*)::int as count from current group by level
		union all
		select 'proposals', 'alienation_basis', alienation_basis::text, count(*)::int from current
			where alienation_basis is not null group by alienation_basis
		union all
		select 'proposals', 'involvement', involvement::text, count(distinct l.proposal)::int
			from proposal_layer l join current on current.id = l.proposal group by involvement
		union all
		select 'proposals', 'actor_basis', basis::text, count(distinct c.proposal)::int
			from proposal_code c join current on current.id = c.proposal where field in ('actors', 'beneficiaries') group by basis
		union all
		select 'proposals', 'regulation_use', use::text, count(distinct r.proposal)::int
			from proposal_regulation r join current on current.id = r.proposal group by use
		union all
		select 'passages', 'evidence_roles', role::text, count(*)::int
			from proposal_evidence e join current on current.id = e.proposal group by role
		union all
		select 'relations', of.vocabulary, of.code, count(*)::int
			from proposal_relation r join current on current.id = r.proposal
			cross join lateral (values ('relation_types', r.type::text), ('relation_basis', r.basis::text), ('relation_scope', r.scope::text))
				as of (vocabulary, code)
			where of.code is not null group by of.vocabulary, of.code
		union all
		select 'assessments', of.vocabulary, of.code, count(*)::int
			from assessment a join current on current.id = a.proposal
			cross join lateral (values ('jurisdictions', a.jurisdiction), ('assessment_findings', a.finding),
				('assessment_scope', a.scope), ('assessment_strength', a.strength)) as of (vocabulary, code)
			group by of.vocabulary, of.code`
	);
