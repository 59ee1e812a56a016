// The forms of personal data at their edges: just what is one, and just what is none.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { detectPii, isHarmless, mayNamePerson } from '../../../lambdas/extractors/engine/detect-pii.ts';
import { EVOLVE, type StreamPolicy } from '../../../lambdas/extractors/engine/drift.ts';
import { parseExact } from '../../../lambdas/extractors/engine/exact-json.ts';
import { pii, undeclared } from '../../../lambdas/extractors/engine/fields.ts';
import { isIpAddress } from '../../../lambdas/extractors/engine/ip-address.ts';
import { holdsMailAddress, isMailAddress } from '../../../lambdas/extractors/engine/mail-address.ts';
import { compileTokeniser } from '../../../lambdas/extractors/engine/tokenise.ts';
import { postcodeArea, Tokens } from '../../../lambdas/extractors/engine/tokens.ts';

const tokens = new Tokens(Buffer.alloc(32, 7));

describe('an IP address', () => {
  const mapped = '[0000:0000:0000:0000:0000:ffff:192.168.100.200]';
  it.each([
    ...['0.0.0.0', '255.255.255.255:1', '192.0.2.1:65535', '::1', '[::1]', '[::1]:8', '[fe80::1]:65535', mapped],
    ...['192.0.2.1,192.0.2.2', ' 192.0.2.1 , ::1 ', Array(8).fill('::1').join(',')],
  ])('is %s', (text) => {
    expect(isIpAddress(text)).toBe(true);
  });

  it.each([
    ...[
      '',
      '1',
      'abc',
      '1.2.3',
      '[::1',
      '[::1]x',
      '[::1]8',
      '[::1]:',
      '[::1]:123456',
      '[192.0.2.1]',
      '[]:80',
      '[x]:80',
    ],
    ...['192.0.2.1:', '192.0.2.1:123456', '192.0.2.1:x', ':80', 'x:80', '2001:db8::17 x', '192.0.2.1,', ',192.0.2.1'],
    ...['192.0.2.1,x', Array(9).fill('::1').join(','), `::1%${'e'.repeat(70)}`, `::1${' '.repeat(70 * 8)}`],
  ])('is not %s', (text) => {
    expect(isIpAddress(text)).toBe(false);
  });

  it('may fill the longest form of each hop, and no more', () => {
    const zone = (length: number) => `fe80::1%${'e'.repeat(length - 8)}`;
    expect(isIpAddress(zone(70))).toBe(true);
    expect(isIpAddress(zone(71))).toBe(false);
    expect(isIpAddress(`192.0.2.1${' '.repeat(560 - 9)}`)).toBe(true);
    expect(isIpAddress(`192.0.2.1${' '.repeat(561 - 9)}`)).toBe(false);
  });

  it.each(['9.9.9.9', '::ffff:1', 'A::1:2:3', 'F00d::1', 'a::1:2:3', 'f00d::1', '[::1]:80', '0.0.0.0'])(
    'is seen in a plain field by its first character: %s',
    (text) => {
      expect(detectPii(text)).toBe('ip');
    },
  );
});

describe('a mail address', () => {
  it.each([
    ['a@b.co', true, true],
    ['a@b.c', false, false],
    ['@b.co', false, false],
    ['a@.co', false, false],
    ['a@x.c0', true, true],
    ['a b@c.de', true, false],
    ['a@b.co c', true, false],
    ['a@b.co,x@y.de', true, false],
    ['a@@b.co', false, false],
    ['a@b@c.de', true, false],
    [' a@b.co ', true, true],
    ['a%40b.co', true, false],
    ['%40b.co', false, false],
    ['x?%40b.co', false, false],
    ['a%40b.c', false, false],
    ['a%40.co', false, false],
    ['who=a%40b.co&x=1', true, false],
    ['a@b', false, false],
  ])('%s: a text holds one %s, is one %s', (text, holds, is) => {
    expect(holdsMailAddress(text)).toBe(holds);
    expect(isMailAddress(text)).toBe(is);
  });
});

describe('a text in a plain field', () => {
  it('of six characters may be somebody, of five none', () => {
    expect(detectPii('a@b.co')).toBe('email');
    expect(detectPii('::1:1')).toBeUndefined();
    expect(detectPii('::1:12')).toBe('ip');
  });

  it.each(['+49 30 9018', '(030) 901820'])('%s is a telephone', (text) => {
    expect(detectPii(text)).toBe('phone');
  });
});

describe('a number nobody has declared', () => {
  it('of nine digits may be a person, unless its name says what it counts', () => {
    expect(mayNamePerson('reference', '123456789')).toBe(true);
    expect(mayNamePerson('reference', '12345678')).toBe(false);
    expect(mayNamePerson('reference', '1'.repeat(19))).toBe(true);
    expect(mayNamePerson('reference', '1'.repeat(20))).toBe(false);
    for (const name of ['order_id', 'total', 'created_at', 'number_of_points'])
      expect(mayNamePerson(name, '123456789')).toBe(false);
    expect(mayNamePerson('phone', '1')).toBe(true);
  });

  it('is harmless under no name of a person', () => {
    expect(isHarmless('price', '123456')).toBe(true);
    expect(isHarmless('price', '1234567')).toBe(false);
    expect(isHarmless('phone_price_zip', '12')).toBe(false);
    expect(isHarmless('phone_type', 'mobile')).toBe(false);
  });
});

describe('a token', () => {
  it.each([
    ['name', ' Ada  Lovelace ', 'ada lovelace'],
    ['company', 'ACME\tLtd', 'acme ltd'],
    ['street', 'Main St  1', 'main st 1'],
    ['postcode', 'sw1a 1aa', 'SW1A1AA'],
    ['birthday', ' 1990-01-02', '1990-01-02'],
    ['ip', ' 2001:DB8::1 ', '2001:db8::1'],
    ['agent', ' Mozilla/5.0 ', 'Mozilla/5.0'],
    ['text', ' Hi ', 'Hi'],
    ['phone', '0049 (0)30', '+49030'],
    ['email', ' A.D.A+x@GoogleMail.com', 'ada@gmail.com'],
  ] as const)('of a %s is the same however it is spaced and written: %s', (kind, one, other) => {
    const fresh = new Tokens(Buffer.alloc(32, 7));
    expect(tokens.of(kind, one)).toBe(fresh.of(kind, other));
    expect(tokens.of(kind, one)).not.toBe(tokens.of(kind, `${other}x1`));
  });

  it('keeps what tells people apart', () => {
    expect(tokens.of('email', 'a.b@example.com')).not.toBe(tokens.of('email', 'ab@example.com'));
    expect(tokens.of('email', '@example.com')).not.toBe(tokens.of('email', '@gmail.com'));
    expect(tokens.of('email', 'a@x@y.com')).not.toBe(tokens.of('email', 'a@y.com'));
    expect(tokens.of('agent', 'Mozilla')).not.toBe(tokens.of('agent', 'mozilla'));
    expect(tokens.of('text', 'a')).not.toBe(tokens.of('name', 'a'));
  });

  it('is written out to the bit: RFC 4648 base32 of the HMAC, 26 letters, with the version of the key', () => {
    expect(new Tokens(Buffer.alloc(32, 1), 3).of('text', 'x')).toBe('text_3_FPGRZUFBGMS4IYOR43VHUVPDCC');
    expect(tokens.of('text', 'y'.repeat(5000))).toBe(tokens.of('text', 'y'.repeat(5000)));
  });

  it.each([
    ['k1a 0b1', 'CA', 'K1A'],
    ['2000', 'AU', '20'],
    ['10115', 'DE', '10'],
    ['75001', 'FR', '75'],
    ['1012ab', 'NL', '10'],
    ['ec1a1bb', 'GB', 'EC1A'],
    ['2000', 'DE', undefined],
    ['x', 'ZZ', undefined],
  ])('of postcode %s in %s leaves the area %s', (postcode, country, area) => {
    expect(postcodeArea(postcode, country)).toBe(area);
  });
});

describe('the walk through a record', () => {
  const walk = (schema: z.ZodType, record: unknown, policy: StreamPolicy = EVOLVE) => {
    const emptied: string[] = [];
    const personal: string[] = [];
    const drifted: string[] = [];
    const out = compileTokeniser(
      schema,
      tokens,
      policy,
    )(record, {
      personal: (_token, kind, value, path) => void personal.push(`${path} ${kind} ${value}`),
      drifted: (path) => void drifted.push(path),
      emptied: (path, reason) => void emptied.push(`${path} ${reason}`),
    });
    return { out: JSON.stringify(out), emptied, personal, drifted };
  };
  const nested = (levels: number): unknown => (levels === 0 ? 'ada' : { in: nested(levels - 1) });
  const schema = z.looseObject({ id: z.string() });

  it('goes a hundred levels down, and empties what is below, declared harmless or not', () => {
    expect(walk(schema, { id: '1', more: nested(100) }).emptied).toEqual([]);
    const tooDeep = ['$.more is nested deeper than 100 levels'];
    expect(walk(schema, { id: '1', more: nested(101) }).emptied).toEqual(tooDeep);
    const allowed = { drift: 'evolve' as const, allowed: new Set(['$.more']) };
    const kept = walk(schema, { id: '1', more: nested(100) }, allowed);
    expect(kept).toMatchObject({ emptied: [], personal: [], drifted: [] });
    expect(kept.out).toContain('"ada"');
    expect(walk(schema, { id: '1', more: [nested(100)] }, allowed).emptied).toEqual(tooDeep);
    expect(walk(schema, { id: '1', more: nested(101) }, allowed).out).not.toContain('ada');
  });

  it('drops what is new where the policy says so, under any name', () => {
    const drop = { drift: 'discard_value' as const, allowed: new Set<string>() };
    const { out, drifted } = walk(schema, { id: '1', more: 'x', 'ada@example.com': 1 }, drop);
    expect(out).toBe('{"id":"1"}');
    expect(drifted).toEqual(['$.more', '$.*']);
  });

  it('looks at a text in a field of numbers or texts, whichever is named first', () => {
    for (const either of [z.union([z.number(), z.string()]), z.union([z.string(), z.number()])])
      expect(walk(z.object({ code: either }), { code: 'ada@example.com' }).personal).toEqual([
        '$.code email ada@example.com',
      ]);
    const formed = z.union([z.string().regex(/^x+$/), z.string()]);
    expect(walk(z.object({ code: formed }), { code: 'ada@example.com' }).personal).toHaveLength(1);
  });

  it('takes a value for what the option says that it fits', () => {
    const options = z.union([
      z.object({ a: z.string(), who: pii('name') }),
      z.object({ b: z.string(), who: z.string() }),
      z.array(pii('name')),
      z.number(),
    ]);
    const personal = (value: unknown) => walk(z.object({ of: options }), { of: value }).personal;
    expect(personal({ a: 'x', who: 'Ada' })).toEqual(['$.of.who name Ada']);
    expect(personal({ b: 'x', who: 'Ada' })).toEqual([]);
    expect(personal(['Ada'])).toEqual(['$.of name Ada'.replace('$.of', '$.of[]')]);
    expect(personal({ c: 'Ada' })).toEqual(['$.of text Ada']);
    expect(personal('Ada')).toEqual(['$.of text Ada']);
    expect(personal(7)).toEqual([]);
  });

  it('is chosen by the field that says what the record is', () => {
    const options = z.discriminatedUnion('is', [
      z.object({ is: z.literal('person'), who: pii('name') }),
      z.object({ is: z.literal('good'), who: z.string() }),
    ]);
    const personal = (value: unknown) => walk(z.object({ of: options }), { of: value }).personal;
    expect(personal({ is: 'person', who: 'Ada' })).toEqual(['$.of.who name Ada']);
    expect(personal({ is: 'good', who: 'Ada' })).toEqual([]);
    expect(personal({ is: 'other', who: 'Ada' })).toContain('$.of text Ada');
    expect(personal(null)).toEqual([]);
  });

  it('replaces personal numbers with every digit, and leaves what is empty', () => {
    const record = parseExact('{"phone":15555550100,"name":"","card":4111111111111111111,"rate":1.50}');
    const fields = z.looseObject({ phone: pii('phone'), name: pii('name').nullish() });
    expect(walk(fields, record)).toMatchObject({
      personal: ['$.phone phone 15555550100', '$.card text 4111111111111111111'],
      drifted: ['$.card', '$.rate'],
    });
  });

  it('keeps the area of a postcode beside it, by the country in any of its names', () => {
    const address = z.looseObject({ zip: pii('postcode').nullish() });
    for (const name of ['countryCodeV2', 'countryCode', 'country_id', 'country'])
      expect(JSON.parse(walk(address, { [name]: 'DE', zip: 10115 }).out).zip_area).toBe('10');
    expect(walk(address, { zip: '10115' }).out).not.toContain('zip_area');
    expect(walk(address, { country: 'DE', zip: null }).out).not.toContain('zip_area');
  });

  it('knows a field by what stands beside its value', () => {
    for (const name of ['key', 'attribute_code', 'name'])
      expect(walk(z.looseObject({}), { list: [{ [name]: 'order_status', value: 'paid' }] }).out).toContain('"paid"');
    const meta = z.object({ meta: z.array(z.looseObject({ value: undeclared() })) });
    expect(walk(meta, { meta: [{ key: 'nick', value: 'paid' }] }).personal).toContain('$.meta[].value text paid');
  });

  it('replaces keys of long digits or odd characters, and no id in hexadecimal digits', () => {
    const keys = ['a'.repeat(64), '123456', 'deadbeef00112233', 'x-1 y.z:$'];
    const { out } = walk(z.object({ of: undeclared() }), { of: Object.fromEntries(keys.map((key) => [key, 1])) });
    for (const key of keys) expect(out).toContain(`"${key}":1`);
    const odd = ['a'.repeat(65), '1234567', '12 34 56 7', 'Ä', 'xyz1234567', 'ada/lovelace'];
    const replaced = walk(z.object({ of: undeclared() }), { of: Object.fromEntries(odd.map((key) => [key, 1])) });
    for (const key of odd) expect(replaced.out).not.toContain(`"${key}"`);
  });

  it('refuses a schema that it does not know', () => {
    expect(() => compileTokeniser(z.object({ when: z.date() }), tokens)).toThrow(/uses z\.date/);
  });
});
