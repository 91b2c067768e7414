import { and, arrayContains, eq, or, sql, type SQL } from 'drizzle-orm';
import type { CrossCount, TallyName } from '../../domain/cross-count.ts';
import {
	dimensions,
	everything,
	unstated,
	type CountedInstrument,
	type CountedLink,
	type CountedProposal,
	type CrossView,
	type DimensionName
} from '../../domain/cross-tab.ts';
import type { Db } from '../db/connect.ts';
import { resultRows } from '../db/migrate.ts';
import { groupBy, isOneOf, recorded, upsertRows } from '../db/rows.ts';
import { cross_count, instrument, link, proposal, proposal_entry, provision, term } from '../db/schema.ts';

/** What is counted of instruments; of all, or of the given ones. */
export async function listCountedInstruments(
	db: Db,
	ids?: string[]
): Promise<Map<string, CountedInstrument>> {
	const [heads, provisions] = await Promise.all([
		db
			.select({
				id: instrument.id,
				jurisdiction: instrument.jurisdiction,
				type: instrument.type,
				force: instrument.force,
				status: instrument.status,
				verification: instrument.verification,
				adopted_on: instrument.adopted_on,
				issued_on: instrument.issued_on,
				published_on: instrument.published_on,
				in_force_from: instrument.in_force_from,
				applicable_from: instrument.applicable_from,
				transposition_due: instrument.transposition_due,
				ended_on: instrument.ended_on,
				checked_on: instrument.checked_on
			})
			.from(instrument)
			.where(ids && isOneOf(instrument.id, ids)),
		db
			.select({
				instrument: provision.instrument,
				number: provision.number,
				verification: provision.verification,
				applicable_from: provision.applicable_from
			})
			.from(provision)
			.where(ids && isOneOf(provision.instrument, ids))
	]);
	const provisionsOf = groupBy(provisions, (row) => row.instrument);
	return new Map(
		heads.map(({ id, ...head }) => [
			id,
			{
				...recorded(head),
				provisions: (provisionsOf.get(id) ?? []).map((row) => recorded(row))
			}
		])
	);
}

/** What is counted of the current proposals among the given ones; the jurisdiction of a link is that of its instrument. */
export async function listCountedProposals(
	db: Db,
	ids: readonly string[],
	instruments: ReadonlyMap<string, CountedInstrument>
): Promise<CountedProposal[]> {
	type Row = Omit<CountedProposal, 'links' | 'papers' | 'actors' | 'beneficiaries' | 'assessments'> & {
		codes: { field: string; code: string }[] | null;
		papers: string[];
		links:
			| [string, number, CountedLink['relation'], CountedLink['basis'], CountedLink['confidence'], string[]][]
			| null;
		assessments: CountedProposal['assessments'] | null;
	};
	const rows = await resultRows<Row>(
		db,
		sql`select p.level, p.remedy_type, p.modality, p.specificity, p.alienation_dimension,
			(select layer from proposal_layer where proposal = p.id and involvement = 'primary') as primary_layer,
			(select json_agg(json_build_object('field', field, 'code', code)) from proposal_code where proposal = p.id) as codes,
			array(select distinct paper from proposal_evidence where proposal = p.id) as papers,
			(select json_agg(json_build_array(l.instrument, l.provision, l.relation, l.basis, l.confidence,
				array(select code from link_cover where link_cover.link = l.id))) from ${link} l where l.proposal = p.id) as links,
			(select json_agg(json_build_object('jurisdiction', jurisdiction, 'scope', scope)) from assessment where proposal = p.id) as assessments
		from ${proposal} p where ${isOneOf(sql`p.id`, ids)} and p.moved_to is null and p.retired_on is null`
	);
	return rows.map(({ codes, papers, links, assessments, ...row }) => {
		const of = (field: string) => (codes ?? []).filter((entry) => entry.field === field);
		const plain = (field: string) => of(field).map(({ code }) => code);
		return {
			...row,
			alienation_dimension: row.alienation_dimension ?? undefined,
			actors: of('actors'),
			beneficiaries: of('beneficiaries'),
			obstacles: plain('obstacles'),
			target_problems: plain('target_problems'),
			papers: papers.map((id) => ({ id })),
			links: (links ?? []).map(([of, number, relation, basis, confidence, covers]) => ({
				instrument: of,
				number,
				jurisdiction: instruments.get(of)!.jurisdiction,
				relation,
				basis,
				confidence,
				covers
			})),
			assessments: assessments ?? []
		};
	});
}

/** Proposals with links to any of these instruments. */
export async function listProposalsLinkedTo(db: Db, instruments: string[]): Promise<string[]> {
	if (instruments.length === 0) return [];
	const rows = await db
		.selectDistinct({ proposal: link.proposal })
		.from(link)
		.where(isOneOf(link.instrument, instruments));
	return rows.map(({ proposal }) => proposal);
}

/** Of all proposals, those that left as well. */
export const listProposalIds = async (db: Db): Promise<string[]> =>
	(await db.select({ id: proposal.id }).from(proposal)).map(({ id }) => id);

/** The counts of the given pairs, each in the order of `tallyPair`, for both levels. */
export async function listCrossCounts(db: Db, pairs: [TallyName, TallyName][]): Promise<CrossCount[]> {
	return db
		.select()
		.from(cross_count)
		.where(or(...pairs.map(([rows, cols]) => and(eq(cross_count.rows, rows), eq(cross_count.cols, cols)))));
}

export async function hasCrossCounts(db: Db): Promise<boolean> {
	return (await db.select({ rows: cross_count.rows }).from(cross_count).limit(1)).length > 0;
}

/** Replaces the counts of these pairs. */
export const saveCrossCounts = (db: Db, counts: CrossCount[]): Promise<void> =>
	upsertRows(db, cross_count, ['rows', 'cols', 'level'], counts);

export async function deleteCrossCounts(db: Db): Promise<void> {
	await db.delete(cross_count);
}

/** Ids of the first proposals, in order, that are counted in one cell. */
export async function listCrossProposals(
	db: Db,
	{ rows, cols, level }: Pick<CrossView, 'rows' | 'cols' | 'level'>,
	cell: { row: string; col: string },
	{ byLink, limit }: { byLink: boolean; limit: number }
): Promise<string[]> {
	const asked: [DimensionName, string][] = [
		[rows, cell.row],
		[cols, cell.col]
	];
	const wanted = asked.filter(([, code]) => code !== everything);
	const of = (kind: 'proposal' | 'link') =>
		Promise.all(
			wanted
				.filter(([name]) => dimensions[name].of === kind)
				.map(([name, code]) => (name === 'jurisdiction_group' ? liesIn(db, code) : hasCode[name](code)))
		);
	const linked = sql`exists (select from ${link} l join ${instrument} i on i.id = l.instrument
		where ${sql.join([sql`l.proposal = p.id`, ...(await of('link'))], sql` and `)})`;
	const faceted = wanted.flatMap(([name, code]) =>
		facets[name] && code !== unstated ? facets[name](code) : []
	);
	const conditions = [
		...(level === 'specific' ? [eq(proposal_entry.level, 'specific')] : [sql`true`]),
		// What the index of entries knows comes close; the exact conditions follow.
		...(faceted.length > 0 ? [arrayContains(proposal_entry.facets, faceted)] : []),
		...(await of('proposal')),
		...(byLink ? [linked] : [])
	];
	const found = await resultRows<{ id: string }>(
		db,
		sql`select p.id from ${proposal_entry} join ${proposal} p on p.id = ${proposal_entry.id}
			where ${sql.join(conditions, sql` and `)} order by p.id limit ${limit}`
	);
	return found.map(({ id }) => id);
}

/** Dimensions by which the entries of proposals are found. */
const facets: Partial<Record<DimensionName, (code: string) => string>> = {
	layer: (code) => `layer:${code}:primary`,
	remedy_type: (code) => `remedy:${code}`,
	actor: (code) => `actor:${code}`,
	beneficiary: (code) => `beneficiary:${code}`,
	paper: (code) => `paper:${code}`,
	modality: (code) => `modality:${code}`,
	specificity: (code) => `specificity:${code}`,
	alienation_dimension: (code) => `alienation:${code}`,
	obstacle: (code) => `obstacle:${code}`
};

/** Places are asked for by name: the database would take their group for one place, and begin with every link to it. */
async function liesIn(db: Db, group: string): Promise<SQL> {
	const places = await db
		.select({ code: term.code })
		.from(term)
		.where(and(eq(term.vocabulary, 'jurisdictions'), isNullable(sql`${term.group}`)(group)));
	return isOneOf(
		sql`i.jurisdiction`,
		places.map(({ code }) => code)
	);
}

const isNullable = (column: SQL) => (code: string) =>
	code === unstated ? sql`${column} is null` : sql`${column} = ${code}`;
const isEqual = (column: SQL) => (code: string) => sql`${column}::text = ${code}`;
const holdsCode = (field: string) => (code: string) =>
	code === unstated
		? sql`not exists (select from proposal_code where proposal = p.id and field = ${field})`
		: sql`exists (select from proposal_code where proposal = p.id and field = ${field} and code = ${code})`;
const verificationOf = sql`(select verification from provision v where v.instrument = l.instrument and v.number = l.provision)`;

/** Whether a proposal `p`, or a link `l` to an instrument `i`, has a code in a dimension. */
const hasCode: Record<Exclude<DimensionName, 'jurisdiction_group'>, (code: string) => SQL> = {
	layer: (code) =>
		sql`exists (select from proposal_layer where proposal = p.id and involvement = 'primary' and layer::text = ${code})`,
	remedy_type: isEqual(sql`p.remedy_type`),
	actor: holdsCode('actors'),
	beneficiary: holdsCode('beneficiaries'),
	paper: (code) => sql`exists (select from proposal_evidence where proposal = p.id and paper = ${code})`,
	modality: isEqual(sql`p.modality`),
	specificity: isEqual(sql`p.specificity`),
	alienation_dimension: isNullable(sql`p.alienation_dimension`),
	obstacle: holdsCode('obstacles'),
	target_problem: holdsCode('target_problems'),
	jurisdiction: isEqual(sql`i.jurisdiction`),
	relation: isEqual(sql`l.relation`),
	basis: isEqual(sql`l.basis`),
	confidence: isEqual(sql`l.confidence`),
	worker_group: (code) =>
		code === unstated
			? sql`not exists (select from link_cover where link_cover.link = l.id)`
			: sql`exists (select from link_cover where link_cover.link = l.id and link_cover.code = ${code})`,
	instrument_type: isEqual(sql`i.type`),
	force: isEqual(sql`i.force`),
	status: isEqual(sql`i.status`),
	verification: isNullable(verificationOf),
	instrument_verification: isEqual(sql`i.verification`)
};
