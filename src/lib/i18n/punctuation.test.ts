import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { beside, colon, inBrackets } from './punctuation.ts';

test('signs are those of the language', () => {
	expect([colon('en'), colon('zh')]).toEqual([': ', '：']);
	expect(`US${inBrackets('10', 'en')}`).toBe('US (10)');
	expect(`美国${inBrackets('10', 'zh')}`).toBe('美国（10）');
});

test('what stands behind a Chinese full stop needs no dot between', () => {
	expect(beside('论文没有交代。')).toBe('');
	expect(beside('规则透明')).toBe(' · ');
	expect(beside('The paper does not say.')).toBe(' · ');
});

/** English signs between or behind words that may be Chinese. */
const english = /\(\)\}[:,;.(]|\} \(\{|\}, \{|\}: [<{]|>[:;,][\s{<]|>[:;,]$|join\('[,;:] '\)|'zh' \? '[，、；：。]'/;

test('in the markup of pages no English sign stands between words of the reader', () => {
	const files = ['src/routes', 'src/lib/components'].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.svelte'))
			.map((name) => `${folder}/${name}`)
	);
	expect(files.length).toBeGreaterThan(100);
	const found = files.flatMap((file) => {
		const [beforeStyle] = readFileSync(file, 'utf8').split('\n<style>');
		const markup = beforeStyle.split('</script>').at(-1)!;
		return markup
			.split('\n')
			.filter((line) => english.test(line) && !line.includes('{#each ['))
			.map((line) => `${file}: ${line.trim()}`);
	});
	expect(found).toEqual([]);
});
