import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const messages = paraglideVitePlugin({
	project: './src/lib/i18n/project.inlang',
	outdir: './src/lib/paraglide',
	strategy: ['url', 'baseLocale'],
	emitReadme: false,
	emitGitIgnore: false,
	emitPrettierIgnore: false
});

const database = (engine: 'embedded' | 'server'): TestProjectInlineConfiguration => ({
	resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
	test: {
		...common,
		name: `db-${engine}`,
		include: ['tests/db/**/*.test.ts'],
		provide: { engine },
		globalSetup: [`tests/harness/${engine === 'server' ? 'postgres' : 'embedded'}.setup.ts`],
		testTimeout: 30_000,
		hookTimeout: 60_000
	}
});

const common = {
	// Node reads the messages by itself: two thousand files that need no transformation, in every test file.
	server: { deps: { external: [/\/src\/lib\/paraglide\//] } },
	environment: 'node',
	// Each file has a database, an application or pages of its own; to import the same modules for each costs a quarter of the time.
	isolate: false,
	setupFiles: ['tests/harness/quiet-console.ts'],
	// What is waited for comes within milliseconds; on a machine that does much else, now and then within seconds.
	expect: { requireAssertions: true, poll: { timeout: 20_000 } }
};

/** The framework hashes the data of each page for its policy by a SHA-256 of its own, which takes ten times as long as that of Node. */
const fastHash: Plugin = {
	name: 'fast-hash',
	enforce: 'pre',
	load: (id) =>
		id.endsWith('/@sveltejs/kit/src/runtime/server/page/crypto.js')
			? `import { createHash } from 'node:crypto';
				export const sha256 = (data) => createHash('sha256').update(data).digest('base64');`
			: undefined
};

export default defineConfig({
	// The test projects would each compile the messages into the same folder at the same time;
	// `npm test` compiles them once beforehand instead.
	plugins: process.env.VITEST ? [sveltekit()] : [messages, fastHash, sveltekit()],
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						// What two dozen pages and more share is one file, not a dozen small ones, and no page loads more for it.
						codeSplitting: { groups: [{ name: 'shared', minShareCount: 24 }] }
					}
				}
			}
		}
	},
	test: {
		// More files at once starve each other on a small machine; with fewer it waits a third of the time.
		maxWorkers: 3,
		projects: [
			{
				extends: true,
				test: {
					...common,
					setupFiles: [...common.setupFiles, 'tests/harness/properties.ts'],
					name: 'unit',
					include: ['src/**/*.test.ts', 'tests/bench/*.test.ts']
				}
			},
			database('embedded'),
			database('server'),
			{
				test: {
					...common,
					name: 'api',
					include: ['tests/api/**/*.test.ts'],
					globalSetup: ['tests/harness/app.setup.ts'],
					testTimeout: 30_000,
					hookTimeout: 120_000
				}
			},
			{
				test: {
					...common,
					name: 'browser',
					include: ['tests/browser/**/*.test.ts'],
					globalSetup: ['tests/harness/app.setup.ts', 'tests/harness/browser.setup.ts'],
					// A browser on a machine that does much else is now and then late; what is wrong is wrong twice.
					retry: 1,
					testTimeout: 60_000,
					hookTimeout: 120_000
				}
			}
		]
	}
});
