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
	const cite = (sources: readonly BriefSource[]): number[] => {
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
			sections: composeRemedy(remedy, input, cite)
		})),
		notes
	};
}

function composeRemedy(
	remedy: BriefRemedy,
	{ jurisdiction, jurisdictions, comma }: BriefInput,
	cite: (sources: readonly BriefSource[]) => number[]
): Brief['remedies'][number]['sections'] {
	const sentence = (
		key: SentenceKey,
		values: Record<string, string>,
		sources: readonly BriefSource[],
		relation?: Sentence['relation']
	): Sentence => ({
		key,
		values,
		notes: cite(sources.length > 0 ? sources : [remedy.record]),
		...(relation && { relation })
	});
	/** A frame around the first sentence of a text, the others after it with the same footnote. */
	const framed = (
		key: SentenceKey,
		name: string,
		text: string,
		values: Record<string, string>,
		sources: readonly BriefSource[],
		relation?: Sentence['relation']
	): Sentence[] => {
		const [first = '', ...rest] = splitSentences(text);
		return [
			sentence(key, { ...values, [name]: first }, sources, relation),
			...rest.map((more) => sentence('text', { text: more }, sources))
		];
	};
	const unique = (list: readonly string[]) => [...new Set(list)].join(comma);

	const proposing = remedy.passages.filter((passage) => passage.proposing);
	const mentioning = remedy.passages.filter((passage) => !passage.proposing);
	const sourcesOf = (list: typeof remedy.passages) => list.map(({ source }) => source);
	const named = remedy.actors.filter(({ inferred }) => !inferred).map(({ label }) => label);
	const inferred = remedy.actors.filter((actor) => actor.inferred).map(({ label }) => label);
	const asked = [
		...splitSentences(remedy.summary).map((text) =>
			sentence('text', { text }, sourcesOf(proposing.length > 0 ? proposing : remedy.passages))
		),
		...(proposing.length > 0
			? [
					sentence(
						'asked_by',
						{ papers: unique(proposing.map(({ paper }) => paper)), modality: remedy.modality },
						sourcesOf(proposing)
					)
				]
			: []),
		...(mentioning.length > 0
			? [
					sentence(
						'mentioned_by',
						{ papers: unique(mentioning.map(({ paper }) => paper)) },
						sourcesOf(mentioning)
					)
				]
			: []),
		...(named.length > 0 ? [sentence('actors', { actors: unique(named) }, [remedy.record])] : []),
		...(inferred.length > 0
			? [sentence('actors_inferred', { actors: unique(inferred) }, [remedy.record])]
			: []),
		...(remedy.actors.length === 0 ? [sentence('actors_none', {}, [remedy.record])] : [])
	];

	const places = [jurisdiction.code, ...jurisdiction.above];
	const isHere = ({ jurisdiction: code }: { jurisdiction: string }) => places.includes(code);
	const here = byStrength(remedy.law.filter((law) => isHere(law) && law.relation !== 'conflicts'));
	const pending = remedy.not_operative.filter((law) => isHere(law) && law.relation !== 'conflicts');
	const searches = remedy.searches.filter(({ jurisdiction: code }) => code === jurisdiction.code);
	const tellLaw = (key: SentenceKey, law: BriefLaw) =>
		framed(
			key,
			'reason',
			law.reason,
			{ instrument: law.instrument, reference: law.reference, place: law.jurisdiction_label },
			[law.source],
			{ code: law.relation, label: law.relation_label, tense: law.tense }
		);
	const hereSentences = [
		...here.slice(0, lawsNamed).flatMap((law) => tellLaw('law', law)),
		...(here.length > lawsNamed
			? [
					sentence('law_more', { count: String(here.length - lawsNamed), place: jurisdiction.label }, [
						remedy.coverage
					])
				]
			: []),
		...(here.length === 0 ? pending.slice(0, lawsNamed).flatMap((law) => tellLaw('pending', law)) : []),
		...searches.flatMap((search) =>
			framed('searched', 'reason', search.reason, { place: search.label, date: search.on }, [search.source])
		),
		...(here.length === 0 && pending.length === 0 && searches.length === 0
			? [sentence('silent', { place: jurisdiction.label }, [remedy.coverage])]
			: [])
	];

	const away = byStrength(remedy.law.filter((law) => !isHere(law)));
	const told = new Set<string>();
	const elsewhere = (['enacts', 'partly-enacts'] as const).flatMap((relation) => {
		// A place that enacts it is not told again among those that do so in part.
		const first = new Map<string, BriefLaw>();
		for (const law of away)
			if (law.relation === relation && !told.has(law.jurisdiction) && !first.has(law.jurisdiction))
				first.set(law.jurisdiction, law);
		for (const code of first.keys()) told.add(code);
		const shown = [...first.values()].slice(0, placesNamed);
		if (shown.length === 0) return [];
		return [
			sentence(
				relation === 'enacts' ? 'elsewhere_enacts' : 'elsewhere_partly',
				{
					places: unique(shown.map(({ jurisdiction_label }) => jurisdiction_label)),
					more: String(first.size - shown.length)
				},
				[...shown.map(({ source }) => source), ...(first.size > shown.length ? [remedy.coverage] : [])]
			)
		];
	});
	if (elsewhere.length === 0) elsewhere.push(sentence('elsewhere_none', {}, [remedy.coverage]));

	const lacking = (list: readonly BriefLaw[]) =>
		list.filter((law) => law.missing && (law.relation === 'enacts' || law.relation === 'partly-enacts'));
	const tellMissing = (key: SentenceKey, law: BriefLaw) =>
		framed(
			key,
			'missing',
			law.missing!,
			{ instrument: law.instrument, reference: law.reference, place: law.jurisdiction_label },
			[law.source]
		);
	const doing = here.some(({ relation }) => relation === 'enacts' || relation === 'partly-enacts');
	const missing = [
		...(doing ? [] : [sentence('missing_all', { place: jurisdiction.label }, [remedy.coverage])]),
		...lacking(here)
			.slice(0, lawsNamed)
			.flatMap((law) => tellMissing('missing', law)),
		...(doing
			? []
			: lacking(away)
					.slice(0, 1)
					.flatMap((law) => tellMissing('missing_elsewhere', law)))
	];
	if (missing.length === 0)
		missing.push(sentence('missing_none', { place: jurisdiction.label }, [here[0].source]));

	const strongest = strongestObstacle(remedy.obstacles);
	const others = remedy.obstacles.filter((obstacle) => obstacle !== strongest);
	const objection = [
		...(strongest
			? framed('objection', 'definition', strongest.definition, { label: strongest.label }, strongest.sources)
			: [sentence('objection_none', {}, [remedy.record])]),
		...(others.length > 0
			? [
					sentence(
						'objection_more',
						{ list: unique(others.map(({ label }) => label)) },
						others.flatMap(({ sources }) => sources)
					)
				]
			: []),
		...byStrength(remedy.law.filter((law) => isHere(law) && law.relation === 'conflicts'))
			.slice(0, 1)
			.flatMap((law) => tellLaw('conflict', law))
	];
	const unknown =
		remedy.not_looked > 0
			? [
					sentence('not_looked', { count: String(remedy.not_looked), total: String(jurisdictions) }, [
						remedy.coverage
					])
				]
			: [];
	return (
		[
			['asked', asked],
			['here', hereSentences],
			['elsewhere', elsewhere],
			['missing', missing],
			['objection', objection],
			['unknown', unknown]
		] as const
	)
		.filter(([, sentences]) => sentences.length > 0)
		.map(([section, sentences]) => ({ section, sentences: [...sentences] }));
}
