/** An answer whose body is at hand, as `whole`. A stream of it, which costs more than to write it down, is made only for who reads one. */
export class WholeResponse extends Response {
	#streamed: Response | undefined;

	constructor(
		readonly whole: string,
		init?: ResponseInit
	) {
		super(null, init);
	}

	override get body() {
		this.#streamed ??= new Response(this.whole);
		return this.#streamed.body;
	}
}
