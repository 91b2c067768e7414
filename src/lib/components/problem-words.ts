import * as m from '$lib/paraglide/messages.js';

/** The checks speak English, because files are checked on a command line as well; here they are said in the reader's language. */
const words: [RegExp, (...found: string[]) => string][] = [
	[/^is missing$/, () => m.form_says_missing()],
	[/^expected some text$/, () => m.form_says_missing()],
	[/^expected one of (.*)$/, (values) => m.form_says_one_of({ values })],
	[/^expected at least one$/, () => m.form_says_at_least_one()],
	[/^a coded proposal needs at least one passage$/, () => m.form_says_no_passage()],
	[/^say why, in a few words$/, () => m.form_says_no_note()],
	[/^there is a record "(.*)" already$/, (id) => m.form_says_taken({ id })],
	[
		/^"(.*)" is not in vocabularies\/(.*)\.yaml(?:; did you mean "(.*)"\?)?$/,
		(code, vocabulary, near) =>
			near ? m.form_says_no_code_near({ code, vocabulary, near }) : m.form_says_no_code({ code, vocabulary })
	],
	[
		/^there is no (?:\w+) "(.*?)"(?:; did you mean "(.*)"\?)?$/,
		(id, near) => (near ? m.form_says_no_record_near({ id, near }) : m.form_says_no_record({ id }))
	],
	[
		/^paper (.*) has no section (.*) ¶(\d+) in its structure$/,
		(paper, section, paragraph) => m.form_says_no_paragraph({ paper, section, paragraph })
	],
	[/^instrument (.*) has no provision (\d+)$/, (id, number) => m.form_says_no_provision({ id, number })],
	[
		/^expected exactly one layer with involvement primary, found (\d)$/,
		(count) => m.form_says_one_primary({ count })
	],
	[/^expected lower-case words joined by hyphens$/, () => m.form_says_slug()],
	[/^expected a whole number from 1$/, () => m.form_says_number()],
	[/^expected a date as /, () => m.form_partial_date()],
	[/^expected a day as /, () => m.form_whole_date()],
	[/^expected an address that starts with /, () => m.form_says_address()],
	[/^partly-enacts must say what is missing$/, () => m.form_says_no_missing()],
	[/^(\w+) and (\w+) go together$/, (one, other) => m.form_says_together({ one, other })],
	[
		/^(\S+) is too strong for an instrument of force (\S+)$/,
		(relation, force) => m.form_says_too_strong({ relation, force })
	],
	[/^a value found by search needs its url$/, () => m.form_says_needs_url()],
	[/^needs a title or a working label$/, () => m.form_says_needs_title()],
	[/^no such field; see the codebook$/, () => m.form_says_no_field()]
];

export function problemWords(message: string): string {
	for (const [pattern, say] of words) {
		const found = pattern.exec(message);
		if (found) return say(...found.slice(1));
	}
	return message;
}
