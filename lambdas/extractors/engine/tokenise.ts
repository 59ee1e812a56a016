import type { z } from 'zod';
import { InvariantError } from '../../contracts/errors.ts';
import { EVOLVE, type StreamPolicy } from './drift.ts';
import { isExactNumber } from './exact-json.ts';
import { type PiiKind, piiKind } from './fields.ts';
import { postcodeArea, type Tokens } from './tokens.ts';

/** Told of each personal value that left a record, and of each field nobody declared. */
export interface Witness {
  /** @param path of the field, or of the undeclared field it is somewhere inside */
  personal(token: string, kind: PiiKind, value: string, path: string): void;
  drifted(path: string): void;
}

/** Takes the personal values out of one record, in place, and returns it. */
export type Tokenise = (record: unknown, witness: Witness) => unknown;

type Walk = (value: unknown, witness: Witness) => unknown;
/** The same for values nobody has declared, wherever they are. */
type Scrub = (value: unknown, witness: Witness, path: string) => unknown;

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
export function compileTokeniser(schema: z.ZodType, tokens: Tokens, policy: StreamPolicy = EVOLVE): Tokenise {
  const scrub = undeclaredWalk(tokens);
  return compile(schema, { tokens, scrub, policy }, '$');
}

interface Context {
  readonly tokens: Tokens;
  readonly scrub: Scrub;
  readonly policy: StreamPolicy;
}

/** @param path of the value, for the count of drift: known here, so that no record pays for it */
function compile(schema: z.ZodType, context: Context, path: string): Walk {
  const { scrub } = context;
  const kind = piiKind(schema);
  if (kind) return replace(kind, context, path);
  const def = (schema as z.ZodType & { def: Def }).def;
  const inner = (child: z.ZodType | undefined, at = path) => compile(required(child, def.type), context, at);
  switch (def.type) {
    case 'object':
      return objectWalk(def.shape ?? {}, context, path);
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
    case 'union':
      return unionWalk(
        def.options ?? [],
        (option) => inner(option),
        (value, witness) => scrub(value, witness, path),
      );
    case 'unknown':
    case 'any':
      return (value, witness) => scrub(value, witness, path);
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
  readonly options?: readonly z.ZodType[];
}

function required(child: z.ZodType | undefined, type: string): z.ZodType {
  if (child) return child;
  throw new InvariantError(`a z.${type} without an inner schema cannot be walked`);
}

function objectWalk(shape: Record<string, z.ZodType>, context: Context, path: string): Walk {
  const { scrub, policy } = context;
  const dropsNew = policy.drift === 'discard_value';
  const walks = new Map(Object.entries(shape).map(([key, child]) => [key, compile(child, context, `${path}.${key}`)]));
  const postcode = Object.entries(shape).find(([, child]) => postcodeInside(child))?.[0];
  return (value, witness) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return scrub(value, witness, path);
    const record = value as Record<string, unknown>;
    const area = postcode === undefined ? undefined : areaOf(record, postcode);
    for (const key of Object.keys(record)) {
      const walk = walks.get(key);
      if (walk === keep) continue;
      if (walk !== undefined) record[key] = walk(record[key], witness);
      else if (isPlain(key)) {
        const at = `${path}.${key}`;
        if (policy.allowed.has(at)) continue;
        witness.drifted(at);
        if (dropsNew) delete record[key];
        else record[key] = scrub(record[key], witness, at);
      } else {
        witness.drifted(`${path}.*`);
        if (!dropsNew) Object.assign(record, scrub({ [key]: record[key] }, witness, `${path}.*`));
        delete record[key];
      }
    }
    if (area !== undefined) record[AREA] = area;
    return record;
  };
}

/** An object here, a list there: whatever is neither holds nothing declared. */
function unionWalk(options: readonly z.ZodType[], compiled: (option: z.ZodType) => Walk, scrub: Walk): Walk {
  const walkOf = (type: string) => {
    const option = options.find((one) => (one as z.ZodType & { def: Def }).def.type === type);
    return option ? compiled(option) : scrub;
  };
  const [list, record] = [walkOf('array'), walkOf('object')];
  return (value, witness) =>
    Array.isArray(value)
      ? list(value, witness)
      : typeof value === 'object' && value !== null
        ? record(value, witness)
        : scrub(value, witness);
}

function postcodeInside(schema: z.ZodType): boolean {
  const def = (schema as z.ZodType & { def: Def }).def;
  return piiKind(schema) === 'postcode' || (def.innerType !== undefined && postcodeInside(def.innerType));
}

function areaOf(record: Record<string, unknown>, postcode: string): string | undefined {
  const country = record.countryCodeV2 ?? record.countryCode ?? record.country_id ?? record.country;
  const zip = record[postcode];
  return typeof zip === 'string' && typeof country === 'string' ? postcodeArea(zip, country) : undefined;
}

const replace =
  (kind: PiiKind, { tokens, scrub }: Context, path: string): Walk =>
  (value, witness) => {
    if (typeof value !== 'string' && typeof value !== 'number')
      return value === null || value === undefined ? value : scrub(value, witness, path);
    const text = isExactNumber(value) ? value.slice(1) : String(value);
    if (text === '') return value;
    const token = tokens.of(kind, text);
    witness.personal(token, kind, text, path);
    return token;
  };

function undeclaredWalk(tokens: Tokens): Scrub {
  const text = (value: string, witness: Witness, path: string) => {
    const token = tokens.of('text', value);
    witness.personal(token, 'text', value, path);
    return token;
  };
  const scrub: Scrub = (value, witness, path) => {
    if (typeof value === 'string') return value === '' || isExactNumber(value) ? value : text(value, witness, path);
    if (Array.isArray(value)) return value.map((item) => scrub(item, witness, path));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        isPlain(key) ? key : text(key, witness, path),
        scrub(child, witness, path),
      ]),
    );
  };
  return scrub;
}
