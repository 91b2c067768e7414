import { describe, expect, test } from 'vitest';
import { parseReplicaUrls, primaryCookie, readsReplica, writes } from './replica-reads.ts';

const event = (method: string, route: string | null, cookies: string[] = []) =>
	({
		request: { method },
		route: { id: route },
		cookies: { getAll: () => cookies.map((name) => ({ name, value: '1' })) }
	}) as unknown as Parameters<typeof readsReplica>[0];

describe('a request', () => {
	test.each([
		['GET', '/matrix/[slug]', [], true],
		['HEAD', '/api/v1/[collection=api_collection]', ['theme'], true],
		['GET', null, [], true],
		['POST', '/mcp', [], true],
		['GET', '/', [primaryCookie], false],
		['GET', '/', ['atlas.session_token'], false],
		['GET', '/', ['__Host-atlas.session_token'], false],
		['GET', '/slices', [], false],
		['GET', '/slices/[id]/embed', [], false],
		['GET', '/slices/[id].[format=table_format]', [], false],
		['GET', '/suggestions/[id]', [], false],
		['GET', '/invitations/[token]', [], false],
		['GET', '/readyz', [], false],
		['POST', '/suggest', [], false]
	])('%s %s with the cookies %j is read from a replica: %s', (method, route, cookies, expected) => {
		expect(readsReplica(event(method, route, cookies))).toBe(expected);
	});

	test('that may have written something is told from one that asks', () => {
		expect(['POST', 'PUT', 'GET', 'HEAD', 'OPTIONS'].map((method) => writes(event(method, '/')))).toEqual([
			true,
			true,
			false,
			false,
			false
		]);
		expect(writes(event('POST', '/mcp'))).toBe(false);
	});
});

describe('DATABASE_REPLICA_URLS', () => {
	const [one, two] = ['postgres://a:b@one:5432/atlas', 'postgresql://two/atlas'];
	test('is a list of addresses beside a primary', () => {
		expect(parseReplicaUrls(undefined, undefined)).toEqual([]);
		expect(parseReplicaUrls(` ${one}, ${two},`, one)).toEqual([one, two]);
		expect(() => parseReplicaUrls(one, undefined)).toThrow(/needs DATABASE_URL/);
	});
	test('says which one is wrong, without the password in it', () => {
		expect(() => parseReplicaUrls(`${one},mysql://me:secret@two/atlas`, one)).toThrow(/number 2 is not/);
		expect(() => parseReplicaUrls('me:secret@two/atlas', one)).not.toThrow(/secret/);
	});
});
