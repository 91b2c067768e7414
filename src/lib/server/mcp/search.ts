import { amount } from '../../domain/amount.ts';
import { z } from 'zod';
import { searchKinds } from '../../domain/api/records.ts';
import { lightOn } from '../../domain/law.ts';
import { paperTitle } from '../../domain/names.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import { resources } from '../api/resources.ts';
import { listProposalHeads, type ProposalHead } from '../queries/proposals.ts';
import type { SearchHit } from '../queries/search.ts';
import {
	coded,
	openTelling,
	tellLight,
	tellProposal,
	tellProvision,
	tellRegulation,
	addressOf,
	type Telling
} from './telling.ts';
import { inLanguage, onDay, tool } from './tool.ts';

export const search = tool({
	name: 'search',
	title: 'Search the Remedy Atlas',
	description:
		'Finds proposals (remedies that papers on digital labour put forward), regulations, single provisions and papers by words in English or Chinese. Start here to get ids for the other tools. Hits that only look like the words are marked `exact: false`.',
	input: z.strictObject({
		query: z
			.string()
			.trim()
			.min(1)
			.max(200)
			.describe('Words, all of which should occur. English or Chinese.'),
		kinds: z
			.array(z.enum(searchKinds))
			.max(searchKinds.length)
			.optional()
			.describe('Kinds of records to look for. Default: all.'),
		limit: z.number().int().min(1).max(50).default(10).describe('How many hits at most.'),
		...inLanguage,
		...onDay
	}),
	async run({ query, kinds, limit, language, as_of }, asked) {
		const telling = await openTelling(asked, { language, as_of });
		const { locale } = telling;
		const page = await resources.search.page(
			{ filters: { q: query, kind: kinds }, given: new URLSearchParams(), sort: [], limit },
			{ ...telling, include: new Set() }
		);
		if ('errors' in page) return page;
		const found = page.rows as SearchHit[];
		const heads = await listProposalHeads(
			telling.db,
			found.filter(({ kind }) => kind === 'proposal').map(({ record }) => record)
		);
		const rows = new Map(heads.filter(isCurrent).map((row) => [row.id, row]));
		const hits = found.flatMap((hit) => describe(telling, hit, rows.get(hit.record)) ?? []);
		const exact = hits.every((hit) => hit.exact);
		const counts = {
			count: amount(page.total) + (page.capped ? '+' : ''),
			shown: amount(hits.length),
			query
		};
		const head =
			hits.length === 0
				? m.linked_mcp_found_none({ query }, { locale })
				: (exact ? m.linked_mcp_found : m.linked_mcp_found_like)(counts, { locale });
		return {
			text: [head, ...hits.map(({ title, url }) => `- ${title}: ${url}`)].join('\n'),
			data: {
				query,
				total: page.total,
				...(page.capped && { total_capped: true }),
				exact: hits.length > 0 && exact,
				hits
			}
		};
	}
});

function describe(telling: Telling, { kind, record, part, score }: SearchHit, row: ProposalHead | undefined) {
	const { frame, locale, day } = telling;
	const exact = score >= 1;
	if (kind === 'proposal') {
		return row && { kind, exact, ...tellProposal(telling, row), about: inLocale(row, 'summary', locale) };
	}
	if (kind === 'paper') {
		const paper = frame.papers.get(record);
		if (!paper || !isCurrent(paper)) return undefined;
		const { text, ours } = paperTitle(paper, locale);
		return {
			kind,
			exact,
			id: record,
			title: text,
			title_is_ours: ours,
			url: addressOf(telling, `/papers/${record}`)
		};
	}
	const instrument = frame.instruments.get(record);
	if (!instrument || !isCurrent(instrument)) return undefined;
	const regulation = tellRegulation(telling, instrument);
	if (kind === 'instrument')
		return {
			kind: 'regulation',
			exact,
			...regulation,
			type: coded(telling, 'instrument_types', instrument.type),
			light: tellLight(telling, instrument, lightOn(instrument, day))
		};
	const provision = instrument.provisions.find(({ number }) => number === part);
	if (!provision) return undefined;
	const shown = tellProvision(telling, instrument, provision);
	return { kind, exact, title: `${regulation.title}, ${shown.ref}`, ...shown, regulation };
}
