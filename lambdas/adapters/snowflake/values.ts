import type { Column as SdkColumn } from 'snowflake-sdk';
import type { Value } from '../../ports/warehouse.ts';

type Shape = Pick<SdkColumn, 'isNumber' | 'isTimestamp' | 'isBoolean' | 'getScale' | 'getType'>;

/**
 * Converts the driver's texts to the port's values: decimals exact, whole numbers as numbers while a double holds them,
 * timestamps ISO-8601 with `Z` and a fraction only when there is one.
 */
export function toValue(value: unknown, column: Shape): Value {
  if (value === null || value === undefined || value === 'NULL') return null;
  if (column.isNumber()) return number(String(value), column);
  if (column.isTimestamp())
    return `${String(value)
      .replace(' ', 'T')
      .replace(/\.000$/, '')}Z`;
  if (column.isBoolean()) return value === true || String(value).toLowerCase() === 'true';
  return String(value);
}

function number(text: string, column: Shape): Value {
  if (/real|float|double/i.test(column.getType())) return Number(text);
  if (column.getScale() > 0) return text;
  const whole = Number(text);
  return Number.isSafeInteger(whole) ? whole : text;
}

const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/** The same, with numbers that a double would round as JSON numbers of the same digits. */
export function toJson(value: unknown, column: Shape): unknown {
  const known = toValue(value, column);
  return typeof known === 'string' && column.isNumber() ? rawJSON(known) : known;
}
