// Codes of discounts: one of the twin's has more than two pages of them, and its `updatedAt` never moves.
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../lambdas/contracts/manifest.ts';
import { days } from '../../../lambdas/extractors/engine/source.ts';
import { streams } from '../../../lambdas/extractors/sources/shopify/streams.ts';
import type { Http } from '../../../lambdas/ports/ports.ts';
import type { World } from '../../../local/world/world.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from '../twins/stage.ts';
import { everything, landed, recordsOf } from './landed.ts';

const world = tinyWorld();
const only = { streams: ['discount_codes'] };
const known = (asOf = world.asOf) =>
  world.stores!.front.discounts.page({ asOf, limit: 10 }).flatMap(({ codes }) => codes.map(({ code }) => code));

interface Code {
  readonly code: string;
  readonly discount: { readonly id: string; readonly updatedAt: string };
}
async function codesOf(stage: Awaited<ReturnType<typeof openStage>>, manifests: readonly Manifest[]): Promise<Code[]> {
  return (await landed(stage, manifests)).map((row) => JSON.parse(row).record);
}

/** Answers in another text. */
const rewriting =
  (rewrite: (text: string, request: string) => string) =>
  (inner: Http): Http =>
  async (request) => {
    const response = await inner(request);
    if (request.method === 'GET') return response;
    const text = rewrite(await response.text(), request.body ?? '');
    return { ...response, header: response.header, text: async () => text };
  };

describe('discount codes of shopify', () => {
  it('all land, each with its discount, and lead every code of an order back to one', async () => {
    const stage = await openStage(world, 'shopify', only);
    const [manifest] = await everything(stage);
    const codes = await codesOf(stage, [manifest!]);
    expect(codes.map(({ code }) => code).sort()).toEqual(known().sort());
    const sizes = [...Map.groupBy(codes, ({ discount }) => discount.id).values()].map((all) => all.length);
    expect(Math.max(...sizes)).toBeGreaterThan(500);
    expect(manifest!.proof).toEqual({ kind: 'declared', expected: codes.length, landed: codes.length });
    const made = new Set(codes.map(({ code }) => code));
    const used = world.shop.orders
      .page({ asOf: world.asOf, limit: 10_000 })
      .flatMap(({ discounts }) => discounts.filter(({ kind }) => kind === 'code').map(({ title }) => title));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((code) => !made.has(code))).toEqual([]);
  });

  it('come in pages that one call can pay for, and go on inside a discount', async () => {
    const stage = await openStage(world, 'shopify', only);
    const stream = streams.find(({ name }) => name === 'discount_codes')!;
    const sizes: number[] = [];
    for (let token: string | undefined; ; ) {
      const page = await stage.session.page(stream, {} as never, token);
      expect(await stage.session.page(stream, {} as never, token)).toEqual(page);
      sizes.push(page.records.length);
      token = page.next;
      if (token === undefined) break;
    }
    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBe(250);
    const [key] = await stage.plan();
    let manifest: Manifest | undefined;
    for (let turn = 0; !manifest; turn++) {
      expect(turn).toBeLessThan(20);
      manifest = await stage.extract(key!, () => 0);
    }
    const whole = await openStage(world, 'shopify', only);
    expect(recordsOf(await landed(stage, [manifest]))).toEqual(recordsOf(await landed(whole, await everything(whole))));
  });

  it('land a day later when they are new, though their discount says that nothing changed', async () => {
    const asOf = world.asOf + days(1);
    const later: World = { ...world, asOf };
    const codes = async (of: World) => {
      const stage = await openStage(of, 'shopify', only);
      return codesOf(stage, await everything(stage));
    };
    const [before, after] = [await codes(world), await codes(later)];
    expect(after.length).toBe(before.length + 1);
    const updated = (all: readonly Code[]) => [...new Set(all.map(({ discount }) => discount.updatedAt))];
    expect(updated(after)).toEqual(updated(before));
  });

  it('are proved by the count before when an app goes on making them', async () => {
    let counts = 0;
    const http = rewriting((text, request) =>
      request.includes('CodesCounts') && ++counts === 2 ? text.replace(/"count":1\b/, '"count":7') : text,
    );
    const stage = await openStage(world, 'shopify', { ...only, http });
    const [manifest] = await everything(stage);
    const all = known().length;
    expect([manifest!.proof, counts]).toEqual([{ kind: 'declared', expected: all, landed: all }, 2]);
  });

  it('are not called proved when the vendor counts one discount in round numbers', async () => {
    const http = rewriting((text, request) =>
      request.includes('CodesCounts') ? text.replace('"EXACT"', '"AT_LEAST"') : text,
    );
    const stage = await openStage(world, 'shopify', { ...only, http });
    const [manifest] = await everything(stage);
    expect(manifest).toMatchObject({ rows: known().length, proof: { kind: 'none', expected: null } });
  });

  it('of a discount that is deleted while it is read are as few as the vendor counts then', async () => {
    let isGone = false;
    const http = rewriting((text, request) => {
      isGone ||= request.includes('MoreCodes');
      if (!isGone) return text;
      const answer = JSON.parse(text);
      const { codeDiscountNodes: listed } = answer.data;
      if (listed) listed.nodes = listed.nodes.filter(({ id }: { id: string }) => !id.endsWith('4'));
      else answer.data.codeDiscountNode = null;
      return JSON.stringify(answer);
    });
    const stage = await openStage(world, 'shopify', { ...only, http });
    const [manifest] = await everything(stage);
    expect(manifest).toMatchObject({ rows: 3, proof: { expected: 3, landed: 3 } });
  });

  it('fail loudly when the vendor counts more of them', async () => {
    const http = rewriting((text, request) =>
      request.includes('CodesCounts') ? text.replace(/"count":1\b/, '"count":2') : text,
    );
    const stage = await openStage(world, 'shopify', { ...only, http });
    await expect(everything(stage)).rejects.toThrow(/counts \d+ records .* \d+ arrived/);
  });
});
