import { expect, test } from 'vitest';
import { dateText, partialWords } from './date-words.ts';

test.each([
	['2026-11-21', '21 Nov 2026', '2026年11月21日'],
	['2021-08', 'Aug 2021', '2021年8月'],
	['2021', '2021', '2021年'],
	['Spring 2025', 'Spring 2025', 'Spring 2025']
])('%s is %s and %s', (date, english, chinese) => {
	expect(dateText(date, 'en')).toBe(english);
	expect(dateText(date, 'zh')).toBe(chinese);
});

test('a date that is not known to the day says so, and a file keeps it as the data has it', () => {
	expect(partialWords('2021-08')).toBe('Aug 2021 (month only)');
	expect(partialWords('2021')).toBe('2021 (year only)');
	expect(partialWords('2021-08', 'zh')).toBe('2021-08（仅知月份）');
	expect(partialWords('2021-08-17', 'en')).toBe('2021-08-17');
});
