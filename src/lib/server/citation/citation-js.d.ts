/** The citation library comes without types; this is what we use of it. */
declare module '@citation-js/core' {
	type Register = {
		add(name: string, text: string): void;
		has(name: string): boolean;
		get(name: string): string;
	};
	type CiteItem = { id: string; locator?: string; suffix?: string };
	export class Cite {
		constructor(items: object[]);
		format(
			output: 'citation' | 'bibliography',
			options: { template: string; lang: string; format: 'text'; entry?: CiteItem }
		): string;
		data: Record<string, unknown>[];
	}
	export const plugins: {
		config: { get(name: '@csl'): { styles: Register; locales: Register } };
		input: { chain(text: string, options?: object): Record<string, unknown>[] };
	};
}
declare module '@citation-js/plugin-csl' {}
declare module '@citation-js/plugin-bibtex' {}
declare module '@citation-js/plugin-ris' {}
