import { compareKinds, compareLimit, idsName, type CompareKind } from './compare-view.ts';

/** What the reader has set aside for comparing, in the order it was set aside. */
export type Basket = Record<CompareKind, string[]> & {
	/** The kind of what was set aside last. */
	last?: CompareKind;
};

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
	const last = compareKinds.find((kind) => (value as { last?: unknown } | null)?.last === kind);
	return { proposals: listOf('proposals'), regulations: listOf('regulations'), ...(last && { last }) };
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
	return { basket: { ...basket, [kind]: [...list, id], last: kind }, full: false };
}

/** The basket with those of the records in it that fit, after what was there, and those that did not. */
export function addToBasket(
	basket: Basket,
	kind: CompareKind,
	ids: readonly string[]
): { basket: Basket; left: string[] } {
	const list = [...new Set([...basket[kind], ...ids])];
	return {
		basket: { ...basket, [kind]: list.slice(0, compareLimit), last: kind },
		left: list.slice(compareLimit)
	};
}

/** The kind set aside last, which the header leads to; where nothing of it is left, the other. */
export function basketKind({ last = 'proposals', ...basket }: Basket): CompareKind {
	return [last, ...compareKinds].find((kind) => basket[kind].length > 0) ?? 'proposals';
}

/** How many records of either kind are set aside. */
export const basketCount = (basket: Basket): number =>
	compareKinds.reduce((count, kind) => count + basket[kind].length, 0);

/** Opens what the basket holds of one kind. */
export function basketHref(basket: Basket, kind: CompareKind = basketKind(basket)): string {
	return basket[kind].length > 0 ? `/compare?${idsName[kind]}=${basket[kind].join(',')}` : '/compare';
}
