import type { Instrument } from '../../domain/instrument.ts';
import type { ProposalRow } from '../../domain/matrix/rows.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale } from '../../domain/text.ts';
import { listStandings } from '../views/asked-records.ts';
import { proposalsLike } from '../views/nearest.ts';
import { listProposalRows } from '../views/snapshot.ts';
import type { Telling } from './telling.ts';
import { noSuch, type Refused } from './tool.ts';

/** The proposal of an id, also of one it had before. */
export async function findRow(telling: Telling, path: string, id: string): Promise<ProposalRow | Refused> {
	const { db, frame, locale } = telling;
	const former = (await listStandings(db, [id])).get(id);
	const [row] = former ? await listProposalRows(db, frame, [former.moved_to ?? id]) : [];
	if (row) return row;
	if (former?.retired_on) return withdrawn(path, id, former.retired_on);
	return noSuch(
		telling,
		path,
		id,
		(await proposalsLike(db, id)).map((candidate) => ({
			id: candidate.id,
			names: [candidate.title_en, candidate.title_zh],
			title: inLocale(candidate, 'title', locale),
			path: `/proposals/${candidate.id}`
		}))
	);
}

/** The regulation of an id, also of one it had before. */
export function findInstrument(telling: Telling, path: string, id: string): Instrument | Refused {
	const { frame, locale } = telling;
	const former = frame.instruments.get(id);
	const instrument = frame.instruments.get(former?.moved_to ?? id);
	if (instrument && isCurrent(instrument)) return instrument;
	if (former?.retired_on) return withdrawn(path, id, former.retired_on);
	return noSuch(
		telling,
		path,
		id,
		[...frame.instruments.values()].filter(isCurrent).map((candidate) => ({
			id: candidate.id,
			names: [candidate.short_title_en, candidate.short_title_zh, candidate.title_en, candidate.celex],
			title: inLocale(candidate, 'short_title', locale),
			path: `/regulations/${candidate.id}`
		}))
	);
}

const withdrawn = (path: string, id: string, on: string): Refused => ({
	errors: [{ path, message: `the record "${id}" was withdrawn on ${on}` }]
});
