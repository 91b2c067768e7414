import { isHttpError, json, type Handle } from '@sveltejs/kit';
import { escapeXml } from '../../domain/xml.ts';
import { preferred } from '../api/headers.ts';
import { problem } from '../api/problem.ts';
import { unavailable, unavailableMessage } from '../api/unavailable.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { isLost } from '../front-door.ts';
import { refusedPage } from './refused-page.ts';
import { sentForm } from './sent-form.ts';

/**
 * A request for which the database gave no answer is told so, whatever became of it, and when to ask again. Only readyz
 * asks to find out.
 */
export const answerUnavailable: Handle = async ({ event, resolve }) => {
	if (isLost(event.platform?.req)) return unavailable(event);
	const lost = () => event.locals.unavailable && event.route.id !== '/readyz';
	const told = async () => {
		const answer = unavailable(event);
		const said = `<p>${escapeXml(unavailableMessage(event))}</p>`;
		const shown = await sentForm(event, { status: answer.status, told: said });
		shown?.headers.set('retry-after', answer.headers.get('retry-after')!);
		return shown ?? answer;
	};
	try {
		const response = await resolve(event);
		return lost() ? await told() : response;
	} catch (thrown) {
		if (lost() || isUnavailable(thrown)) return told();
		throw thrown;
	}
};

/** What fails below /api before or beside its handlers has the error shape of the API as well. */
export const apiProblems: Handle = async ({ event, resolve }) => {
	const isApi = event.url.pathname.startsWith('/api/');
	const told = (status: number, detail?: string) =>
		problem(
			{ status, title: status >= 500 ? 'Internal error' : 'Bad request', ...(detail && { detail }) },
			{ 'access-control-allow-origin': '*' }
		);
	try {
		const response = await resolve(event);
		const isProblem = response.headers.get('content-type') === 'application/problem+json';
		return response.status < 400 || isProblem || !isApi ? response : told(response.status);
	} catch (thrown) {
		if (isApi && isHttpError(thrown)) return told(thrown.status, thrown.body.message);
		throw thrown;
	}
};

/** What the error page says, as it stands there; undefined where another page was drawn. */
async function saidByErrorPage(page: Response): Promise<string | undefined> {
	if (page.status < 400 || !page.headers.get('content-type')?.startsWith('text/html')) return undefined;
	return (await page.clone().text()).match(/<p data-said.*?<\/p>/gs)?.join('\n');
}

/**
 * What is refused before a form action runs is told in the form of its answer, or a form that was sent by script could not read it.
 * One that was sent without is shown again, whether it was refused there or the action or its page failed, or what was typed would be
 * lost. Who wanted a page is led on from there, since the page of the framework leads nowhere.
 */
export const formProblems: Handle = async ({ event, resolve }) => {
	try {
		const response = await resolve(event);
		const said = event.request.method === 'POST' && (await saidByErrorPage(response));
		const shown = said && (await sentForm(event, { status: response.status, told: said }));
		if (!shown) return response;
		for (const cookie of response.headers.getSetCookie()) shown.headers.append('set-cookie', cookie);
		return shown;
	} catch (thrown) {
		const { request, url } = event;
		if (!isHttpError(thrown)) throw thrown;
		const { status, body } = thrown;
		if (request.headers.has('x-sveltekit-action')) return json({ type: 'error', error: body }, { status });
		const shown = await sentForm(event, { status, told: `<p>${escapeXml(body.message)}</p>` });
		if (shown) return shown;
		// Read to its end and dropped, else the connection breaks before the client has the answer.
		await request.body?.pipeTo(new WritableStream()).catch(() => {});
		const wantsPage =
			preferred(request.headers.get('accept'), ['text/html'], 'application/json') !== undefined;
		if (!wantsPage || event.isDataRequest || url.pathname.startsWith('/api/')) throw thrown;
		return refusedPage({ status, message: body.message }, url, event.locals.user?.role);
	}
};
