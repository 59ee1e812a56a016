// Publishes and serves a tree whose registry has the page `countries`. Prints what a reader would be given.
import { join } from 'node:path';
import { isPage, PAGES } from '../../../lambdas/contracts/pages.ts';
import { renderTiles } from '../../../lambdas/publish/reports/index.ts';
import { compileModel } from '../../../lambdas/sql/compile.ts';
import { readSqlFolder } from '../../../lambdas/sql/read-folder.ts';
import { guardCode } from '../../../lib/constructs/network-guard.ts';
import { ensureWebBuilt } from '../../../local/server/web-build.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { martsOf, warehouseWith } from '../../helpers/hand-made-marts.ts';

const AS_OF = '2026-02-02T00:00:00Z';
const library = await readSqlFolder(join(process.cwd(), 'sql'));
const mart = library.models.get('mart_sales_by_country')!;
const order = (order_key: string, customer_key: string | null) => ({
  ...{ order_key, customer_key, net_amount: '10', is_valid: true },
  ...{ order_date: '2026-01-20', currency: 'EUR' },
});
const warehouse = await warehouseWith(
  martsOf({
    fct_orders: [order('1', 'a'), order('2', 'a'), order('3', null)],
    dim_customers: [{ customer_key: 'a', country_code: 'FR' }],
  }),
  [`create or replace table ${mart.table} as ${compileModel(mart, 'all', onDuckdb(library, AS_OF))}`],
);
const context = { asOf: AS_OF, version: 'v', runId: 'r', degraded: [], checks: [], models: [], library };
const tiles = await renderTiles(warehouse, context);
await warehouse.close();
await ensureWebBuilt();
const guarded = new Function('event', `${guardCode(['192.0.2.0/24'])}\nreturn handler(event);`)({
  viewer: { ip: '192.0.2.1' },
  request: { uri: '/countries' },
}) as { readonly uri: string };
console.log(
  JSON.stringify({
    manifest: tiles.get('page_countries'),
    tile: tiles.get('countries_sales'),
    served: isPage('/countries'),
    atTheEdge: guarded.uri,
    keys: PAGES.map(({ key }) => key),
  }),
);
