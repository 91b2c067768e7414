import { dataState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import { fitsIntoPage } from './matrix.ts';
import { proposalsUnder } from './proposal-list.ts';

/** Whether there are more proposals than a page holds: then a search stands where a list of all of them would. */
export const hasManyProposals = async (db: Db): Promise<boolean> =>
	!fitsIntoPage(await proposalsUnder(db, await dataState(db)));
