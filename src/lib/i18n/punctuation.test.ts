import { expect, test } from 'vitest';
import { beside } from './punctuation.ts';

test('what stands behind a Chinese full stop needs no dot between', () => {
	expect(beside('论文没有交代。')).toBe('');
	expect(beside('规则透明')).toBe(' · ');
	expect(beside('The paper does not say.')).toBe(' · ');
});
