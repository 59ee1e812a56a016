import type { Sentence } from '../../../contracts/tile/sentence.ts';
import { type Drawing, type Drawn, tableOf } from '../drawing.ts';
import { figure, plain, plural, say } from '../sentence.ts';
import { type StockCover, stockCover } from '../stock-cover.ts';

/** The buyer's summary: products out of stock, products running out, and products that need no order. */
function headlineOf({ products, unknown }: StockCover, leadDays: number): Sentence {
  const zero = products.filter(({ state }) => state === 'at zero');
  const empty = products.filter(({ state }) => state === 'runs out');
  const covered = products.filter(({ state }) => state === 'covered by incoming');
  return [
    figure(zero.length, 'count'),
    say(` of ${products.length} products are at zero, `),
    figure(empty.length, 'count'),
    say(` ${plural(empty.length, 'runs', 'run')} out within ${leadDays} days although incoming units are counted`),
    ...(covered.length > 0
      ? [say('; '), plain(covered.length, 'count'), say(' more would run out without the incoming units')]
      : []),
    say('.'),
    ...(unknown > 0
      ? [say(' Stock of '), plain(unknown, 'count'), say(` ${plural(unknown, 'product')} on sale is not known.`)]
      : []),
  ];
}

/** Products at zero or running out, with their incoming units. */
export function drawStock({ report, rows, isAsked }: Drawing): Drawn {
  const cover = isAsked ? stockCover(rows) : undefined;
  if (!cover) return { body: undefined };
  const { lead_days: leadDays } = report.header.parameters;
  const listed = cover.products.filter(({ state }) => state !== 'lasts');
  return {
    scope: 'all products on sale',
    headline: headlineOf(cover, leadDays!),
    empty: {
      title: 'Nothing ends',
      text: `What is available lasts for ${leadDays} days for every product whose stock is known.`,
    },
    body:
      listed.length === 0
        ? undefined
        : tableOf(
            report,
            listed.map((one) => [
              one.title,
              one.sku,
              one.state,
              one.available,
              one.incoming,
              Math.round(one.expected * 10) / 10,
              one.from,
              Math.ceil(one.missing),
              one.worth === null ? null : Math.round(one.worth),
            ]),
          ),
  };
}
