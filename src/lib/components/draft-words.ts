import type { DraftEvent, DraftState } from '$lib/domain/draft.ts';
import type { Standing } from '$lib/domain/standing.ts';
import * as m from '$lib/paraglide/messages.js';

export const stateWords: Record<DraftState, () => string> = {
	draft: m.review_state_draft,
	submitted: m.review_state_submitted,
	returned: m.review_state_returned,
	accepted: m.review_state_accepted,
	published: m.review_state_published,
	withdrawn: m.review_state_withdrawn
};

export const eventWords: Record<DraftEvent, () => string> = {
	started: m.review_event_started,
	submitted: m.review_event_submitted,
	returned: m.review_event_returned,
	accepted: m.review_event_accepted,
	published: m.review_event_published,
	withdrawn: m.review_event_withdrawn,
	commented: m.review_event_commented
};

/** What a draft does to its record beyond its fields; undefined where the record stays. */
export const leavingWords = ({ moved_to, retired_on }: Standing): string | undefined =>
	moved_to ? m.review_leaves_into({ into: moved_to }) : retired_on && m.review_leaves();

const refusals: Record<string, () => string> = {
	invalid: m.form_refused_invalid,
	conflict: m.form_refused_conflict,
	state: m.form_refused_state,
	forbidden: m.form_refused_forbidden,
	'not-found': m.form_refused_not_found
};
/** Why a draft was not saved, or, where it was, that it was not submitted. */
export const refusalWords = ({ why, saved }: { why: string; saved: boolean }): string =>
	saved ? m.form_not_submitted() : (refusals[why] ?? m.form_server_failed)();
