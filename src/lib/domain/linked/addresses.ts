/**
 * Names of things. The page of a record is our description; `#this` on it is what the description is about, a law, a
 * paper, a remedy: our licence and our history belong to the first and never to the second.
 */
export type RecordKind = 'proposals' | 'papers' | 'regulations';

export const pageIri = (origin: string, kind: RecordKind, id: string): string => `${origin}/${kind}/${id}`;
export const thingIri = (origin: string, kind: RecordKind, id: string): string =>
	`${pageIri(origin, kind, id)}#this`;

/** The permanent anchor of a provision. */
export const provisionIri = (origin: string, instrument: string, number: number): string =>
	`${pageIri(origin, 'regulations', instrument)}#p${number}`;

/** The anchors of the codebook page. */
export const schemeIri = (origin: string, vocabulary: string): string => `${origin}/codebook#${vocabulary}`;
export const conceptIri = (origin: string, vocabulary: string, code: string): string =>
	`${schemeIri(origin, vocabulary)}.${code}`;

export const datasetIri = (origin: string): string => `${origin}/data#this`;
/** The house itself: who made our descriptions. */
export const houseIri = (origin: string): string => `${origin}/#this`;
