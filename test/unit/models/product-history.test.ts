// Prices and states of shops' products over time, from versions written by hand.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const KEY = 'shopify:main:1';
const shop = { shop_key: 'shopify:main', source: 'shopify', connection: 'main', time_zone: 'UTC', currency: 'EUR' };
const product = { product_key: KEY, shop_key: 'shopify:main', created_at: '2026-01-01 00:00:00' };
/** A zone without offset, in all weeks of the versions. */
const int_utc_offsets = Array.from({ length: 60 }, (_, at) => ({
  ...{ time_zone: 'UTC', utc_week: 1870 + at, offset_minutes: 0 },
}));
let versions = 0;
const version = (at: string, more: Readonly<Record<string, string | boolean>>) => ({
  ...{ product_version_key: String(versions++).padStart(3, '0'), product_key: KEY, effective_at: `2026-0${at}:00` },
  ...{ is_price: false, is_state: false },
  ...more,
});
const price = (at: string, price_amount: string, compare: string | null = null) =>
  version(at, { is_price: true, price_amount, ...(compare === null ? {} : { compare_at_amount: compare }) });
const state = (at: string, status: string) => version(at, { is_state: true, status, product_type: 'Lamps' });

const history = async (int_product_versions__shopify: Rows[string]) => {
  const given = { int_products__shopify: [product], int_shops: [shop], int_utc_offsets, int_product_versions__shopify };
  const rows = await bench.rowsOf('snap_products', given);
  const day = (value: unknown) => (value === null ? null : String(value));
  return rows
    .sort((a, b) => Number(a.version_number) - Number(b.version_number))
    .map((row) => [
      ...[day(row.valid_from), day(row.valid_to), row.is_current, Number(row.price_amount)],
      ...[row.compare_at_amount === null ? null : Number(row.compare_at_amount), row.status],
    ]);
};

it('changes when a price or the state does, by the last word of a day, and not when both say the same again', async () => {
  const rows = await history([
    price('1-05 08:00', '10'),
    price('1-05 18:00', '11'),
    state('1-07 09:00', 'ACTIVE'),
    price('1-20 09:00', '11'),
    price('2-01 09:00', '8', '11'),
    price('2-08 09:00', '11'),
    state('3-01 09:00', 'ARCHIVED'),
    // Not yet known.
    price('7-01 09:00', '99'),
  ]);
  expect(rows).toEqual([
    ['2026-01-05', '2026-02-01', false, 11, null, 'ACTIVE'],
    ['2026-02-01', '2026-02-08', false, 8, 11, 'ACTIVE'],
    ['2026-02-08', '2026-03-01', false, 11, null, 'ACTIVE'],
    ['2026-03-01', null, true, 11, null, 'ARCHIVED'],
  ]);
});

it('begins with what is known first, and keeps a price where nobody tells the state', async () => {
  expect(await history([price('1-05 08:00', '10')])).toEqual([['2026-01-05', null, true, 10, null, null]]);
  expect(await history([state('1-03 08:00', 'DRAFT'), price('1-05 08:00', '10')])).toEqual([
    ['2026-01-03', null, true, 10, null, 'DRAFT'],
  ]);
});
