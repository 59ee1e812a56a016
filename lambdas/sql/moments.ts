import type { Spelling } from '../ports/spelling.ts';

/** A moment in UTC; neither engine wants to hear of `T` and `Z` where a zone has no place. */
export const momentSql = (iso: string, { literal }: Spelling): string =>
  `${literal(iso.replace('T', ' ').replace('Z', ''))}::timestamp`;

export const daySql = (day: string, { literal }: Spelling): string => `date ${literal(day)}`;
