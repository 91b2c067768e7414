import { curatorGuide } from '$lib/server/views/guide.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => curatorGuide();
