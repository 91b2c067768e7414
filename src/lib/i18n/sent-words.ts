import { fieldWord } from '../domain/field-words.ts';
import type { Locale } from '../domain/text.ts';
import * as m from '../paraglide/messages.js';
import type { Word } from './word.ts';

const names: Record<string, Word> = {
	':note': m.form_note,
	code: m.curate_code,
	email: m.curate_email,
	file: m.import_file,
	kind: m.import_kind,
	name: m.curate_name,
	note: m.form_note,
	password: m.curate_password,
	present: m.curate_present_password,
	proposals: m.form_attach_proposals,
	reason: m.review_coding_reason,
	'remark.': m.review_remark_whole,
	role: m.curate_role,
	text: m.form_comment
};

/** What a reader calls a field of a form by the name under which it is sent. */
export function sentName(name: string, locale: Locale): string {
	if (Object.hasOwn(names, name)) return names[name]({}, { locale });
	if (name.startsWith('remark.'))
		return m.review_remark_on({ field: sentName(name.slice('remark.'.length), locale) }, { locale });
	return name
		.split('.')
		.map((step) => (/^\d+$/.test(step) ? String(Number(step) + 1) : fieldWord(step, locale)))
		.join(' · ');
}
