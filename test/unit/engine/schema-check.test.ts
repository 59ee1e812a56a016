// The compiled check must say what zod says, of every stream: right records, and records with something wrong anywhere inside.
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileCheck } from '../../../lambdas/extractors/engine/schema-check.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';

// What is inside a text is told by its pattern, not by its length.
const usual = fc.readConfigureGlobal();
fc.configureGlobal({ ...usual, baseSize: 'xsmall' });
afterAll(() => fc.configureGlobal(usual));

interface Def {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly values?: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly pattern?: RegExp } } }[];
  readonly fn?: (value: unknown) => unknown;
}

const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  'x',
  0,
  -1.5,
  2 ** 60,
  Number.NaN,
  true,
  [],
  {},
  [{}],
  '\u00001.50',
);

/** Values a schema describes; now and then, at any depth, something else. */
function arbitraryOf(schema: z.ZodType, oddness: number): fc.Arbitrary<unknown> {
  const right = rightOf((schema as z.ZodType & { def: Def }).def, oddness);
  return oddness === 0 ? right : fc.oneof({ weight: oddness, arbitrary: right }, { weight: 1, arbitrary: odd });
}

function rightOf(def: Def, oddness: number): fc.Arbitrary<unknown> {
  const inner = () => arbitraryOf(def.innerType!, oddness);
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape ?? {}).map(([key, child]) => [key, arbitraryOf(child, oddness)] as const);
      return fc
        .tuple(fc.record(Object.fromEntries(fields)), fc.option(fc.string(), { nil: undefined }))
        .map(([record, more]) => (more === undefined ? record : { ...record, undeclared: more }));
    }
    case 'array':
      // An empty list is the only one that may hold nothing.
      if ((def.element as z.ZodType & { def: Def }).def.type === 'never') return fc.constant([]);
      return fc.array(arbitraryOf(def.element!, oddness), { maxLength: 2 });
    case 'optional':
      return fc.option(inner(), { nil: undefined });
    case 'nullable':
      return fc.option(inner(), { nil: null });
    case 'string': {
      const [pattern] = def.checks?.map((one) => one._zod.def.pattern) ?? [];
      return pattern ? fc.stringMatching(pattern) : fc.string();
    }
    case 'number':
      return fc.integer();
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constantFrom(...def.values!);
    case 'union':
      return fc.oneof(...def.options!.map((option) => arbitraryOf(option, oddness)));
    case 'unknown':
      return fc.jsonValue();
    case 'custom': {
      const fitting = CUSTOM.filter((value) => def.fn!(value));
      return fitting.length > 0 ? fc.constantFrom(...fitting) : fc.constant(undefined); // what must never be there
    }
    default:
      throw new Error(`the test does not know z.${def.type}`);
  }
}

/** What the fields of our own describe: a number or its exact text, an id, a flag, a zone. */
const CUSTOM = [7, 0, '\u000012.50', '12.50', 'abc-1', true, 'Europe/Berlin'];

const streams = sources.flatMap((source) =>
  source.streams.map((stream) => ({ name: `${source.name}.${stream.name}`, stream })),
);

describe.each(streams)('$name', ({ stream }) => {
  const fits = compileCheck(stream.schema);

  it('takes what the schema describes', () => {
    fc.assert(
      fc.property(arbitraryOf(stream.schema, 0), (record) => fits(record) && stream.schema.safeParse(record).success),
      { seed: 11, numRuns: 10 },
    );
  });

  it('says what zod says of anything', () => {
    const said = new Set<boolean>();
    fc.assert(
      fc.property(arbitraryOf(stream.schema, 75), (record) => {
        const { success } = stream.schema.safeParse(record);
        said.add(success);
        expect(fits(record)).toBe(success);
      }),
      { seed: 12, numRuns: 60 },
    );
    expect(said).toEqual(new Set([true, false]));
  });
});

it.each([
  ['checks of a list', z.array(z.string()).min(1), [[], ['a'], [1]]],
  ['a refined object', z.object({ a: z.number() }).refine(({ a }) => a > 1), [{ a: 1 }, { a: 2 }, {}]],
  ['an object of these keys alone', z.strictObject({ a: z.string() }), [{ a: 'x' }, { a: 'x', b: 1 }]],
  ['a format', z.email(), ['a@example.org', 'a']],
  ['a whole number by its format', z.int(), [1, 1.5]],
  ['what is made to fit', z.coerce.number(), ['1', 'x']],
  ['a choice', z.union([z.string(), z.number()]), ['a', 1, null]],
  ['one of some words', z.enum(['a', 'b']), ['a', 'c']],
  ['a number with bounds', z.number().int().positive(), [1, 0, 1.5]],
])('leaves to zod what it cannot compile: %s', (_name, schema, values) => {
  const fits = compileCheck(schema as z.ZodType);
  for (const value of values) expect(fits(value)).toBe(schema.safeParse(value).success);
});
