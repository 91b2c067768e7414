import { z } from 'zod';
import type { Author } from '../history-page.ts';
import { splitAddresses } from '../official-address.ts';
import { thingIri } from './addresses.ts';
import { inLanguage, momentValue, node, type Node } from './node.ts';

/** A published version of a record, with the record as it was then; `sequence` is its number among all changes. */
export type Version = {
	sequence: number;
	version: number;
	at: Date;
	author: Author;
	/** Who looked at it before it was published; nobody did where it came from the files. */
	reviewer?: Author | undefined;
	note: string;
	data: Record<string, unknown>;
};

/** What was read for a version, as far as its record says. */
const sources = z.object({
	evidence: z.array(z.object({ paper: z.string() })).optional(),
	text_sha256: z.string().optional(),
	sources: z.array(z.string()).optional(),
	links: z
		.array(z.object({ provision: z.string(), evidence: z.object({ paper: z.string() }).optional() }))
		.optional()
});

const changeIri = (origin: string, sequence: number): string => `${origin}/api/v1/changes/${sequence}`;

/**
 * PROV: every version of a record as an entity at its own address, made by somebody at a time, out of the version before
 * and what was read for it: papers for a proposal, the listed sources for a law, both for a link.
 * @param page address of the record whose versions these are
 * @param versions newest first
 */
export function provenance(origin: string, page: string, versions: readonly Version[]): Node[] {
	return versions.map(({ sequence, version, at, author, reviewer, note, data }, index) => {
		const before = versions[index + 1];
		const agent = agentOf(origin, author);
		const read = sourcesOf(origin, data);
		return node({
			'@id': changeIri(origin, sequence),
			'@type': 'Entity',
			version: String(version),
			specializationOf: { '@id': page },
			generatedAtTime: momentValue(at),
			wasAttributedTo: agent,
			wasRevisionOf: before && { '@id': changeIri(origin, before.sequence) },
			wasDerivedFrom: read.flatMap((source): Node[] => (source['@id'] ? [{ '@id': source['@id'] }] : [])),
			wasGeneratedBy: node({
				'@type': 'Activity',
				label: inLanguage(note, 'en'),
				wasAssociatedWith: [agent, ...(reviewer ? [agentOf(origin, reviewer)] : [])],
				used: read
			})
		});
	});
}

const agentOf = (origin: string, { pseudonym, name, files }: Author): Node => ({
	'@id': `${origin}/api/v1/changes#by-${encodeURIComponent(pseudonym)}`,
	'@type': files ? 'SoftwareAgent' : 'Agent',
	name
});

function sourcesOf(origin: string, data: Record<string, unknown>): Node[] {
	const found = sources.safeParse(data).data ?? {};
	const papers = [
		...(found.evidence ?? []),
		...(found.links ?? []).flatMap(({ evidence }) => evidence ?? [])
	].map(({ paper }) => paper);
	if (found.text_sha256) papers.push(String(data.id));
	const laws = (found.links ?? []).map(({ provision }) => provision.split('#')[0]);
	return [
		...[...new Set(papers)].map((id) => ({ '@id': thingIri(origin, 'papers', id) })),
		...[...new Set(laws)].map((id) => ({ '@id': thingIri(origin, 'regulations', id) })),
		...(found.sources ?? []).map((line) => sourceNode(line, data))
	];
}

/** A line of the sources: an address where it is nothing else and nobody remembered it only, else a description. */
function sourceNode(line: string, data: Record<string, unknown>): Node {
	const [first, ...rest] = splitAddresses(line);
	const isRemembered = data.url_basis === 'memory' && first.href === data.url;
	return first.href && rest.length === 0 && !isRemembered
		? { '@id': first.href, '@type': 'Entity' }
		: { '@type': 'Entity', label: inLanguage(line, 'en') };
}
