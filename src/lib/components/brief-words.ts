import { amount } from '$lib/domain/amount.ts';
import type { BriefSection, Sentence } from '$lib/domain/brief.ts';
import { dateText } from '$lib/i18n/date-words.ts';
import { relationWords } from '$lib/i18n/law-words.ts';
import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';

export function sectionWords(section: BriefSection, place: string): string {
	switch (section) {
		case 'asked':
			return m.compare_brief_s_asked();
		case 'here':
			return m.compare_brief_s_here({ place });
		case 'elsewhere':
			return m.compare_brief_s_elsewhere();
		case 'missing':
			return m.compare_brief_s_missing();
		case 'objection':
			return m.compare_brief_s_objection();
		case 'unknown':
			return m.compare_brief_s_unknown();
	}
}

/** A sentence of the brief in the reader's language: a fixed frame around what the records say. */
export function sentenceWords({ key, values, relation }: Sentence): string {
	// Chinese words stand without spaces, but not beside Latin ones.
	const reference = /^[!-~]/.test(values.reference ?? '') ? ` ${values.reference}` : values.reference;
	const v = { ...values, ...(getLocale() === 'zh' && { reference }) } as Record<
		| 'text'
		| 'papers'
		| 'modality'
		| 'actors'
		| 'instrument'
		| 'reference'
		| 'place'
		| 'reason'
		| 'date'
		| 'places'
		| 'missing'
		| 'label'
		| 'definition'
		| 'list',
		string
	>;
	const law = {
		...v,
		relation: relation ? relationWords(relation.code, relation.tense, relation.label) : ''
	};
	const count = Number(values.count);
	const { more } = values;
	switch (key) {
		case 'text':
			return m.compare_brief_text(v);
		case 'asked_by':
			return m.compare_brief_asked_by(v);
		case 'mentioned_by':
			return m.compare_brief_mentioned_by(v);
		case 'actors':
			return m.compare_brief_actors(v);
		case 'actors_inferred':
			return m.compare_brief_actors_inferred(v);
		case 'actors_none':
			return m.compare_brief_actors_none();
		case 'law':
			return m.compare_brief_law(law);
		case 'law_more':
			return m.compare_brief_law_more({ ...v, count: amount(count) });
		case 'pending':
			return m.compare_brief_pending(law);
		case 'searched':
			return m.compare_brief_searched({ ...v, date: dateText(v.date) });
		case 'silent':
			return m.compare_brief_silent(v);
		case 'elsewhere_enacts':
			return more === '0'
				? m.compare_brief_elsewhere_enacts(v)
				: m.compare_brief_elsewhere_enacts_more({ ...v, more: amount(Number(more)) });
		case 'elsewhere_partly':
			return more === '0'
				? m.compare_brief_elsewhere_partly(v)
				: m.compare_brief_elsewhere_partly_more({ ...v, more: amount(Number(more)) });
		case 'elsewhere_none':
			return m.compare_brief_elsewhere_none();
		case 'missing':
			return m.compare_brief_missing(v);
		case 'missing_elsewhere':
			return m.compare_brief_missing_elsewhere(v);
		case 'missing_all':
			return m.compare_brief_missing_all(v);
		case 'missing_none':
			return m.compare_brief_missing_none(v);
		case 'objection':
			return m.compare_brief_objection(v);
		case 'objection_more':
			return m.compare_brief_objection_more(v);
		case 'objection_none':
			return m.compare_brief_objection_none();
		case 'conflict':
			return m.compare_brief_conflict(law);
		case 'not_looked':
			return m.compare_brief_not_looked({ count: amount(count), total: amount(Number(values.total)) });
	}
}
