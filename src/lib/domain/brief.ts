import { coderRelations, type LinkRelation } from './codes.ts';
import { readIds, takeOnce } from './compare-view.ts';
import type { RelationTense } from './law.ts';
import type { Dropped } from './matrix/view.ts';

/** What a footnote points at. */
export type BriefSource = {
	/** The same source has the same key and gets one number. */
	key: string;
	kind: 'passage' | 'provision' | 'record' | 'search' | 'coverage';
	text: string;
	href: string;
	/** A paper's own words. */
	terms?: string[];
	/** The official text of a provision, where it may be followed. */
	official?: string;
	/** How far the provision was read and how sure the link is. */
	doubt?: string;
};

export type BriefLaw = {
	source: BriefSource;
	jurisdiction: string;
	jurisdiction_label: string;
	relation: LinkRelation;
	relation_label: string;
	tense: RelationTense;
	instrument: string;
	reference: string;
	reason: string;
	missing?: string;
};

/** One remedy as the records tell it, texts in the reader's language. */
export type BriefRemedy = {
	id: string;
	title: string;
	umbrella: boolean;
	record: BriefSource;
	coverage: BriefSource;
	summary: string;
	modality: string;
	/** Passages that propose or restate it, then those that only mention it, in the papers' order. */
	passages: { paper: string; proposing: boolean; source: BriefSource }[];
	actors: { label: string; inferred: boolean }[];
	obstacles: { label: string; definition: string; sources: BriefSource[] }[];
	/** Law that counts on the day, read by a coder. */
	law: BriefLaw[];
	/** Law of the jurisdiction that does not count on the day: pending, proposed or over, or its dates do not tell. */
	not_operative: BriefLaw[];
	searches: { jurisdiction: string; label: string; on: string; reason: string; source: BriefSource }[];
	/** Jurisdictions of the register where nobody looked for it. */
	not_looked: number;
};

export type BriefInput = {
	day: string;
	/** `above`: the places whose law holds there too, nearest first. */
	jurisdiction: { code: string; label: string; above: string[] };
	/** How many jurisdictions the register knows. */
	jurisdictions: number;
	remedies: BriefRemedy[];
	/** Stands between the entries of a list. */
	comma: string;
};

type SentenceKey =
	| 'text'
	| 'asked_by'
	| 'mentioned_by'
	| 'actors'
	| 'actors_inferred'
	| 'actors_none'
	| 'law'
	| 'law_more'
	| 'pending'
	| 'searched'
	| 'silent'
	| 'elsewhere_enacts'
	| 'elsewhere_partly'
	| 'elsewhere_none'
	| 'missing'
	| 'missing_elsewhere'
	| 'missing_all'
	| 'missing_none'
	| 'objection'
	| 'objection_more'
	| 'objection_none'
	| 'conflict'
	| 'not_looked';

/** A sentence as the page words it, with the numbers of its footnotes: always at least one. */
export type Sentence = {
	key: SentenceKey;
	values: Record<string, string>;
	notes: number[];
	relation?: { code: LinkRelation; label: string; tense: RelationTense };
};

export type BriefSection = 'asked' | 'here' | 'elsewhere' | 'missing' | 'objection' | 'unknown';

export type Brief = {
	day: string;
	jurisdiction: string;
	remedies: {
		id: string;
		title: string;
		umbrella: boolean;
		sections: { section: BriefSection; sentences: Sentence[] }[];
	}[];
	notes: (BriefSource & { number: number })[];
};

const lawsNamed = 2;
const placesNamed = 4;

export type BriefView = { ids: string[]; jurisdiction: string | undefined };

/** Reads a brief from an address; whether the ids exist is settled by the caller. */
export function parseBrief(
	parameters: URLSearchParams,
	isJurisdiction: (code: string) => boolean
): { view: BriefView; dropped: Dropped[] } {
	const dropped: Dropped[] = [];
	const { ids } = takeOnce(readIds(parameters, 'ids'));
	const code = parameters.get('jurisdiction')?.trim().slice(0, 80);
	if (code && !isJurisdiction(code)) dropped.push({ name: 'jurisdiction', value: code });
	return { view: { ids, jurisdiction: code && isJurisdiction(code) ? code : undefined }, dropped };
}

export function formatBrief({ ids, jurisdiction }: BriefView): string {
	const parts = [
		...(ids.length > 0 ? [`ids=${ids.map(encodeURIComponent).join(',')}`] : []),
		...(jurisdiction ? [`jurisdiction=${encodeURIComponent(jurisdiction)}`] : [])
	];
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** Sentences of a text, so that each can carry its footnote; `Art. 3` and `e.g. this` are not ends of sentences. */
export function splitSentences(text: string): string[] {
	return text
		.split(/(?<=[。！？])\s*|(?<=(?<!\b(?:Art|No|Nos|para|cf|vs|etc|e\.g|i\.e|[A-Z]))[.!?])\s+(?=[A-Z“"‘(])/)
		.map((sentence) => sentence.trim())
		.filter(Boolean);
}

/** Strongest first: enacts, partly enacts, enables, precedent; the order given within one rung. */
function byStrength(list: readonly BriefLaw[]): BriefLaw[] {
	const rank = (law: BriefLaw) => coderRelations.indexOf(law.relation as (typeof coderRelations)[number]);
	return [...list].sort((a, b) => rank(a) - rank(b));
}

/**
 * The obstacle the papers name in most passages, and of equals the one the record lists first. This counts passages; it
 * does not judge.
 */
export function strongestObstacle<O extends { sources: readonly unknown[] }>(
	obstacles: readonly O[]
): O | undefined {
	return [...obstacles].sort((a, b) => b.sources.length - a.sources.length).at(0);
}

/** Puts a brief together from what the records say. Nothing is added but the sentences' frames, which the page words. */
export function composeBrief(input: BriefInput): Brief {
	const notes: Brief['notes'] = [];
	const cite: Cite = (sources) => {
		const numbers = sources.map((source) => {
			const known = notes.find(({ key }) => key === source.key);
			if (known) return known.number;
			notes.push({ ...source, number: notes.length + 1 });
			return notes.length;
		});
		return [...new Set(numbers)].sort((a, b) => a - b);
	};
	return {
		day: input.day,
		jurisdiction: input.jurisdiction.label,
		remedies: input.remedies.map((remedy) => ({
			id: remedy.id,
			title: remedy.title,
			umbrella: remedy.umbrella,
			sections: composeRemedy({ remedy, input, cite })
		})),
		notes
	};
}

type Cite = (sources: readonly BriefSource[]) => number[];

/** One remedy on its way into sentences: what is told of it, for whom, and where its footnotes go. */
type Telling = { remedy: BriefRemedy; input: BriefInput; cite: Cite };

/** The sections in the order they are read: footnotes are numbered as their sentences are made. */
function composeRemedy(telling: Telling): Brief['remedies'][number]['sections'] {
	return (
		[
			['asked', tellAsked(telling)],
			['here', tellHere(telling)],
			['elsewhere', tellElsewhere(telling)],
			['missing', tellMissing(telling)],
			['objection', tellObjection(telling)],
			['unknown', tellUnknown(telling)]
		] as const
	)
		.filter(([, sentences]) => sentences.length > 0)
		.map(([section, sentences]) => ({ section, sentences }));
}

/** What is asked for, by which papers, and who would have to act. */
function tellAsked(telling: Telling): Sentence[] {
	const { remedy, input } = telling;
	const proposing = remedy.passages.filter((passage) => passage.proposing);
	const mentioning = remedy.passages.filter((passage) => !passage.proposing);
	const sourcesOf = (list: typeof remedy.passages) => list.map(({ source }) => source);
	const papersOf = (list: typeof remedy.passages) =>
		unique(
			list.map(({ paper }) => paper),
			input
		);
	const sentences = splitSentences(remedy.summary).map((text) =>
		sentence(telling, 'text', { text }, sourcesOf(proposing.length > 0 ? proposing : remedy.passages))
	);
	if (proposing.length > 0) {
		const values = { papers: papersOf(proposing), modality: remedy.modality };
		sentences.push(sentence(telling, 'asked_by', values, sourcesOf(proposing)));
	}
	if (mentioning.length > 0) {
		const values = { papers: papersOf(mentioning) };
		sentences.push(sentence(telling, 'mentioned_by', values, sourcesOf(mentioning)));
	}
	return [...sentences, ...tellActors(telling)];
}

function tellActors(telling: Telling): Sentence[] {
	const { remedy, input } = telling;
	const own = [remedy.record];
	const named = remedy.actors.filter(({ inferred }) => !inferred).map(({ label }) => label);
	const inferred = remedy.actors.filter((actor) => actor.inferred).map(({ label }) => label);
	if (remedy.actors.length === 0) return [sentence(telling, 'actors_none', {}, own)];
	return [
		...(named.length > 0 ? [sentence(telling, 'actors', { actors: unique(named, input) }, own)] : []),
		...(inferred.length > 0
			? [sentence(telling, 'actors_inferred', { actors: unique(inferred, input) }, own)]
			: [])
	];
}

/** The law of the place: in force, else what is pending; who looked for it there; or that nobody said anything. */
function tellHere(telling: Telling): Sentence[] {
	const { remedy, input } = telling;
	const { code, label: place } = input.jurisdiction;
	const here = lawHere(telling);
	const pending = remedy.not_operative.filter((law) => isHere(law, input) && law.relation !== 'conflicts');
	const searches = remedy.searches.filter(({ jurisdiction }) => jurisdiction === code);
	if (here.length === 0 && pending.length === 0 && searches.length === 0)
		return [sentence(telling, 'silent', { place }, [remedy.coverage])];

	const sentences = here.slice(0, lawsNamed).flatMap((law) => tellLaw(telling, 'law', law));
	if (here.length > lawsNamed) {
		const count = String(here.length - lawsNamed);
		sentences.push(sentence(telling, 'law_more', { count, place }, [remedy.coverage]));
	}
	if (here.length === 0)
		sentences.push(...pending.slice(0, lawsNamed).flatMap((law) => tellLaw(telling, 'pending', law)));
	for (const { label, on, reason, source } of searches) {
		const values = { place: label, date: on, reason };
		sentences.push(...framed(telling, 'searched', 'reason', values, [source]));
	}
	return sentences;
}

/** The places that enact it, then those that do so in part. */
function tellElsewhere(telling: Telling): Sentence[] {
	const { remedy, input } = telling;
	const away = lawAway(telling);
	const told = new Set<string>();
	const sentences = (['enacts', 'partly-enacts'] as const).flatMap((relation) => {
		// A place that enacts it is not told again among those that do so in part.
		const first = new Map<string, BriefLaw>();
		for (const law of away)
			if (law.relation === relation && !told.has(law.jurisdiction) && !first.has(law.jurisdiction))
				first.set(law.jurisdiction, law);
		for (const code of first.keys()) told.add(code);
		const shown = [...first.values()].slice(0, placesNamed);
		if (shown.length === 0) return [];
		const more = first.size - shown.length;
		return [
			sentence(
				telling,
				relation === 'enacts' ? 'elsewhere_enacts' : 'elsewhere_partly',
				{
					places: unique(
						shown.map(({ jurisdiction_label }) => jurisdiction_label),
						input
					),
					more: String(more)
				},
				[...shown.map(({ source }) => source), ...(more > 0 ? [remedy.coverage] : [])]
			)
		];
	});
	return sentences.length > 0 ? sentences : [sentence(telling, 'elsewhere_none', {}, [remedy.coverage])];
}

/** What the law of the place lacks; where none does it, what the strongest law elsewhere lacks. */
function tellMissing(telling: Telling): Sentence[] {
	const { remedy, input } = telling;
	const place = input.jurisdiction.label;
	const here = lawHere(telling);
	const lacks = (law: BriefLaw) => law.missing && doesIt(law);
	const tell = (key: SentenceKey, law: BriefLaw) =>
		framed(telling, key, 'missing', { ...placeOf(law), missing: law.missing! }, [law.source]);
	const isDone = here.some(doesIt);
	const sentences = [
		...(isDone ? [] : [sentence(telling, 'missing_all', { place }, [remedy.coverage])]),
		...here
			.filter(lacks)
			.slice(0, lawsNamed)
			.flatMap((law) => tell('missing', law)),
		...(isDone ? [] : lawAway(telling).filter(lacks).slice(0, 1)).flatMap((law) =>
			tell('missing_elsewhere', law)
		)
	];
	return sentences.length > 0 ? sentences : [sentence(telling, 'missing_none', { place }, [here[0].source])];
}

/** The strongest obstacle, the others by name, and the law of the place that stands in its way. */
function tellObjection(telling: Telling): Sentence[] {
	const { remedy, input } = telling;
	const strongest = strongestObstacle(remedy.obstacles);
	if (!strongest) return [sentence(telling, 'objection_none', {}, [remedy.record]), ...tellConflict(telling)];
	const { label, definition, sources } = strongest;
	const sentences = framed(telling, 'objection', 'definition', { label, definition }, sources);
	const others = remedy.obstacles.filter((obstacle) => obstacle !== strongest);
	if (others.length > 0) {
		const labels = others.map((obstacle) => obstacle.label);
		const passages = others.flatMap((obstacle) => obstacle.sources);
		sentences.push(sentence(telling, 'objection_more', { list: unique(labels, input) }, passages));
	}
	return [...sentences, ...tellConflict(telling)];
}

function tellConflict(telling: Telling): Sentence[] {
	const conflict = telling.remedy.law.find(
		(law) => isHere(law, telling.input) && law.relation === 'conflicts'
	);
	return conflict ? tellLaw(telling, 'conflict', conflict) : [];
}

function tellUnknown(telling: Telling): Sentence[] {
	const { remedy, input } = telling;
	if (remedy.not_looked === 0) return [];
	const values = { count: String(remedy.not_looked), total: String(input.jurisdictions) };
	return [sentence(telling, 'not_looked', values, [remedy.coverage])];
}

function tellLaw(telling: Telling, key: SentenceKey, law: BriefLaw): Sentence[] {
	const relation = { code: law.relation, label: law.relation_label, tense: law.tense };
	return framed(telling, key, 'reason', { ...placeOf(law), reason: law.reason }, [law.source], relation);
}

function sentence(
	{ remedy, cite }: Telling,
	key: SentenceKey,
	values: Record<string, string>,
	sources: readonly BriefSource[],
	relation?: Sentence['relation']
): Sentence {
	return {
		key,
		values,
		notes: cite(sources.length > 0 ? sources : [remedy.record]),
		...(relation && { relation })
	};
}

/** A frame around the first sentence of the value of this name, the others after it with the same footnote. */
function framed(
	telling: Telling,
	key: SentenceKey,
	name: string,
	values: Record<string, string>,
	sources: readonly BriefSource[],
	relation?: Sentence['relation']
): Sentence[] {
	const [first = '', ...rest] = splitSentences(values[name]);
	return [
		sentence(telling, key, { ...values, [name]: first }, sources, relation),
		...rest.map((more) => sentence(telling, 'text', { text: more }, sources))
	];
}

const unique = (list: readonly string[], { comma }: BriefInput): string => [...new Set(list)].join(comma);

const isHere = ({ jurisdiction: code }: BriefLaw, { jurisdiction }: BriefInput): boolean =>
	code === jurisdiction.code || jurisdiction.above.includes(code);

const lawHere = ({ remedy, input }: Telling): BriefLaw[] =>
	byStrength(remedy.law.filter((law) => isHere(law, input) && law.relation !== 'conflicts'));

const lawAway = ({ remedy, input }: Telling): BriefLaw[] =>
	byStrength(remedy.law.filter((law) => !isHere(law, input)));

const doesIt = ({ relation }: BriefLaw): boolean => relation === 'enacts' || relation === 'partly-enacts';

const placeOf = ({ instrument, reference, jurisdiction_label }: BriefLaw) => ({
	instrument,
	reference,
	place: jurisdiction_label
});
