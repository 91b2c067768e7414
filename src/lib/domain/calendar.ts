import type { Instrument } from './instrument.ts';
import { eventsOf, isWithin, type DatedField, type Range } from './timeline.ts';

/** The dates on which the law changes for people; that a text was adopted or printed does not. */
const legalFields = ['in_force_from', 'applicable_from', 'transposition_due', 'ended_on'] as const;
export type LegalField = (typeof legalFields)[number] & DatedField;

export type LegalDate = {
	/** With the precision of the source. */
	date: string;
	field: LegalField;
	/** Where only these start to apply, and not the instrument. */
	provisions: number[];
};

/** The recorded dates of an instrument and of provisions that start later, in the order of its life. */
function legalDatesOf(instrument: Pick<Instrument, DatedField | 'provisions'>): LegalDate[] {
	const own = eventsOf(instrument).flatMap(({ field, date }): LegalDate[] =>
		isLegal(field) ? [{ date, field, provisions: [] }] : []
	);
	const later = new Map<string, number[]>();
	for (const { applicable_from: date, number } of instrument.provisions)
		if (date && date !== instrument.applicable_from) later.set(date, [...(later.get(date) ?? []), number]);
	return [
		...own,
		...[...later].map(([date, provisions]): LegalDate => ({ date, field: 'applicable_from', provisions }))
	];
}

const isLegal = (field: DatedField): field is LegalField =>
	(legalFields as readonly DatedField[]).includes(field);

/** What a calendar shows: the year before a day (YYYY-MM-DD), so that nothing vanishes as it comes true, and all that is to come. */
const calendarRange = (today: string): Range => ({
	from: `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`.replace(/-02-29$/, '-02-28'),
	to: '9999-12-31'
});

/** The dates of an instrument a calendar shows: whole days, and apart from them those that are no days. */
export function calendarDates(
	instrument: Pick<Instrument, DatedField | 'provisions'>,
	today: string
): { days: LegalDate[]; vague: LegalDate[] } {
	const range = calendarRange(today);
	const shown = legalDatesOf(instrument).filter(({ date }) => isWithin(date, range));
	return {
		days: shown.filter(({ date }) => date.length === 10),
		vague: shown.filter(({ date }) => date.length < 10)
	};
}
