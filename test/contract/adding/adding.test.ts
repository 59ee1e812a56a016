// The files of docs/adding.md, put beside ours and run.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duckdbSpelling } from '../../../lambdas/adapters/duckdb/words.ts';
import { snowflakeSpelling } from '../../../lambdas/adapters/snowflake/words.ts';
import type { MetricCard } from '../../../lambdas/contracts/tile/metric-card.ts';
import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { answer } from '../../../lambdas/metrics/answer.ts';
import type { Run } from '../../../lambdas/metrics/answer-ports.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { renderTiles } from '../../../lambdas/publish/reports/index.ts';
import { compileCheck, compileModel } from '../../../lambdas/sql/compile.ts';
import { parseLibrary, type SqlLibrary } from '../../../lambdas/sql/library.ts';
import { spell } from '../../../lambdas/sql/macros.ts';
import { assertSharedFunctions } from '../../../lambdas/sql/shared-functions.ts';
import { assertReportsBind } from '../../../local/assert-reports-bind.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { martsOf, warehouseWith } from '../../helpers/hand-made-marts.ts';
import { ACME_ORDERS } from './acme.ts';
import { EXAMPLES, ownFiles } from './page.ts';

const order = (order_key: string, customer_key: string | null, net_amount: string, is_valid = true) => ({
  order_key,
  customer_key,
  net_amount,
  is_valid,
  order_date: '2026-01-20',
  currency: 'EUR',
});

describe('the files of docs/adding.md', () => {
  let library: SqlLibrary;
  let warehouse: Warehouse;
  let tiles: ReadonlyMap<string, unknown>;

  beforeAll(async () => {
    library = parseLibrary(new Map([...(await ownFiles()), ...ACME_ORDERS, ...EXAMPLES]));
    const mart = library.models.get('mart_sales_by_country')!;
    const asOf = '2026-02-02T00:00:00Z';
    warehouse = await warehouseWith(
      martsOf({
        fct_orders: [
          order('1', 'a', '10.50'),
          order('2', 'b', '4'),
          order('3', null, '1'),
          order('4', 'a', '900', false),
        ],
        dim_customers: [
          { customer_key: 'a', country_code: 'FR', city: 'Lyon' },
          { customer_key: 'b', country_code: 'FRA' },
        ],
      }),
      [`create table ${mart.table} as ${compileModel(mart, 'all', onDuckdb(library, asOf))}`],
    );
    const context = { asOf, version: 'v', runId: 'r', degraded: [], checks: [], models: [], library };
    tiles = await renderTiles(warehouse, context);
  });
  afterAll(() => warehouse.close());

  it('have one of each kind; entities and their vendors, a page and an ML model have tests of their own', () => {
    expect([...EXAMPLES.keys()].map((file) => file.split('/').slice(0, 2).join('/'))).toEqual([
      ...['models/marts', 'models/intermediate', 'entities/product_reviews.sql', 'models/intermediate', 'models/marts'],
      ...[
        'metrics/largest_order.sql',
        'dimensions/city.sql',
        'reports/overview',
        'checks/countries_are_codes.sql',
        'macros/iso_weekday.sql',
      ],
      ...['reports/countries', 'models/features', 'models/marts'],
    ]);
  });

  it('bind to columns there are', () => assertReportsBind(library));

  it('use functions that both engines have', () => assertSharedFunctions(EXAMPLES));

  it('make a mart of one file', async () => {
    expect(await warehouse.query('select * from marts.mart_sales_by_country order by country_code')).toEqual([
      { country_code: 'FR', currency: 'EUR', orders_count: 1, net_amount: '10.5000' },
      { country_code: 'FRA', currency: 'EUR', orders_count: 1, net_amount: '4.0000' },
      { country_code: 'unknown', currency: 'EUR', orders_count: 1, net_amount: '1.0000' },
    ]);
  });

  it('make a dimension of one file, for every metric whose mart names its rows', async () => {
    const run: Run = async ({ sql }) => warehouse.query(sql);
    const ports = { library, spelling: duckdbSpelling, run };
    const { columns, rows } = await answer({ metric: 'orders', by: ['city'] }, ports);
    expect(columns).toEqual(['city', 'value']);
    expect(rows.map(([city, value]) => [city, Number(value)])).toEqual([
      ['Lyon', 1],
      [null, 2],
    ]);
    await expect(answer({ metric: 'inventory_units', by: ['city'] }, ports)).rejects.toThrow(
      /which have no customer_key/,
    );
  });

  it('make a metric of one file, with its card and its statement', async () => {
    const card = tiles.get('metric_largest_order') as MetricCard;
    expect(card.views['4w/none']?.figure.value).toBe(10.5);
    expect(await warehouse.query(card.sql['4w']!)).toEqual([{ largest_order: '10.5000' }]);
  });

  it('make a tile of one file, on its page, with its lineage', () => {
    const tile = tiles.get('overview_countries') as Tile;
    expect(tile.body).toMatchObject({
      kind: 'table',
      rows: [
        ['FR', 1, 10.5],
        ['FRA', 1, 4],
        ['unknown', 1, 1],
      ],
    });
    const overview = tiles.get('page_overview') as PageManifest;
    expect(overview.tiles.at(-1)).toEqual({ tile: 'overview_countries', title: 'Sales by country', span: 6 });
    expect(tile.lineage.find(({ layer }) => layer === 'mart')?.names).toContain('mart_sales_by_country');
  });

  it('make a macro of one file, for both engines', async () => {
    const call = { name: 'iso_weekday', args: ['day'] };
    const weekday = spell('a model', call, library.macros, duckdbSpelling);
    const days = "(values (date '2026-01-05'), (date '2026-01-11')) as days (day)";
    expect(await warehouse.query(`select ${weekday} as weekday from ${days} order by day`)).toEqual([
      { weekday: 1 },
      { weekday: 7 },
    ]);
    expect(spell('a model', call, library.macros, snowflakeSpelling)).toBe('dayofweekiso(day)::bigint');
  });

  it('make a check of one file, which finds what is wrong', async () => {
    const check = library.checks.find(({ header }) => header.check === 'countries_are_codes')!;
    const found = await warehouse.query(compileCheck(check, onDuckdb(library, '2026-02-02T00:00:00Z')));
    expect(found).toEqual([{ key: 'FRA' }]);
  });
});
