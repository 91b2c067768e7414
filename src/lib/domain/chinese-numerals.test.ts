import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inNumerals, readNumerals } from './chinese-numerals.ts';

test.each([
	[3, '三'],
	[10, '十'],
	[12, '十二'],
	[20, '二十'],
	[22, '二十二'],
	[100, '一百'],
	[103, '一百零三'],
	[110, '一百一十'],
	[1005, '一千零五'],
	[1260, '一千二百六十']
])('%i is %s', (number, numerals) => {
	expect(inNumerals(number)).toBe(numerals);
	expect(readNumerals(numerals)).toBe(number);
});

test('figure by figure, and with the other signs for nought and two', () => {
	expect(readNumerals('一〇三')).toBe(103);
	expect(readNumerals('两百')).toBe(200);
});

test('every number is read as it was written', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 9999 }), (number) => {
			expect(readNumerals(inNumerals(number))).toBe(number);
		})
	);
});

test('any text is a number or none', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[零〇一二两九十百千]{0,9}$/)), (text) => {
			expect(readNumerals(text) ?? 0).toBeGreaterThanOrEqual(0);
		})
	);
});
