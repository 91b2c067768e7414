import { amount } from '../../domain/amount.ts';
import { z } from 'zod';
import { layers } from '../../domain/codes.ts';
import { inLocale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import { told } from '../views/told.ts';
import { findRow } from './find.ts';
import { coded, openTelling, tellAssessment, tellLink, tellPassage, tellProposal } from './telling.ts';
import { inLanguage, onDay, recordId, tool } from './tool.ts';
import { linkLine } from './lines.ts';

export const getProposal = tool({
	name: 'get_proposal',
	title: 'One proposal with its evidence',
	description:
		'One proposal: what it asks, the passages of the papers that say so, the provisions of real law linked to it with relation, reason, confidence and official address, and where somebody looked and found nothing. A jurisdiction that is not mentioned was not looked at: that is unknown, never absence of law.',
	input: z.strictObject({
		id: recordId.describe('Id of a proposal, such as algorithm-filing-system. `search` finds it.'),
		...inLanguage,
		...onDay
	}),
	async run({ id, language, as_of }, asked) {
		const telling = await openTelling(asked, { language, as_of });
		const { locale, day } = telling;
		const row = await findRow(telling, 'id', id);
		if ('errors' in row) return row;
		const parties = (field: 'actors' | 'beneficiaries') =>
			row[field].map(({ code, basis }) => ({
				...coded(telling, field, code),
				basis: coded(telling, 'actor_basis', basis)
			}));
		const notes = [told(row, 'coding_note', locale), told(row, 'merge_note', locale)].filter(
			(note) => note !== undefined
		);
		const links = row.links.map((link) => tellLink(telling, link));
		const looked_for = row.assessments.map((assessment) => tellAssessment(telling, assessment));
		const proposal = tellProposal(telling, row);
		return {
			text: [
				`${proposal.title} (${proposal.level.label}): ${inLocale(row, 'summary', locale)}`,
				proposal.url,
				links.length > 0
					? m.linked_mcp_law({ count: amount(links.length), day }, { locale })
					: m.linked_mcp_law_none({}, { locale }),
				...links.map(linkLine(locale)),
				...looked_for.map(
					({ jurisdiction, on, reason }) =>
						`- ${m.linked_mcp_looked({ place: jurisdiction.label, day: on }, { locale })} ${reason}`
				),
				m.linked_mcp_silence({}, { locale })
			].join('\n'),
			data: {
				...proposal,
				...(row.id !== id && { renamed_from: id }),
				summary: inLocale(row, 'summary', locale),
				layers: layers.map((layer) => ({
					...coded(telling, 'layers', layer),
					involvement: coded(telling, 'involvement', row.layers[layer].involvement),
					reason: inLocale(row.layers[layer], 'reason', locale)
				})),
				remedy_types: [row.remedy_type, ...(row.secondary_remedy_types ?? [])].map((code) =>
					coded(telling, 'remedy_types', code)
				),
				modality: coded(telling, 'modality', row.modality),
				specificity: coded(telling, 'specificity', row.specificity),
				actors: parties('actors'),
				beneficiaries: parties('beneficiaries'),
				evidence: row.evidence.map((passage) => ({
					...tellPassage(telling, passage),
					role: coded(telling, 'evidence_roles', passage.role),
					key_terms: passage.key_terms
				})),
				as_of: day,
				links,
				looked_for,
				notes
			}
		};
	}
});
