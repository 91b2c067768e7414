import { catalogue, type Entry } from '../../domain/api/catalogue.ts';
import type { Collection } from '../../domain/api/collections.ts';
import { listColumns } from '../../domain/matrix/build.ts';
import type { MatrixDefinition } from '../../domain/matrix/definition.ts';
import type { Vocabulary } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { listMatrices } from '../queries/matrices.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { atlasFrame } from '../views/snapshot.ts';
import { assessments } from './resources/assessments.ts';
import { changes } from './resources/changes.ts';
import { links } from './resources/links.ts';
import { papers, proposedIds } from './resources/papers.ts';
import { proposals } from './resources/proposals.ts';
import { provisions } from './resources/provisions.ts';
import { regulations } from './resources/regulations.ts';
import { addresses, inMemory, type Context, type Resource } from './resources/resource.ts';
import { search } from './resources/search.ts';

const vocabularies = inMemory<Vocabulary>({
	id: ({ id }) => id,
	all: ({ db }) => listVocabularies(db),
	keep: (rows) => rows,
	sorts: { id: ({ id }) => id, term_count: ({ terms }) => terms.length },
	render({ terms, ...head }, { origin, include }) {
		return {
			...head,
			term_count: terms.length,
			...addresses(origin, `/codebook#${head.id}`, `/api/v1/vocabularies/${head.id}`),
			...(include.has('terms') && { terms })
		};
	}
});

const matrices = inMemory<MatrixDefinition>({
	id: ({ id }) => id,
	all: ({ db }) => listMatrices(db),
	keep: (rows) => rows,
	sorts: {},
	render(definition, { origin, frame }) {
		const { id, rows, title_en, title_zh, question_en, question_zh } = definition;
		return {
			id,
			rows,
			title_en,
			title_zh,
			question_en,
			question_zh,
			columns: listColumns(definition, { locale: 'en', terms: frame.terms }).map(({ key, kind, shown }) => ({
				key,
				kind,
				hidden: !shown
			})),
			...addresses(origin, `/matrix/${id}`, `/api/v1/matrices/${id}`)
		};
	}
});

export const resources = {
	proposals,
	papers,
	regulations,
	provisions,
	links,
	assessments,
	vocabularies,
	changes,
	matrices,
	search
} as Record<Collection, Resource<unknown>>;

/** How many values a cursor of this list holds: those sorted by, and the id. */
export const cursorLength = (name: Collection, sort: string[]): number =>
	(name === 'search' ? 1 : sort.length) + 1;

export async function openContext(
	db: Db,
	name: Collection,
	asked: { as_of?: string; include?: string[]; fields?: string[] },
	origin: string,
	today: string,
	state?: number
): Promise<Context> {
	const { preset }: Entry = catalogue[name];
	const include = new Set(asked.include ?? preset);
	return {
		db,
		frame: await atlasFrame(db, state),
		...((name === 'papers' || include.has('papers')) && { proposed: await proposedIds(db) }),
		day: asked.as_of ?? today,
		origin,
		include,
		...(state !== undefined && { state }),
		...(asked.fields && { asked: asked.fields })
	};
}
