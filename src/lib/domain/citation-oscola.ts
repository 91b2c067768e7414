import { instrumentTitle, madeOn } from './citation.ts';
import type { Instrument } from './instrument.ts';

/**
 * Instruments in OSCOLA (4th edition, 2012, sections 1.3, 2.6 and 2.8). The official CSL style cannot tell a law of the EU
 * from one of the United Kingdom, and has no foreign law, so the rules for instruments are written out here.
 * Plain text: the italics of case names are left to the writer. A part that is not recorded is left out or said to be missing.
 * @param place the name of the jurisdiction in English, shown for foreign law
 * @param provision the place within it, `Art. 34`
 */
export function oscolaInstrument(instrument: Instrument, place: string, provision?: string): string {
	const pinpoint = provision
		? `, ${provision.replace(/^Art(icle|\.)?s?\.?\s*/i, 'art ').replace(/^Sec(tion|\.)\.?\s*/i, 's ')}`
		: '';
	if (instrument.type === 'judgment') return judgment(instrument, place) + pinpoint;
	if (instrument.type === 'convention') return treaty(instrument) + pinpoint;
	if (instrument.jurisdiction === 'EU') return union(instrument) + pinpoint;
	return foreign(instrument, place) + pinpoint;
}

const monthNames = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

/** `19 October 2022`, or as much of it as is known. */
export function dayInWords(date: string): string {
	const [year, month, day] = date.split('-').map(Number);
	return [day, month && monthNames[month - 1], year].filter(Boolean).join(' ');
}

const unknownDate = '[no date recorded]';

/** `[2022] OJ L277/1`; since October 2023 each act is its own issue and has no pages: `[2024] OJ L2024/2831`. */
function officialJournal(reference: string): string | undefined {
	const paged = /^OJ ([LC]) (\d+), \d+\.\d+\.(\d{4})(?:, p\. (\d+)(?:-\d+)?)?$/.exec(reference);
	if (paged) return `[${paged[3]}] OJ ${paged[1]}${paged[2]}${paged[4] ? `/${paged[4]}` : ''}`;
	const single = /^OJ ([LC]), (?:C\/)?(\d{4}\/\d+), \d+\.\d+\.(\d{4})$/.exec(reference);
	return single ? `[${single[3]}] OJ ${single[1]}${single[2]}` : undefined;
}

function union(instrument: Instrument): string {
	const title = instrumentTitle(instrument, 'en');
	const journal =
		instrument.publication_ref && (officialJournal(instrument.publication_ref) ?? instrument.publication_ref);
	if (journal) return `${title} ${journal}`;
	if (instrument.type === 'proposal' && instrument.number) {
		const named = title.includes(instrument.number.split(';')[0]);
		return named ? title : `${title} ${instrument.number}`;
	}
	const made = madeOn(instrument);
	const number = numberBeside(instrument, title);
	return `${title}${number ? `, ${number}` : ''}${made && title.includes(made.slice(0, 4)) ? '' : ` (${made ? dayInWords(made) : unknownDate})`}`;
}

function judgment(instrument: Instrument, place: string): string {
	const { number, ecli, title_en } = instrument;
	if (instrument.jurisdiction === 'EU' && number) {
		const name = title_en.replace(new RegExp(`^Judgment in Case ${number.replaceAll('/', '\\/')},\\s*`), '');
		return `Case ${number.replace('-', '–')} ${name}${ecli ? ` ${ecli}` : ''}`;
	}
	// A neutral citation has the year and the court in it.
	if (number && /^\[\d{4}\]/.test(number)) return `${title_en} ${number}`;
	const made = madeOn(instrument);
	const court = instrument.issuing_bodies?.map(({ name_en }) => name_en).join(', ');
	const details = [court, made ? dayInWords(made) : unknownDate].filter(Boolean).join(', ');
	return `${instrumentTitle(instrument, 'en')}${number ? ` ${number}` : ''} (${details}) (${place})`;
}

function treaty(instrument: Instrument): string {
	const made = madeOn(instrument);
	const force = instrument.in_force_from;
	const dates = [
		made ? `adopted ${dayInWords(made)}` : unknownDate,
		...(force ? [`entered into force ${dayInWords(force)}`] : [])
	].join(', ');
	const title = instrumentTitle(instrument, 'en');
	const number = numberBeside(instrument, title);
	return `${title} (${dates})${number ? ` ${number}` : ''}`;
}

/** The number as far as the title does not say it already: `Loi 2019-759` stands in `Loi n° 2019-759 du …`. */
function numberBeside({ number }: Instrument, title: string): string | undefined {
	const said = (part: string) => {
		const figures = /\d[\d./-]*\d/.exec(part)?.[0] ?? '';
		return title.includes(part) || (figures.length >= 5 && title.includes(figures));
	};
	return (
		number
			?.split('; ')
			.filter((part) => !said(part))
			.join('; ') || undefined
	);
}

/** As its own jurisdiction cites it, with the jurisdiction in round brackets (2.8). */
function foreign(instrument: Instrument, place: string): string {
	const title = instrumentTitle(instrument, 'en');
	const made = madeOn(instrument);
	const reference = instrument.publication_ref;
	const parts = [
		title,
		numberBeside(instrument, title),
		made === undefined
			? unknownDate
			: made.length === 4 && title.includes(made)
				? undefined
				: dayInWords(made),
		reference && !instrument.number?.includes(reference) ? reference : undefined
	].filter(Boolean);
	return parts.join(', ') + (instrument.jurisdiction === 'GB' ? '' : ` (${place})`);
}
