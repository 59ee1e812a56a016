import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SourceAuthError, SourceContractError } from '../../../lambdas/contracts/errors.ts';
import type { Slice } from '../../../lambdas/contracts/ingest.ts';
import { assertNoDrift, policyOf } from '../../../lambdas/extractors/engine/drift.ts';
import { pii } from '../../../lambdas/extractors/engine/fields.ts';
import { checkScopes, namingScopes } from '../../../lambdas/extractors/engine/scopes.ts';
import type { Connection, Session, Stream } from '../../../lambdas/extractors/engine/source.ts';
import { compileTokeniser } from '../../../lambdas/extractors/engine/tokenise.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';

const schema = z.looseObject({
  id: z.string(),
  email: pii('email').nullish(),
  box: z.looseObject({ n: z.number() }).nullish(),
});
const connection = { source: 's', name: 'main', start: '', settings: {} } satisfies Connection;
const record = () => ({ id: '1', email: 'ada@example.com', box: { n: 1, note: 'new' }, carrier: 'Post' });

function read(policy: Parameters<typeof policyOf>[0]) {
  const drift: string[] = [];
  const tokenise = compileTokeniser(schema, new Tokens(Buffer.alloc(32, 1)), policyOf(policy, 'orders'));
  const after = tokenise(record(), { personal: () => {}, drifted: (path) => drift.push(path) });
  return { drift, after };
}

describe('a field nobody has declared', () => {
  it('is kept as a token, unless told otherwise', () => {
    const { after, drift } = read(connection);
    expect(after).toMatchObject({
      carrier: expect.stringMatching(/^text_1_/),
      box: { note: expect.stringMatching(/^text_1_/) },
    });
    expect(drift).toEqual(['$.box.note', '$.carrier']);
  });

  it('is left out under discard_value, and counted all the same', () => {
    const { after, drift } = read({ ...connection, drift: 'discard_value' });
    expect(after).toEqual({ id: '1', email: expect.stringMatching(/^email_1_/), box: { n: 1 } });
    expect(drift).toEqual(['$.box.note', '$.carrier']);
  });

  it('keeps its text where somebody allowed it, and is no drift any more', () => {
    const { after, drift } = read({ ...connection, allow: { orders: ['$.carrier'] } });
    expect(after).toMatchObject({ carrier: 'Post' });
    expect(drift).toEqual(['$.box.note']);
  });

  it('fails the slice under freeze, stream by stream', () => {
    const frozen = policyOf({ ...connection, drift: { orders: 'freeze' } }, 'orders');
    expect(() => assertNoDrift(frozen, { '$.carrier': 3 }, 's.orders')).toThrow(SourceContractError);
    expect(() => assertNoDrift(frozen, { '$.carrier': 3 }, 's.orders')).toThrow(/\$\.carrier.*'freeze'.*allow them/);
    expect(() => assertNoDrift(frozen, {}, 's.orders')).not.toThrow();
    expect(policyOf({ ...connection, drift: { orders: 'freeze' } }, 'customers').drift).toBe('evolve');
  });
});

describe('a scope that is missing', () => {
  const stream = {
    name: 'orders',
    scopes: [
      { name: 'read_orders', without: 'orders' },
      { name: 'read_all_orders', without: 'orders older than 60 days' },
    ],
  } as unknown as Stream;
  const slice = { source: 'shopify', connection: 'main', stream: 'orders' } as Slice;
  const session = (granted: readonly string[] | null) => ({ granted: async () => granted }) as unknown as Session;

  it('is named with what would be lost, before anything is read', async () => {
    const check = checkScopes(slice, stream, session(['read_orders']));
    await expect(check).rejects.toThrow(SourceAuthError);
    await expect(check).rejects.toThrow(
      /shopify\/main orders: the credential lacks read_all_orders \(without it: no orders older than 60 days\)/,
    );
    await expect(checkScopes(slice, stream, session(['read_orders', 'read_all_orders']))).resolves.toBeUndefined();
    await expect(checkScopes(slice, stream, session(null))).resolves.toBeUndefined();
  });

  it('is named when the vendor only refuses', () => {
    const named = namingScopes(new SourceAuthError('klaviyo /api/events answered 403'), slice, stream);
    expect(String(named)).toMatch(/answered 403; shopify\/main orders needs read_orders \(orders\), read_all_orders/);
    const other = new Error('something else');
    expect(namingScopes(other, slice, stream)).toBe(other);
  });
});
