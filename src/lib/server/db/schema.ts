/** All tables, for drizzle-kit and for `connect`. */
export * from './vocabulary.ts';
export * from './instrument.ts';
export * from './paper.ts';
export * from './proposal.ts';
export * from './link.ts';
export * from './history.ts';
export * from './derived.ts';
export * from './link-check.ts';
export * from './slice.ts';
export * from './account.ts';
export * from './curation.ts';
