import { z } from 'zod';
import { isExactNumber } from './exact-json.ts';

/**
 * The kind of a personal value, which decides how it is normalised before tokenisation. `postcode` keeps its area
 * beside the token; `text` is any free text of a person.
 */
export const PII_KINDS = [
  'email',
  'phone',
  'name',
  'company',
  'street',
  'postcode',
  'birthday',
  'ip',
  'agent',
  'text',
] as const;
export type PiiKind = (typeof PII_KINDS)[number];

const KIND = 'retailpulse:pii';

/**
 * A personal value that never leaves the extractor: it becomes a token. Text, or a number where systems send a phone
 * number, a postcode or coordinates as one.
 */
export const pii = (kind: PiiKind) =>
  z
    .custom<string | number>((value) => typeof value === 'string' || typeof value === 'number', 'expected text')
    .meta({ [KIND]: kind });

/** The declared kind of a schema, or undefined for data that may be kept. */
export function piiKind(schema: z.ZodType): PiiKind | undefined {
  return schema.meta()?.[KIND] as PiiKind | undefined;
}

/** A decimal in text, as vendors send money. */
export const money = () => z.string().regex(/^-?\d+(\.\d+)?$/, 'expected a decimal');

/** An instant with a zone. */
export const instant = () =>
  z.string().regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/, 'expected a time with its zone');

/** A number of any precision: see `exact-json.ts`. */
export const numeric = () =>
  z.custom<number | string>((value) => typeof value === 'number' || isExactNumber(value), 'expected a number');

/**
 * Free-form keys and values (metafields, custom properties): the shape is kept; a string becomes a token unless it is
 * harmless.
 */
export const undeclared = () => z.unknown().optional();
