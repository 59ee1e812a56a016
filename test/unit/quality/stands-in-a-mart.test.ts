import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Candidate } from '../../../lambdas/ports/warehouse.ts';
import { checkStandsInAMart } from '../../../lambdas/quality/stands-in-a-mart.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { libraryOf } from '../../helpers/library.ts';

const staging = (source: string) => `/*---
model: stg_${source}__orders
grain: one row per order
key: [order_key]
materialize: table
owner: commerce
columns:
  order_key: { type: varchar }
  connection: { type: varchar }
  currency: { type: varchar }
  total_amount: { type: "decimal(18,4)" }
---*/
select * from {{ source('${source}', 'orders') }}`;

const library = libraryOf([
  ['models/staging/shopify/stg_shopify__orders.sql', staging('shopify')],
  ['models/staging/woocommerce/stg_woocommerce__orders.sql', staging('woocommerce')],
  [
    'models/marts/sales/fct_orders.sql',
    `/*---
model: fct_orders
grain: one row per order
key: [order_key]
materialize: table
owner: commerce
columns:
  order_key: { type: varchar }
---*/
select order_key from {{ ref('stg_shopify__orders') }}`,
  ],
]);

describe('orders that stand in no mart', () => {
  let close: () => void;
  let candidate: Candidate;
  beforeAll(async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const tables: Record<string, string> = {
      'staging.stg_shopify__orders': "('s1', 'main', 'EUR', 10.00), ('s2', 'main', 'EUR', 5.00)",
      'staging.stg_woocommerce__orders':
        "('w1', 'main', 'EUR', 61000.25), ('w2', 'main', 'EUR', 234.25), ('w3', 'uk', 'GBP', 7.00)",
    };
    for (const schema of ['staging', 'marts']) await connection.run(`create schema ${schema}`);
    for (const [table, rows] of Object.entries(tables)) {
      await connection.run(
        `create table ${table} as select a as order_key, b as connection, c as currency, d::decimal(18,4) as total_amount from (values ${rows}) as t(a, b, c, d)`,
      );
    }
    // One of two: what a mart leaves out of an account it reads is not this check's.
    await connection.run("create table marts.fct_orders as select 's1' as order_key");
    candidate = {
      query: async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    } as unknown as Candidate;
    close = () => instance.closeSync();
  });
  afterAll(() => close());
  const built = new Set(['staging.stg_shopify__orders', 'staging.stg_woocommerce__orders', 'marts.fct_orders']);

  it('are named by account, count and money', async () => {
    const [shopify, woocommerce] = await checkStandsInAMart(
      built,
      candidate,
      onDuckdb(library, '2026-10-01T00:00:00Z'),
    );
    expect(shopify).toMatchObject({ outcome: 'pass', value: 0, message: '' });
    expect(woocommerce).toMatchObject({ outcome: 'fail', severity: 'warn', value: 3, sample_keys: ['main', 'uk'] });
    expect(woocommerce!.message).toBe(
      'woocommerce main: 2 orders, 61,234.50 EUR are read and are in no mart yet. woocommerce uk: 1 order, 7.00 GBP is read and is in no mart yet.',
    );
  });
});
