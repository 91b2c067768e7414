import type { z } from 'zod';
import { instrumentFile, type Instrument } from '../../domain/instrument.ts';
import { linkFile, type LinkFile } from '../../domain/link.ts';
import { matrixFile, type MatrixDefinition } from '../../domain/matrix/definition.ts';
import { paperFile, type Paper } from '../../domain/paper.ts';
import { proposalFile, type Proposal } from '../../domain/proposal.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { releaseFile, type Release } from '../../domain/release.ts';
import { vocabularyFile, type Vocabulary } from '../../domain/vocabulary.ts';

/** Everything that is published, as the seed files hold it; of releases the last one. */
export type Records = {
	vocabularies: Vocabulary[];
	papers: Paper[];
	instruments: Instrument[];
	proposals: Proposal[];
	links: LinkFile[];
	matrices: MatrixDefinition[];
	releases: Release[];
};
export type Kind = keyof Records;

type Root = {
	schema: z.ZodObject;
	/** What a column that names such a record is called. */
	owner: string;
	/** How lists of fields call it; releases are in none. */
	record?: RecordKind;
	/** Its heading in the codebook. */
	heading: string;
};

export const kinds: Record<Kind, Root> = {
	vocabularies: {
		schema: vocabularyFile,
		owner: 'vocabulary',
		record: 'vocabulary',
		heading: 'Vocabularies'
	},
	papers: { schema: paperFile, owner: 'paper', record: 'paper', heading: 'Papers' },
	instruments: { schema: instrumentFile, owner: 'instrument', record: 'instrument', heading: 'Instruments' },
	proposals: { schema: proposalFile, owner: 'proposal', record: 'proposal', heading: 'Proposals' },
	links: { schema: linkFile, owner: 'proposal', record: 'link', heading: 'Links and assessments' },
	matrices: { schema: matrixFile, owner: 'matrix', record: 'matrix', heading: 'Matrices' },
	releases: { schema: releaseFile, owner: 'release', heading: 'Release' }
};
