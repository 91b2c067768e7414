import { lightOn, provisionLightOn, relationShown } from '../../../domain/law.ts';
import { papersOfLink, type PlacedLink, type ProposalRow } from '../../../domain/matrix/rows.ts';
import type { Snapshot } from '../../views/snapshot.ts';
import { byField, byJurisdiction, byProposal, byRegulation, keepBy, rankOf, type Choice } from './choices.ts';
import { addresses, inMemory, type Context } from './resource.ts';

/** A filter of the proposal that a link belongs to. */
const ofProposal = (
	meets: (row: ProposalRow, value: string, link: PlacedLink) => boolean,
	known?: (value: string, snapshot: Snapshot) => boolean
): Choice<PlacedLink> => ({
	...(known && { known }),
	meets(link, values, { proposals }) {
		const row = proposals.find(({ id }) => id === link.proposal);
		return row !== undefined && values.some((value) => meets(row, value, link));
	}
});

export const links = inMemory<PlacedLink>({
	id: ({ id }) => id,
	all: ({ snapshot }) => snapshot.links,
	keep: keepBy<PlacedLink>({
		proposal: byProposal,
		regulation: byRegulation,
		jurisdiction: byJurisdiction,
		relation: byField('relation'),
		basis: byField('basis'),
		confidence: byField('confidence'),
		layer: ofProposal((row, layer) => row.primary_layer === layer),
		remedy: ofProposal(
			(row, code) => row.remedy_type === code || !!row.secondary_remedy_types?.includes(code),
			(code, { terms }) => !!terms.get('remedy_types')?.has(code)
		),
		paper: ofProposal(
			(row, paper, link) => papersOfLink(link, row).includes(paper),
			(id, { papers }) => papers.has(id)
		),
		level: ofProposal((row, level) => level === 'all' || row.level === level)
	}),
	sorts: {
		id: ({ id }) => id,
		proposal: ({ proposal }) => proposal,
		instrument: ({ instrument }) => instrument,
		jurisdiction: ({ jurisdiction }, { snapshot }) => rankOf(snapshot, 'jurisdictions', [jurisdiction]),
		relation: ({ relation }, { snapshot }) => rankOf(snapshot, 'link_relations', [relation]),
		confidence: ({ confidence }, { snapshot }) => rankOf(snapshot, 'confidence', [confidence])
	},
	render: renderLink
});

export function renderLink(link: PlacedLink, { snapshot, origin, day }: Context) {
	const instrument = snapshot.instruments.get(link.instrument)!;
	const provision = instrument.provisions.find(({ number }) => number === link.number);
	const light = provision ? provisionLightOn(instrument, day, provision) : lightOn(instrument, day);
	return {
		...link,
		light,
		tense: relationShown(link, light).tense,
		as_of: day,
		...addresses(origin, `/proposals/${link.proposal}#${link.id}`, `/api/v1/links/${link.id}`)
	};
}
