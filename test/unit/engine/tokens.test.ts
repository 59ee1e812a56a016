import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pii, undeclared } from '../../../lambdas/extractors/engine/fields.ts';
import { compileTokeniser } from '../../../lambdas/extractors/engine/tokenise.ts';
import { postcodeArea, Tokens } from '../../../lambdas/extractors/engine/tokens.ts';

const tokens = new Tokens(Buffer.alloc(32, 7));
const witness = () => {
  const seen: { personal: string[]; drifted: string[] } = { personal: [], drifted: [] };
  return {
    ...seen,
    seen,
    personal: (_token: string, kind: string, value: string) => void seen.personal.push(`${kind}:${value}`),
    drifted: (path: string) => void seen.drifted.push(path),
  };
};

describe('tokens', () => {
  it('gives one token for one person however the address is written', () => {
    const token = tokens.of('email', 'ada.l@example.com');
    expect(token).toMatch(/^email_1_[A-Z2-7]{26}$/);
    for (const other of [' Ada.L@Example.com', 'ada.l+shop@example.com']) expect(tokens.of('email', other)).toBe(token);
    expect(tokens.of('email', 'adal@example.com')).not.toBe(token);
    expect(tokens.of('email', 'a.d.a@googlemail.com')).toBe(tokens.of('email', 'ada@gmail.com'));
    expect(tokens.of('phone', '+1 (212) 555-0101')).toBe(tokens.of('phone', '0012125550101'));
  });

  it('depends on the key', () => {
    expect(new Tokens(Buffer.alloc(32, 8)).of('name', 'Ada')).not.toBe(tokens.of('name', 'Ada'));
  });

  it.each([
    ['90210', 'US', '902'],
    ['90210-1234', 'US', '902'],
    ['SW1A 1AA', 'GB', 'SW1A'],
    ['ZQ7', 'US', undefined],
    ['1012 AB', 'NL', '10'],
    ['10115', undefined, undefined],
  ])('keeps of postcode %s (%s) the area %s', (postcode, country, area) => {
    expect(postcodeArea(postcode, country)).toBe(area);
  });
});

describe('the tokeniser', () => {
  const schema = z.looseObject({
    id: z.string(),
    email: pii('email').nullish(),
    address: z.looseObject({ countryCode: z.string(), zip: pii('postcode').nullish(), city: z.string() }).nullish(),
    lines: z.array(z.looseObject({ note: pii('text'), sku: z.string() })),
    properties: undeclared(),
  });
  const run = (record: unknown) => {
    const told = witness();
    return { out: compileTokeniser(schema, tokens)(record, told) as Record<string, never>, ...told.seen };
  };

  it('replaces declared and undeclared strings and keeps the rest', () => {
    const { out, personal, drifted } = run({
      id: 'x1',
      email: 'ada@example.com',
      address: { countryCode: 'US', zip: '90210', city: 'Beverly Hills' },
      lines: [{ note: 'ring twice', sku: 'A-1' }],
      properties: { size: 'M', deep: [{ nick: 'Ada' }], loyal: true, points: 7 },
      surprise: { text: 'who am I', n: 3 },
    });
    const text = JSON.stringify(out);
    for (const secret of ['ada@example.com', '90210"', 'ring twice', 'Ada', 'who am I', '"M"'])
      expect(text).not.toContain(secret);
    expect(out).toMatchObject({
      id: 'x1',
      address: { city: 'Beverly Hills', zip_area: '902' },
      properties: { loyal: true, points: 7 },
      surprise: { n: 3 },
    });
    expect(out.lines).toMatchObject([{ sku: 'A-1' }]);
    expect(personal).toContain('postcode:90210');
    expect(drifted).toEqual(['$.surprise']);
  });

  it('replaces keys that could be a person, whatever holds them', () => {
    const text = JSON.stringify(
      run({ id: '1', lines: [], properties: { 'ada@example.com': 1, '+12125550101': 2 } }).out,
    );
    expect(text).not.toContain('ada@');
    expect(text).not.toContain('2125550101');
  });

  it('replaces them in declared objects too, and takes no area from the vendor', () => {
    const { out, drifted } = run({
      id: '1',
      lines: [],
      'ada@example.com': { nick: 'Ada' },
      address: { countryCode: 'ZZ', zip: '90210', city: 'X', zip_area: 'Ada Lovelace' },
    });
    const text = JSON.stringify(out);
    for (const secret of ['ada@', '"Ada"', 'Ada Lovelace']) expect(text).not.toContain(secret);
    expect(drifted.sort()).toEqual(['$.*', '$.address.zip_area']);
  });

  it('leaves nulls, empty strings and missing fields as they are', () => {
    expect(run({ id: '1', email: null, lines: [], properties: '' }).out).toEqual({
      id: '1',
      email: null,
      lines: [],
      properties: '',
    });
  });
});
