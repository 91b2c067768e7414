import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Licences under which a part may be used in a service and handed on with it, without conditions for our own code. */
const allowed = new Set([
	'0BSD',
	'Apache-2.0',
	'BlueOak-1.0.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'ISC',
	'MIT',
	'MIT-0',
	// By file: it binds whoever changes that part, which we do not.
	'MPL-2.0',
	// Fonts.
	'OFL-1.1',
	'Unlicense'
]);

/** Read by hand: packages that state their licence only in a file, and those whose licence is no matter of course. */
const readByHand: Record<string, { licence: string; why: string }> = {
	'@inlang/plugin-message-format': { licence: 'MIT', why: 'stated in its LICENSE file' },
	'sqlite-wasm-kysely': { licence: 'MIT', why: 'stated in its LICENSE file' },
	'svelte-toolbelt': { licence: 'MIT', why: 'stated in its LICENSE file' },
	citeproc: {
		licence: 'CPAL-1.0 OR AGPL-1.0',
		why: 'writes the footnotes on the server; unchanged, and its source is in the npm package'
	}
};

/** Packages with an install script that the application does without: npm ci --ignore-scripts is enough. */
const needNoScript: Record<string, string> = {
	esbuild: 'the script only checks the binary, which comes as a package of its own'
};

type Locked = {
	version: string;
	license?: string;
	resolved?: string;
	integrity?: string;
	dev?: boolean;
	devOptional?: boolean;
	os?: string[];
	cpu?: string[];
	hasInstallScript?: boolean;
	/** Of the project itself. */
	dependencies?: Record<string, string>;
};

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** An SPDX expression without parentheses: of alternatives one is enough. */
const isAllowed = (licence: string) =>
	licence
		.replace(/[()]/g, '')
		.split(' OR ')
		.some((choice) => choice.split(' AND ').every((one) => allowed.has(one)));

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
	packages: Record<string, Locked>;
};
const production = Object.entries(lock.packages)
	.filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
	.map(([path, locked]) => ({ name: nameOf(path), ...locked }));

const problems: string[] = [];
const counts = new Map<string, number>();
for (const { name, version, license, resolved, integrity, hasInstallScript } of production) {
	const licence = license ?? readByHand[name]?.licence ?? 'none stated';
	counts.set(licence, (counts.get(licence) ?? 0) + 1);
	if (!isAllowed(licence) && readByHand[name]?.licence !== licence)
		problems.push(`${name} ${version}: licence ${licence}`);
	if (!integrity || (resolved && !resolved.startsWith('https://registry.npmjs.org/')))
		problems.push(`${name} ${version}: not from the npm registry, or without a checksum`);
	if (hasInstallScript && !needNoScript[name]) problems.push(`${name} ${version}: has an install script`);
}

const elsewhere = production.filter(({ os, cpu }) => os ?? cpu).length;
console.log(
	`${Object.keys(lock.packages[''].dependencies!).length} production dependencies, ${production.length - elsewhere} packages in all, and ${elsewhere} of them built for one system each.`
);
for (const [licence, count] of [...counts].sort(([, a], [, b]) => b - a))
	console.log(`${String(count).padStart(5)}  ${licence}`);
for (const [name, { licence, why }] of Object.entries(readByHand))
	console.log(`${name}: ${licence}, ${why}.`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
