import { endpoint } from '$lib/server/api/answer.ts';
import { oembedType, readOembed } from '$lib/server/api/oembed.ts';

export const { GET, fallback } = endpoint(readOembed, oembedType);
