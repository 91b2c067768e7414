import * as m from '../../paraglide/messages.js';
import { layers } from '../../domain/codes.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { atlasFrame } from './snapshot.ts';

/**
 * The matrices as tabs: the general one, the layers, coverage, papers, what a curator has added, and the cross-tab.
 * @param state of the data, where this request has asked for it already
 */
export async function matrixTabs(
	db: Db,
	locale: Locale,
	state?: number
): Promise<{ id: string; title: string }[]> {
	const { matrices } = await atlasFrame(db, state);
	const order = ['layers', ...layers, 'coverage', 'papers'];
	const place = (id: string) =>
		order.includes(id) ? order.indexOf(id) : id === 'cross-tab' ? 99 : order.length;
	const tabs = [...matrices.values()].map((definition) => ({
		id: definition.id,
		title: inLocale(definition, 'title', locale)
	}));
	for (const [id, title] of [
		['coverage', m.coverage_title({}, { locale })],
		['cross-tab', m.coverage_cross_title({}, { locale })]
	])
		if (!tabs.some((tab) => tab.id === id)) tabs.push({ id, title });
	return tabs.sort((a, b) => place(a.id) - place(b.id) || a.id.localeCompare(b.id));
}
