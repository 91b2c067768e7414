import { layers } from '../../domain/codes.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { paperTitle } from '../../domain/names.ts';
import type { Paper } from '../../domain/paper.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { SearchEntry } from '../queries/search.ts';

/** What of each record a reader can find, in both languages at once. */
export function searchEntriesOf(records: {
	papers: Paper[];
	instruments: Instrument[];
	proposals: Proposal[];
}): SearchEntry[] {
	return [
		...records.proposals.map((proposal) => ({
			kind: 'proposal' as const,
			record: proposal.id,
			part: 0,
			title_en: proposal.title_en,
			title_zh: proposal.title_zh,
			body_en: [
				proposal.summary_en,
				...proposal.mechanisms.map(({ name_en }) => name_en),
				proposal.target_problem_en,
				...layers.map((layer) => proposal.layers[layer].reason_en)
			]
				.filter(Boolean)
				.join(' · '),
			body_zh: [
				proposal.summary_zh,
				...proposal.mechanisms.map(({ name_zh }) => name_zh),
				...proposal.evidence.flatMap(({ key_terms }) => key_terms),
				proposal.target_problem_zh
			]
				.filter(Boolean)
				.join(' · ')
		})),
		...records.papers.map((paper) => ({
			kind: 'paper' as const,
			record: paper.id,
			part: 0,
			title_en: paperTitle(paper, 'en').text,
			title_zh: paperTitle(paper, 'zh').text,
			body_en: [
				paper.id,
				bibliographic(paper, 'authors_en'),
				bibliographic(paper, 'journal'),
				bibliographic(paper, 'doi')
			]
				.filter(Boolean)
				.join(' · '),
			body_zh: [bibliographic(paper, 'authors_zh'), ...paper.structure.map(({ heading }) => heading)]
				.filter(Boolean)
				.join(' · ')
		})),
		...records.instruments.flatMap((instrument) => [
			{
				kind: 'instrument' as const,
				record: instrument.id,
				part: 0,
				title_en: `${instrument.short_title_en} · ${instrument.title_en}`,
				title_zh: `${instrument.short_title_zh} · ${instrument.title_zh}`,
				body_en: [
					instrument.title_original,
					instrument.number,
					instrument.celex,
					instrument.eli,
					instrument.ecli
				]
					.filter(Boolean)
					.join(' · '),
				body_zh: (instrument.issuing_bodies ?? []).map(({ name_zh }) => name_zh).join(' · ')
			},
			...instrument.provisions.map((provision) => ({
				kind: 'provision' as const,
				record: instrument.id,
				part: provision.number,
				title_en: `${instrument.short_title_en}, ${provision.ref_en}`,
				title_zh: `${instrument.short_title_zh} ${provision.ref}`,
				body_en: provision.paraphrase_en,
				body_zh: provision.paraphrase_zh
			}))
		])
	];
}

function bibliographic(paper: Paper, field: keyof Paper['bibliography']): string | undefined {
	const value = paper.bibliography[field]?.value;
	return Array.isArray(value) ? value.join(', ') : value;
}
