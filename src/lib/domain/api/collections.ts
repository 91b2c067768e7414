/** Names of the lists of the API; `catalogue.ts` says what each holds. Apart from it, because every page knows the addresses. */
export const collections = [
	'proposals',
	'papers',
	'regulations',
	'provisions',
	'links',
	'assessments',
	'vocabularies',
	'changes',
	'matrices',
	'search'
] as const;
export type Collection = (typeof collections)[number];
