import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExactNumber, parseExact, writeExact } from '../../../lambdas/extractors/engine/exact-json.ts';

/** What ends a string, what only seems to, and numbers behind it. */
const QUOTED = fc.string({ unit: fc.constantFrom('"', '\\', '1', '.', ':', ',', 'é', '語') });

describe('exact JSON', () => {
  it.each([
    '12345678901234567890',
    '9999999999999999',
    '1.10',
    '-0.000000000000000001',
    '1e-7',
    '6.02E+23',
    '[1.0,{"a":2.50}]',
    '{"t":"1.10 \\" 2.20","n":1.10}',
  ])('keeps %s to the digit', (text) => {
    expect(writeExact(parseExact(text))).toBe(text);
  });

  it('takes a NUL for what it is, and an escaped backslash before its digits for another', () => {
    expect(parseExact('["\\u00001.5", "a\\\\u0000"]')).toEqual(['\ufffd1.5', 'a\\u0000']);
  });

  it('writes nothing at all as null', () => {
    expect(writeExact(undefined)).toBe('null');
  });

  it('reads every JSON value as JSON.parse does, but for the numbers it protects', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        if (text.includes('\\u0000')) return;
        expect(JSON.parse(writeExact(parseExact(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('leaves digits inside strings alone', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), QUOTED), (value) => {
        expect(parseExact(JSON.stringify({ value }))).toEqual({ value: value.replaceAll('\u0000', '\ufffd') });
      }),
    );
  });

  it('marks only numbers a double could change', () => {
    expect(isExactNumber(parseExact('1.5'))).toBe(true);
    expect(parseExact('15')).toBe(15);
    expect(() => parseExact('{"a":1')).toThrow(SyntaxError);
  });
});
