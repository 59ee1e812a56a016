import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import type { Facts } from './facts.ts';
import { tileOf } from './frame.ts';
import { figure, plain, plural, say } from './sentence.ts';
import { coverSql, LEAD_DAYS, type StockCover } from './stock-cover.ts';

/** What a buyer has to know first: what is gone, what will be, and what need not be ordered. */
function findingOf({ products, unknown }: StockCover): Sentence {
  const zero = products.filter(({ state }) => state === 'at zero');
  const empty = products.filter(({ state }) => state === 'runs out');
  const covered = products.filter(({ state }) => state === 'covered by incoming');
  return [
    figure(zero.length, 'count'),
    say(` of ${products.length} products are at zero, `),
    figure(empty.length, 'count'),
    say(` ${plural(empty.length, 'runs', 'run')} out within ${LEAD_DAYS} days although incoming units are counted`),
    ...(covered.length > 0
      ? [say('; '), plain(covered.length, 'count'), say(' more would, and incoming units cover them')]
      : []),
    say('.'),
    ...(unknown > 0
      ? [say(' Stock of '), plain(unknown, 'count'), say(` ${plural(unknown, 'product')} on sale is not known.`)]
      : []),
  ];
}

/** All products that are at zero or will be, beside what is on its way. */
export function stockTile(facts: Facts, cover: StockCover | null): Tile {
  const listed = cover?.products.filter(({ state }) => state !== 'lasts') ?? [];
  return tileOf(facts, {
    name: 'overview_stock',
    title: 'Stock that ends',
    scope: cover ? 'all products on sale' : '',
    covers: `next ${LEAD_DAYS} days`,
    finding: cover ? findingOf(cover) : [],
    about:
      'Every product on sale: what is available over all locations, what is on its way, and what is expected to be sold within 28 days: the served forecast for best sellers, the last 28 days for the others. The largest order of those days counts for no more than the others and ten units. To order is what is expected less available less incoming. When incoming units arrive is not known.',
    sql: cover ? coverSql(facts.lastDay) : '',
    marts: ['fct_inventory_snapshots', 'dim_products', 'fct_orders', 'fct_order_lines', 'mart_demand_forecast'].filter(
      (mart) => facts.rows.has(mart),
    ),
    body:
      listed.length === 0
        ? {
            kind: 'empty',
            title: cover ? 'Nothing ends' : 'Stock is not known',
            text: cover
              ? `What is available lasts for ${LEAD_DAYS} days for every product whose stock is known.`
              : 'It appears once products and their stock have been read.',
          }
        : {
            kind: 'table',
            caption: 'Products at zero or about to be, worst first',
            columns: [
              { key: 'product', label: 'Product', as: 'text', narrow: true },
              { key: 'sku', label: 'SKU', as: 'text' },
              { key: 'state', label: 'Stock', as: 'text', narrow: true },
              { key: 'available', label: 'Available', as: 'number', unit: 'count' },
              { key: 'incoming', label: 'Incoming', as: 'number', unit: 'count' },
              { key: 'expected', label: `Expected, ${LEAD_DAYS} days`, as: 'number', unit: 'count' },
              { key: 'from', label: 'Expected by', as: 'text' },
              { key: 'missing', label: 'To order', as: 'number', unit: 'count', narrow: true },
              { key: 'worth', label: 'At list price', as: 'number', unit: 'money' },
            ],
            rows: listed.map((one) => [
              one.title,
              one.sku,
              one.state,
              one.available,
              one.incoming,
              Math.round(one.expected * 10) / 10,
              one.from,
              Math.ceil(one.missing),
              Math.round(one.worth),
            ]),
            sort: null,
            total: listed.length,
          },
  });
}
