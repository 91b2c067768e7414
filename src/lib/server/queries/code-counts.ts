import { sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { resultRows } from '../db/migrate.ts';

type CodeCount = {
	kind: 'proposals' | 'passages' | 'relations' | 'assessments';
	vocabulary: string;
	code: string;
	count: number;
};

/**
 * How many current proposals, and what belongs to them, have each code that is no facet and no dimension of the cross-tab.
 * Of many rows those that are gone are left out, for they are few, and what counts once is made distinct by hash, not sorted.
 */
export const countCodes = (db: Db): Promise<CodeCount[]> =>
	resultRows(
		db,
		sql`
		with gone as materialized (select id from proposal where moved_to is not null or retired_on is not null),
		current as (select level, alienation_basis from proposal where moved_to is null and retired_on is null)
		select 'proposals' as kind, 'level' as vocabulary, level::text as code, count(*)::int as count from current group by level
		union all
		select 'proposals', 'alienation_basis', alienation_basis::text, count(*)::int from current
			where alienation_basis is not null group by alienation_basis
		union all
		select 'proposals', 'involvement', involvement::text, count(*)::int
			from (select distinct proposal, involvement from proposal_layer where proposal not in (select id from gone)) as layered
			group by involvement
		union all
		select 'proposals', 'actor_basis', basis::text, count(*)::int
			from (select distinct proposal, basis from proposal_code
				where field in ('actors', 'beneficiaries') and proposal not in (select id from gone)) as coded
			group by basis
		union all
		select 'proposals', 'regulation_use', use::text, count(distinct proposal)::int
			from proposal_regulation where proposal not in (select id from gone) group by use
		union all
		select 'passages', 'evidence_roles', role::text, count(*)::int
			from proposal_evidence where proposal not in (select id from gone) group by role
		union all
		select 'relations', of.vocabulary, of.code, count(*)::int
			from proposal_relation r
			cross join lateral (values ('relation_types', r.type::text), ('relation_basis', r.basis::text), ('relation_scope', r.scope::text))
				as of (vocabulary, code)
			where of.code is not null and r.proposal not in (select id from gone) group by of.vocabulary, of.code
		union all
		select 'assessments', of.vocabulary, of.code, count(*)::int
			from assessment a
			cross join lateral (values ('jurisdictions', a.jurisdiction), ('assessment_findings', a.finding),
				('assessment_scope', a.scope), ('assessment_strength', a.strength)) as of (vocabulary, code)
			where a.proposal not in (select id from gone)
			group by of.vocabulary, of.code`
	);
