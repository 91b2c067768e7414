import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	// A page names it thousands of times.
	compilerOptions: { cssHash: ({ hash, filename }) => `s${hash(filename)}` },
	kit: {
		// In bytes; each style sheet of its own is a request that the first paint waits for.
		inlineStyleThreshold: 4096,
		adapter: adapter({ out: 'build' }),
		csp: {
			// Not a nonce: a page is served again as it is while the data stand still.
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				// The grid writes its theme into style elements and its layout into style attributes at run time, where no nonce reaches.
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:'],
				'font-src': ['self', 'data:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		}
	}
};
