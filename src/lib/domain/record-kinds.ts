/** What one file of the data set, one form and one history hold. */
export const recordKinds = ['vocabulary', 'paper', 'instrument', 'proposal', 'link', 'matrix'] as const;
export type RecordKind = (typeof recordKinds)[number];

export const isRecordKind = (value: unknown): value is RecordKind =>
	recordKinds.includes(value as RecordKind);

/** The public page on which a record is seen, without language. */
export function publicHref(kind: RecordKind, id: string): string {
	switch (kind) {
		case 'proposal':
		case 'link':
			return `/proposals/${id}`;
		case 'paper':
			return `/papers/${id}`;
		case 'instrument':
			return `/regulations/${id}`;
		case 'vocabulary':
			return `/codebook#${id}`;
		case 'matrix':
			return `/matrix/${id}`;
	}
}
