import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An address of the application as its folder says it, with the form actions of its page. */
export type Route = { id: string; isPage: boolean; actions: string[] };

/** All routes below `src/routes`. */
export async function listRoutes(folder = 'src/routes'): Promise<Route[]> {
	const files = await readdir(folder, { recursive: true });
	const routes = new Map<string, Route>();
	for (const file of files.sort()) {
		const place = /^(.*\/)?\+(page\.svelte|page\.server\.ts|server\.ts)$/.exec(file);
		if (!place) continue;
		const id = `/${(place[1] ?? '').replace(/\/$/, '')}`;
		const route = routes.get(id) ?? { id, isPage: false, actions: [] };
		if (place[2].startsWith('page')) route.isPage = true;
		if (place[2] === 'page.server.ts') route.actions = actionsOf(await readFile(join(folder, file), 'utf8'));
		routes.set(id, route);
	}
	return [...routes.values()];
}

const actionsOf = (source: string): string[] => {
	const [, block = ''] = /export const actions[^=]*=\s*\{([\s\S]*?)\n\};/.exec(source) ?? [];
	return [...block.matchAll(/^\t(?:async )?'?([\w-]+)'?(?::|,|\()/gm)].map(([, name]) => name);
};

/** The address of a route with a value for each of its parameters. */
export const addressOf = ({ id }: Route, valueOf: (name: string, matcher: string) => string): string =>
	id.replace(/\[(\.\.\.)?(?:x\+([0-9a-f]{2})|(\w+)(?:=(\w+))?)\]/g, (_, __, code, name, matcher = '') =>
		code ? String.fromCharCode(parseInt(code, 16)) : valueOf(name, matcher)
	);
