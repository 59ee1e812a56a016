// An invented company: the small shop, and a third of its orders once more in a shop of another country and currency.
import { join } from 'node:path';
import { PublishedMarts } from '../../../../lambdas/adapters/duckdb/published-marts.ts';
import { duckdbSpelling } from '../../../../lambdas/adapters/duckdb/words.ts';
import type { AnswerPorts } from '../../../../lambdas/metrics/answer-ports.ts';
import { carryColumns } from '../../../helpers/carried-columns.ts';
import { warehouseWith } from '../../../helpers/hand-made-marts.ts';
import { library } from '../../../helpers/library.ts';
import { smallShop } from '../../../helpers/small-shop/base-marts.ts';
import { derivedMarts } from '../../../helpers/small-shop/derived-marts.ts';
import { SMALL_SHOP } from '../../../helpers/small-shop/shop.ts';

const RATE = 1.25;
const inReports = (column: string) => `(${column} * 2 * ${RATE})::decimal(18,4) as reporting_${column}`;
const again = (table: string, replaced: string) => `insert into marts.${table}
  select * replace ('uk:' || order_key as order_key, 'GBP' as currency, ${replaced}) from marts.${table} where hash(order_key) % 3 = 0`;

const SECOND_SHOP = [
  again('fct_sales', `'uk:' || sale_event_key as sale_event_key, amount * 2 as amount, ${inReports('amount')}`),
  again(
    'fct_orders',
    `'woocommerce' as source, 'uk' as connection, gross_amount * 2 as gross_amount, ${inReports('gross_amount')},
     ${RATE} * discount_amount as reporting_discount_amount, ${RATE} * refund_amount as reporting_refund_amount`,
  ),
  'update marts.fct_orders set customer_key = null, order_index = null, is_first_order = false where hash(order_key) % 17 = 0',
  'update marts.fct_orders set is_valid = false where hash(order_key) % 13 = 0',
];
const COUNTRIES = [
  "update marts.dim_customers set country_code = case hash(customer_key) % 4 when 0 then 'DE' when 1 then 'SE' when 2 then null else 'DK' end",
];

export interface TwoShops {
  readonly ports: AnswerPorts;
  /** Rows of a statement that a person wrote. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
}

/** Published into a folder as Parquet, and asked as a home is. */
export async function twoShops(folder: string): Promise<TwoShops> {
  const statements = [...SECOND_SHOP, ...derivedMarts(SMALL_SHOP.asOf), ...COUNTRIES, ...carryColumns];
  const warehouse = await warehouseWith(smallShop(), statements);
  const files = new Map<string, string>();
  for (const { name, table, header } of library.models.values()) {
    if (!table.startsWith('marts.')) continue;
    const path = join(folder, `${name}.parquet`);
    const exported = await warehouse.exportMart(name, header.key, path).catch(() => undefined);
    if (exported) files.set(name, path);
  }
  warehouse.close();
  const marts = await PublishedMarts.open([...files.values()]);
  for (const [name, path] of files) await marts.name({ name, path });
  return {
    ports: {
      library,
      spelling: duckdbSpelling,
      run: ({ sql, values }) => Array.fromAsync(marts.query(sql, values)),
    },
    rows: (sql) => Array.fromAsync(marts.query(sql)),
  };
}
