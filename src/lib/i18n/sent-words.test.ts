import { expect, test } from 'vitest';
import { sentName } from './sent-words.ts';

test.each([
	['title_zh', 'Title (Chinese)'],
	['evidence.0.section', 'Passages · 1 · Section'],
	[':note', 'Why this change'],
	['remark.', 'Remark on the draft as a whole'],
	['remark.title_en', 'Remark on: Title (English)'],
	['constructor', 'constructor'],
	['__proto___en', '__proto___en']
])('%s is called %s', (name, called) => {
	expect(sentName(name, 'en')).toBe(called);
});
