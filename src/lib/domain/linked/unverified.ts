import type { Instrument } from '../instrument.ts';

/** Values that a record states as facts about the law, and that curators may say they could not confirm. */
type Fact =
	| 'title_original'
	| 'number'
	| 'celex'
	| 'eli'
	| 'ecli'
	| 'adopted_on'
	| 'issued_on'
	| 'published_on'
	| 'in_force_from'
	| 'applicable_from'
	| 'ended_on'
	| 'issuing_bodies'
	| 'url';

/** A number within the law is not the number of the law. */
const within =
	/\b(article|section|subsection|paragraph|clause|point|item|policy-area|decision|sign|CELEX|ECLI)s?\b/i;
const doubts: [words: RegExp, facts: Fact[], unless?: RegExp][] = [
	[/\btitle\b/i, ['title_original']],
	[/\b(numbers?|chapter|identifier)\b/i, ['number'], within],
	[/\bCELEX\b/i, ['celex']],
	[/\bELI\b/, ['eli']],
	[/\bECLI\b/, ['ecli']],
	[/\b(adoption|enactment|approval)\b/i, ['adopted_on']],
	[/\b(issue|signing|promulgation|approval)\b/i, ['issued_on']],
	[/\bpublication\b/i, ['published_on']],
	[/\b(entry into force|commencement|effective)\b/i, ['in_force_from']],
	[/\bapplication\b/i, ['applicable_from']],
	[
		/\b(the|exact) dates\b/i,
		['adopted_on', 'issued_on', 'published_on', 'in_force_from', 'applicable_from', 'ended_on']
	],
	[/\bissu(ers|ing bodies)\b/i, ['issuing_bodies']],
	[/\bofficial (address|page)\b/i, ['url']]
];

/**
 * Which facts of an instrument its curators name among what they could not confirm. The list is prose, so this reads it
 * generously: a fact that is doubted by a word too many is left out of the linked data, one too few would be promoted.
 */
export function doubtedFacts({ unverified = [] }: Pick<Instrument, 'unverified'>): ReadonlySet<Fact> {
	return new Set(
		unverified.flatMap((line) =>
			doubts.flatMap(([words, facts, unless]) => (words.test(line) && !unless?.test(line) ? facts : []))
		)
	);
}
