/** The name under which SvelteKit finds the form action that an address asks for. */
export const formActionOf = ({ searchParams }: URL): string =>
	[...searchParams.keys()].find((key) => key.startsWith('/'))?.slice(1) ?? 'default';
