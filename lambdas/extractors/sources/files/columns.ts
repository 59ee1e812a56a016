// Types of declared columns, and how their cells are parsed.
import { z } from 'zod';
import { instant, money, PII_KINDS, type PiiKind, pii } from '../../engine/fields.ts';
import type { DayOrderFound } from '../../engine/files/day-order.ts';
import { type Decimals, plainNumber } from '../../engine/files/numbers.ts';

const PLAIN_TYPES = ['text', 'integer', 'decimal', 'boolean', 'date', 'timestamp'] as const;
type PlainType = (typeof PLAIN_TYPES)[number];
/** Free text of a person is `free_text`; `text` is a column that somebody reviewed and found free of personal data. */
type PersonalType = Exclude<PiiKind, 'text'> | 'free_text';
export type ColumnType = PlainType | PersonalType;

const PERSONAL_TYPES = PII_KINDS.map((kind) => (kind === 'text' ? 'free_text' : kind)) as readonly PersonalType[];
export const COLUMN_TYPES: readonly [ColumnType, ...ColumnType[]] = [...PLAIN_TYPES, ...PERSONAL_TYPES];

/** The kind of a personal column; undefined for one that stays readable. */
export function kindOf(type: ColumnType): PiiKind | undefined {
  if (type === 'free_text') return 'text';
  return PII_KINDS.find((kind) => kind === type && kind !== 'text');
}

/** The value of a cell: decimals stay text, so that no digit is lost. */
export type CellValue = string | number | boolean;

export function schemaOf(type: ColumnType): z.ZodType {
  const kind = kindOf(type);
  if (kind) return pii(kind);
  switch (type) {
    case 'integer':
      return z.number();
    case 'decimal':
      return money();
    case 'boolean':
      return z.boolean();
    case 'date':
      return z.string().regex(/^\d{4}-\d\d-\d\d$/);
    case 'timestamp':
      return instant();
    default:
      return z.string();
  }
}

/** A file's format of numbers and days. */
export interface CellForm {
  readonly decimals: Decimals;
  readonly dayOrder: DayOrderFound;
}

const EXPECTED: Readonly<Record<string, (form: CellForm) => string>> = {
  integer: () => 'a whole number of at most 15 digits, such as 1200 (longer ones are ids: declare them text)',
  decimal: ({ decimals: { mark } }) =>
    `a number such as 1200${mark}50, of at most 14 digits before the mark; 'decimal' in the settings says which mark is the file's`,
  boolean: () => 'true or false, yes or no, 1 or 0',
  date: ({ dayOrder }) =>
    dayOrder === 'unclear'
      ? "a day such as 2026-06-30 or 30.06.2026; 'date_order' in the settings, MDY or DMY, says what 03/04/2026 is"
      : dayOrder === 'both'
        ? "one order of day and month in the whole file, which has both; 'date_order' in the settings says which"
        : 'a day such as 2026-06-30 or 30.06.2026',
  timestamp: () => 'a time such as 2026-06-30T12:00:00Z; UTC where it names no zone',
};

/** @returns the value of a non-empty cell, or a description of the expected format */
export function readCell(
  type: ColumnType,
  text: string,
  form: CellForm,
): { readonly value: CellValue } | { readonly expected: string } {
  const value = READ[type]?.(text.trim(), form);
  if (value !== undefined) return { value };
  const expected = EXPECTED[type];
  return expected ? { expected: expected(form) } : { value: text };
}

type Read = (text: string, form: CellForm) => CellValue | undefined;
const READ: Readonly<Partial<Record<ColumnType, Read>>> = {
  // Many programs export an integer column with gaps as 1200.0.
  integer: (text, { decimals }) => {
    const digits = plainNumber(text, decimals)?.replace(/\.0+$/, '');
    return digits !== undefined && /^-?\d{1,15}$/.test(digits) ? Number(digits) : undefined;
  },
  // At most what a warehouse's decimal(18,4) holds.
  decimal: (text, { decimals }) => {
    const digits = plainNumber(text, decimals);
    return digits !== undefined && /^-?\d{1,14}(?:\.\d+)?$/.test(digits) ? digits : undefined;
  },
  boolean: (text) => (/^(true|t|yes|y|1)$/i.test(text) ? true : /^(false|f|no|n|0)$/i.test(text) ? false : undefined),
  date: (text, { dayOrder }) => {
    const [, first, second, slashed] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
    if (first !== undefined) {
      if (dayOrder === 'unclear' || dayOrder === 'both') return undefined;
      const [of, at] = dayOrder === 'DMY' ? [first, second!] : [second!, first];
      const day = `${slashed}-${at.padStart(2, '0')}-${of.padStart(2, '0')}`;
      return isDay(day) ? day : undefined;
    }
    const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
    const iso = day
      ? `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`
      : text.replace(/^(\d{4})\/(\d\d)\/(\d\d)$/, '$1-$2-$3');
    return isDay(iso) ? iso : undefined;
  },
  timestamp: (text) => {
    const [, day, time = '00:00', seconds = ':00', fraction = '', zone = 'Z'] =
      /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?(?: ?(Z|UTC|[+-]\d\d:?\d\d))?)?$/.exec(text) ?? [];
    if (day === undefined || !isDay(day)) return undefined;
    const iso = `${day}T${time}${seconds}${fraction}${zone === 'UTC' ? 'Z' : zone.replace(/^(.\d\d)(\d\d)$/, '$1:$2')}`;
    return Number.isNaN(Date.parse(iso)) ? undefined : iso;
  },
};

function isDay(iso: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return false;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso);
}

/** The form of a cell, without its content. */
export function formOf(text: string): string {
  const trimmed = text.trim();
  if (/^[+-]?\d+$/.test(trimmed)) return `a whole number of ${trimmed.replace(/\D/g, '').length} digits`;
  if (/^[+-]?[\d.,' ]+$/.test(trimmed)) return 'a number with separators';
  if (/^[\d/.\- T:]+$/.test(trimmed)) return 'a day or time of another form';
  return `text of ${trimmed.length} characters`;
}
