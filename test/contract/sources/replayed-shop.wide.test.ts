// Real transactions through the whole path: file → shop → twin → connector → landing. Not a cent may get lost on the way.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { createReplayWorld } from '../../../local/replay/replay.ts';
import { tallyFile } from '../../unit/replay/tally.ts';
import { openStage } from '../twins/stage.ts';

const FRANCE = fileURLToPath(new URL('../../fixtures/datasets/uci_online_retail_france.csv', import.meta.url));
const monthOf = (time: string) => {
  const [month = '', , year = ''] = time.split(/[/ ]/);
  return `${year}-${month.padStart(2, '0')}`;
};

interface Money {
  readonly shopMoney: { readonly amount: string };
}
interface Landed {
  readonly processedAt: string;
  readonly customer: { readonly id: string } | null;
  readonly lineItems: {
    readonly nodes: readonly { readonly quantity: number; readonly originalUnitPriceSet: Money }[];
  };
  readonly shippingLines: { readonly nodes: readonly { readonly originalPriceSet: Money }[] };
  readonly refunds: readonly {
    readonly createdAt: string;
    readonly refundLineItems: { readonly nodes: readonly { readonly subtotalSet: Money }[] };
    readonly refundShippingLines: { readonly nodes: readonly { readonly subtotalAmountSet: Money }[] };
    readonly orderAdjustments: { readonly nodes: readonly { readonly amountSet: Money }[] };
  }[];
}

/** Cents of a money text with two places. */
const cents = (text: string) => BigInt(text.replace('.', ''));
const of = (money: Money) => cents(money.shopMoney.amount);

it('lands the French rows of Online Retail to the cent, month by month', async () => {
  const file = tallyFile(await readFile(FRANCE, 'utf8'), monthOf);
  const world = await createReplayWorld(FRANCE);
  const stage = await openStage(world, 'shopify', { streams: ['orders', 'customers'] });
  const months = new Map<string, bigint>();
  // London is at UTC or an hour ahead: no row of this file lies in the first hour of a month.
  const add = (at: string, amount: bigint) => months.set(at.slice(0, 7), (months.get(at.slice(0, 7)) ?? 0n) + amount);
  const customers = new Set<string>();
  for (const key of await stage.plan()) {
    const manifest = (await stage.extract(key))!;
    for (const part of manifest.parts)
      for (const line of gunzipSync((await stage.ports.store.get(part.key))!.body)
        .toString()
        .trim()
        .split('\n')) {
        const { record } = JSON.parse(line) as { record: Landed & { id: string } };
        if (manifest.stream === 'customers') {
          customers.add(record.id);
          continue;
        }
        for (const one of record.lineItems.nodes)
          add(record.processedAt, BigInt(one.quantity) * of(one.originalUnitPriceSet));
        for (const one of record.shippingLines.nodes) add(record.processedAt, of(one.originalPriceSet));
        for (const refund of record.refunds) {
          for (const one of refund.refundLineItems.nodes) add(refund.createdAt, -of(one.subtotalSet));
          for (const one of refund.refundShippingLines.nodes) add(refund.createdAt, -of(one.subtotalAmountSet));
          for (const one of refund.orderAdjustments.nodes) add(refund.createdAt, of(one.amountSet));
        }
      }
  }
  for (const { month, amount } of world.notRepresentable) add(`${month}-15`, cents(amount));
  expect(new Map([...months].sort())).toEqual(
    new Map([...file.months].map(([month, sum]) => [month, sum / 10n ** 16n] as const)),
  );
  expect(customers.size).toBe(file.customers.size);
});
