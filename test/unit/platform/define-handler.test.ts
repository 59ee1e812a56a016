import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineHandler } from '../../../lambdas/platform/define-handler.ts';

const context = { getRemainingTimeInMillis: () => 1000 } as Context;
const failing = (task: () => Promise<unknown>) =>
  defineHandler({
    name: 'test',
    input: z.object({}),
    output: z.object({}),
    run: async () => {
      await task();
      return {};
    },
  })({}, context).catch((error: Error) => `${error.name}: ${error.message}`);

describe('an error nobody expected', () => {
  it.each([
    ['a text that is not JSON', async () => JSON.parse('ada@example.com bought')],
    ['an expression', async () => new RegExp(`(${'ada@example.com'}`)],
    ['a contract broken by names from outside', async () => z.strictObject({}).parse({ 'ada@example.com': 1 })],
    ['an argument', async () => Buffer.from('x', 'ada@example.com' as BufferEncoding)],
  ])('never quotes %s', async (_name, run) => {
    const said = await failing(run);
    expect(said).toMatch(/^InvariantError: unexpected \w+: ./);
    expect(said).not.toContain('ada');
  });

  it('says what we got wrong', async () => {
    expect(await failing(async () => (undefined as unknown as { orders: object }).orders)).toContain(
      "reading 'orders'",
    );
  });
});
