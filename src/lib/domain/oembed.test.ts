import { expect, test } from 'vitest';
import { oembedXml, parseEmbeddable } from './oembed.ts';

const parse = (address: string) => parseEmbeddable(address, 'atlas.example:8080');

test('records and slices of this site can be embedded, in the language of their address', () => {
	const proposal = { collection: 'proposals', id: 'algorithm-filing-system', locale: 'en' };
	expect(parse('https://atlas.example:8080/proposals/algorithm-filing-system')).toEqual(proposal);
	expect(parse('http://atlas.example:8080/proposals/algorithm-filing-system/embed#law')).toEqual(proposal);
	expect(parse('https://atlas.example:8080/zh/proposals/algorithm-filing-system/?a=1')).toEqual({
		...proposal,
		locale: 'zh'
	});
	expect(parse('https://atlas.example:8080/slices/abc')).toMatchObject({ collection: 'slices', id: 'abc' });
});

test.each([
	'https://elsewhere.example/proposals/a',
	'https://atlas.example/proposals/a',
	'https://atlas.example:8080@elsewhere.example/proposals/a',
	'ftp://atlas.example:8080/proposals/a',
	'javascript:alert(1)//atlas.example:8080/proposals/a',
	'https://atlas.example:8080/proposals/',
	'https://atlas.example:8080/proposals/a/b',
	'https://atlas.example:8080/fr/proposals/a',
	'https://atlas.example:8080/matrix/layers',
	'/proposals/a',
	'a'
])('%s cannot', (address) => expect(parse(address)).toBeUndefined());

test('XML holds what JSON would, escaped', () => {
	expect(oembedXml({ title: '<b> & "b"', width: 640 })).toContain(
		'\t<title>&lt;b&gt; &amp; &quot;b&quot;</title>\n\t<width>640</width>\n'
	);
});
