// Lines that do not add up to their order are named with their money; what an order takes off its carriage is no fault of lines.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkByQuery } from '../../../lambdas/quality/query-checks.ts';
import { Bench } from '../../golden/harness.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { library } from '../../helpers/library.ts';

const AS_OF = '2026-04-01T00:00:00Z';
const GIVEN = new URL('../../golden/marts/families-of-lines/given/magento.orders.ndjson', import.meta.url);
type Order = Record<string, unknown> & { items: Record<string, unknown>[] };
const orders = readFileSync(GIVEN, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Order);

const models = new Map([...library.models].filter(([name]) => /^stg_magento__order(s|_lines)$/.test(name)));
const check = library.checks.find(({ header }) => header.check === 'magento_lines_equal_order')!;

describe('lines of a Magento order', () => {
  let bench: Bench;
  const found = async (run: string, given: readonly Order[]) => {
    await bench.land({ 'magento.orders': given }, AS_OF);
    const candidate = await bench.build(run, AS_OF);
    await candidate.publish();
    const { faults } = await checkByQuery(check, candidate, onDuckdb(library, AS_OF));
    return faults.map(({ key, amount, currency }) => [key, Number(amount), currency]);
  };

  beforeAll(async () => {
    bench = await Bench.open({ ...library, models });
  });
  afterAll(() => bench.close());

  it('add up to it in families of every kind', async () => {
    expect(await found('whole', orders)).toEqual([]);
  });

  it('are named when they do not', async () => {
    const [first] = orders as [Order];
    const [parent, lamp, shade] = first.items;
    const later = { updated_at: '2026-03-02 10:00:00' };
    const broken = { ...first, ...later, items: [parent, { ...lamp, base_discount_amount: 1.5 }, shade] };
    const ofCarriage = { ...orders[1]!, ...later, base_shipping_amount: 5, base_discount_amount: -13 };
    expect(await found('broken', [broken as Order, ofCarriage])).toEqual([['magento:main:1', 4.5, 'EUR']]);
  });
});
