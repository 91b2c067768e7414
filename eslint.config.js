import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const tests = ['**/*.test.ts'];

/**
 * The direction of imports:
 * domain ← server/db ← server/queries ← server/{curation,seed,api} ← routes, cli  and  domain ← components ← routes.
 * Each rule says what the files of a folder may not import.
 */
const folder = (names) => `(^|/)(${names})(/|$)`;
const serverOnly = {
	regex: '^\\$lib/server(/|$)|(^|/)\\.{1,2}/(.*/)?server/',
	message: 'Code that reaches the browser never imports server code.'
};
const routes = { regex: folder('routes'), message: 'Nobody imports a route.' };
const cli = { regex: folder('cli'), message: 'Nobody imports a command but another command.' };
const sql = {
	regex: '^(drizzle-orm|postgres|@electric-sql)(/|$)',
	message: 'SQL lives in server/db and server/queries.'
};
const onlyItself = 'The domain imports only zod, the dictionary of characters and itself.';
const environment = { regex: '^\\$env/', message: 'Only hooks.server.ts reads the environment.' };

const guard = (files, patterns, ignores = []) => ({
	files,
	ignores: [...tests, ...ignores],
	rules: { 'no-restricted-imports': ['error', { patterns }] }
});

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'.data/',
			'src/lib/paraglide/',
			'src/lib/i18n/project.inlang/',
			'drizzle/',
			'test-results/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			// Addresses go through localizeHref, which this rule does not know; the site always lives at the root.
			'svelte/no-navigation-without-resolve': 'off',
			'no-restricted-syntax': [
				'error',
				{
					selector:
						"CallExpression[callee.object.name='m'] > ObjectExpression > Property[key.name=/^(count|total|all|shown|proposals|specific|umbrellas)$/][value.callee.name!='amount']",
					message: 'People read numbers with separators: amount() of domain/amount.ts.'
				}
			]
		}
	},
	{
		// Without types: they cost four times all other rules, for two.
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		}
	},

	guard(['src/lib/**', 'src/hooks*.ts'], [routes, cli]),
	guard(
		['src/lib/domain/**'],
		[
			{ regex: '^(?!(zod|opencc-js)(/|$)|\\.{1,2}/)', message: onlyItself },
			{
				regex: folder('server|components|routes|cli|paraglide|i18n'),
				message: onlyItself
			}
		]
	),
	guard(
		['src/lib/i18n/**'],
		[
			routes,
			cli,
			environment,
			{
				regex: folder('server|components'),
				message: 'Words import only the domain and the messages.'
			}
		]
	),
	guard(['src/lib/components/**'], [serverOnly, routes, cli, sql, environment]),
	guard(
		['src/lib/server/**'],
		[
			routes,
			cli,
			environment,
			{ regex: folder('components'), message: 'Server code never imports components.' }
		]
	),
	guard(
		['src/lib/server/db/**'],
		[
			routes,
			cli,
			environment,
			{ regex: folder('components|queries|curation|seed|api'), message: 'server/db imports only the domain.' }
		]
	),
	guard(
		['src/lib/server/queries/**'],
		[
			routes,
			cli,
			environment,
			{
				regex: folder('components|curation|seed|api'),
				message: 'server/queries imports only server/db and the domain.'
			},
			{ regex: '^\\./|' + folder('queries'), message: 'A query module never imports another.' }
		]
	),
	guard(
		['src/routes/**/*.svelte', 'src/routes/**/+page.ts', 'src/routes/**/+layout.ts'],
		[serverOnly, routes, cli, sql, environment]
	),
	guard(['src/routes/**/*.server.ts', 'src/routes/**/+server.ts'], [routes, cli, sql, environment]),
	guard(
		['src/cli/**'],
		[
			routes,
			{
				regex: folder('components') + '|^\\$(lib|app|env)(/|$)',
				message: 'Commands run outside SvelteKit: domain and server only, by relative path.'
			}
		]
	),
	{
		files: ['src/lib/**/*.ts', 'src/routes/**/*.ts'],
		ignores: tests,
		rules: {
			'no-restricted-properties': [
				'error',
				{ object: 'process', property: 'env', message: 'Only hooks.server.ts reads the environment.' }
			]
		}
	}
);
