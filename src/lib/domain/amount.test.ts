import { expect, it } from 'vitest';
import { amount } from './amount.ts';
import * as m from '../paraglide/messages.js';

it('sets separators, by which messages still choose between one and many', () => {
	const said = (count: number, locale: 'en' | 'zh') =>
		m.matrix_count({ count: amount(count), papers: amount(1) }, { locale });
	expect([said(1, 'en'), said(95_000, 'en')]).toEqual([
		'1 proposal from 1 paper',
		'95,000 proposals from 1 paper'
	]);
	expect(said(95_000, 'zh')).toContain('95,000');
});
