import type { Instrument, Provision } from '../../../domain/instrument.ts';
import { provisionLightOn } from '../../../domain/law.ts';
import { officialAddress } from '../../../domain/official-address.ts';
import { isCurrent } from '../../../domain/standing.ts';
import { provisionCounts } from '../../views/counts.ts';
import { byJurisdiction, byRegulation, keepBy, rankOf } from './choices.ts';
import { addresses, inMemory, segment, type Context } from './resource.ts';

type ProvisionRow = { instrument: Instrument; provision: Provision; place: number; links: number };

const provisionId = ({ instrument, provision }: ProvisionRow) => `${instrument.id}#${provision.number}`;

async function listProvisions({ db, frame: { instruments } }: Context): Promise<ProvisionRow[]> {
	const linked = await provisionCounts(db);
	return [...instruments.values()].filter(isCurrent).flatMap((instrument) =>
		instrument.provisions.map((provision, place) => ({
			instrument,
			provision,
			place,
			links: linked(instrument.id, provision.number)
		}))
	);
}

export const provisions = inMemory<ProvisionRow>({
	id: provisionId,
	all: listProvisions,
	keep: keepBy({
		regulation: { ...byRegulation, meets: ({ instrument }, values) => values.includes(instrument.id) },
		jurisdiction: {
			...byJurisdiction,
			meets: ({ instrument }, values, frame) => byJurisdiction.meets(instrument, values, frame)
		},
		verification: {
			known: (value, { terms }) => !!terms.get('provision_verification')?.has(value),
			meets: ({ provision }, values) => values.includes(provision.verification)
		}
	}),
	sorts: {
		instrument: ({ instrument }) => instrument.id,
		place: ({ place }) => place,
		jurisdiction: ({ instrument }, { frame }) => rankOf(frame, 'jurisdictions', [instrument.jurisdiction]),
		verification: ({ provision }, { frame }) =>
			rankOf(frame, 'provision_verification', [provision.verification]),
		link_count: ({ links }) => links
	},
	render: renderProvision
});

export function renderProvision(row: ProvisionRow, { origin, day }: Context) {
	const { instrument, provision, links } = row;
	const id = provisionId(row);
	return {
		id,
		instrument: instrument.id,
		...provision,
		jurisdiction: instrument.jurisdiction,
		light: provisionLightOn(instrument, day, provision),
		as_of: day,
		link_count: links,
		official_url: officialAddress(instrument, provision)?.href,
		...addresses(
			origin,
			`/regulations/${instrument.id}#p${provision.number}`,
			`/api/v1/provisions/${segment(id)}`
		)
	};
}
