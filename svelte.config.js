import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	// A page names it thousands of times.
	compilerOptions: { cssHash: ({ hash, filename }) => `s${hash(filename)}` },
	kit: {
		// In bytes: all styles come with the page. On a slow line its first paint would wait a third longer for files of their own.
		inlineStyleThreshold: 65536,
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
