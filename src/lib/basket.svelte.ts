import { addToBasket, emptyBasket, parseBasket, toggleInBasket, type Basket } from './domain/basket.ts';
import type { CompareKind } from './domain/compare-view.ts';

const storageKey = 'remedy-atlas-basket';

/** What this browser has set aside; empty on the server and until `openBasket` has run in the browser. */
const state: { basket: Basket; open: boolean } = $state({ basket: emptyBasket, open: false });

export const basket = (): Basket => state.basket;

/** Whether the buttons work: on the server, and where there is no script, they are links. */
export const isBasketOpen = (): boolean => state.open;

/** Reads the basket and follows the other tabs; call it in `onMount`, as often as you like. */
export function openBasket(): void {
	if (state.open) return;
	state.basket = parseBasket(readStorage());
	state.open = true;
	window.addEventListener('storage', (event) => {
		if (event.key === storageKey || event.key === null) state.basket = parseBasket(readStorage());
	});
}

/** Puts a record in or takes it out; false when the basket is full. */
export function toggle(kind: CompareKind, id: string): boolean {
	const { basket, full } = toggleInBasket(state.basket, kind, id);
	if (!full) keep(basket);
	return !full;
}

/** Puts records in beside those that are there; the ids of those that did not fit. */
export function add(kind: CompareKind, ids: readonly string[]): string[] {
	const { basket, left } = addToBasket(state.basket, kind, ids);
	keep(basket);
	return left;
}

/** Gives the records of the basket this order. */
export function order(kind: CompareKind, ids: readonly string[]): void {
	keep({ ...state.basket, [kind]: [...ids] });
}

/** A browser that keeps nothing (private window, full disk) still has the basket of this tab. */
function keep(basket: Basket): void {
	state.basket = basket;
	try {
		localStorage.setItem(storageKey, JSON.stringify(basket));
	} catch {
		// Nothing to tell: the address of the comparison holds the same.
	}
}

function readStorage(): string | null {
	try {
		return localStorage.getItem(storageKey);
	} catch {
		return null;
	}
}
