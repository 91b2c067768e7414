import type { Assessment, Link } from '../link.ts';
import type { PlacedLink } from '../matrix/rows.ts';
import type { Evidence } from '../proposal.ts';
import type { Passage, Terms } from '../vocabulary.ts';
import { pageIri, provisionIri, thingIri } from './addresses.ts';
import { concept, jurisdiction } from './concepts.ts';
import { bothLanguages, dateValue, inLanguage, node, type Literal, type Node } from './node.ts';

type Place = Omit<Passage, 'key_terms'>;

/**
 * W3C Web Annotation. The place is section and paragraph as the codebook counts them; each key term quotes the text there,
 * with all blanks removed, which is why it is found in normalised text only.
 */
function passageTarget(origin: string, { paper, section, paragraph }: Place, quote?: string): Node {
	return {
		'@type': 'SpecificResource',
		hasSource: { '@id': thingIri(origin, 'papers', paper) },
		hasSelector: node({
			'@type': 'FragmentSelector',
			rdfValue: `section=${encodeURIComponent(section)}&paragraph=${paragraph}`,
			conformsTo: { '@id': `${origin}/codebook/guide` },
			refinedBy: quote === undefined ? undefined : { '@type': 'TextQuoteSelector', exact: quote }
		})
	};
}

/** One passage as an annotation: a target for every key term, since they are several pieces of text and not one. */
export function passageAnnotation(origin: string, id: string, passage: Passage, body: Node): Node {
	return {
		'@id': id,
		'@type': 'Annotation',
		motivatedBy: { '@id': 'oa:linking' },
		hasBody: body,
		hasTarget: passage.key_terms.map((quote) => passageTarget(origin, passage, quote))
	};
}

/** Where a paper says it: no proposal has the same role twice in one paragraph, so place and role name the annotation. */
export function evidenceAnnotation(origin: string, terms: Terms, proposal: string, evidence: Evidence): Node {
	const { paper, section, paragraph, role } = evidence;
	const place = encodeURIComponent(`${paper}-${section}-${paragraph}-${role}`);
	return node({
		...passageAnnotation(origin, `${pageIri(origin, 'proposals', proposal)}#e-${place}`, evidence, {
			'@id': thingIri(origin, 'proposals', proposal)
		}),
		role: concept(origin, terms, 'evidence_roles', role)
	});
}

const textualBodies = (texts: Literal[]): Node[] =>
	texts.map((text) => ({ '@type': 'TextualBody', rdfValue: text }));

/**
 * A link: our reason, with the proposal, set upon the provision. It is an annotation and not a plain property between the
 * two, because it has an author's basis, a doubt and a reason of its own.
 */
export function linkAnnotation(origin: string, terms: Terms, link: PlacedLink): Node {
	const { basis, relation, confidence, evidence } = link;
	return node({
		'@id': `${pageIri(origin, 'proposals', link.proposal)}#${link.id}`,
		'@type': 'Annotation',
		motivatedBy: { '@id': 'oa:assessing' },
		hasBody: [
			{ '@id': thingIri(origin, 'proposals', link.proposal) },
			...textualBodies(bothLanguages(link, 'reason'))
		],
		hasTarget: [
			{ '@id': provisionIri(origin, link.instrument, link.number) },
			...(evidence ? [passageTarget(origin, evidence)] : [])
		],
		relation: concept(origin, terms, 'link_relations', relation),
		basis: concept(origin, terms, 'link_basis', basis),
		confidence: concept(origin, terms, 'confidence', confidence),
		covers: link.covers.map((code: Link['covers'][number]) => concept(origin, terms, 'worker_groups', code)),
		missing: bothLanguages(link, 'missing'),
		comment: link.coding_note_en && inLanguage(link.coding_note_en, 'en')
	});
}

/** Somebody looked and found nothing, on a day. Without such an annotation nobody is known to have looked. */
export function assessmentAnnotation(
	origin: string,
	terms: Terms,
	proposal: string,
	assessment: Assessment
): Node {
	return node({
		'@type': 'Annotation',
		motivatedBy: { '@id': 'oa:assessing' },
		hasBody: [
			{ '@id': thingIri(origin, 'proposals', proposal) },
			...textualBodies(bothLanguages(assessment, 'reason'))
		],
		hasTarget: jurisdiction(origin, terms, assessment.jurisdiction),
		finding: concept(origin, terms, 'assessment_findings', assessment.finding),
		findingScope: concept(origin, terms, 'assessment_scope', assessment.scope),
		created: dateValue(assessment.as_of)
	});
}
