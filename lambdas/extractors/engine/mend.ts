import type { z } from 'zod';
import { compileCheck } from './schema-check.ts';

/** A place of a record that does not match its schema. */
export interface Misfit {
  /** `$.lines[].price`: names of declared fields only, never a key from outside. */
  readonly path: string;
  /** The schema's message, without the value. */
  readonly reason: string;
  /** Null, absent, or an empty text, list or object: nothing is lost with it. */
  readonly isNothing: boolean;
}

/**
 * A copy of a value with every misfit replaced, as deep inside as possible; matching parts are shared with the
 * original. A misfitting list item is left out of its list.
 */
export type Mend = (value: unknown, found: Misfit[], replacement: unknown) => unknown;

interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly catchall?: z.ZodType;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
}
const defOf = (schema: z.ZodType) => (schema as z.ZodType & { def: Def }).def;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Compiled for the first record that does not match: most streams never need it. */
export function compileMend(schema: z.ZodType, path = '$'): Mend {
  const fits = compileCheck(schema);
  const inside = insideOf(schema, path);
  return (value, found, replacement) => {
    if (fits(value)) return value;
    const mended = inside?.(value, found, replacement);
    if (mended !== undefined) return mended;
    found.push({ path, reason: reasonOf(schema, value), isNothing: isNothing(value) });
    return replacement;
  };
}

/** Repairs parts of a value; undefined when the value as a whole has another shape. */
function insideOf(schema: z.ZodType, path: string): Mend | undefined {
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return objectMend(def, path);
    case 'array':
      return listMend(def.element!, path);
    case 'optional':
    case 'nullable':
    case 'default':
      return insideOf(def.innerType!, path);
    case 'union':
      return unionMend(def, path);
    default:
      return undefined;
  }
}

function objectMend({ shape = {}, catchall }: Def, path: string): Mend {
  const fields = Object.entries(shape).map(([key, child]) => ({ key, mend: lazily(child, `${path}.${key}`) }));
  const others = catchall && defOf(catchall).type !== 'unknown' ? lazily(catchall, `${path}.*`) : undefined;
  return (value, found, replacement) => {
    if (!isRecord(value)) return undefined;
    const copy = { ...value };
    for (const { key, mend } of fields) {
      const mended = mend(value[key], found, replacement);
      if (mended !== value[key]) copy[key] = mended;
    }
    if (others)
      for (const key of Object.keys(value))
        if (!Object.hasOwn(shape, key)) copy[key] = others(value[key], found, replacement);
    return copy;
  };
}

function listMend(element: z.ZodType, path: string): Mend {
  const mend = lazily(element, `${path}[]`);
  const out = Symbol('left out');
  return (value, found, replacement) => {
    if (!Array.isArray(value)) return undefined;
    // Marks an item to leave out: the mark is only returned for a whole item.
    return value
      .map((item) => {
        const before = found.length;
        const mended = mend(item, found, replacement);
        return found[before]?.path === `${path}[]` ? out : mended;
      })
      .filter((item) => item !== out);
  };
}

/** The nearest of several options: the one with the fewest misfits inside. */
function unionMend({ options = [], discriminator }: Def, path: string): Mend {
  const mends = options.map((option) => ({ option, inside: insideOf(option, path) }));
  return (value, found, replacement) => {
    let best: { readonly misfits: readonly Misfit[]; readonly mended: unknown } | undefined;
    for (const { option, inside } of mends) {
      if (discriminator !== undefined && !says(option, discriminator, value)) continue;
      const misfits: Misfit[] = [];
      const mended = inside?.(value, misfits, replacement);
      if (mended !== undefined && (!best || misfits.length < best.misfits.length)) best = { misfits, mended };
    }
    if (best) found.push(...best.misfits);
    return best?.mended;
  };
}

function says(option: z.ZodType, field: string, value: unknown): boolean {
  const declared = defOf(option).shape?.[field];
  return isRecord(value) && declared !== undefined && compileCheck(declared)(value[field]);
}

function lazily(schema: z.ZodType, path: string): Mend {
  let mend: Mend | undefined;
  return (value, found, replacement) => {
    mend ??= compileMend(schema, path);
    return mend(value, found, replacement);
  };
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function reasonOf(schema: z.ZodType, value: unknown): string {
  if (value === undefined) return 'is missing';
  return schema.safeParse(value).error?.issues[0]?.message ?? 'is not what the schema declares';
}
