import type { bibliographicFields, Paper } from '../paper.ts';
import { pageIri, thingIri } from './addresses.ts';
import { bothLanguages, dateValue, inLanguage, node, type Literal, type Node } from './node.ts';

type Field = (typeof bibliographicFields)[number];

/**
 * A paper as a scholarly article. `name` is what is printed as its title and nothing else: our working label, or our
 * translation of the title, is an `alternateName` with a sentence that says so. What is not known is not there.
 */
export function article(origin: string, paper: Paper): Node {
	const { bibliography } = paper;
	const one = (field: Field) => {
		const value = bibliography[field]?.value;
		return Array.isArray(value) ? value.join(', ') : value;
	};
	const [, volume, issue] = /^(?:\d{4},\s*)?(\d+)(?:\((\d+)\))?$/.exec(one('volume_issue') ?? '') ?? [];
	const doi = one('doi');
	const published = one('published');
	return node({
		...articleHead(origin, paper),
		inLanguage: 'zh',
		author: authors(paper),
		datePublished: published && /^\d{4}(-\d{2}){0,2}$/.test(published) ? dateValue(published) : undefined,
		isPartOf: printedIn(one('journal'), volume, issue),
		pagination: one('pages'),
		publisher: one('publisher') && { '@type': 'Organization', name: one('publisher') },
		identifier: doi && {
			'@type': 'PropertyValue',
			propertyID: 'https://registry.identifiers.org/registry/doi',
			value: doi
		},
		sameAs: doi && `https://doi.org/${doi}`,
		license: one('licence')?.includes('CC BY 4.0')
			? 'https://creativecommons.org/licenses/by/4.0/'
			: undefined,
		mentions: [...new Set((paper.regulations_named ?? []).map(({ instrument }) => instrument))].map((id) => ({
			'@id': thingIri(origin, 'regulations', id)
		}))
	});
}

/** Enough of a paper to know which one is meant. */
export function articleHead(origin: string, paper: Paper): Node {
	const { id, bibliography } = paper;
	const printed = (['en', 'zh'] as const).flatMap((language): Literal[] => {
		const title = bibliography[`title_${language}`]?.value;
		return typeof title === 'string' ? [inLanguage(title, language)] : [];
	});
	const ours = bothLanguages(paper, 'working_label');
	return node({
		'@id': thingIri(origin, 'papers', id),
		'@type': 'ScholarlyArticle',
		name: printed,
		alternateName: ours,
		disambiguatingDescription:
			ours.length === 0
				? undefined
				: printed.length === 0
					? [
							inLanguage('The title is not known; the name given here is a label of the Remedy Atlas.', 'en'),
							inLanguage('题名未知；此处的名称为本图谱代拟。', 'zh')
						]
					: [
							inLanguage('The alternate name is a translation by the Remedy Atlas.', 'en'),
							inLanguage('别名为本图谱的译名。', 'zh')
						],
		mainEntityOfPage: { '@id': pageIri(origin, 'papers', id) }
	});
}

/** One person with a name in each language, where both lists have the same length; else the longer list as it is printed. */
function authors({ bibliography }: Paper): Node[] {
	const names = (['en', 'zh'] as const).map((language) => ({
		language,
		list: [bibliography[`authors_${language}`]?.value ?? []].flat(),
		affiliation: bibliography[`affiliation_${language}`]?.value
	}));
	const [longest] = names.toSorted((a, b) => b.list.length - a.list.length);
	const paired = names.filter(({ list }) => list.length === longest.list.length);
	return longest.list.map((_, index) =>
		node({
			'@type': 'Person',
			name: paired.map(({ language, list }) => inLanguage(list[index], language)),
			// Whose affiliation it is, is known where there is one author only.
			affiliation:
				longest.list.length === 1
					? node({
							'@type': 'Organization',
							name: paired.flatMap(({ language, affiliation }): Literal[] =>
								typeof affiliation === 'string' ? [inLanguage(affiliation, language)] : []
							)
						})
					: undefined
		})
	);
}

function printedIn(
	journal: string | undefined,
	volume: string | undefined,
	issue: string | undefined
): Node | undefined {
	if (!journal) return undefined;
	const periodical: Node = { '@type': 'Periodical', name: journal };
	const inVolume: Node = volume
		? { '@type': 'PublicationVolume', volumeNumber: volume, isPartOf: periodical }
		: periodical;
	return issue ? { '@type': 'PublicationIssue', issueNumber: issue, isPartOf: inVolume } : inVolume;
}
