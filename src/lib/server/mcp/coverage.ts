import { amount } from '../../domain/amount.ts';
import { z } from 'zod';
import { coverageOn, coverageRank, type DatedCoverage } from '../../domain/coverage.ts';
import type { PlacedLink, ProposalRow } from '../../domain/matrix/rows.ts';
import { isInJurisdictions, isJurisdictionOrGroup } from '../../domain/register.ts';
import { inLocale } from '../../domain/text.ts';
import { stateWords } from '../../i18n/coverage-words.ts';
import * as m from '../../paraglide/messages.js';
import { dataState } from '../data-state.ts';
import { fitsIntoPage } from '../views/matrix.ts';
import { proposalsUnder } from '../views/proposal-list.ts';
import { atlasSnapshot } from '../views/snapshot.ts';
import { findRow } from './find.ts';
import { linkLine } from './lines.ts';
import {
	addressOf,
	coded,
	openTelling,
	tellAssessment,
	tellLink,
	tellProposal,
	type Telling
} from './telling.ts';
import { inLanguage, noSuch, onDay, recordId, tool, type Found, type Refused } from './tool.ts';

/** As in a cell of the coverage matrix: law that does not hold that day is told and never counted. */
type State = DatedCoverage['state'] | 'cited' | 'not-in-force' | 'undated';

export const coverage = tool({
	name: 'coverage',
	title: 'Where a proposal is law',
	description:
		'How the law stood to proposals on a day. With `proposal`: one entry per jurisdiction, each with its evidence, and the jurisdictions nobody looked at. With `jurisdiction` alone: the proposals its law meets. States: enacts > partly-enacts > enables > precedent; conflicts apart; nothing-found = somebody looked on that date and found nothing; not-looked-at = unknown, never to be reported as absence; cited = only a paper names that law; not-in-force and undated = recorded law that does not count that day.',
	input: z.strictObject({
		proposal: recordId.optional().describe('Id of a proposal. `search` finds it.'),
		jurisdiction: recordId
			.optional()
			.describe('Code such as EU, CN, US-NY-NYC, or a group of them such as china. Default: all.'),
		...inLanguage,
		...onDay
	}),
	async run({ proposal, jurisdiction, language, as_of }, asked) {
		if (proposal === undefined && jurisdiction === undefined)
			return { errors: [{ path: 'proposal', message: 'give a proposal, a jurisdiction, or both' }] };
		const telling = await openTelling(asked, { language, as_of });
		const { terms } = telling.frame;
		if (jurisdiction !== undefined && !isJurisdictionOrGroup(jurisdiction, terms))
			return noSuch(
				telling,
				'jurisdiction',
				jurisdiction,
				['jurisdictions', 'jurisdiction_groups'].flatMap((vocabulary) =>
					[...(terms.get(vocabulary)?.values() ?? [])].map((term) => ({
						id: term.code,
						names: [term.label_en, term.label_zh],
						title: inLocale(term, 'label', telling.locale),
						path: `/codebook#${vocabulary}.${term.code}`
					}))
				)
			);
		if (proposal === undefined) return ofJurisdiction(telling, jurisdiction!);
		const row = await findRow(telling, 'proposal', proposal);
		return 'errors' in row ? row : ofProposal(telling, row, jurisdiction);
	}
});

/** A finding about a set of the register is one about that set and is never spread over the places in it. */
const isOfSet = ({ scope }: ProposalRow['assessments'][number]) => scope === 'register-set';

function ofProposal(telling: Telling, row: ProposalRow, only: string | undefined): Found {
	const { frame, locale, day } = telling;
	const { terms } = frame;
	const meant = (code: string) => only === undefined || isInJurisdictions(code, [only], terms);
	const places = [...(terms.get('jurisdictions')?.values() ?? [])]
		.filter(({ code, level }) => level !== 'register-set' && meant(code))
		.map(({ code }) => ({
			code,
			...look(
				telling,
				row.links.filter((link) => link.jurisdiction === code),
				row.assessments.filter((entry) => entry.jurisdiction === code && !isOfSet(entry))
			)
		}));
	const told = places
		.filter(({ state }) => state !== 'not-looked-at')
		.sort((a, b) => b.rank - a.rank)
		.map(({ code, rank: _, dated, assessments, ...place }) => ({
			jurisdiction: coded(telling, 'jurisdictions', code),
			...place,
			evidence: dated.counted.map((link) => tellLink(telling, link)),
			not_in_force: dated.not_operative.map((link) => tellLink(telling, link)),
			undated: dated.undated.map((link) => tellLink(telling, link)),
			looked_for: assessments.map((entry) => tellAssessment(telling, entry))
		}));
	const unknown = places.filter(({ state }) => state === 'not-looked-at').map(({ code }) => code);
	const sets = row.assessments
		.filter((entry) => isOfSet(entry) && (only === undefined || entry.jurisdiction === only))
		.map((entry) => tellAssessment(telling, entry));
	const proposal = tellProposal(telling, row);
	return {
		text: [
			`${proposal.title}, ${day}: ${proposal.url}`,
			...told.flatMap(({ jurisdiction, state, state_label, evidence, looked_on }) => [
				`${jurisdiction.label}: ${stateOn({ state, state_label, looked_on })}`,
				...evidence.map(linkLine(locale))
			]),
			...sets.map(
				({ jurisdiction, on, reason }) =>
					`${m.linked_mcp_looked({ place: jurisdiction.label, day: on }, { locale })} ${reason}`
			),
			m.linked_mcp_unknown({ count: amount(unknown.length), codes: unknown.join(', ') }, { locale })
		].join('\n'),
		data: {
			as_of: day,
			proposal,
			jurisdictions: told,
			not_looked_at: unknown,
			looked_for_in_sets: sets,
			matrix_url: addressOf(telling, `/matrix/coverage?rows=all&as_of=${day}`)
		}
	};
}

async function ofJurisdiction(telling: Telling, only: string): Promise<Found | Refused> {
	const { db, frame, locale, day } = telling;
	const { terms } = frame;
	if (!fitsIntoPage(await proposalsUnder(db, await dataState(db))))
		return {
			errors: [
				{ path: 'proposal', message: 'there are too many proposals to list for a jurisdiction: give one' }
			]
		};
	const { proposals } = await atlasSnapshot(db);
	const specific = proposals.filter(({ level }) => level === 'specific');
	const rows = specific.map((row) => ({
		row,
		...look(
			telling,
			row.links.filter((link) => isInJurisdictions(link.jurisdiction, [only], terms)),
			row.assessments.filter(
				(entry) =>
					entry.jurisdiction === only ||
					(!isOfSet(entry) && isInJurisdictions(entry.jurisdiction, [only], terms))
			)
		)
	}));
	const told = rows
		.filter(({ state }) => state !== 'not-looked-at')
		.sort((a, b) => b.rank - a.rank || a.row.id.localeCompare(b.row.id))
		.map(({ row, rank: _, dated, assessments, ...place }) => ({
			proposal: tellProposal(telling, row),
			...place,
			evidence: dated.counted.map((link) => {
				const { id, url, relation, basis, provision, regulation } = tellLink(telling, link);
				return {
					id,
					url,
					relation,
					basis,
					provision_url: provision.url,
					regulation: regulation.id,
					official: provision.official
				};
			}),
			looked_for: assessments.map((entry) => tellAssessment(telling, entry))
		}));
	const isGroup = !terms.get('jurisdictions')?.has(only);
	const jurisdiction = coded(telling, isGroup ? 'jurisdiction_groups' : 'jurisdictions', only);
	const unknown = specific.length - told.length;
	return {
		text: [
			`${jurisdiction.label}, ${day}`,
			...told.map(
				({ proposal, state, state_label, looked_on }) =>
					`- ${stateOn({ state, state_label, looked_on })} · ${proposal.title}: ${proposal.url}`
			),
			m.linked_mcp_unknown_proposals({ count: amount(unknown), all: amount(specific.length) }, { locale })
		].join('\n'),
		data: {
			as_of: day,
			jurisdiction,
			proposals: told,
			not_looked_at: unknown,
			url: addressOf(telling, `/matrix/coverage?rows=all${isGroup ? '' : `&jurisdiction=${only}`}`)
		}
	};
}

/** A finding of nothing holds for the day somebody looked. */
const stateOn = (place: { state: State; state_label: string; looked_on?: string | undefined }): string =>
	place.state === 'nothing-found' ? `${place.state_label} (${place.looked_on})` : place.state_label;

function look(telling: Telling, links: readonly PlacedLink[], assessments: ProposalRow['assessments']) {
	const { frame, locale, day } = telling;
	const dated = coverageOn(links, assessments, frame.instruments, day);
	const state: State =
		dated.state !== 'not-looked-at'
			? dated.state
			: dated.cited > 0
				? 'cited'
				: dated.not_operative.length > 0
					? 'not-in-force'
					: dated.undated.length > 0
						? 'undated'
						: 'not-looked-at';
	return {
		state,
		state_label: stateWords[state]({}, { locale }),
		conflicts: dated.counts.conflicts ?? 0,
		...(dated.looked_on && { looked_on: dated.looked_on }),
		rank: coverageRank(dated),
		dated,
		assessments
	};
}
