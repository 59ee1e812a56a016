// The shops on WooCommerce and Magento from their twins to staging: what stands there is what the world knows.
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../../local/world/records/order.ts';
import { Bench, type Given } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from '../twins/stage.ts';

const world = tinyWorld();
const AS_OF = '2026-10-01T00:00:00Z';
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

async function landed(name: string): Promise<Given> {
  const stage = await openStage(world, name);
  const given: Record<string, unknown[]> = {};
  for (const key of await stage.plan())
    for (const part of (await stage.extract(key))?.parts ?? [])
      for (const line of gunzipSync((await stage.ports.store.get(part.key))!.body)
        .toString()
        .trim()
        .split('\n')) {
        const { _stream, record } = JSON.parse(line);
        const stream = `${name}.${_stream}`;
        given[stream] = [...(given[stream] ?? []), record];
      }
  return given;
}

const paidOf = (order: Order) =>
  sum(order.lines.map((line) => line.unitPrice * line.quantity - sum(line.allocations.map((one) => one.amount)))) +
  sum(order.shipping.map((one) => one.price));

describe.each(['woocommerce', 'magento'] as const)('%s', (name) => {
  const models = new Map([...whole.models].filter(([, { file }]) => file.includes(`/staging/${name}/`)));
  const orders = world.stores[name].orders.page({ asOf: world.asOf, limit: Number.MAX_SAFE_INTEGER });
  let bench: Bench;
  let given: Given;
  const ask = async (sql: string) => (await bench.warehouse.query(sql)) as Record<string, unknown>[];
  const cents = (value: unknown) => Math.round(Number(value) * 100);

  beforeAll(async () => {
    bench = await Bench.open({ ...whole, models });
  });
  afterAll(() => bench.close());

  it('builds from what was landed', async () => {
    given = await landed(name);
    await bench.land(given, '2026-09-30T12:00:00Z');
    await (await bench.build('first', AS_OF)).publish();
    const [counted] = await ask(`select count(*) as orders from staging.stg_${name}__orders`);
    expect(Number(counted!.orders)).toBe(orders.length);
  });

  it('says for each order what its buyer was asked for, and part by part the same', async () => {
    const shipping =
      name === 'woocommerce'
        ? 'select order_key, sum(charged_amount + tax_amount) as amount from staging.stg_woocommerce__shipping_lines group by order_key'
        : 'select order_key, shipping_amount + shipping_tax_amount as amount from staging.stg_magento__orders';
    const rows = await ask(`
      with goods as (
        select order_key, sum(gross_amount - discount_amount + tax_amount) as amount, sum(quantity) as units
        from staging.stg_${name}__order_lines group by order_key
      ), carriage as (${shipping})
      select orders.order_id, orders.currency, orders.total_amount, goods.amount + carriage.amount as parts, goods.units,
        orders.customer_record_key is null as is_guest
      from staging.stg_${name}__orders as orders
      join goods on goods.order_key = orders.order_key
      join carriage on carriage.order_key = orders.order_key`);
    const found = new Map(rows.map((row) => [row.order_id, row]));
    for (const order of orders) {
      const row = found.get(order.id)!;
      expect([order.id, cents(row.total_amount), cents(row.parts)]).toEqual([order.id, paidOf(order), paidOf(order)]);
      expect(Number(row.units)).toBe(sum(order.lines.map((line) => line.quantity)));
      expect([row.currency, row.is_guest]).toEqual([order.currency, order.customerId === undefined]);
    }
  });

  it('gives back what was given back, line for line of the order', async () => {
    const [refunds, lines, key] =
      name === 'woocommerce'
        ? ['refunds', 'refund_lines', 'refund_key']
        : ['credit_memos', 'credit_memo_lines', 'credit_memo_key'];
    const amount = name === 'woocommerce' ? 'refunded_amount' : 'total_amount';
    const [row] = await ask(`
      select count(*) as refunds, sum(${amount}) as amount from staging.stg_${name}__${refunds}`);
    const world_ = orders.flatMap((order) => order.refunds);
    expect([Number(row!.refunds), cents(row!.amount)]).toEqual([world_.length, sum(world_.map((one) => one.amount))]);
    const [goods] = await ask(`
      select sum(lines.subtotal_amount + lines.tax_amount) as amount, sum(lines.quantity) as units,
        count(*) filter (where sold.order_line_key is null) as orphans
      from staging.stg_${name}__${lines} as lines
      join staging.stg_${name}__${refunds} as refunds on refunds.${key} = lines.${key}
      left join staging.stg_${name}__order_lines as sold
        on sold.order_line_key = lines.order_line_key and sold.order_key = lines.order_key`);
    const back = world_.flatMap((refund) => refund.lines);
    expect([cents(goods!.amount), Number(goods!.units), Number(goods!.orphans)]).toEqual([
      sum(back.map((one) => one.subtotal)),
      sum(back.map((one) => one.quantity)),
      0,
    ]);
  });

  it('names goods that exist, and buyers with an account', async () => {
    const catalogue =
      name === 'woocommerce'
        ? `select product_key from staging.stg_woocommerce__products where product_type <> 'variable'
           union all select product_key from staging.stg_woocommerce__product_variations`
        : "select product_key from staging.stg_magento__products where product_type = 'simple'";
    const [row] = await ask(`
      select count(*) as lines, count(*) filter (where goods.product_key is null) as unknown
      from staging.stg_${name}__order_lines as lines left join (${catalogue}) as goods on goods.product_key = lines.product_key`);
    // Goods that have left the catalogue are still named by what was sold of them.
    const gone = new Set(world.stores[name].products.ids(world.asOf));
    const left = orders.flatMap((order) => order.lines).filter((line) => !gone.has(line.productId!)).length;
    expect([Number(row!.lines) > 100, Number(row!.unknown)]).toEqual([true, left]);
    const [buyers] = await ask(`
      select count(*) as strangers from staging.stg_${name}__orders as orders
      left join staging.stg_${name}__customers as customers on customers.record_key = orders.customer_record_key
      where orders.customer_record_key is not null and customers.record_key is null`);
    const accounts = new Set(world.stores[name].customers.ids(world.asOf));
    const strangers = orders.filter(({ customerId }) => customerId !== undefined && !accounts.has(customerId)).length;
    expect(Number(buyers!.strangers)).toBe(strangers);
  });

  it('tells what the next sweep misses, and takes it back when it is listed again', async () => {
    const keys = given[`${name}.order_keys`]!;
    const deleted = async () =>
      (await ask(`select order_key, _deleted_at from staging.stg_${name}__deleted_orders`)).length;
    const [before] = [await deleted()];
    await bench.land({ [`${name}.order_keys`]: keys.slice(1) }, '2026-09-30T18:00:00Z');
    await (await bench.build('second', AS_OF)).publish();
    const missing = await ask(`select order_key from staging.stg_${name}__deleted_orders`);
    const { id, entity_id } = keys[0] as { id?: number; entity_id?: number };
    expect([before, missing]).toEqual([0, [{ order_key: `${name}:main:${id ?? entity_id}` }]]);
    await bench.land({ [`${name}.order_keys`]: keys }, '2026-09-30T20:00:00Z');
    await (await bench.build('third', AS_OF)).publish();
    expect(await deleted()).toBe(0);
  });
});
