/** An answer whose body is at hand: as a stream it would only be taken apart and put together again. */
export class WholeResponse extends Response {
	constructor(
		readonly whole: string,
		init?: ResponseInit
	) {
		super(whole, init);
	}
}
