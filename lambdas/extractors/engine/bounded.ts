// Size limits for landed data: the warehouse's reader takes lines of 32 MB, and no real field holds a megabyte.
import { writeExact } from './exact-json.ts';

/** Characters of a record as JSON. */
export const LONGEST_RECORD = 16 * 1024 * 1024;
/** Characters of one text. */
export const LONGEST_TEXT = 1_000_000;
const DEEPEST = 100;

/** Removes texts that are too long, in place. @returns whether there were any */
export function withoutLongTexts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let isShorter = false;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === 'string' && child.length >= LONGEST_TEXT) {
      (value as Record<string, unknown>)[key] = null;
      isShorter = true;
    } else if (withoutLongTexts(child)) isShorter = true;
  }
  return isShorter;
}

/** JSON of any record: parts that are too deep, or make it too long, are left out. */
export function bodyOf(record: unknown): string {
  const body = written(record) ?? written(cut(record, 0)) ?? 'null';
  return body.length <= LONGEST_RECORD ? body : JSON.stringify({ too_long: body.length });
}

function written(record: unknown): string | undefined {
  try {
    return writeExact(record);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // deeper than the stack, or longer than a string can be
    throw error;
  }
}

function cut(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.map((item) => cut(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, cut(child, depth + 1)]));
}
