import type { z } from 'zod';
import { InvariantError } from '../../contracts/errors.ts';
import { detectPii, isHarmless, mayNamePerson } from './detect-pii.ts';
import { EVOLVE, type StreamPolicy } from './drift.ts';
import { isExactNumber } from './exact-json.ts';
import { type PiiKind, piiKind } from './fields.ts';
import { memoize } from './memoize.ts';
import { compileCheck } from './schema-check.ts';
import { postcodeArea, type Tokens } from './tokens.ts';

/** Called for each personal value that left a record, and for each undeclared field. */
export interface PiiSink {
  /** @param path of the field, or of the undeclared field that contains it */
  personal(token: string, kind: PiiKind, value: string, path: string): void;
  drifted(path: string): void;
  /** Reports a value that cannot be kept, and is null now. */
  emptied?(path: string, reason: string): void;
}

/** Takes the personal values out of one record, in place, and returns the record. */
export type Tokenise = (record: unknown, witness: PiiSink) => unknown;

/** @param name of the field: its key, or its neighbour when records spell fields as `{ key, value }` */
type Walk = (value: unknown, witness: PiiSink, name: string) => unknown;
/** The same for undeclared values, wherever they are. */
type Scrub = (value: unknown, witness: PiiSink, path: string, name: string, depth?: number) => unknown;

/** No personal data is possible below: leave it as it is. */
const keep: Walk = (value) => value;
/** A key that could itself hold personal data is replaced like a value. */
const PLAIN_KEY = /^[\w$.:\- ]{1,64}$/;
/** A hexadecimal id: long runs of digits mean nothing in it. */
const HEX_ID = /^(?=.*[a-f])[\da-f]{8,40}$/;
const isPlain = memoize((key) => PLAIN_KEY.test(key) && (HEX_ID.test(key) || !/\d(?:[ .-]?\d){6}/.test(key)));
/** Part of a postcode kept beside its token. */
const AREA = 'zip_area';

/** Name of a field in a record that spells its fields as pairs: `{ key: 'size', value: 'M' }`. */
function nameIn(record: Readonly<Record<string, unknown>>, key: string): string {
  if (key !== 'value') return key;
  const name = record.key ?? record.attribute_code ?? record.name;
  return typeof name === 'string' ? name : key;
}

/**
 * Compiles a schema into a walk that replaces declared personal strings, and undeclared strings, by tokens. Undeclared
 * values stay only when name and form together prove them harmless (`isHarmless`); numbers stay unless their name is
 * personal. Declared strings, countries, regions and cities stay unless their form is personal (`detectPii`); a
 * postcode leaves its area in `zip_area`.
 */
export function compileTokeniser(schema: z.ZodType, tokens: Tokens, policy: StreamPolicy = EVOLVE): Tokenise {
  const walk = compile(schema, { tokens, scrub: undeclaredWalk(tokens), policy }, '$');
  return (record, witness) => walk(record, witness, '');
}

interface Context {
  readonly tokens: Tokens;
  readonly scrub: Scrub;
  readonly policy: StreamPolicy;
}

/** @param path of the value, for the drift count: computed here once, so that records do not pay for it */
function compile(schema: z.ZodType, context: Context, path: string): Walk {
  const { scrub } = context;
  const kind = piiKind(schema);
  if (kind) return replace(kind, context, path);
  const def = (schema as z.ZodType & { def: Def }).def;
  const inner = (child: z.ZodType | undefined, at = path) => compile(required(child, def.type), context, at);
  switch (def.type) {
    case 'object':
      return objectWalk(def.shape ?? {}, def.catchall, context, path);
    case 'array': {
      const each = inner(def.element, `${path}[]`);
      if (each === keep) return keep;
      return (value, witness, name) => {
        if (Array.isArray(value)) for (let i = 0; i < value.length; i++) value[i] = each(value[i], witness, name);
        return value;
      };
    }
    case 'optional':
    case 'nullable':
    case 'default':
      return inner(def.innerType);
    case 'union':
      if (def.discriminator !== undefined) {
        const scrubHere: Walk = (value, witness, name) => scrub(value, witness, path, name);
        return choiceWalk(def.discriminator, def.options ?? [], (option) => inner(option), scrubHere);
      }
      return unionWalk(
        def.options ?? [],
        (option) => inner(option),
        (value, witness, name) => scrub(value, witness, path, name),
      );
    case 'unknown':
    case 'any':
    case 'never':
      return (value, witness, name) => scrub(value, witness, path, name);
    case 'string':
      // A string that must match a pattern has no room for anything else.
      return def.checks?.length ? keep : guard(context, path);
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
  readonly catchall?: z.ZodType;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly checks?: readonly unknown[];
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
}

function required(child: z.ZodType | undefined, type: string): z.ZodType {
  if (child) return child;
  throw new InvariantError(`a z.${type} without an inner schema cannot be walked`);
}

function objectWalk(
  shape: Record<string, z.ZodType>,
  catchall: z.ZodType | undefined,
  context: Context,
  path: string,
): Walk {
  const { policy } = context;
  const scrub = scrubOf(catchall, context, path);
  const dropsNew = policy.drift === 'discard_value';
  const walks = new Map(Object.entries(shape).map(([key, child]) => [key, compile(child, context, `${path}.${key}`)]));
  const pathOf = memoize((key) => `${path}.${key}`);
  const postcode = Object.entries(shape).find(([, child]) => postcodeInside(child))?.[0];
  return (value, witness) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return context.scrub(value, witness, path, '');
    const record = value as Record<string, unknown>;
    const area = postcode === undefined ? undefined : areaOf(record, postcode);
    for (const key of Object.keys(record)) {
      const walk = walks.get(key);
      if (walk === keep) continue;
      if (walk !== undefined) {
        const before = record[key];
        const after = walk(before, witness, nameIn(record, key));
        if (after !== before) record[key] = after;
      } else if (isPlain(key)) {
        const at = pathOf(key);
        if (policy.allowed.has(at)) {
          record[key] = shallow(record[key], witness, at);
          continue;
        }
        witness.drifted(at);
        if (dropsNew) delete record[key];
        else record[key] = scrub(record[key], witness, at, nameIn(record, key));
      } else {
        witness.drifted(`${path}.*`);
        if (!dropsNew) Object.assign(record, context.scrub({ [key]: record[key] }, witness, `${path}.*`, ''));
        delete record[key];
      }
    }
    if (area !== undefined) record[AREA] = area;
    return record;
  };
}

/** Handler of undeclared fields: the schema may declare all of them at once. */
function scrubOf(catchall: z.ZodType | undefined, context: Context, path: string): Scrub {
  if (!catchall || (catchall as z.ZodType & { def: Def }).def.type === 'unknown') return context.scrub;
  const walk = compile(catchall, context, `${path}.*`);
  return (value, witness, _path, name) => walk(value, witness, name);
}

/** A value is handled as the first option it matches; one that matches none holds nothing declared. */
function unionWalk(options: readonly z.ZodType[], compiled: (option: z.ZodType) => Walk, scrub: Walk): Walk {
  const walks = options.flatMap(alternatives).map((one) => {
    const { type, checks } = (one as z.ZodType & { def: Def }).def;
    return { type, takesText: type === 'string' && !checks?.length, fits: compileCheck(one), walk: compiled(one) };
  });
  const among = (own: 'array' | 'object', other: 'array' | 'object'): Walk => {
    const able = walks.filter(({ type }) => type !== other && type !== 'string' && type !== 'number');
    // A single possible option is not checked again.
    if (able.length === 1 && able[0]!.type === own) return able[0]!.walk;
    return (value, witness, name) => (able.find(({ fits }) => fits(value))?.walk ?? scrub)(value, witness, name);
  };
  const [list, record] = [among('array', 'object'), among('object', 'array')];
  const plain = walks.filter(({ type }) => type !== 'array' && type !== 'object');
  const text = plain[0]?.takesText ? plain[0].walk : undefined;
  return (value, witness, name) => {
    if (text && typeof value === 'string') return text(value, witness, name);
    if (Array.isArray(value)) return list(value, witness, name);
    if (typeof value === 'object' && value !== null) return record(value, witness, name);
    for (const { fits, walk } of plain) if (fits(value)) return walk(value, witness, name);
    return scrub(value, witness, name);
  };
}

/** A nested union adds its options. */
const alternatives = (schema: z.ZodType): readonly z.ZodType[] => {
  const { type, options, discriminator } = (schema as z.ZodType & { def: Def }).def;
  const isOpen = type === 'union' && discriminator === undefined && piiKind(schema) === undefined;
  return isOpen ? (options ?? []).flatMap(alternatives) : [schema];
};

/** A discriminator selects the option; an unknown one holds nothing declared. */
function choiceWalk(
  field: string,
  options: readonly z.ZodType[],
  compiled: (option: z.ZodType) => Walk,
  scrub: Walk,
): Walk {
  const walks = new Map<unknown, Walk>();
  for (const option of options) {
    const walk = compiled(option);
    const said = (option as z.ZodType & { def: Def }).def.shape?.[field] as (z.ZodType & { def: Def }) | undefined;
    for (const value of said?.def.values ?? []) walks.set(value, walk);
  }
  return (value, witness, name) => {
    const said = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
    return (walks.get(said) ?? scrub)(value, witness, name);
  };
}

function postcodeInside(schema: z.ZodType): boolean {
  const def = (schema as z.ZodType & { def: Def }).def;
  return piiKind(schema) === 'postcode' || (def.innerType !== undefined && postcodeInside(def.innerType));
}

function areaOf(record: Record<string, unknown>, postcode: string): string | undefined {
  const country = record.countryCodeV2 ?? record.countryCode ?? record.country_id ?? record.country;
  const zip = record[postcode];
  if (typeof country !== 'string' || (typeof zip !== 'string' && typeof zip !== 'number')) return undefined;
  return postcodeArea(String(zip), country);
}

const replace =
  (kind: PiiKind, { tokens, scrub }: Context, path: string): Walk =>
  (value, witness, name) => {
    if (typeof value !== 'string' && typeof value !== 'number')
      return value === null || value === undefined ? value : scrub(value, witness, path, name);
    const text = isExactNumber(value) ? value.slice(1) : String(value);
    if (text === '') return value;
    const token = tokens.of(kind, text);
    witness.personal(token, kind, text, path);
    return token;
  };

/** Keeps a declared string, unless its form is personal. */
const guard =
  ({ tokens }: Context, path: string): Walk =>
  (value, witness) => {
    if (typeof value !== 'string') return value;
    const kind = detectPii(value);
    if (kind === undefined) return value;
    const token = tokens.of(kind, value);
    witness.personal(token, kind, value, path);
    return token;
  };

/** Depth limit for undeclared data: deeper values carry no data of use, and overflow recursive walks. */
const DEEPEST = 100;

function tooDeep(witness: PiiSink, path: string): null {
  witness.emptied?.(path, `is nested deeper than ${DEEPEST} levels`);
  return null;
}

/** The value unchanged, cut where it is too deep. */
function shallow(value: unknown, witness: PiiSink, path: string, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return tooDeep(witness, path);
  for (const [key, child] of Object.entries(value))
    if (typeof child === 'object') (value as Record<string, unknown>)[key] = shallow(child, witness, path, depth + 1);
  return value;
}

function undeclaredWalk(tokens: Tokens): Scrub {
  const text = (value: string, witness: PiiSink, path: string) => {
    const token = tokens.of('text', value);
    witness.personal(token, 'text', value, path);
    return token;
  };
  const scrub: Scrub = (value, witness, path, name, depth = 0) => {
    if (typeof value === 'number' || isExactNumber(value)) {
      const digits = typeof value === 'number' ? String(value) : value.slice(1);
      return mayNamePerson(name, digits) ? text(digits, witness, path) : value;
    }
    if (typeof value === 'string') return value === '' || isHarmless(name, value) ? value : text(value, witness, path);
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= DEEPEST) return tooDeep(witness, path);
    if (Array.isArray(value)) return value.map((item) => scrub(item, witness, path, name, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        isPlain(key) ? key : text(key, witness, path),
        scrub(child, witness, path, nameIn(value as Record<string, unknown>, key), depth + 1),
      ]),
    );
  };
  return scrub;
}
