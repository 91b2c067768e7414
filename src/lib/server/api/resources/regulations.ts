import { parseRegister } from '../../../domain/register.ts';
import { officialAddress } from '../../../domain/official-address.ts';
import type { PlacedLink } from '../../../domain/matrix/rows.ts';
import { linkedCounts, provisionCounts } from '../../views/counts.ts';
import { listPlacedLinks } from '../../views/snapshot.ts';
import { filterEntries, listEntries, sortValue, type Entry } from '../../views/regulations.ts';
import { renderLink } from './links.ts';
import { renderProvision } from './provisions.ts';
import { addresses, inMemory, unknown, type Context, type Resource } from './resource.ts';

/** Links that a list of regulations may carry. */
const mostLinks = 10_000;

type RegulationRow = Entry & {
	/** Where they are asked for: how many links lead to a provision, and the links themselves. */
	countOf?(number: number): number;
	links?: PlacedLink[];
};

async function withLinks(entries: Entry[], { db, frame, include }: Context): Promise<RegulationRow[]> {
	const counts = include.has('provisions') ? await provisionCounts(db) : undefined;
	return Promise.all(
		entries.map(async (entry) => ({
			...entry,
			...(counts && { countOf: (number: number) => counts(entry.instrument.id, number) }),
			...(include.has('links') && {
				links: await listPlacedLinks(db, frame, { instrument: entry.instrument.id })
			})
		}))
	);
}

export const regulations: Resource<RegulationRow> = {
	id: (row) => heldRegulations.id(row),
	render: (row, context) => heldRegulations.render(row, context),
	near: (id, context) => heldRegulations.near(id, context),
	async page(wanted, context) {
		const page = await heldRegulations.page(wanted, context);
		if ('errors' in page) return page;
		if (context.include.has('links')) {
			const linked = await linkedCounts(context.db);
			const links = page.rows.reduce((sum, { instrument }) => sum + linked(instrument.id).links, 0);
			if (links > mostLinks)
				return {
					errors: [
						{
							path: 'include',
							message: `these regulations have ${links} links, more than ${mostLinks}: ask for fewer at once, or for /api/v1/links?regulation=`
						}
					]
				};
		}
		return { ...page, rows: await withLinks(page.rows, context) };
	},
	async find(id, context) {
		const entry = await heldRegulations.find(id, context);
		return entry && (await withLinks([entry], context))[0];
	}
};

const heldRegulations = inMemory<RegulationRow>({
	id: ({ instrument }) => instrument.id,
	all: async ({ db, frame, day }) => listEntries(frame, await linkedCounts(db), day),
	keep(rows, { given, filters: { from, to } }, { frame }) {
		if (from !== undefined && to !== undefined && Number(from) > Number(to))
			return { errors: [{ path: 'from', message: `${Number(from)} is later than to, ${Number(to)}` }] };
		const { view, dropped } = parseRegister(given, frame.terms);
		return dropped.length > 0 ? unknown(dropped) : filterEntries(rows, view, frame.terms);
	},
	sorts: {
		...Object.fromEntries(
			Object.entries(sortValue).map(([field, read]) => [
				field,
				(entry: Entry, { frame }: Context) => read(entry, frame.terms) ?? null
			])
		),
		title: ({ instrument }) => instrument.short_title_en.replace(/^[《“"]/, '')
	},
	render({ instrument, light, year, proposals, countOf, links }, context) {
		const { origin, day } = context;
		const { provisions, moved_to: _, ...record } = instrument;
		return {
			...record,
			light,
			as_of: day,
			year,
			proposal_count: proposals,
			official_url: officialAddress(instrument)?.href,
			...addresses(origin, `/regulations/${instrument.id}`, `/regulations/${instrument.id}.json`),
			...(countOf && {
				provisions: provisions.map((provision, place) =>
					renderProvision(
						{
							instrument,
							provision,
							place,
							links: countOf(provision.number)
						},
						context
					)
				)
			}),
			...(links && { links: links.map((link) => renderLink(link, context)) })
		};
	}
});
