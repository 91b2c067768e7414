import type { Instrument } from '../../domain/instrument.ts';
import type { ProposalRow } from '../../domain/matrix/rows.ts';
import { inLocale } from '../../domain/text.ts';
import { renamedProposals } from '../views/compare.ts';
import type { Telling } from './telling.ts';
import { noSuch, type Refused } from './tool.ts';

/** The proposal of an id, also of one it had before. */
export async function findRow(telling: Telling, path: string, id: string): Promise<ProposalRow | Refused> {
	const { snapshot, locale } = telling;
	const rows = new Map(snapshot.proposals.map((row) => [row.id, row]));
	const renamed = await renamedProposals(telling.db, [id], rows);
	return (
		rows.get(renamed.get(id)?.moved_to ?? id) ??
		noSuch(
			telling,
			path,
			id,
			snapshot.proposals.map((row) => ({
				id: row.id,
				names: [row.title_en, row.title_zh],
				title: inLocale(row, 'title', locale),
				path: `/proposals/${row.id}`
			}))
		)
	);
}

/** The regulation of an id, also of one it had before. */
export function findInstrument(telling: Telling, path: string, id: string): Instrument | Refused {
	const { snapshot, locale } = telling;
	const found = snapshot.instruments.get(snapshot.instruments.get(id)?.moved_to ?? id);
	return (
		found ??
		noSuch(
			telling,
			path,
			id,
			[...snapshot.instruments.values()]
				.filter(({ moved_to }) => !moved_to)
				.map((instrument) => ({
					id: instrument.id,
					names: [
						instrument.short_title_en,
						instrument.short_title_zh,
						instrument.title_en,
						instrument.celex
					],
					title: inLocale(instrument, 'short_title', locale),
					path: `/regulations/${instrument.id}`
				}))
		)
	);
}
