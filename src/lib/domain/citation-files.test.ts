import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { describe, expect, test } from 'vitest';
import { seedInstrument, seedPaper } from '../../../tests/fixtures/seed-record.ts';
import { bibtex, ris } from './citation-files.ts';
import { instrumentItem, ownItem, paperItem, type CslItem } from './citation.ts';

const own = ownItem({
	id: 'remedy-atlas-proposal-audit',
	title: 'Audit: 50% & {more} of #1_$',
	version: '1.0.0, record v1',
	date: '2026-11-21',
	url: 'https://atlas.example/proposals/audit?a=1&b=2',
	locale: 'en',
	note: '§4.2 ¶2'
});
const items: CslItem[] = [
	...['000', '001', '004'].flatMap((id) =>
		(['en', 'zh'] as const).map((locale) => paperItem(seedPaper(id), locale))
	),
	instrumentItem(seedInstrument('EU', 'eu-dsa'), 'en'),
	instrumentItem(seedInstrument('EU', 'eu-case-c-203-22'), 'zh'),
	own
];

/** Reads a file back with the citation library, which knows nothing of how we write it. */
const readBack = (text: string) => plugins.input.chain(text, { generateGraph: false })[0];

describe('BibTeX', () => {
	test.each(items)('of $title reads back with title, people, date and address', (item) => {
		const read = readBack(bibtex([item]));
		expect(read.title).toBe(item.title);
		expect(read.id ?? read['citation-key']).toBe(item.id);
		expect(read.DOI).toBe(item.DOI);
		expect(read.URL).toBe(item.URL);
		if (item.issued && 'date-parts' in item.issued)
			expect((read.issued as typeof item.issued)['date-parts'][0].slice(0, 2)).toEqual(
				item.issued['date-parts'][0].slice(0, 2)
			);
		else expect(read.issued).toBeUndefined();
		const names = (list: unknown) =>
			(list as { literal?: string; family?: string }[] | undefined)?.map(
				(name) => name.literal ?? name.family
			);
		expect(names(read.author)).toEqual(names(item.author));
	});

	test('keeps Chinese', () => {
		expect(bibtex([paperItem(seedPaper('001'), 'zh')])).toContain('title = {{数字劳动异化问题及对策研究}}');
	});

	test('leaves out what is not known', () => {
		expect(bibtex([paperItem(seedPaper('002'), 'en')])).not.toMatch(/year|author|journal/);
	});
});

describe('RIS', () => {
	test.each(items)('of $title reads back with title and people', (item) => {
		const read = readBack(ris([item]));
		expect(read.title).toBe(item.title);
		expect(read.DOI).toBe(item.DOI);
		expect(read.URL).toBe(item.URL);
		expect((read.author as unknown[] | undefined)?.length).toBe(item.author?.length);
	});

	test('has the note behind what the item refers to, as sentences', () => {
		const noteOf = (item: CslItem) => /^N1 {2}- (.*)$/m.exec(ris([item]).replaceAll('\r', ''))?.[1];
		expect(noteOf({ ...own, references: 'OJ L277' })).toBe('OJ L277. §4.2 ¶2');
		expect(noteOf(own)).toBe('§4.2 ¶2');
		expect(noteOf({ ...own, note: undefined })).toBeUndefined();
	});

	test('has one line per field and ends every record', () => {
		const text = ris(items);
		expect(text.match(/^TY {2}- /gm)).toHaveLength(items.length);
		expect(text.match(/^ER {2}- $/gm)).toHaveLength(items.length);
		for (const line of text.split('\r\n').filter(Boolean)) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- /);
	});
});
