import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementOf, masi, nominal } from './agreement.ts';

/** A table of counts, rows by the first coder and columns by the second, as pairs. */
const pairsOf = (table: number[][]) =>
	table.flatMap((row, first) =>
		row.flatMap((count, second) =>
			Array.from({ length: count }, () => [`${first}`, `${second}`] as [string, string])
		)
	);

describe('of fields with one code', () => {
	test("kappa is that of Fleiss, Levin and Paik's 100 diagnoses", () => {
		// Statistical Methods for Rates and Proportions, 3rd edition 2003, table 18.1: psychotic, neurotic, organic.
		const found = agreementOf(
			pairsOf([
				[75, 1, 4],
				[5, 4, 1],
				[0, 0, 10]
			]),
			nominal
		);
		expect(found).toMatchObject({ records: 100, same: 89 });
		expect(found.kappa).toBeCloseTo(0.676, 3);
	});

	test("kappa is that of Cohen's example of 1968, without and with weights", () => {
		// Weighted kappa, Psychological Bulletin 70, table 1: personality disorder, neurosis, psychosis; κ = .492, κw = .348.
		const pairs = pairsOf([
			[88, 14, 18],
			[10, 40, 10],
			[2, 6, 12]
		]);
		const weights = [
			[0, 1, 3],
			[1, 0, 6],
			[3, 6, 0]
		];
		expect(agreementOf(pairs, nominal).kappa).toBeCloseTo(0.492, 3);
		expect(agreementOf(pairs, (a, b) => weights[+a][+b] / 6).kappa).toBeCloseTo(0.348, 3);
	});

	test('kappa says nothing where both only ever used one code, or nothing was coded', () => {
		expect(agreementOf(pairsOf([[7]]), nominal)).toEqual({ records: 7, same: 7, kappa: undefined });
		expect(agreementOf([], nominal)).toEqual({ records: 0, same: 0, kappa: undefined });
	});
});

describe('of fields with a set of codes', () => {
	const set = (...codes: (string | number)[]) => new Set(codes.map(String));

	test('the unlikeness is that of Passonneau, with the example of NLTK', () => {
		// nltk.metrics.masi_distance({1, 2}, {1, 2, 3, 4}) is 0.665, with 0.67 for 2/3.
		expect(masi(set(1, 2), set(1, 2, 3, 4))).toBeCloseTo(0.665, 2);
		expect(masi(set('a', 'b'), set('b', 'a'))).toBe(0);
		expect(masi(set('a', 'b'), set('b', 'c'))).toBeCloseTo(1 - 1 / 9);
		expect(masi(set('a'), set('b'))).toBe(1);
	});

	test.each<[string[], string[], number, number]>([
		// Passonneau 2006, section 3: identical sets M = 1, one a subset of the other 2/3, all of the intersection and both
		// differences non-null 1/3, disjoint 0; MASI = Jaccard × M.
		[['a', 'b', 'c'], ['a', 'b', 'c'], 1, 1],
		[['a'], ['a', 'b', 'c'], 1 / 3, 2 / 3],
		[['a', 'b'], ['b', 'c', 'd'], 1 / 4, 1 / 3],
		[['a', 'b'], ['c'], 0, 0]
	])('%j and %j: Jaccard %d times monotonicity %d', (one, other, jaccard, monotonicity) => {
		expect(masi(set(...one), set(...other))).toBeCloseTo(1 - jaccard * monotonicity);
		expect(masi(set(...other), set(...one))).toBeCloseTo(1 - jaccard * monotonicity);
	});

	test('two empty sets are the same, an empty one and another have nothing in common', () => {
		expect(masi(set(), set())).toBe(0);
		expect(masi(set(), set('a'))).toBe(1);
	});

	test('kappa of sets with one code each is the plain kappa', () => {
		const pairs = pairsOf([
			[20, 5],
			[10, 15]
		]);
		const sets = pairs.map(([a, b]) => [set(a), set(b)] as const);
		// Half of all agreement is chance: .7 observed, .5 expected.
		expect(agreementOf(pairs, nominal).kappa).toBeCloseTo(0.4);
		expect(agreementOf(sets, masi).kappa).toBeCloseTo(0.4);
	});

	test('is the same whoever coded first, never above 1, and 1 when and only when all agree', () => {
		const codes = fc.uniqueArray(fc.constantFrom('a', 'b', 'c')).map((list) => set(...list));
		fc.assert(
			fc.property(fc.array(fc.tuple(codes, codes), { minLength: 1, maxLength: 12 }), (pairs) => {
				const { kappa, same } = agreementOf(pairs, masi);
				const turned = agreementOf(
					pairs.map(([a, b]) => [b, a] as const),
					masi
				);
				expect(turned.same).toBe(same);
				if (kappa === undefined) {
					expect(turned.kappa).toBeUndefined();
					return;
				}
				expect(turned.kappa).toBeCloseTo(kappa);
				expect(kappa).toBeLessThanOrEqual(1);
				expect(kappa > 1 - 1e-9).toBe(same === pairs.length);
			})
		);
	});
});
