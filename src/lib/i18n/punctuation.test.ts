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

const messages = 'src/lib/i18n/messages';

/** English signs between or behind words that may be Chinese. */
const english =
	/\(\)\}[:,;.(]|\} \(\{|\}, \{|\}: [<{]|>[:;,][\s{<]|>[:;,]$|join\('[,;:] '\)|'zh' \? '[，、；：。]'/;

/** The markup of each page and component, without script and style. */
const markups = (): [file: string, markup: string][] =>
	['src/routes', 'src/lib/components'].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.svelte'))
			.map((name) => {
				const [beforeStyle] = readFileSync(`${folder}/${name}`, 'utf8').split('\n<style>');
				return [`${folder}/${name}`, beforeStyle.split('</script>').at(-1)!] as [string, string];
			})
	);

/** Chinese messages by name; those of several forms are left out. */
const chinese = new Map(
	readdirSync(messages)
		.filter((file) => file.endsWith('.zh.json'))
		.flatMap((file) => Object.entries(JSON.parse(readFileSync(`${messages}/${file}`, 'utf8')) as object))
		.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
);

test('in the markup of pages no English sign stands between words of the reader', () => {
	expect(markups().length).toBeGreaterThan(100);
	const found = markups().flatMap(([file, markup]) =>
		markup
			.split('\n')
			.filter((line) => english.test(line) && !line.includes('{#each ['))
			.map((line) => `${file}: ${line.trim()}`)
	);
	expect(found).toEqual([]);
});

test('in the markup of pages a dot that begins a block has its blank in front of the block: inside it is lost', () => {
	const found = markups().flatMap(([file, markup]) =>
		[...markup.matchAll(/\S\{#(?:if|each)\b[^}\n]*\}\s+·.*/g)].map(([text]) => `${file}: ${text}`)
	);
	expect(found).toEqual([]);
});

/** A message between words, whatever closes behind it, and a blank before what follows on the same line of text. */
const followed =
	/\{m\.(\w+)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\}(?:\{\/if\}|<\/(?:a|b|strong)>)*\s+(?:\{#if[^}]*\})?(?:\{(?![/:@#])|<(?:a|b|span)\b)/g;

test('in the markup of pages no blank stands behind a Chinese full stop', () => {
	const found = markups().flatMap(([file, markup]) =>
		[...markup.matchAll(followed)]
			.filter(([, name]) => chinese.get(name)?.endsWith('。'))
			.map(([text]) => `${file}: ${text}`)
	);
	expect(found).toEqual([]);
});
