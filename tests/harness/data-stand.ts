import { inject } from 'vitest';

const state = async () => (await fetch(`${inject('app_url')}/api/v1/papers?limit=1`)).headers.get('etag');

/**
 * Lets a test compare answers of the application that all files share: where its data changed meanwhile, because another file sent
 * something, it begins again, a few times.
 * @throws what the test throws while the data stand
 */
export const whileDataStand = (compare: () => Promise<void>) => async (): Promise<void> => {
	for (let turn = 0; turn < 4; turn++) {
		const before = await state();
		try {
			return await compare();
		} catch (error) {
			if (before === (await state())) throw error;
		}
	}
	await compare();
};
