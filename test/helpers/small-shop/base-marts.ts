import type { Value } from '../../../lambdas/ports/warehouse.ts';
import type { HandMadeMart } from '../hand-made-marts.ts';
import { MART_COLUMNS } from '../mart-columns.ts';
import { productRows, snapshotRows } from './goods.ts';
import { purchasesOf } from './purchases.ts';
import { lineRows, orderRows, saleRows } from './sales-rows.ts';
import { at, DAY_MS, dayOf, SMALL_SHOP, type SmallShop } from './shop.ts';

/** Base marts of an invented shop, deterministic; what can be derived from them is derived by `derivedMarts`. */
export function smallShop(shop: SmallShop = SMALL_SHOP): Record<string, HandMadeMart> {
  const purchases = purchasesOf(shop);
  return {
    dim_products: mart('dim_products', productRows(shop)),
    fct_orders: mart('fct_orders', orderRows(purchases)),
    fct_order_lines: mart('fct_order_lines', lineRows(purchases)),
    fct_sales: mart('fct_sales', saleRows(purchases)),
    fct_order_line_profit: mart('fct_order_line_profit', []),
    fct_inventory_snapshots: mart('fct_inventory_snapshots', snapshotRows(shop)),
    fct_email_events: mart('fct_email_events', emailRows(shop)),
  };
}

const mart = (name: string, rows: readonly Value[][]): HandMadeMart => ({ columns: MART_COLUMNS[name]!, rows });

/** Two months of one letter that most get, some open and one clicks. */
function emailRows({ asOf }: SmallShop): Value[][] {
  const rows: Value[][] = [];
  for (let day = 60; day >= 1; day -= 1) {
    for (let index = 0; index < 20; index += 1) {
      const id = `e${day}-${index}`;
      const moment = Date.parse(asOf) - day * DAY_MS + index * 60_000;
      const type = index < 16 ? 'received' : index < 19 ? 'opened' : 'clicked';
      const letter = [null, 'p1', 'k1', 'Autumn letter', false, null, null];
      rows.push([id, id, at(moment), dayOf(moment), type, type, ...letter]);
    }
  }
  return rows;
}
