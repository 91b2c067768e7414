/** An answer whose body is at hand, as `whole`. A stream of it, which costs more than to write it down, is made only for who reads one. */
export class WholeResponse extends Response {
	#streamed: Response | undefined;

	constructor(
		readonly whole: string,
		init?: ResponseInit
	) {
		super(null, init);
	}

	get #read() {
		return (this.#streamed ??= new Response(this.whole));
	}
	override get body() {
		return this.#read.body;
	}
	override get bodyUsed() {
		return this.#read.bodyUsed;
	}
	override text() {
		return this.#read.text();
	}
	override json() {
		return this.#read.json();
	}
	override arrayBuffer() {
		return this.#read.arrayBuffer();
	}
	override clone() {
		return new WholeResponse(this.whole, this);
	}
}
