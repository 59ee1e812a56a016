// What vendors and people really put into fields, and where it can be put: for every stream, every declared field.
import type { z } from 'zod';
import { compileCheck } from '../../lambdas/extractors/engine/schema-check.ts';

export interface OddValue {
  readonly name: string;
  readonly value: unknown;
}

/** So deep that nothing recursive survives it. */
const DEEP = 3000;
const deepList = () => JSON.parse('['.repeat(DEEP) + ']'.repeat(DEEP)) as unknown;

/** As a vendor's JSON holds them once it is parsed: `\0` before digits marks a number that kept its text. */
export const oddValues = (): readonly OddValue[] => [
  { name: 'null', value: null },
  { name: 'empty text', value: '' },
  { name: 'a space', value: ' ' },
  { name: 'zero date', value: '0000-00-00 00:00:00' },
  { name: 'date before the era', value: '-0001-11-30T00:00:00' },
  { name: 'impossible date', value: '2026-02-30T25:61:00Z' },
  { name: 'far date', value: '9999-12-31T23:59:59Z' },
  { name: 'six-digit year', value: '+202601-01-01T00:00:00Z' },
  { name: 'two-digit year', value: '03/04/26' },
  { name: 'huge integer', value: '\u000099999999999999999999999999' },
  { name: 'huge exponent', value: '\u00001e400' },
  { name: 'many digits', value: '\u00000.1234567890123456789012345' },
  { name: 'large number', value: 100_000_000_000_000 },
  { name: 'negative number', value: -1 },
  { name: 'negative text', value: '-12.50' },
  { name: 'NaN text', value: 'NaN' },
  { name: 'infinity text', value: '-Infinity' },
  { name: 'currency sign', value: '$29.98' },
  { name: 'thousands', value: '1,250.00' },
  { name: 'decimal comma', value: '12,50' },
  { name: 'flag', value: true },
  { name: 'flag of three values', value: 2 },
  { name: 'flag as word', value: 'enabled' },
  { name: 'object', value: { value: 'x' } },
  { name: 'empty object', value: {} },
  { name: 'list', value: ['x'] },
  { name: 'empty list', value: [] },
  { name: 'list of null', value: [null] },
  { name: 'half a character', value: 'tea \ud83d' },
  { name: 'half a character in a key', value: { 'tea \udc00': 1 } },
  { name: 'zero byte', value: 'te\u0000a' },
  { name: 'quotes and backslashes', value: 'a"b\\u0000c\\' },
  { name: 'long text', value: 'x'.repeat(1_000_000) },
  { name: 'long digits', value: '9'.repeat(1_000_000) },
  { name: 'deep list', value: deepList() },
];

interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly catchall?: z.ZodType;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly values?: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly pattern?: RegExp } } }[];
}
const defOf = (schema: z.ZodType) => (schema as z.ZodType & { def: Def }).def;

/** What some field of ours takes, the likeliest first. */
const PLAIN: readonly unknown[] = [
  '1',
  1,
  '2026-01-02T03:04:05Z',
  '2026-01-02',
  '12.50',
  true,
  'EUR',
  'gid://shopify/Order/1',
  'gid://shopify/DiscountCodeNode/1',
  '2026-01-02T03:04:05',
  '2026-01-02 03:04:05',
  'customers/1/things/2',
  '{}',
  '20260102',
  'Europe/Berlin',
];

/** A record in which every declared field is there and right; lists hold one item. */
export function soundRecord(schema: z.ZodType): unknown {
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, child]) => [key, soundRecord(child)]));
    case 'array':
      return [soundRecord(def.element!)];
    case 'optional':
    case 'nullable':
    case 'default':
      return soundRecord(def.innerType!);
    case 'literal':
    case 'enum':
      return def.values?.[0] ?? soundPlain(schema);
    case 'union':
      return soundRecord(structured(def.options!) ?? def.options!.find(isSound) ?? def.options![0]!);
    case 'unknown':
    case 'any':
      return { size: 1 };
    case 'null':
      return null;
    default:
      return soundPlain(schema);
  }
}

const isSound = (schema: z.ZodType) => !['unknown', 'null'].includes(defOf(schema).type);
const structured = (options: readonly z.ZodType[]) =>
  options.find((one) => defOf(one).type === 'object') ?? options.find((one) => defOf(one).type === 'array');

/** Undefined where nothing fits: a field that must never be there. */
function soundPlain(schema: z.ZodType): unknown {
  const fits = compileCheck(schema);
  return [...PLAIN, ...typedIds(schema)].find(fits);
}

/** Shopify's ids name the types of what they may be. */
function typedIds(schema: z.ZodType): string[] {
  const source = defOf(schema).checks?.[0]?._zod.def.pattern?.source ?? '';
  return [...source.matchAll(/\w+/g)].map(([type]) => `gid://shopify/${type}/1`);
}

/** Paths of all declared fields, in the words of `misfits`: `$.lines[].price`. */
export function declaredFields(schema: z.ZodType, path = '$'): readonly string[] {
  const def = defOf(schema);
  const below = (child: z.ZodType, at: string): string[] => [at, ...declaredFields(child, at)];
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape ?? {}).flatMap(([key, child]) => below(child, `${path}.${key}`));
    case 'array':
      return below(def.element!, `${path}[]`);
    case 'optional':
    case 'nullable':
    case 'default':
      return declaredFields(def.innerType!, path);
    case 'union': {
      const option = structured(def.options!);
      return option ? declaredFields(option, path) : [];
    }
    default:
      return [];
  }
}

/** A copy of the record with something else at the path, in every item of the lists on the way. */
export function withOdd(record: unknown, path: string, value: unknown): unknown {
  const steps = path.match(/\[\]|[^.[\]$]+/g) ?? [];
  const put = (at: unknown, [step, ...rest]: readonly string[]): unknown => {
    if (step === undefined) return value;
    if (step === '[]') return Array.isArray(at) ? at.map((item) => put(item, rest)) : at;
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return at;
    return { ...at, [step]: put((at as Record<string, unknown>)[step], rest) };
  };
  return put(record, steps);
}
