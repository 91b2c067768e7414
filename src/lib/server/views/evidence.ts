import { layers } from '../../domain/codes.ts';
import { provisionLightOn, relationShown } from '../../domain/law.ts';
import type { CellEvidence } from '../../domain/matrix/evidence.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { colon, comma } from '../../i18n/punctuation.ts';
import type { Db } from '../db/connect.ts';
import { listRevisions } from '../queries/history.ts';
import { atlasFrame, listProposalRows } from './snapshot.ts';

/** Undefined when there is no such proposal. */
export async function cellEvidence(
	db: Db,
	cell: { row: string; field: string },
	locale: Locale,
	today = new Date().toISOString().slice(0, 10)
): Promise<CellEvidence | undefined> {
	const frame = await atlasFrame(db);
	const { papers, instruments, terms } = frame;
	const [row] = await listProposalRows(db, frame, [cell.row]);
	if (!row) return undefined;
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const layer = layers.find((code) => code === cell.field);
	const notes = [inLocale(row, 'coding_note', locale), inLocale(row, 'merge_note', locale)];
	const inferred = [...row.actors, ...row.beneficiaries].filter(({ basis }) => basis === 'inferred');
	if (inferred.length > 0) {
		const names = [
			...new Set([
				...row.actors.filter(({ basis }) => basis === 'inferred').map(({ code }) => label('actors', code)),
				...row.beneficiaries
					.filter(({ basis }) => basis === 'inferred')
					.map(({ code }) => label('beneficiaries', code))
			])
		].join(comma(locale));
		notes.push(
			locale === 'zh'
				? `论文未点名，由编码者推断：${names}`
				: `Not named by the paper, inferred by the coder: ${names}`
		);
	}
	if (row.alienation_basis === 'coder-mapped' && row.alienation_dimension)
		notes.push(
			`${label('alienation_dimensions', row.alienation_dimension)}${colon(locale)}${label('alienation_basis', row.alienation_basis)}`
		);
	const history = await listRevisions(db, 'proposal', row.id);
	return {
		proposal: {
			id: row.id,
			title: inLocale(row, 'title', locale),
			summary: inLocale(row, 'summary', locale),
			umbrella: row.level === 'umbrella'
		},
		field: cell.field,
		...(layer && {
			layer: {
				code: layer,
				label: label('layers', layer),
				involvement: row.layers[layer].involvement,
				involvement_label: label('involvement', row.layers[layer].involvement),
				reason: inLocale(row.layers[layer], 'reason', locale)
			}
		}),
		passages: row.evidence.map((passage) => ({
			paper: paperShortName(papers.get(passage.paper)!, locale),
			href: `/papers/${passage.paper}`,
			place: locatorText(passage),
			role: label('evidence_roles', passage.role),
			key_terms: passage.key_terms
		})),
		law: row.links.map((link) => {
			const instrument = instruments.get(link.instrument)!;
			const provision = instrument.provisions.find(({ number }) => number === link.number)!;
			return {
				id: link.id,
				href: `/regulations/${link.instrument}#p${link.number}`,
				instrument: inLocale(instrument, 'short_title', locale),
				reference: provisionTitle(instrument, provision, locale),
				jurisdiction: label('jurisdictions', link.jurisdiction),
				relation: link.relation,
				tense: relationShown(link, provisionLightOn(instrument, today, provision)).tense,
				relation_label: label('link_relations', link.relation),
				basis: link.basis,
				confidence: label('confidence', link.confidence),
				reason: inLocale(link, 'reason', locale),
				...(link.missing_en && { missing: inLocale(link, 'missing', locale) })
			};
		}),
		looked_for: row.assessments.map((assessment) => ({
			jurisdiction: label('jurisdictions', assessment.jurisdiction),
			as_of: assessment.as_of,
			reason: inLocale(assessment, 'reason', locale)
		})),
		obstacles: (row.obstacles ?? []).map((code) => {
			const term = terms.get('obstacles')?.get(code);
			return term ? inLocale(term, 'definition', locale) : code;
		}),
		doubt: notes.filter(Boolean),
		history: history.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString().slice(0, 10) }))
	};
}
