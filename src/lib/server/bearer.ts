import { timingSafeEqual } from 'node:crypto';

/** Whether a request shows this token, without telling by the time it takes how much of it was right. */
export function isBearer(headers: Headers, token: string): boolean {
	const given = Buffer.from(headers.get('authorization') ?? '');
	const wanted = Buffer.from(`Bearer ${token}`);
	return given.length === wanted.length && timingSafeEqual(given, wanted);
}
