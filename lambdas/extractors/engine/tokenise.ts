import type { z } from 'zod';
import { InvariantError } from '../../contracts/errors.ts';
import { isExactNumber } from './exact-json.ts';
import { type PiiKind, piiKind } from './fields.ts';
import { postcodeArea, type Tokens } from './tokens.ts';

/** Told of each personal value that left a record, and of each field nobody declared. */
export interface Witness {
  personal(token: string, kind: PiiKind, value: string): void;
  drifted(path: string): void;
}

/** Takes the personal values out of one record, in place, and returns it. */
export type Tokenise = (record: unknown, witness: Witness) => unknown;

type Walk = (value: unknown, witness: Witness) => unknown;

/** Nothing personal can be below: leave it as it is. */
const keep: Walk = (value) => value;
/** A key that could itself hold a person's data is replaced like a value. */
const PLAIN_KEY = /^[\w$.:\- ]{1,64}$/;
const isPlain = (key: string) => PLAIN_KEY.test(key) && !/\d{7}/.test(key);
/** What a postcode leaves beside its token. */
const AREA = 'zip_area';

/**
 * Compiles a schema into a walk that replaces declared personal strings, and **every string nobody declared**, by tokens.
 * Numbers, booleans, declared strings, countries, regions and cities stay; a postcode leaves its area in `zip_area`.
 */
export function compileTokeniser(schema: z.ZodType, tokens: Tokens): Tokenise {
  const scrub = undeclaredWalk(tokens);
  return compile(schema, tokens, scrub, '$');
}

/** @param path of the value, for the count of drift: known here, so that no record pays for it */
function compile(schema: z.ZodType, tokens: Tokens, scrub: Walk, path: string): Walk {
  const kind = piiKind(schema);
  if (kind) return replace(kind, tokens);
  const def = (schema as z.ZodType & { def: Def }).def;
  const inner = (child: z.ZodType | undefined, at = path) => compile(required(child, def.type), tokens, scrub, at);
  switch (def.type) {
    case 'object':
      return objectWalk(def.shape ?? {}, tokens, scrub, path);
    case 'array': {
      const each = inner(def.element, `${path}[]`);
      if (each === keep) return keep;
      return (value, witness) => {
        if (Array.isArray(value)) for (let i = 0; i < value.length; i++) value[i] = each(value[i], witness);
        return value;
      };
    }
    case 'optional':
    case 'nullable':
    case 'default':
      return inner(def.innerType);
    case 'unknown':
    case 'any':
      return scrub;
    case 'string':
    case 'number':
    case 'boolean':
    case 'literal':
    case 'enum':
    case 'null':
    case 'custom':
      return keep;
    default:
      throw new InvariantError(
        `a source schema uses z.${def.type}, which the tokeniser does not know; declare it with objects, arrays and plain fields`,
      );
  }
}

interface Def {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
}

function required(child: z.ZodType | undefined, type: string): z.ZodType {
  if (child) return child;
  throw new InvariantError(`a z.${type} without an inner schema cannot be walked`);
}

function objectWalk(shape: Record<string, z.ZodType>, tokens: Tokens, scrub: Walk, path: string): Walk {
  const walks = new Map(
    Object.entries(shape).map(([key, child]) => [key, compile(child, tokens, scrub, `${path}.${key}`)]),
  );
  const hasPostcode = Object.values(shape).some((child) => postcodeInside(child));
  return (value, witness) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return scrub(value, witness);
    const record = value as Record<string, unknown>;
    const area = hasPostcode ? areaOf(record) : undefined;
    for (const key of Object.keys(record)) {
      const walk = walks.get(key);
      if (walk === keep) continue;
      if (walk !== undefined) record[key] = walk(record[key], witness);
      else if (isPlain(key)) {
        witness.drifted(`${path}.${key}`);
        record[key] = scrub(record[key], witness);
      } else {
        witness.drifted(`${path}.*`);
        Object.assign(record, scrub({ [key]: record[key] }, witness));
        delete record[key];
      }
    }
    if (area !== undefined) record[AREA] = area;
    return record;
  };
}

function postcodeInside(schema: z.ZodType): boolean {
  const def = (schema as z.ZodType & { def: Def }).def;
  return piiKind(schema) === 'postcode' || (def.innerType !== undefined && postcodeInside(def.innerType));
}

function areaOf(record: Record<string, unknown>): string | undefined {
  const country = record.countryCodeV2 ?? record.countryCode ?? record.country;
  const { zip } = record;
  return typeof zip === 'string' && typeof country === 'string' ? postcodeArea(zip, country) : undefined;
}

const replace =
  (kind: PiiKind, tokens: Tokens): Walk =>
  (value, witness) => {
    if (typeof value !== 'string' && typeof value !== 'number')
      return value === null || value === undefined ? value : undeclaredWalk(tokens)(value, witness);
    const text = isExactNumber(value) ? value.slice(1) : String(value);
    if (text === '') return value;
    const token = tokens.of(kind, text);
    witness.personal(token, kind, text);
    return token;
  };

function undeclaredWalk(tokens: Tokens): Walk {
  const text = (value: string, witness: Witness) => {
    const token = tokens.of('text', value);
    witness.personal(token, 'text', value);
    return token;
  };
  const scrub: Walk = (value, witness) => {
    if (typeof value === 'string') return value === '' || isExactNumber(value) ? value : text(value, witness);
    if (Array.isArray(value)) return value.map((item) => scrub(item, witness));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [isPlain(key) ? key : text(key, witness), scrub(child, witness)]),
    );
  };
  return scrub;
}
