const format = new Intl.NumberFormat('en');

/**
 * A number as people read it, in sentences and beside labels: `12,345`. English and Chinese group digits alike. Messages choose
 * between one and many by what they are given, and take a number with a separator for many. Files and the API hold plain numbers.
 */
export const amount = (value: number): string => format.format(value);
