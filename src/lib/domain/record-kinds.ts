/** What one file of the data set, one form and one history hold. */
export const recordKinds = ['vocabulary', 'paper', 'instrument', 'proposal', 'link', 'matrix'] as const;
export type RecordKind = (typeof recordKinds)[number];
