import { isOpen, type DraftEvent } from '../../domain/draft.ts';
import { publicHref } from '../../domain/record-kinds.ts';
import { otherLocale, type Locale } from '../../domain/text.ts';
import { inLanguage, type Told } from '../../i18n/complaints.ts';
import { checkDraft, type OpenedDraft } from '../curation/drafts.ts';
import type { FieldProblem } from '../curation/refusal.ts';
import type { Db } from '../db/connect.ts';
import type { Draft } from '../queries/drafts.ts';
import { recordForm, type RecordForm } from './record-form.ts';

/** A version of the record that is not the one being typed. */
type OtherVersion = {
	data: Record<string, unknown>;
	/** Who wrote it: a pseudonym. */
	author: string;
	at: string;
};

export type DraftPage = {
	draft: Pick<
		Draft,
		'id' | 'kind' | 'record' | 'state' | 'note' | 'data' | 'saves' | 'base_version' | 'batch'
	>;
	/** As far as it has one. */
	title: string;
	/** Whether the author may still type. */
	open: boolean;
	form: RecordForm;
	/** What the record was when the draft began; empty for a new one. */
	base: Record<string, unknown>;
	/** Set where the record was published anew since the draft began. */
	moved?: OtherVersion & { version: number };
	/** What stands between the draft and its submission; of a draft in which nobody has typed yet nothing is said. */
	problems: Told<FieldProblem>[];
	events: { type: DraftEvent; author: string; own: boolean; at: string; field: string; text: string }[];
	/** The public page of the record, and that page as it would be. */
	public_href?: string;
	preview_href: string;
};

/** A draft as its author works on it. */
export async function draftPage(
	db: Db,
	{ draft, base, current, events }: OpenedDraft,
	locale: Locale
): Promise<DraftPage> {
	const open = isOpen(draft.state);
	const isBegun = draft.saves > 0 || draft.base_version > 0;
	const [form, problems] = await Promise.all([
		recordForm(db, draft, locale),
		open && isBegun ? tellDraftProblems(db, draft, locale) : []
	]);
	const { id, kind, record, state, note, data, saves, base_version, batch } = draft;
	return {
		draft: { id, kind, record, state, note, data, saves, base_version, batch },
		title: draftTitle(draft, locale),
		open,
		form,
		base: base ?? {},
		...(open &&
			current &&
			base_version > 0 &&
			current.version !== base_version && {
				moved: {
					version: current.version,
					data: current.data,
					author: current.author,
					at: current.at.toISOString()
				}
			}),
		problems,
		events: events.map(({ type, author, at, field, text }) => ({
			type,
			author,
			own: author === draft.author,
			at: at.toISOString(),
			field: field ?? '',
			text
		})),
		...((base_version > 0 || draft.state === 'published') && { public_href: publicHref(kind, record) }),
		preview_href: previewHref(draft)
	};
}

/** What stands between a draft and its submission, in the reader's language. */
export const tellDraftProblems = async (
	db: Db,
	draft: Draft,
	locale: Locale
): Promise<Told<FieldProblem>[]> =>
	(await checkDraft(db, draft)).map((problem) => inLanguage(problem, locale));

/** What the record is called in the reader's language, else in the other one, else its id; a draft may hold none of them. */
function draftTitle({ data, record }: Pick<Draft, 'data' | 'record'>, locale: Locale): string {
	const bibliography = (data.bibliography ?? {}) as Record<string, { value?: unknown } | undefined>;
	const titles = [locale, otherLocale(locale)].flatMap((language) => [
		data[`short_title_${language}`],
		data[`title_${language}`],
		bibliography[`title_${language}`]?.value
	]);
	const title = titles.find((text) => typeof text === 'string' && text.trim() !== '');
	return (title as string | undefined) ?? record;
}

/** The public page with what the draft would make of it. */
export function previewHref({ id, kind, record }: Pick<Draft, 'id' | 'kind' | 'record'>): string {
	const [path, anchor] = publicHref(kind, encodeURIComponent(record || 'draft')).split('#');
	return `${path}?draft=${id}${anchor ? `#${anchor}` : ''}`;
}
