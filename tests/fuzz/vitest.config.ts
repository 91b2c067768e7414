import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		root: new URL('../..', import.meta.url).pathname,
		include: ['tests/fuzz/**/*.test.ts'],
		environment: 'node',
		expect: { requireAssertions: true },
		testTimeout: 3_600_000,
		hookTimeout: 180_000,
		disableConsoleIntercept: true
	}
});
