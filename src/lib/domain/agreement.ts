/** How unlike two codings of one thing are: 0 for the same, 1 for nothing in common. */
export type Unlikeness<T> = (a: T, b: T) => number;

/** For a field with one code: any two codes are equally unlike. */
export const nominal: Unlikeness<string> = (a, b) => (a === b ? 0 : 1);

/**
 * For a field with a set of codes: Jaccard's index times how well the sets fit into each other (the same 1, one inside the
 * other 2/3, overlapping 1/3, disjoint 0), taken from 1. Two empty sets, of which the source does not speak, are the same.
 * Passonneau, R. (2006): Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation. LREC 2006,
 * http://www.lrec-conf.org/proceedings/lrec2006/pdf/636_pdf.pdf; `nltk.metrics.masi_distance` is the same with 0.67 and 0.33.
 */
export const masi: Unlikeness<ReadonlySet<string>> = (a, b) => {
	const shared = [...a].filter((code) => b.has(code)).length;
	const all = a.size + b.size - shared;
	if (shared === all) return 0;
	const fit = shared === Math.min(a.size, b.size) ? 2 / 3 : 1 / 3;
	return 1 - (shared / all) * fit;
};

export type Agreement = {
	/** Things both coded. */
	records: number;
	/** How many of them they coded the same way. */
	same: number;
	/** Undefined where chance alone would make them agree, as when both gave everything the same code, or nothing was coded. */
	kappa: number | undefined;
};

/**
 * How far two coders agree beyond chance: the share of pairs coded the same way, and kappa, one minus the observed unlikeness
 * over the one expected if each had dealt out the same codes blindly. With `nominal` that is Cohen's kappa (Cohen, J., 1960:
 * A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20, 37-46), with `masi`
 * his weighted kappa (Cohen, J., 1968: Weighted kappa: nominal scale agreement with provision for scaled disagreement or
 * partial credit. Psychological Bulletin 70, 213-220) with MASI as the weight of a disagreement. Passonneau puts MASI into
 * Krippendorff's alpha, which pools both coders' codes; the two differ little where the coders use the codes alike.
 * @param pairs one per thing: what the first coder gave it and what the second
 */
export function agreementOf<T>(pairs: readonly (readonly [T, T])[], unlikeness: Unlikeness<T>): Agreement {
	const records = pairs.length;
	const observed = pairs.reduce((sum, [first, second]) => sum + unlikeness(first, second), 0) / records;
	let expected = 0;
	for (const [first] of pairs) for (const [, second] of pairs) expected += unlikeness(first, second);
	expected /= records ** 2;
	return {
		records,
		same: pairs.filter(([first, second]) => unlikeness(first, second) === 0).length,
		kappa: expected > 0 ? 1 - observed / expected : undefined
	};
}
