import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lightSteps } from './coverage-steps.ts';
import { earliestDay, latestDay, provisionLightOn } from './law.ts';

const day = fc
	.date({
		min: new Date(`${earliestDay}T00:00:00Z`),
		max: new Date(`${latestDay}T00:00:00Z`),
		noInvalidDate: true
	})
	.map((date) => date.toISOString().slice(0, 10));
const near = fc.integer({ min: 0, max: 1500 }).map((days) => {
	const date = new Date('2021-11-01T00:00:00Z');
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
});
const date = fc.option(
	fc.tuple(near, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length)),
	{ nil: undefined }
);

test('between two steps a light does not change', () => {
	fc.assert(
		fc.property(
			fc.record({
				status: fc.constantFrom(
					'in-force',
					'in-force-phased',
					'proposed',
					'repealed',
					'unknown',
					'enacted-not-in-force',
					'soft-law-current'
				),
				adopted_on: date,
				issued_on: date,
				published_on: date,
				in_force_from: date,
				applicable_from: date,
				transposition_due: date,
				ended_on: date,
				checked_on: near
			}),
			date,
			fc.array(fc.oneof(near, day), { minLength: 20, maxLength: 20 }),
			(dates, applicable_from, days) => {
				const instrument = { ...dates, jurisdiction: 'EU', type: 'law', force: 'x', verification: 'x' };
				const steps = lightSteps(instrument, { applicable_from });
				for (const day of days)
					expect(steps.findLast((step) => step.day <= day)?.light).toBe(
						provisionLightOn(instrument, day, { applicable_from })
					);
			}
		)
	);
});
