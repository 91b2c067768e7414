import type { Instrument } from './instrument.ts';
import type { Paper } from './paper.ts';

/** What somebody enters to name a source: one of the identifiers of a paper or a law, an address, or else words of a title. */
export type SourceName = {
	kind: 'doi' | 'celex' | 'eli' | 'ecli' | 'address' | 'title';
	/** As it is written down in a record. */
	value: string;
};

const doi = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i;
const celex = /^(?:celex[:\s]\s*)?([0-9CE]\d{4}[A-Z]{1,2}\d{4,5}(?:\(\d+\))?)$/i;
const ecli = /^ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25}$/i;
const address = /^https?:\/\/[^\s/]+\.[^\s/]+/i;

export function readSource(entered: string): SourceName {
	const text = entered.trim().replace(/\s+/g, ' ').slice(0, 1000);
	const found = doi.exec(text);
	if (found) return { kind: 'doi', value: found[1].replace(/[.,;]+$/, '') };
	const number = celex.exec(text);
	if (number) return { kind: 'celex', value: number[1].toUpperCase() };
	if (ecli.test(text)) return { kind: 'ecli', value: text.toUpperCase() };
	if (address.test(text)) return { kind: /\/eli\//.test(text) ? 'eli' : 'address', value: text };
	return { kind: 'title', value: text };
}

const actTypes: Record<string, string> = { reg: 'R', dir: 'L', dec: 'D' };

/** Everything that names the same thing: the DOI in any spelling, a European act by its CELEX number, its ELI or its page. */
function keysOf({ kind, value }: SourceName): string[] {
	if (kind === 'doi') return [`doi ${value.toLowerCase()}`];
	if (kind === 'celex') return [`celex ${value}`];
	if (kind === 'ecli') return [`ecli ${value}`];
	if (kind === 'title') return [];
	let decoded = value;
	try {
		decoded = decodeURIComponent(value);
	} catch {
		// A stray percent sign: taken as it stands.
	}
	const plain = decoded
		.toLowerCase()
		.replace(/^https?:\/\/(www\.)?/, '')
		.replace(/[#?]$|#.*$/, '')
		.replace(/\/$/, '');
	const act = /\/eli\/(reg|dir|dec)(?:_[a-z]+)?\/(\d{4})\/(\d{1,4})(?:\/|$)/.exec(plain);
	const number = /celex[:/]([0-9ce]\d{4}[a-z]{1,2}\d{4,5}(?:\(\d+\))?)/.exec(plain);
	const judgment = /(ecli:[a-z]{2}:[a-z0-9]{1,7}:\d{4}:[a-z0-9.]{1,25})/.exec(plain);
	return [
		`address ${plain}`,
		...(act ? [`celex 3${act[2]}${actTypes[act[1]]}${act[3].padStart(4, '0')}`] : []),
		...(number ? [`celex ${number[1].toUpperCase()}`] : []),
		...(judgment ? [`ecli ${judgment[1].toUpperCase()}`] : [])
	];
}

/** Whether a record is the source that was named, by identifier; a title never decides that. */
export function isSource(
	name: SourceName,
	record: Pick<Partial<Paper>, 'bibliography'> &
		Pick<Partial<Instrument>, 'celex' | 'eli' | 'ecli' | 'url' | 'other_urls'>
): boolean {
	const texts = [
		...[record.bibliography?.doi?.value ?? []].flat(),
		record.celex,
		record.ecli,
		record.eli,
		record.url,
		...(record.other_urls ?? [])
	];
	const keys = new Set(texts.flatMap((text) => (text ? keysOf(readSource(text)) : [])));
	return keysOf(name).some((key) => keys.has(key));
}

/** What the name of a law alone says of it. An address built from a number has not been seen by anybody, and is marked so. */
export function instrumentOf({ kind, value }: SourceName): Partial<Instrument> {
	if (kind === 'celex')
		return {
			jurisdiction: 'EU',
			celex: value,
			url: `https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:${encodeURIComponent(value)}`,
			url_basis: 'derived'
		};
	if (kind === 'ecli') return { ...(value.startsWith('ECLI:EU:') && { jurisdiction: 'EU' }), ecli: value };
	if (kind === 'eli')
		return { ...(/^https?:\/\/[^/]*europa\.eu\//i.test(value) && { jurisdiction: 'EU' }), eli: value };
	return kind === 'address' ? { url: value } : {};
}
