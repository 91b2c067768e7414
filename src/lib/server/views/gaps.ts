import { everything } from '../../domain/cross-tab.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf, type Term } from '../../domain/vocabulary.ts';
import { pause } from '../../i18n/punctuation.ts';
import type { Db } from '../db/connect.ts';
import { listCrossProposals } from '../queries/cross-counts.ts';
import { listNamedCodes, listSearchedProposals, listUnseenProposals } from '../queries/gaps.ts';
import { listProposalHeads } from '../queries/proposals.ts';
import { readCounts } from './counts.ts';
import { atlasFrame, listCoveredProposals, type Frame } from './snapshot.ts';

type Passage = { href: string; text: string };
type GapTerm = { code: string; label: string; definition: string; passages: Passage[] };

export type GapsPage = {
	/** Proposals somebody looked for and did not find, with every search; the first of them, and how many there are. */
	searched_count: number;
	searched: {
		id: string;
		title: string;
		searches: {
			jurisdiction: string;
			as_of: string;
			set: boolean;
			strength: string;
			reason: string;
			exceptions: { href: string; label: string }[];
			/** Links of the proposal to that jurisdiction all the same: hooks, precedents, conflicts. */
			links: number;
			href: string;
		}[];
	}[];
	/** Specific proposals with neither link nor search; the first of them, and how many there are. */
	unseen_count: number;
	unseen: { id: string; title: string }[];
	/** Obstacles no proposal overcomes: none that faces them has a link that enacts it, wholly or partly. */
	obstacles: (GapTerm & { count: number; proposals: { id: string; title: string }[] })[];
	/** Problems the papers describe and no proposal addresses. */
	problems: GapTerm[];
	/** Actors no paper names, and in how many proposals a coder inferred them. */
	actors: (GapTerm & { inferred: number })[];
	beneficiaries: (GapTerm & { inferred: number })[];
	data_version: number;
};

/** Of each list so many stand on the page; the number beside its title counts all. */
const listedAtMost = 200;

/** What the data set does not hold: silence that was checked, silence that was not, and codes nothing answers. */
export async function gapsPage(db: Db, locale: Locale): Promise<GapsPage> {
	const [frame, counts, named] = await Promise.all([
		atlasFrame(db),
		readCounts(db, [
			['seen', 'proposals'],
			['obstacle', 'relation'],
			['obstacle', 'proposals'],
			['target_problem', 'proposals'],
			['actor', 'proposals'],
			['beneficiary', 'proposals']
		]),
		listNamedCodes(db)
	]);
	const { terms, instruments } = frame;
	const [seen, enacted, facing, addressed, acting, benefiting] = counts;
	const titled = ({ id, ...row }: { id: string; title_en: string; title_zh: string }) => ({
		id,
		title: inLocale(row, 'title', locale)
	});
	const all = (vocabulary: string) => [...(terms.get(vocabulary)?.values() ?? [])];
	const gapTerm = (term: Term): GapTerm => ({
		code: term.code,
		label: inLocale(term, 'label', locale),
		definition: inLocale(term, 'definition', locale),
		passages: passagesOf(term, frame, locale)
	});
	const proposalsOf = (count: (typeof counts)[number], code: string) =>
		count('all').of(code, everything).proposals;
	const neverNamed = (field: 'actors' | 'beneficiaries', count: (typeof counts)[number]) =>
		all(field).flatMap((term) =>
			named.has(`${field} ${term.code}`)
				? []
				: [{ ...gapTerm(term), inferred: proposalsOf(count, term.code) }]
		);
	const isEnacted = ({ code }: Term) =>
		(['enacts', 'partly-enacts'] as const).some(
			(relation) => enacted('all').of(code, relation).proposals > 0
		);
	const obstacle = async (term: Term) => ({
		...gapTerm(term),
		count: proposalsOf(facing, term.code),
		proposals: (
			await listProposalHeads(
				db,
				await listCrossProposals(
					db,
					{ rows: 'obstacle', cols: 'layer', level: 'all' },
					{ row: term.code, col: everything },
					{ byLink: false, limit: listedAtMost }
				)
			)
		).map(titled)
	});
	const searched_count = proposalsOf(seen, 'searched');
	const unseen_count = seen('specific').of('unseen', everything).proposals;
	const [searchedRows, unseenHeads, obstacles] = await Promise.all([
		listCoveredProposals(db, frame, await listSearchedProposals(db, Math.min(searched_count, listedAtMost))),
		listProposalHeads(db, await listUnseenProposals(db, Math.min(unseen_count, listedAtMost))),
		Promise.all(
			all('obstacles')
				.filter((term) => !isEnacted(term))
				.map(obstacle)
		)
	]);

	return {
		searched: searchedRows.map((row) => ({
			...titled(row),
			searches: row.assessments.map((assessment) => ({
				jurisdiction: labelOf(terms, 'jurisdictions', assessment.jurisdiction, locale),
				as_of: assessment.as_of,
				set: assessment.scope === 'register-set',
				strength: labelOf(terms, 'assessment_strength', assessment.strength, locale),
				reason: inLocale(assessment, 'reason', locale),
				exceptions: (assessment.exceptions ?? []).map((id) => ({
					href: `/regulations/${id}`,
					label: inLocale(instruments.get(id) ?? {}, 'short_title', locale) || id
				})),
				links: row.links.filter(({ jurisdiction }) => jurisdiction === assessment.jurisdiction).length,
				href: `/matrix/coverage?rows=all&group=jurisdictions&cell=${row.id}:${assessment.jurisdiction}#evidence`
			}))
		})),
		searched_count,
		unseen: unseenHeads.map(titled),
		unseen_count,
		obstacles,
		problems: all('target_problems')
			.filter(({ code }) => proposalsOf(addressed, code) === 0)
			.map(gapTerm),
		actors: neverNamed('actors', acting),
		beneficiaries: neverNamed('beneficiaries', benefiting),
		data_version: frame.data_version
	};
}

const passagesOf = ({ evidence }: Term, { papers }: Frame, locale: Locale): Passage[] =>
	(evidence ?? []).flatMap((passage) => {
		const paper = papers.get(passage.paper);
		return paper
			? [
					{
						href: `/papers/${passage.paper}`,
						text: `${paperShortName(paper, locale)}${pause(locale)}${locatorText(passage)}`
					}
				]
			: [];
	});
