/** The dictionaries of the library come without types. */
declare module 'opencc-js/dict/*' {
	const pairs: string;
	export default pairs;
}
