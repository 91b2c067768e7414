import { layers } from '../../../domain/codes.ts';
import { coverageOn, coverageRank } from '../../../domain/coverage.ts';
import { filterProposals, type ProposalRow } from '../../../domain/matrix/rows.ts';
import { filterVocabularies, parseView } from '../../../domain/matrix/view.ts';
import { slug } from '../../../domain/fields.ts';
import { inAlphabet } from '../../../domain/text.ts';
import { dataState } from '../../data-state.ts';
import {
	listEntryHeads,
	listProposalEntries,
	listProposalIdsLike,
	type EntryHead,
	type EntrySort
} from '../../queries/proposal-entries.ts';
import { fitsIntoPage } from '../../views/matrix.ts';
import { allProposals, entryFilterOf, isPlace, proposalsUnder } from '../../views/proposal-list.ts';
import { atlasSnapshot, listProposalRows } from '../../views/snapshot.ts';
import { numbered, renderAssessment } from './assessments.ts';
import { rankOf } from './choices.ts';
import { renderLink } from './links.ts';
import { renderPaper } from './papers.ts';
import { addresses, inMemory, mostNear, unknown, type Context, type Resource } from './resource.ts';

const involvementRank = { primary: 2, supporting: 1, none: 0 } as const;

/** All of them in memory, for the one order that depends on the day. */
export const heldProposals = inMemory<ProposalRow>({
	id: ({ id }) => id,
	all: async ({ db }) => (await atlasSnapshot(db)).proposals,
	keep(rows, { given }, { frame }) {
		const { view, dropped } = parseView(given, {
			columns: [],
			terms: frame.terms,
			papers: [...frame.papers.keys()]
		});
		return dropped.length > 0 ? unknown(dropped) : filterProposals(rows, view);
	},
	sorts: {
		id: ({ id }) => id,
		title: ({ title_en }) => inAlphabet(title_en),
		title_zh: ({ title_zh }) => inAlphabet(title_zh),
		remedy_type: (row, { frame }) => rankOf(frame, 'remedy_types', [row.remedy_type]),
		...Object.fromEntries(
			layers.map((layer) => [layer, (row: ProposalRow) => involvementRank[row.layers[layer].involvement]])
		),
		...Object.fromEntries(
			(['modality', 'specificity', 'level'] as const).map((field) => [
				field,
				(row: ProposalRow, { frame }: Context) => rankOf(frame, field, [row[field]])
			])
		),
		alienation_dimension: (row, { frame }) =>
			rankOf(frame, filterVocabularies.alienation, [row.alienation_dimension]),
		...Object.fromEntries(
			(['actors', 'beneficiaries'] as const).map((field) => [
				field,
				(row: ProposalRow, { frame }: Context) =>
					rankOf(
						frame,
						field,
						row[field].map(({ code }) => code)
					)
			])
		),
		obstacles: (row, { frame }) => rankOf(frame, 'obstacles', row.obstacles ?? []),
		law: (row, context) => coverageRank(coverageOf(row, context))
	},
	render: renderProposal
});

/** Filtered, sorted, counted and cut by the database; only the records of the page are read. */
export const proposals: Resource<ProposalRow | EntryHead> = {
	id: ({ id }) => id,
	async page(wanted, context) {
		const { db, frame, asked } = context;
		const { given, sort, limit, after } = wanted;
		const state = context.state ?? (await dataState(db));
		const byLaw = sort.some((key) => key.endsWith('law'));
		const isFile = !Number.isFinite(limit);
		const isSmall = fitsIntoPage(await proposalsUnder(db, state));
		if (isSmall && byLaw) return heldProposals.page(wanted, context);
		const { view, dropped } = parseView(given, {
			columns: [],
			terms: frame.terms,
			papers: [...frame.papers.keys()]
		});
		if (dropped.length > 0) return unknown(dropped);
		if (byLaw)
			return {
				errors: [{ path: 'sort', message: 'there are too many proposals to sort by "law" on a day' }]
			};
		const filter = entryFilterOf(view);
		const keys = sort.map((key) => ({
			field: sortColumns[key.replace(/^-/, '')] ?? (key.replace(/^-/, '') as EntrySort),
			descending: key.startsWith('-')
		}));
		const most = isFile ? await proposalsUnder(db, state, filter) : limit;
		// A short file is read before it is sent, and no publication can break it off.
		if (isFile && !fitsIntoPage(most)) {
			const fetched = {
				length: most,
				[Symbol.asyncIterator]: () => eachOf(allProposals(db, state, filter, keys))
			};
			return { rows: [], fetched, total: most };
		}
		if (after && !isPlace(after, keys))
			return { errors: [{ path: 'cursor', message: 'not a place in this list' }] };
		const wantedPage = { sort: keys, limit: most + 1, ...(after && { after }) };
		const isHeadOnly =
			!isFile &&
			context.include.size === 0 &&
			asked?.length &&
			asked.every((field) => Object.hasOwn(headFields, field));
		const heads = isHeadOnly ? listEntryHeads(db, filter, wantedPage, asked) : undefined;
		const [entries, total] = await Promise.all([
			heads ?? listProposalEntries(db, filter, wantedPage),
			proposalsUnder(db, state, filter)
		]);
		const page = entries.slice(0, most);
		return {
			rows: heads
				? (await heads).slice(0, most).map(({ head }) => head)
				: await listProposalRows(
						db,
						frame,
						page.map(({ id }) => id)
					),
			total,
			...(entries.length > most && { last: page.at(-1)!.values })
		};
	},
	find: async (id, { db, frame }) =>
		slug.safeParse(id).success ? (await listProposalRows(db, frame, [id]))[0] : undefined,
	near: (id, { db }) => listProposalIdsLike(db, id.replace(/\p{C}/gu, ''), mostNear),
	render: (row, context) => ('layers' in row ? renderProposal(row, context) : renderHead(row, context))
};

async function* eachOf<T>(batches: AsyncIterable<T[]>): AsyncGenerator<T> {
	for await (const batch of batches) yield* batch;
}

/** Sort fields whose column has another name. */
const sortColumns: Record<string, EntrySort> = { level: 'level_rank' };

/** Fields that need no table but the proposal's own. */
const headFields = {
	id: true,
	title_en: true,
	title_zh: true,
	summary_en: true,
	summary_zh: true,
	level: true,
	modality: true,
	specificity: true,
	remedy_type: true,
	alienation_dimension: true,
	alienation_basis: true,
	target_problem_en: true,
	target_problem_zh: true,
	mechanisms: true,
	as_of: true,
	url: true,
	data_url: true
};

function renderHead(head: EntryHead, { origin, day }: Context) {
	const { url, data_url } = addresses(origin, `/proposals/${head.id}`, `/proposals/${head.id}.json`);
	// Several times as fast as to spread it and go on.
	return Object.assign({}, head, { as_of: day, url, data_url });
}

function renderProposal(row: ProposalRow, context: Context) {
	const { frame, origin, day, include } = context;
	const { papers, links, assessments, moved_to: _, ...record } = row;
	const { counts, state, cited, looked_on, not_operative, undated } = coverageOf(row, context);
	return {
		...record,
		papers: papers.map((paper) => ({
			...paper,
			...(include.has('papers') && { record: renderPaper(frame.papers.get(paper.id)!, context) })
		})),
		coverage: {
			state,
			counts,
			cited,
			looked_on,
			not_in_force: not_operative.length,
			undated: undated.length
		},
		as_of: day,
		...addresses(origin, `/proposals/${row.id}`, `/proposals/${row.id}.json`),
		...(include.has('links') && { links: links.map((link) => renderLink(link, context)) }),
		...(include.has('assessments') && {
			assessments: numbered(assessments.map((entry) => ({ ...entry, proposal: row.id }))).map((entry) =>
				renderAssessment(entry, context)
			)
		})
	};
}

const coverageOf = ({ links, assessments }: ProposalRow, { frame, day }: Context) =>
	coverageOn(links, assessments, frame.instruments, day);
