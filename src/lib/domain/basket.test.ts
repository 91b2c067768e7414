import { expect, test } from 'vitest';
import {
	addToBasket,
	basketCount,
	basketHref,
	basketKind,
	emptyBasket,
	parseBasket,
	toggleInBasket
} from './basket.ts';

test('a basket that cannot be read is empty', () => {
	for (const stored of [null, '', 'nonsense', '[]', '"text"', '{"proposals":"a"}', '{"proposals":[1,null]}'])
		expect(parseBasket(stored)).toEqual(emptyBasket);
});

test('a kept basket holds each id once, at most six, and only ids', () => {
	const stored = JSON.stringify({
		proposals: ['a', 'a', 'b', 'c', 'd', 'e', 'f', 'g', '"><script>'],
		regulations: ['x']
	});
	expect(parseBasket(stored)).toEqual({ proposals: [...'abcdef'], regulations: ['x'] });
});

test('a record goes in and out again, and a seventh is refused', () => {
	const { basket } = toggleInBasket(emptyBasket, 'proposals', 'a');
	expect(basket.proposals).toEqual(['a']);
	expect(toggleInBasket(basket, 'proposals', 'a')).toMatchObject({ basket: emptyBasket, full: false });
	const six = { ...emptyBasket, proposals: [...'abcdef'] };
	expect(toggleInBasket(six, 'proposals', 'g')).toEqual({ basket: six, full: true });
	expect(toggleInBasket(six, 'regulations', 'x').full).toBe(false);
});

test('records are added to those that are there, and what does not fit is told', () => {
	const five = { ...emptyBasket, proposals: [...'abcde'] };
	const { basket, left } = addToBasket(five, 'proposals', ['x', 'a', 'y']);
	expect(basket.proposals).toEqual([...'abcde', 'x']);
	expect(left).toEqual(['y']);
});

test('it counts both kinds and leads to the one set aside last, while something of it is there', () => {
	const { basket } = toggleInBasket({ ...emptyBasket, proposals: ['a', 'b'] }, 'regulations', 'x');
	expect(basketCount(basket)).toBe(3);
	expect(basketHref(basket)).toBe('/compare?regulations=x');
	expect(basketHref(parseBasket(JSON.stringify(basket)))).toBe('/compare?regulations=x');
	expect(basketHref(toggleInBasket(basket, 'regulations', 'x').basket)).toBe('/compare?ids=a,b');
	expect(parseBasket('{"last":"nonsense"}')).toEqual(emptyBasket);
});

test('its address holds the ids of one kind, proposals first', () => {
	expect(basketHref(emptyBasket)).toBe('/compare');
	expect(basketHref({ proposals: ['a', 'b'], regulations: ['x'] })).toBe('/compare?ids=a,b');
	expect(basketKind({ proposals: [], regulations: ['x'] })).toBe('regulations');
	expect(basketHref({ proposals: ['a'], regulations: ['x'] }, 'regulations')).toBe('/compare?regulations=x');
});
