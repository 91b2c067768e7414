import { provisionTitle } from '../../domain/chinese-reference.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import {
	climb,
	countsForUptake,
	uptakeRungs,
	type UptakeSource,
	type UptakeStep,
	type UptakeView
} from '../../domain/uptake.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { snapshotAround } from './snapshot.ts';

/** How far the law of each jurisdiction has come with a proposal. Undefined when there is no such proposal. */
export async function uptakeOf(
	db: Db,
	proposal: string,
	locale: Locale,
	today = new Date().toISOString().slice(0, 10)
): Promise<UptakeView | undefined> {
	const { proposals, papers, instruments, terms } = await snapshotAround(db, proposal);
	const row = proposals.find(({ id }) => id === proposal);
	if (!row) return undefined;
	const proposing = row.evidence.filter(({ role }) => role === 'proposal' || role === 'restatement');
	const rank = [...(terms.get('jurisdictions')?.keys() ?? [])];

	/** Provisions of one regulation with the same date stand together. */
	const tell = (steps: UptakeStep[]): UptakeSource[] =>
		[...groupBy(steps, ({ link, date, upcoming }) => `${link.instrument} ${date?.on} ${upcoming}`)].map(
			([key, group]): UptakeSource => {
				const [{ link, date, upcoming }] = group;
				const instrument = instruments.get(link.instrument)!;
				const ref = (number: number) => {
					const provision = instrument.provisions.find((entry) => entry.number === number)!;
					return provisionTitle(instrument, provision, locale);
				};
				return {
					key,
					href: `/regulations/${link.instrument}#p${link.number}`,
					regulation: inLocale(instrument, 'short_title', locale),
					refs: [...new Set(group.map(({ link: { number } }) => ref(number)))],
					relations: [...new Set(group.map(({ link: { relation } }) => relation))].map((code) => ({
						code,
						label: labelOf(terms, 'link_relations', code, locale)
					})),
					...(date && { date }),
					upcoming
				};
			}
		);

	return {
		proposed: (proposing.length > 0 ? proposing : row.evidence).map((passage) => {
			const paper = papers.get(passage.paper)!;
			const published = paper.bibliography.published?.value;
			return {
				href: `/papers/${passage.paper}`,
				paper: paperShortName(paper, locale),
				place: locatorText(passage),
				...(typeof published === 'string' && { published })
			};
		}),
		ladders: climb(row.links, instruments, today)
			.sort(
				(a, b) =>
					b.reached - a.reached ||
					b.highest - a.highest ||
					rank.indexOf(a.jurisdiction) - rank.indexOf(b.jurisdiction)
			)
			.map(({ jurisdiction, rungs }) => ({
				code: jurisdiction,
				jurisdiction: labelOf(terms, 'jurisdictions', jurisdiction, locale),
				rungs: uptakeRungs.map((rung) => ({ rung, sources: tell(rungs[rung]) }))
			})),
		not_counted: row.links.filter((link) => !countsForUptake(link)).length,
		conflicts: row.links.filter(({ relation }) => relation === 'conflicts').length
	};
}
