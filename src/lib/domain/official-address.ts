import type { Instrument } from './instrument.ts';

/** `provision` where the address opens the very article or section, `instrument` where only the whole text has one. */
export type OfficialAddress = { href: string; opens: 'provision' | 'instrument'; label?: string };

/**
 * `Art 37`, `Art. 40(4)-(8)` (paragraphs of one article) or `Article 5`. Neither ranges of articles nor `Art 5a`: a letter
 * marks an article inserted later, which the text as first published does not have.
 */
const article = /^Art(?:icle|\.)? ?(\d{1,4})(?:\(\d{1,3}\)(?:\([a-z]{1,3}\))?(?:-\(\w{1,3}\))?)?$/;
const section = /^(?:s|sec|section)\.? ?(\d{1,4}[A-Z]{0,2})(?:\(\d{1,3}\))*$/;

/** ELI of an act as published in the Official Journal, in both hosts that serve it: reg, reg_del, reg_impl, dir, dec … */
const europeanEli =
	/^https?:\/\/(?:eur-lex\.europa\.eu|data\.europa\.eu)\/eli\/((?:reg|dir|dec|reco)(?:_[a-z]+)?\/\d{4}\/\d+)\/oj(?:\/[a-z]{3})?$/;
const britishAct =
	/^https?:\/\/www\.legislation\.gov\.uk\/([a-z]{3,5}\/\d{4}\/\d+)(?:\/[a-z0-9/-]*?)?(\/(?:enacted|made))?$/;

/**
 * Where the publisher shows a provision: EUR-Lex marks every article of its texts as `#art_37`, legislation.gov.uk has an
 * address for every section (`/ukpga/2020/14/section/39`). Else the instrument's own address; undefined where it has none,
 * or none but one written down from memory, which is not to be followed.
 */
export function officialAddress(
	instrument: Pick<Instrument, 'url' | 'url_basis'>,
	provision?: { ref: string; ref_en: string }
): OfficialAddress | undefined {
	const { url, url_basis } = instrument;
	if (!url || url_basis === 'memory') return undefined;
	const whole: OfficialAddress = { href: url, opens: 'instrument' };
	if (!provision) return whole;
	const refs = [provision.ref, provision.ref_en];
	const find = (pattern: RegExp) => refs.map((ref) => pattern.exec(ref.trim())?.[1]).find(Boolean);

	const eli = europeanEli.exec(url)?.[1];
	const articleNumber = eli && find(article);
	if (articleNumber)
		return {
			href: `https://eur-lex.europa.eu/eli/${eli}/oj#art_${articleNumber}`,
			opens: 'provision',
			label: articleNumber
		};

	const act = britishAct.exec(url);
	const sectionNumber = act && find(section);
	if (sectionNumber)
		return {
			href: `https://www.legislation.gov.uk/${act[1]}/section/${sectionNumber}${act[2] ?? ''}`,
			opens: 'provision',
			label: sectionNumber
		};
	return whole;
}

/** A line of text cut into plain pieces and web addresses, so that a page can link the latter. */
export function splitAddresses(line: string): { text: string; href?: string }[] {
	const pieces: { text: string; href?: string }[] = [];
	let end = 0;
	// Chinese punctuation and a closing stop or bracket after an address do not belong to it.
	for (const match of line.matchAll(/https?:\/\/[^\s<>"“”，。；、（）《》]+/g)) {
		let address = match[0].replace(/[.,;:]+$/, '');
		while (address.endsWith(')') && address.split(')').length > address.split('(').length)
			address = address.slice(0, -1).replace(/[.,;:]+$/, '');
		if (match.index > end) pieces.push({ text: line.slice(end, match.index) });
		pieces.push({ text: address, href: address });
		end = match.index + address.length;
	}
	if (end < line.length) pieces.push({ text: line.slice(end) });
	return pieces;
}
