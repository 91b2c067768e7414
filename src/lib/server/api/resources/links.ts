import { lightOn, provisionLightOn, relationShown } from '../../../domain/law.ts';
import type { PlacedLink } from '../../../domain/matrix/rows.ts';
import { byField, byJurisdiction, byProposal, byRegulation, keepBy, rankOf } from './choices.ts';
import { addresses, inMemory, type Context } from './resource.ts';

export const links = inMemory<PlacedLink>({
	id: ({ id }) => id,
	all: ({ snapshot }) => snapshot.links,
	keep: keepBy<PlacedLink>({
		proposal: byProposal,
		regulation: byRegulation,
		jurisdiction: byJurisdiction,
		relation: byField('relation'),
		basis: byField('basis'),
		confidence: byField('confidence')
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
