import { describe, expect, test } from 'vitest';
import { instrument, link, paper, proposal, vocabularies } from '../../../../tests/fixtures/records.ts';
import { seedInstrument, seedPaper } from '../../../../tests/fixtures/seed-record.ts';
import type { Instrument } from '../instrument.ts';
import { papersBehind, primaryLayer, type ProposalRow } from '../matrix/rows.ts';
import { indexTerms } from '../vocabulary.ts';
import { evidenceAnnotation, linkAnnotation } from './annotations.ts';
import { article } from './article.ts';
import { legislation } from './legislation.ts';
import { dateValue, linkedDocument, scriptJson } from './node.ts';
import { provenance } from './provenance.ts';
import { remedy } from './remedy.ts';
import { doubtedFacts } from './unverified.ts';

const origin = 'https://atlas.example';
const day = '2026-11-21';
const terms = indexTerms(
	vocabularies.flatMap(({ id, terms: list }) => list.map((term, rank) => ({ ...term, vocabulary: id, rank })))
);
const law = (changes: Partial<Instrument> = {}) =>
	legislation(origin, terms, { ...instrument, ...changes }, day);
const row = (id: string, changes: Parameters<typeof proposal>[1] = {}): ProposalRow => {
	const record = proposal(id, changes);
	return {
		...record,
		primary_layer: primaryLayer(record),
		papers: papersBehind(record),
		links: [],
		assessments: []
	};
};

test('a date keeps the precision its source has', () => {
	expect(['2021', '2021-08', '2021-08-17', undefined].map(dateValue)).toEqual([
		{ '@value': '2021', '@type': 'xsd:gYear' },
		{ '@value': '2021-08', '@type': 'xsd:gYearMonth' },
		{ '@value': '2021-08-17', '@type': 'xsd:date' },
		undefined
	]);
});

describe('a law', () => {
	test('is in force only as far as its dates tell, and a text that binds nobody never is', () => {
		const forceOf = (changes: Partial<Instrument>) => law(changes).legislationLegalForce;
		expect(forceOf({})).toEqual({ '@id': 'schema:InForce' });
		expect(forceOf({ status: 'in-force-phased' })).toEqual({ '@id': 'schema:PartiallyInForce' });
		expect(forceOf({ adopted_on: '2020', in_force_from: '2030' })).toEqual({ '@id': 'schema:NotInForce' });
		expect(forceOf({ in_force_from: undefined, status: 'unknown' })).toBeUndefined();
		expect(forceOf({ binding: 'not-binding' })).toBeUndefined();
		expect(forceOf({ binding: 'not-established' })).toBeUndefined();
		expect(forceOf({ verification: 'low' })).toBeUndefined();
	});

	test('has its own and official titles as names, ours as other names', () => {
		const { name, alternateName } = law();
		expect(name).toEqual([{ '@value': 'Test Act', '@language': 'en' }]);
		expect(alternateName).toEqual([{ '@value': '测试法', '@language': 'zh' }]);
		expect(law({ title_zh_basis: 'official' }).name).toHaveLength(2);
		expect(law({ unverified: ['exact official title'] })).not.toHaveProperty('name');
	});

	test('is not given what its curators could not confirm, but their words', () => {
		const shown = law({
			number: '12',
			celex: '32022R2065',
			adopted_on: '2022-10-19',
			unverified: ['act number (from memory)', 'date of adoption', 'article numbers']
		});
		expect(shown.legislationIdentifier).toEqual(['32022R2065']);
		expect(shown).not.toHaveProperty('legislationDate');
		expect(shown.unverified).toHaveLength(3);
	});

	test('is the same as its ELI, unless address and ELI come from memory', () => {
		const eli = 'http://data.europa.eu/eli/reg/2022/2065/oj';
		const url = 'https://eur-lex.europa.eu/eli/reg/2022/2065/oj';
		expect(law({ eli, url, url_basis: 'seen' })).toMatchObject({ sameAs: eli, url });
		const remembered = law({ eli, url, url_basis: 'memory' });
		expect(remembered).not.toHaveProperty('sameAs');
		expect(remembered).not.toHaveProperty('url');
	});

	test('that is a judgment is a work and no legislation', () => {
		const judgment = legislation(origin, terms, seedInstrument('EU', 'eu-case-c-203-22'), day);
		expect(judgment['@type']).toBe('CreativeWork');
		expect(Object.keys(judgment).filter((key) => key.startsWith('legislation'))).toEqual([]);
	});
});

test.each([
	['act number (from memory)', ['number']],
	['S.C. 2024 chapter (from memory)', ['number']],
	['section numbers', []],
	['CELEX number', ['celex']],
	['CELEX number and ELI (derived from the number)', ['celex', 'eli']],
	['date of entry into force (computed)', ['in_force_from']],
	['day of adoption and entry into force (from memory)', ['adopted_on', 'in_force_from']],
	['signing date', ['issued_on']],
	['official address (scio.gov.cn)', ['url']],
	['issuers', ['issuing_bodies']],
	['rate after 2024', []]
])('"%s" puts %j in doubt', (line, facts) => {
	expect([...doubtedFacts({ unverified: [line] })].sort()).toEqual(facts);
});

describe('a paper', () => {
	test('without a known title has our label as another name, and says that it is ours', () => {
		const unknown = article(origin, seedPaper('002'));
		expect(unknown).not.toHaveProperty('name');
		expect(unknown.alternateName).toHaveLength(2);
		expect(JSON.stringify(unknown.disambiguatingDescription)).toContain('The title is not known');
	});

	test('has what is printed in it and nothing else', () => {
		expect(article(origin, seedPaper('001'))).toMatchObject({
			name: [{ '@language': 'en' }, { '@value': '数字劳动异化问题及对策研究' }],
			datePublished: { '@value': '2026-05-20', '@type': 'xsd:date' },
			sameAs: 'https://doi.org/10.12677/acpp.2026.155221',
			isPartOf: { issueNumber: '5', isPartOf: { volumeNumber: '15', isPartOf: { name: '哲学进展' } } }
		});
		const bare = article(origin, paper);
		for (const field of ['datePublished', 'sameAs', 'author', 'license', 'isPartOf', 'publisher'])
			expect(bare).not.toHaveProperty(field);
	});

	test('pairs the names of its authors only where both languages have all of them', () => {
		const authorsOf = (authors_en: string[], authors_zh: string[]) => {
			const value = (list: string[]) => ({ value: list, source: 'file' }) as const;
			const bibliography = { authors_en: value(authors_en), authors_zh: value(authors_zh) };
			return [article(origin, { ...paper, bibliography }).author]
				.flat()
				.map((author) =>
					[(author as { name: { '@value': string } | { '@value': string }[] }).name]
						.flat()
						.map((name) => name['@value'])
				);
		};
		expect(authorsOf(['A', 'B'], ['甲', '乙'])).toEqual([
			['A', '甲'],
			['B', '乙']
		]);
		expect(authorsOf(['A'], ['甲', '乙'])).toEqual([['甲'], ['乙']]);
	});
});

test('what one proposal states of another is seen from both ends', () => {
	const relation = { reason_en: 'x', reason_zh: 'x', basis: 'paper-stated', scope: 'within-paper' };
	const rows = [
		row('audit', {
			relations: [
				{ type: 'narrower', to: 'oversight', ...relation },
				{ type: 'tension-with', to: 'trade-secrets', ...relation }
			]
		}),
		row('oversight', { level: 'umbrella' }),
		row('trade-secrets')
	];
	const [audit, oversight, secrets] = rows.map((own) => remedy(origin, terms, own, rows));
	const thing = (id: string) => [{ '@id': `${origin}/proposals/${id}#this` }];
	expect(audit).toMatchObject({ broader: thing('oversight'), tensionWith: thing('trade-secrets') });
	expect(oversight.narrower).toEqual(thing('audit'));
	expect(secrets.tensionWith).toEqual(thing('audit'));
	expect(audit.supportingLayer).toHaveLength(1);
	expect(audit.beneficiaryInferred).toHaveLength(1);
	expect(audit).not.toHaveProperty('beneficiary');
});

test('evidence quotes each key term in its paragraph of the paper', () => {
	const [evidence] = proposal('audit').evidence;
	const { hasTarget, hasBody } = evidenceAnnotation(origin, terms, 'audit', evidence);
	expect(hasBody).toEqual({ '@id': `${origin}/proposals/audit#this` });
	expect(hasTarget).toMatchObject([
		{
			hasSource: { '@id': `${origin}/papers/900#this` },
			hasSelector: {
				'@type': 'FragmentSelector',
				rdfValue: 'section=4.2&paragraph=1',
				refinedBy: { '@type': 'TextQuoteSelector', exact: '算法审计' }
			}
		}
	]);
});

test('a link carries its doubt', () => {
	const placed = {
		...link('audit'),
		proposal: 'audit',
		instrument: 'eu-test-act',
		number: 1,
		jurisdiction: 'EU'
	};
	expect(linkAnnotation(origin, terms, placed)).toMatchObject({
		hasTarget: [{ '@id': `${origin}/regulations/eu-test-act#p1` }],
		basis: { termCode: 'coder' },
		confidence: { termCode: 'high' }
	});
});

test('a version says who made it when, from what, and after which one', () => {
	const versions = [2, 1].map((version) => ({
		sequence: version + 10,
		version,
		at: new Date('2026-01-02T03:04:05Z'),
		author: { name: 'Li', pseudonym: 'p1' },
		reviewer: { name: 'Wang', pseudonym: 'p2' },
		note: 'Typo',
		data: { id: 'audit', evidence: [{ paper: '900' }, { paper: '900' }] }
	}));
	const [second, first] = provenance(origin, `${origin}/proposals/audit`, versions);
	expect(second).toMatchObject({
		'@id': `${origin}/api/v1/changes/12`,
		specializationOf: { '@id': `${origin}/proposals/audit` },
		wasRevisionOf: { '@id': first['@id'] },
		wasAttributedTo: { name: 'Li' },
		wasGeneratedBy: { wasAssociatedWith: [{ name: 'Li' }, { name: 'Wang' }] },
		wasDerivedFrom: [{ '@id': `${origin}/papers/900#this` }]
	});
	expect(first).not.toHaveProperty('wasRevisionOf');
});

test('an address from memory is not a source to follow', () => {
	const url = 'https://elsewhere.example/law';
	const sourcesOf = (url_basis: string) =>
		provenance(origin, 'x', [
			{
				sequence: 1,
				version: 1,
				at: new Date(),
				author: { name: 'seed', pseudonym: 'seed', files: true },
				note: 'x',
				data: { url, url_basis, sources: [url, 'GitHub repository (press note)'] }
			}
		])[0].wasDerivedFrom;
	expect(sourcesOf('seen')).toEqual([{ '@id': url }]);
	expect(sourcesOf('memory')).toBeUndefined();
});

test('no text in a record can end the script element it stands in', () => {
	const document = linkedDocument(origin, [{ '@id': 'x:y', name: '</script><script>alert(1)//\u2028' }]);
	const text = scriptJson(document);
	expect(text).not.toMatch(/[<>\u2028]/);
	expect(JSON.parse(text)).toEqual(document);
});

test('a code that stands in many places is described once', () => {
	const described = { '@id': 'x:code', '@type': 'Concept', prefLabel: 'Code' } as const;
	const { '@graph': graph } = linkedDocument(origin, [
		{ '@id': 'x:a', relation: described },
		{ '@id': 'x:b', relation: described }
	]);
	expect(graph.map(({ relation }) => relation)).toEqual([described, { '@id': 'x:code' }]);
});
