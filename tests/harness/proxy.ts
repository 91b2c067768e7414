import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The line between the application and its database server, as a test wants it. */
export type Proxy = {
	port: number;
	/**
	 * `open`: as if it were not there. `silent`: nothing comes through and nothing closes; what is sent waits and comes later, as
	 * TCP has it. `cut`: closed, and closed again at once.
	 */
	mode: 'open' | 'silent' | 'cut';
	/** Time each piece takes on its way, each way; none overtakes another. */
	delayMs: number;
	/** Closes what is open now; new connections come through. */
	cut(): void;
	close(): Promise<void>;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A TCP proxy to a port of this machine. */
export async function startProxy(target: number): Promise<Proxy> {
	const sockets = new Set<Socket>();
	const cut = () => sockets.forEach((socket) => socket.destroy());
	const server = createServer((near) => {
		if (proxy.mode === 'cut') return near.destroy();
		const far = connect(target, '127.0.0.1');
		for (const [from, to] of [
			[near, far],
			[far, near]
		]) {
			sockets.add(from);
			let way = Promise.resolve();
			from.on('data', (piece) => {
				const due = Date.now() + proxy.delayMs;
				way = way.then(async () => {
					while (!to.destroyed && (proxy.mode === 'silent' || Date.now() < due)) await pause(5);
					if (!to.destroyed) to.write(piece);
				});
			});
			from.on('error', () => to.destroy());
			from.on('close', () => {
				sockets.delete(from);
				to.destroy();
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const proxy: Proxy = {
		port: (server.address() as AddressInfo).port,
		mode: 'open',
		delayMs: 0,
		cut,
		async close() {
			cut();
			await new Promise((resolve) => server.close(resolve));
		}
	};
	return proxy;
}
