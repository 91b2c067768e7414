/** The part of the library that is used here; it comes without types. */
declare module 'datapackage' {
	type Resource = {
		name: string;
		schema: { foreignKeys: unknown[] };
		/** @throws where a value, a key or a reference does not meet the schema */
		read(options: { keyed: true; relations: boolean }): Promise<Record<string, unknown>[]>;
	};
	export class Package {
		static load(descriptor: object, options: { basePath: string; strict: boolean }): Promise<Package>;
		errors: Error[];
		resources: Resource[];
	}
}
