import type { Spelling } from '../ports/spelling.ts';

/** A moment in UTC; neither engine accepts `T` and `Z` in a timestamp without a zone. */
export const momentSql = (iso: string, { literal }: Spelling): string =>
  `${literal(iso.replace('T', ' ').replace('Z', ''))}::timestamp`;

export const daySql = (day: string, { literal }: Spelling): string => `date ${literal(day)}`;
