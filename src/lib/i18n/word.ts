import type { Locale } from '../domain/text.ts';

/** A message without values: pages say it in the reader's language, files and slices in the one they are asked for. */
export type Word = (inputs?: object, options?: { locale?: Locale }) => string;
