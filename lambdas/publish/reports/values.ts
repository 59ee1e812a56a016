/** A number from the warehouse: decimals and wide integers arrive as exact texts. */
export function number(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}

export const amount = (value: unknown): number => number(value) ?? 0;
export const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** Sums amounts of at most four decimals without binary rounding errors. */
export const add = (a: number, b: number): number => Math.round((a + b) * 10_000) / 10_000;
export const sum = (values: Iterable<number>): number => [...values].reduce(add, 0);
