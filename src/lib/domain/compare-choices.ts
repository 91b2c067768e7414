import type { CompareChoice } from './compare.ts';
import { searchWords, textHolding } from './search-words.ts';

/** Records whose id or titles hold every word, in any language. */
export function findChoices<C extends CompareChoice>(choices: readonly C[], q: string): C[] {
	const words = searchWords(q);
	if (words.length === 0) return [];
	const holding = textHolding(words);
	return choices.filter(({ id, title, other }) => holding(`${id} ${title} ${other}`.toLowerCase()));
}
