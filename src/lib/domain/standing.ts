export type Standing = { moved_to?: string; retired_on?: string };

/** The same of a record that nobody has checked yet. */
export const standingIn = ({ moved_to, retired_on }: Record<string, unknown>): Standing => ({
	...(typeof moved_to === 'string' && { moved_to }),
	...(typeof retired_on === 'string' && { retired_on })
});

/** Whether a record is shown, counted and compared: neither moved nor retired. */
export const isCurrent = ({ moved_to, retired_on }: Standing): boolean => !moved_to && !retired_on;
