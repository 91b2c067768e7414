import { parseRegister } from '../../../domain/register.ts';
import { officialAddress } from '../../../domain/official-address.ts';
import { filterEntries, listEntries, sortValue, type Entry } from '../../views/regulations.ts';
import { renderLink } from './links.ts';
import { renderProvision } from './provisions.ts';
import { addresses, inMemory, unknown, type Context } from './resource.ts';

export const regulations = inMemory<Entry>({
	id: ({ instrument }) => instrument.id,
	all: ({ snapshot, day }) => listEntries(snapshot, day),
	keep(rows, { given }, { snapshot }) {
		const { view, dropped } = parseRegister(given, snapshot.terms);
		return dropped.length > 0 ? unknown(dropped) : filterEntries(rows, view, snapshot.terms);
	},
	sorts: {
		...Object.fromEntries(
			Object.entries(sortValue).map(([field, read]) => [
				field,
				(entry: Entry, { snapshot }: Context) => read(entry, snapshot.terms) ?? null
			])
		),
		title: ({ instrument }) => instrument.short_title_en.replace(/^[《“"]/, '')
	},
	render({ instrument, light, year, proposals }, context) {
		const { snapshot, origin, day, include } = context;
		const { provisions, moved_to: _, ...record } = instrument;
		const links = snapshot.links.filter((link) => link.instrument === instrument.id);
		return {
			...record,
			light,
			as_of: day,
			year,
			proposal_count: proposals,
			official_url: officialAddress(instrument)?.href,
			...addresses(origin, `/regulations/${instrument.id}`, `/regulations/${instrument.id}.json`),
			...(include.has('provisions') && {
				provisions: provisions.map((provision, place) =>
					renderProvision(
						{
							instrument,
							provision,
							place,
							links: links.filter(({ number }) => number === provision.number).length
						},
						context
					)
				)
			}),
			...(include.has('links') && { links: links.map((link) => renderLink(link, context)) })
		};
	}
});
