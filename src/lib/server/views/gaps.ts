import { locatorText, paperShortName } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf, type Term } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { atlasSnapshot, type Snapshot } from './snapshot.ts';

type Passage = { href: string; text: string };
type GapTerm = { code: string; label: string; definition: string; passages: Passage[] };

export type GapsPage = {
	/** Proposals somebody looked for and did not find, with every search. */
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
	/** Specific proposals with neither link nor search. */
	unseen: { id: string; title: string }[];
	/** Obstacles no proposal overcomes: none that faces them has a link that enacts it, wholly or partly. */
	obstacles: (GapTerm & { proposals: { id: string; title: string }[] })[];
	/** Problems the papers describe and no proposal addresses. */
	problems: GapTerm[];
	/** Actors no paper names, and in how many proposals a coder inferred them. */
	actors: (GapTerm & { inferred: number })[];
	beneficiaries: (GapTerm & { inferred: number })[];
	data_version: number;
};

/** What the data set does not hold: silence that was checked, silence that was not, and codes nothing answers. */
export async function gapsPage(db: Db, locale: Locale): Promise<GapsPage> {
	const snapshot = await atlasSnapshot(db);
	const { proposals, terms, instruments } = snapshot;
	const titled = ({ id, ...row }: (typeof proposals)[number]) => ({
		id,
		title: inLocale(row, 'title', locale)
	});
	const all = (vocabulary: string) => [...(terms.get(vocabulary)?.values() ?? [])];
	const gapTerm = (term: Term): GapTerm => ({
		code: term.code,
		label: inLocale(term, 'label', locale),
		definition: inLocale(term, 'definition', locale),
		passages: passagesOf(term, snapshot, locale)
	});
	const isEnacted = ({ links }: (typeof proposals)[number]) =>
		links.some(({ relation }) => relation === 'enacts' || relation === 'partly-enacts');
	const neverNamed = (field: 'actors' | 'beneficiaries') =>
		all(field).flatMap((term) => {
			const uses = proposals.flatMap((row) => row[field].filter(({ code }) => code === term.code));
			if (uses.some(({ basis }) => basis === 'named')) return [];
			return [{ ...gapTerm(term), inferred: uses.length }];
		});

	return {
		searched: proposals
			.filter(({ assessments }) => assessments.length > 0)
			.map((row) => ({
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
		unseen: proposals
			.filter(
				({ level, links, assessments }) =>
					level === 'specific' && links.length === 0 && assessments.length === 0
			)
			.map(titled),
		obstacles: all('obstacles').flatMap((term) => {
			const facing = proposals.filter(({ obstacles }) => obstacles?.includes(term.code));
			return facing.some(isEnacted) ? [] : [{ ...gapTerm(term), proposals: facing.map(titled) }];
		}),
		problems: all('target_problems')
			.filter(({ code }) => !proposals.some(({ target_problems }) => target_problems?.includes(code)))
			.map(gapTerm),
		actors: neverNamed('actors'),
		beneficiaries: neverNamed('beneficiaries'),
		data_version: snapshot.data_version
	};
}

const passagesOf = ({ evidence }: Term, { papers }: Snapshot, locale: Locale): Passage[] =>
	(evidence ?? []).flatMap((passage) => {
		const paper = papers.get(passage.paper);
		return paper
			? [
					{
						href: `/papers/${passage.paper}`,
						text: `${paperShortName(paper, locale)}, ${locatorText(passage)}`
					}
				]
			: [];
	});
