import { groupsOf } from '../../domain/register.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { atlasFrame } from './snapshot.ts';

/** Places whose law can be followed: each group before its members, those without any law left out. */
export async function followPlaces(
	db: Db,
	locale: Locale
): Promise<{ value: string; label: string; group: boolean }[]> {
	const { terms, instruments } = await atlasFrame(db);
	const used = new Set([...instruments.values()].filter(isCurrent).map(({ jurisdiction }) => jurisdiction));
	const jurisdictions = [...(terms.get('jurisdictions')?.values() ?? [])].filter(({ code }) =>
		used.has(code)
	);
	return [...groupsOf(terms)].flatMap((group) => {
		const members = jurisdictions.filter((term) => term.group === group);
		return [
			...(members.length > 1
				? [{ value: group, label: labelOf(terms, 'jurisdiction_groups', group, locale), group: true }]
				: []),
			...members.map((term) => ({ value: term.code, label: inLocale(term, 'label', locale), group: false }))
		];
	});
}
