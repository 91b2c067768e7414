import { collections } from '../../src/lib/domain/api/collections.ts';

/** A generator of numbers that gives the same ones for the same seed (mulberry32). */
export function createRandom(seed: number) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	return {
		next,
		below: (bound: number) => Math.floor(next() * bound),
		chance: (share: number) => next() < share,
		pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]
	};
}
export type Random = ReturnType<typeof createRandom>;

/** Markup that no answer may hold as markup. */
export const marker = '<zq7 onload=alert(1)>';

export const hostile: readonly string[] = [
	'',
	' ',
	'\0',
	'a\0b',
	marker,
	`"${marker}`,
	`'>${marker}`,
	`</script>${marker}`,
	`]]>${marker}`,
	`-->${marker}`,
	`javascript:${marker}`,
	"'",
	"' or 1=1 --",
	"';drop table proposal;--",
	'$1',
	'$$',
	'%',
	'%%%',
	'%00',
	'%ff',
	'%c0%af',
	'\u202e\ufeff\u200b',
	'\ud800',
	'😀'.repeat(50),
	'数据产权',
	'x'.repeat(300),
	'y'.repeat(6000),
	'../../../../etc/passwd',
	'..\\..\\windows',
	'/etc/passwd',
	'//elsewhere.example',
	'http://169.254.169.254/latest/meta-data',
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'null',
	'undefined',
	'true',
	'NaN',
	'-1',
	'0',
	'1e309',
	'9007199254740993',
	'99999999999999999999999999',
	'-0',
	'0x10',
	'1.5',
	'2024-02-30',
	'0000-00-00',
	'9999-12-31',
	'275760-09-14',
	'2024-01-01T00:00:00Z',
	'a,b,c',
	',,,,',
	'-title,title,-title',
	'technology:primary',
	'technology:',
	':primary',
	'[1,2',
	'{"a":{"b":[]}}',
	'[[[[[[[[[[[[[[[[[[[[',
	'(a+)+$',
	'.*',
	'*',
	'(',
	'\\',
	'{{7*7}}',
	'${7*7}',
	'\r\nx-injected: yes',
	'\n',
	'\t',
	'a b',
	'a+b',
	'a#b',
	'a?b=c&d=e',
	'00000000-0000-4000-8000-000000000000',
	'-----BEGIN',
	'layers',
	'001'
];

/** What stands in addresses in the place of a parameter: sound ids now and then, so that what lies behind them is reached. */
export const sound: Record<string, readonly string[]> = {
	id: [
		'001',
		'algorithm-filing-system',
		'external-audit-of-platform-algorithms',
		'eu-dsa',
		'eu-platform-work-directive',
		'00000000-0000-4000-8000-000000000000'
	],
	slug: ['layers', 'institution', 'technology', 'subject', 'papers', 'coverage', 'cross-tab'],
	collection: [...collections],
	format: ['json', 'csv', 'xlsx', 'bib', 'ris', 'csl'],
	kind: ['proposal', 'paper', 'instrument', 'link', 'vocabulary', 'matrix'],
	vocabulary: ['remedy_type', 'link_relations', 'actor'],
	name: ['flow', 'timeline', 'layers'],
	file: ['proposal.csv', 'papers.csv', 'datapackage.json', 'link.xlsx'],
	download: ['atlas.zip', 'atlas.jsonl.zip', 'atlas.sqlite'],
	path: ['v1/nothing', 'v2'],
	token: ['x'.repeat(43)]
};
