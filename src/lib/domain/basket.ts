import { compareKinds, compareLimit, idsName, type CompareKind } from './compare-view.ts';

/** What the reader has set aside for comparing, in the order it was set aside. */
export type Basket = Record<CompareKind, string[]>;

export const emptyBasket: Basket = { proposals: [], regulations: [] };

/** Reads what a browser kept. Anything that is not a basket, or not an id, is left out. */
export function parseBasket(stored: string | null): Basket {
	let value: unknown;
	try {
		value = JSON.parse(stored ?? '{}');
	} catch {
		return emptyBasket;
	}
	const listOf = (kind: CompareKind): string[] => {
		const list =
			typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[kind] : undefined;
		if (!Array.isArray(list)) return [];
		const ids = list.filter((id): id is string => typeof id === 'string' && /^[a-z0-9-]{1,80}$/.test(id));
		return [...new Set(ids)].slice(0, compareLimit);
	};
	return { proposals: listOf('proposals'), regulations: listOf('regulations') };
}

/** The basket with the record in it, or without it if it was there; `full` where a seventh would not fit. */
export function toggleInBasket(
	basket: Basket,
	kind: CompareKind,
	id: string
): { basket: Basket; full: boolean } {
	const list = basket[kind];
	if (list.includes(id))
		return { basket: { ...basket, [kind]: list.filter((other) => other !== id) }, full: false };
	if (list.length >= compareLimit) return { basket, full: true };
	return { basket: { ...basket, [kind]: [...list, id] }, full: false };
}

/** Proposals first: the kind the header's number and link speak of. */
export function basketKind(basket: Basket): CompareKind {
	return compareKinds.find((kind) => basket[kind].length > 0) ?? 'proposals';
}

/** Opens what the basket holds of one kind. */
export function basketHref(basket: Basket, kind: CompareKind = basketKind(basket)): string {
	return basket[kind].length > 0 ? `/compare?${idsName[kind]}=${basket[kind].join(',')}` : '/compare';
}
