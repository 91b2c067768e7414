import { expect, test } from 'vitest';
import { proposal } from '../../../../tests/fixtures/records.ts';
import { parseRecord } from './publish.ts';

test('every field that a record does not have is named by its whole path', () => {
	const record = proposal('one');
	const [actor] = record.actors;
	const data = { ...record, sumary_en: 'x', colour: 'red', actors: [actor, { ...actor, role: 'x' }] };
	const message = 'no such field; see the codebook';
	expect(parseRecord('proposal', data)).toEqual({
		problems: [
			{ path: 'actors.1.role', message },
			{ path: 'sumary_en', message },
			{ path: 'colour', message }
		]
	});
});
