import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		root: new URL('../..', import.meta.url).pathname,
		include: ['tests/faults/**/*.test.ts'],
		environment: 'node',
		expect: { requireAssertions: true },
		// Each scenario needs the machine to itself.
		fileParallelism: false,
		testTimeout: 600_000,
		// The site may have to be built first.
		hookTimeout: 600_000,
		disableConsoleIntercept: true
	}
});
