import { enhance as enhanceForm } from '$app/forms';
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { invalidateAll } from '$app/navigation';
import * as m from '$lib/paraglide/messages.js';

/** Called with the answer to a form; goes on by `update`. */
export type OnAnswer = Exclude<Awaited<ReturnType<SubmitFunction>>, void>;

/** Why a form got no answer of its page, and what to do now: for a reader who still sees what was typed. */
export function whyUnanswered({ status, error }: ActionResult & { type: 'error' }): string {
	if (status === undefined || status === 503) return m.form_unconfirmed();
	return status < 500 ? (error as App.Error).message : m.form_server_failed();
}

/**
 * Sends a form by script. Where its page did not answer (the server cannot be reached, or the session has ended), the framework
 * would draw an error page over what was typed; here the form stays as it is and says so at its end. What is
 * pressed while it is being sent is not sent again.
 * @param begin called with each sending
 */
export function enhance(form: HTMLFormElement, begin?: () => OnAnswer) {
	let sending = false;
	const told = document.createElement('p');
	told.className = 'refused';
	told.setAttribute('role', 'alert');

	return enhanceForm(form, ({ cancel }) => {
		if (sending) return cancel();
		sending = true;
		told.remove();
		const onAnswer = begin?.() ?? (({ update }) => update());
		return async (answer) => {
			const { result } = answer;
			const update: typeof answer.update = async (options) => {
				if (result.type !== 'error') return answer.update(options);
				told.textContent = whyUnanswered(result);
				form.append(told);
			};
			try {
				await onAnswer({ ...answer, update });
			} finally {
				sending = false;
			}
		};
	});
}

/** For `{@attach}`: brings what an answer told into sight, since what was pressed for it may be far below. */
export const inSight = (answer: unknown) => (element: HTMLElement) => {
	if (answer) element.focus();
};

/** For `enhance`: empties a form that is sent from, and leads back to, the same page. */
export const emptied =
	(): OnAnswer =>
	async ({ formElement, result, update }) => {
		await update();
		if (result.type === 'redirect') formElement.reset();
	};

/** For `enhance`: after a refusal the page is shown as it is now, which may be why, beside what was typed. */
export const renewed =
	(): OnAnswer =>
	async ({ result, update }) => {
		await update({ reset: false });
		// Of what is not there any more the page would be an error, drawn over what was typed.
		if (result.type === 'failure' && result.status !== 404) await invalidateAll();
	};
