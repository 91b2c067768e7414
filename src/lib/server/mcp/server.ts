import { McpServer } from '@modelcontextprotocol/server';
import { compare } from './compare.ts';
import { coverage } from './coverage.ts';
import { getProposal } from './proposal.ts';
import { getRegulation } from './regulation.ts';
import { search } from './search.ts';
import type { Asked } from './telling.ts';
import type { Found, Refused, Tool } from './tool.ts';

const tools = [search, getProposal, getRegulation, coverage, compare] as unknown as Tool[];

const instructions = `The Remedy Atlas holds what papers on digital labour propose, the passage that says so, and how real law stands to it.
Cite the \`url\` of the record or provision you rely on and, for law, the official address beside it. \`official.url\` is null where none can be followed: do not make one up.
Paraphrases of law are the Atlas's own words, never quotations. Titles of papers marked as ours are labels.
Say how sure the record is: \`verification\`, \`confidence\`, \`basis\` (paper: the paper says so; coder: read by a coder), \`light\` and \`tense\` (a relation holds only while its law does).
Three kinds of silence differ: \`nothing-found\` means that somebody looked on that date; \`not-looked-at\` means unknown; a search without hits says nothing about the law. Never report absence of law from the last two.`;

/** A server for one request: it keeps nothing between two. */
export function atlasServer(asked: Asked): McpServer {
	const server = new McpServer(
		{ name: 'remedy-atlas', title: 'Remedy Atlas', version: '1.0.0', websiteUrl: asked.origin },
		{ instructions }
	);
	for (const { name, title, description, input, run } of tools)
		server.registerTool(
			name,
			{
				title,
				description,
				inputSchema: input,
				annotations: { title, readOnlyHint: true, openWorldHint: false }
			},
			async (given) => {
				const answer = await run(given, asked);
				return 'errors' in answer ? refusal(answer) : found(answer);
			}
		);
	return server;
}

const found = ({ text, data }: Found) => ({
	content: [{ type: 'text' as const, text }],
	structuredContent: data
});

function refusal({ errors, near = [] }: Refused) {
	const lines = [
		...errors.map(({ path, message }) => `${path}: ${message}`),
		...near.map(({ id, title, url }) => `- ${id} (${title}): ${url}`)
	];
	return {
		isError: true,
		content: [{ type: 'text' as const, text: lines.join('\n') }],
		structuredContent: { errors, near }
	};
}
