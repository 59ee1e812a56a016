import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demandForecast } from '../../../lambdas/ml/demand-forecast/demand-forecast.ts';
import { execute } from '../../helpers/engine.ts';
import { buildFeatures, type LearningWarehouse, learningWarehouse } from './learning-warehouse.ts';
import { emptyWorld } from './worlds.ts';

/** The day after the last order of the sheets. */
const AS_OF = '2026-08-05T00:00:00.000Z';

interface Sheet {
  readonly line: number;
  readonly sku: string;
  readonly units: number;
  readonly day: string;
}

/** `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,…`, days as month/day/year. */
function sheetOf(name: string): Sheet[] {
  const text = readFileSync(new URL(`../../fixtures/forecast/${name}.csv`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((row, line) => {
      const [, sku, , quantity, at] = row.split(',');
      const [month, day, year] = at!.split(' ')[0]!.split('/');
      return { line, sku: sku!, units: Number(quantity), day: `${year}-${month}-${day}` };
    });
}

async function shopOf(sheet: readonly Sheet[]): Promise<LearningWarehouse> {
  const shop = await learningWarehouse({ ...emptyWorld, asOf: Date.parse(AS_OF) });
  const values = (row: (one: Sheet) => string) => sheet.map(row).join(',\n');
  await execute(
    shop.candidate,
    `insert into marts.fct_orders
    (order_key, customer_key, ordered_at, order_date, is_test, is_voided, is_gift_card_only, is_valid, currency)
    values ${values(({ line, day }) => `('${line}', null, '${day} 12:00:00', '${day}', false, false, false, true, 'EUR')`)}`,
  );
  await execute(
    shop.candidate,
    `insert into marts.fct_order_lines
    (order_line_key, order_key, product_key, sku, quantity, order_date, is_gift_card)
    values ${values(({ line, sku, units, day }) => `('${line}', '${line}', '${sku}', '${sku}', ${units}, '${day}', false)`)}`,
  );
  await buildFeatures(shop.candidate, shop.asOf);
  return shop;
}

describe.each([['no-bulk-order'], ['one-bulk-order']])('a forecast beside %s', (name) => {
  let shop: LearningWarehouse;
  beforeAll(async () => {
    shop = await shopOf(sheetOf(name));
  });
  afterAll(() => shop.warehouse.close());

  it.each([...demandForecast.baselines, demandForecast.challenger])(
    '$kind: what sells two a day sells 56 in four weeks, and what has stopped sells none',
    async (algorithm) => {
      const data = await demandForecast.read(shop.candidate, shop.asOf);
      const rows = [...(await algorithm.score(await algorithm.fit(data), data, 'key'))];
      const unitsOf = (sku: string) =>
        rows.filter(([, one]) => one === sku).reduce((sum, row) => sum + Number(row[4]), 0);
      expect(Math.abs(unitsOf('10001') - 56)).toBeLessThan(6);
      expect(unitsOf('10002')).toBeLessThan(1);
      expect(unitsOf('10004')).toBeLessThan(20);
    },
  );

  it('keeps the part of an order that is far above the usual ones apart', async () => {
    const [row] = await shop.candidate.query<{ units: number; bulk: number; rest: number }>(`select
      max(case when product_key = '10004' then units else 0 end)::integer as units,
      coalesce(sum(case when product_key = '10004' then bulk_units end), 0)::integer as bulk,
      sum(case when product_key <> '10004' then bulk_units end)::integer as rest
      from features.ftr_demand_forecast`);
    expect(row).toEqual({
      units: name === 'one-bulk-order' ? 10 : 0,
      bulk: name === 'one-bulk-order' ? 19_990 : 0,
      rest: 0,
    });
  });
});
