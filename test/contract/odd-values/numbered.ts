import { leavesOf } from './leaves.ts';

const DAY = 86_400_000;

/** The same value for another record: an id with another number, another day. */
function another(value: unknown, n: number): unknown[] {
  if (typeof value === 'number') return [n];
  if (typeof value !== 'string') return [];
  const day = new Date(Date.UTC(1995, 0, 1) + n * DAY).toISOString().slice(0, 10);
  const dated = /^\d{4}-\d\d-\d\d/.test(value) ? [value.replace(/^\d{4}-\d\d-\d\d/, day)] : [];
  const compact = /^\d{8}$/.test(value) ? [day.replaceAll('-', '')] : [];
  return [...dated, ...compact, value.replace(/\d+$/, String(n)), `${value}${n}`];
}

/** A copy with a key of its own. */
export function numbered(
  sound: unknown,
  n: number,
  keyOf: (record: unknown) => string | undefined,
  fits: (record: unknown) => boolean,
): unknown {
  const key = keyOf(sound);
  for (const { value, put } of leavesOf(sound))
    for (const other of another(value, n)) {
      const record = put(other);
      if (other !== value && keyOf(record) !== key && keyOf(record) !== undefined && fits(record)) return record;
    }
  return sound;
}
