import process from 'node:process';
import fc from 'fast-check';

/** `PROPERTY_RUNS` examples for each property instead of the few that keep the suite short. */
fc.configureGlobal({ numRuns: Number(process.env.PROPERTY_RUNS ?? 100) });
