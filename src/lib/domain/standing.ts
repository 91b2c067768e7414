export type Standing = { moved_to?: string; retired_on?: string };

/** Whether a record is shown, counted and compared: neither moved nor retired. */
export const isCurrent = ({ moved_to, retired_on }: Standing): boolean => !moved_to && !retired_on;
