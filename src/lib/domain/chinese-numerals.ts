const digits = '零一二三四五六七八九';
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** The number that Chinese numerals write, up to 9999: 十, 二十二, 一百零三, also figure by figure, 一〇三. Undefined for others. */
export function readNumerals(text: string): number | undefined {
	const plain = text.replaceAll('〇', '零').replaceAll('两', '二');
	if (!/^[零一二三四五六七八九十百千]{1,7}$/.test(plain)) return undefined;
	if (!/[十百千]/.test(plain)) return Number([...plain].map((figure) => digits.indexOf(figure)).join(''));
	let sum = 0;
	let figure = 0;
	for (const character of plain) {
		const unit = units[character];
		// 十二 leaves out the one.
		if (unit) sum += (figure || 1) * unit;
		figure = unit ? 0 : digits.indexOf(character);
	}
	return sum + figure;
}

/** A whole number from 1 to 9999 as statutes write it: 十二, 一百零三. */
export function inNumerals(number: number): string {
	const figures = [...String(number)].map(Number);
	return figures
		.map((figure, place) =>
			figure ? digits[figure] + ['', '十', '百', '千'][figures.length - place - 1] : '零'
		)
		.join('')
		.replace(/零+/g, '零')
		.replace(/零$/, '')
		.replace(/^一十/, '十');
}
