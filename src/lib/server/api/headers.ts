/** Whether an `Accept` header takes the type by its name, or by what it is a kind of. */
export function accepts(header: string | null, type: string): boolean {
	if (!header?.trim()) return true;
	const wishes = parseAccept(header);
	// Atom is XML, and a reader of feeds may ask for just that.
	const families = type.endsWith('+xml') ? ['application/xml', 'text/xml'] : [];
	return [type, ...families].some((name) => qualityOf(name, wishes) > 0);
}

/**
 * The one of `types` that is asked for by name, and not less than `other`: a browser's star does not count. Undefined where
 * none is.
 */
export function preferred(header: string | null, types: string[], other: string): string | undefined {
	const wishes = parseAccept(header ?? '');
	const qualityByName = (type: string) => wishes.find((wish) => wish.range === type)?.quality ?? 0;
	const [best] = types.toSorted((a, b) => qualityByName(b) - qualityByName(a));
	const quality = qualityByName(best);
	return quality > 0 && quality >= qualityByName(other) ? best : undefined;
}

type Wish = { range: string; quality: number };

function parseAccept(header: string): Wish[] {
	return header.split(',').map((part) => {
		const [range, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
		const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
		return { range, quality: Number.isFinite(quality) ? quality : 0 };
	});
}

/** The most exact range decides, as RFC 9110 has it. */
function qualityOf(type: string, wishes: Wish[]): number {
	const ranges = [type, `${type.split('/')[0]}/*`, '*/*'];
	for (const range of ranges) {
		const wish = wishes.find((candidate) => candidate.range === range);
		if (wish) return wish.quality;
	}
	return 0;
}

const entityTags =
	/^(?:\*|(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"(?:\s*,\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")*)$/;

/** Tags of an `If-None-Match` without their weakness, `*` alone, or undefined when it is none of either. */
export function parseIfNoneMatch(header: string): string[] | undefined {
	const trimmed = header.trim();
	if (!entityTags.test(trimmed)) return undefined;
	return trimmed === '*' ? ['*'] : [...trimmed.matchAll(/"[^"]*"/g)].map(([tag]) => tag);
}

/** Byte ranges that make no sense; other units are not ours to judge. */
export function isBadRange(header: string): boolean {
	const ranges = /^bytes=(.*)$/i.exec(header.trim())?.[1];
	if (ranges === undefined) return !/^[\w!#$%&'*+.^`|~-]+=/.test(header.trim());
	return ranges.split(',').some((range) => {
		const bounds = /^\s*(\d*)-(\d*)\s*$/.exec(range);
		if (!bounds || (bounds[1] === '' && bounds[2] === '')) return true;
		return bounds[1] !== '' && bounds[2] !== '' && Number(bounds[1]) > Number(bounds[2]);
	});
}
