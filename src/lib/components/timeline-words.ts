import type { DatedField, MarkKind } from '$lib/domain/timeline.ts';
import * as m from '$lib/paraglide/messages.js';

export const fieldWords: Record<DatedField | 'received' | 'accepted' | 'published', () => string> = {
	adopted_on: m.law_date_adopted_on,
	issued_on: m.law_date_issued_on,
	published_on: m.law_date_published_on,
	in_force_from: m.law_date_in_force_from,
	applicable_from: m.law_date_applicable_from,
	transposition_due: m.law_date_transposition_due,
	ended_on: m.law_date_ended_on,
	received: m.law_timeline_received,
	accepted: m.law_timeline_accepted,
	published: m.law_timeline_published
};

export const kindWords: Record<MarkKind, () => string> = {
	made: m.law_timeline_made,
	start: m.law_timeline_start,
	applies: m.law_timeline_applies,
	due: m.law_timeline_due,
	end: m.law_timeline_end
};
