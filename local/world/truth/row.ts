import { HORIZON, msOf } from '../calendar/calendar.ts';

/** Days count from the opening; money is minor units; names are columns. */
export type Row = Readonly<Record<string, unknown>>;

/** ISO-8601 of milliseconds UTC; null for what never happens. */
export const iso = (ms: number): string | null => (Number.isFinite(ms) ? new Date(ms).toISOString() : null);

/** ISO-8601 of a float day; null for what does not happen before the world's end. */
export const isoOfDay = (day: number): string | null => (day < HORIZON ? iso(msOf(day)) : null);
