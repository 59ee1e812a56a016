import { placeOf } from '../../contracts/pages.ts';
import type { ActionBody } from '../../contracts/tile/card-bodies.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { amount, text } from './context.ts';
import { isoDay } from './days.ts';
import type { Facts } from './facts.ts';
import { tileOf } from './frame.ts';
import { listEvidence } from './list-evidence.ts';
import { day, figure, plain, plural, say, stress } from './sentence.ts';
import { coverSql, LEAD_DAYS, type StockCover } from './stock-cover.ts';

type Action = ActionBody['items'][number];

/** Products named in a sentence. */
const NAMED = 3;
/** A product's refunds are told apart from the shop's only from so many pieces on. */
const LEAST_UNITS = 30;
const SURE = 2.58;

const named = (products: readonly { readonly title: string }[]): string => {
  const names = products.slice(0, NAMED).map(({ title }) => title);
  const others = products.length - names.length;
  return `${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
};

const STOCK_LINK = { label: 'See the stock', to: placeOf('overview', 'overview_stock') };
const ORDER_LINK = { label: 'See what to order', to: placeOf('overview', 'overview_stock', ['missing', 'above-0']) };

/** What has to be ordered: expected sales that neither stock nor incoming units cover. Covered products are never an order. */
function stockAction({ lastDay }: Facts, cover: StockCover | null): Action[] {
  if (!cover) return [];
  const short = cover.products.filter(({ missing }) => missing > 0);
  const zero = short.filter(({ state }) => state === 'at zero');
  const covered = cover.products.filter(
    ({ state, missing }) => state === 'covered by incoming' || (state === 'at zero' && missing === 0),
  );
  const waiting: Action[] =
    short.length === 0 && covered.length > 0
      ? [
          {
            severity: 'note',
            title: [stress('Nothing to order: incoming units and low demand cover what is at zero or ends')],
            text: [plain(covered.length, 'count'), say(` ${plural(covered.length, 'product')}: ${named(covered)}.`)],
            link: STOCK_LINK,
          },
        ]
      : [];
  if (short.length === 0) return waiting;
  const worth = short.reduce((total, one) => total + one.worth, 0);
  return [
    {
      severity: 'error',
      title: [
        figure(short.length, 'count'),
        stress(` ${plural(short.length, 'product needs', 'products need')} an order: `),
        figure(zero.length, 'count'),
        stress(` at zero, `),
        figure(short.length - zero.length, 'count'),
        stress(' out before '),
        { date: isoDay(lastDay + LEAD_DAYS), strong: true },
      ],
      text: [
        say(`${named(short)}. `),
        plain(Math.round(worth), 'money'),
        say(' of expected sales at list price are covered neither by stock nor by incoming units.'),
      ],
      link: ORDER_LINK,
    },
  ];
}

/** The list is an action only where the served model found more of the money lost than the days since the last order do. */
async function churnAction(facts: Facts): Promise<Action[]> {
  if (!facts.rows.get('mart_customer_churn')) return [];
  const evidence = listEvidence(facts.context.models);
  if (!evidence || evidence.served <= evidence.naive) return [];
  const people = await facts.cube.value('customers_at_risk', null);
  const worth = await facts.cube.value('value_at_risk', null);
  if (!people) return [];
  return [
    {
      severity: 'warn',
      title: [
        figure(people, 'count'),
        stress(` overdue ${plural(people, 'customer is', 'customers are')} likely to leave and can still be won`),
      ],
      text: [
        plain(worth ?? 0, 'money'),
        say(' are at stake. On earlier customers the first tenth of such a list held '),
        plain(evidence.served, 'share'),
        say(' of the money lost; by days since the last order it held '),
        plain(evidence.naive, 'share'),
        say('. Write first to those with consent.'),
      ],
      link: { label: 'Open the list', to: placeOf('customers', 'customers_churn', ['band', 'high']) },
    },
  ];
}

const trustActions = ({ context }: Facts): Action[] => {
  const late = context.degraded.map(
    ({ source, connection, reason }): Action => ({
      severity: 'warn',
      title: [stress(`${source} (${connection}) was not read completely`)],
      text: [say(`${reason} The next run reads what is missing.`)],
      link: { label: 'Data health', to: '/health' },
    }),
  );
  const failed = context.checks.filter(({ outcome, severity }) => outcome !== 'pass' && severity !== 'note');
  if (failed.length === 0) return late;
  const tables = [...new Set(failed.map(({ table }) => table))].sort();
  return [
    ...late,
    {
      severity: 'warn',
      title: [figure(failed.length, 'count'), stress(` ${plural(failed.length, 'check', 'checks')} found something`)],
      text: [
        say(
          `In ${tables.slice(0, NAMED).join(', ')}${tables.length > NAMED ? ` and ${tables.length - NAMED} more` : ''}. The version was published with this warning.`,
        ),
      ],
      link: { label: 'Failed checks', to: '/health#checks' },
    },
  ];
};

const returnsSql = (from: string, to: string) => `select
    lines.product_key,
    max(lines.title) as title,
    sum(lines.quantity) as units,
    sum(lines.refunded_quantity) as refunded
from marts.fct_order_lines as lines
join marts.fct_orders as orders on orders.order_key = lines.order_key
where orders.is_valid
    and lines.order_date >= date '${from}'
    and lines.order_date <= date '${to}'
group by lines.product_key
order by units desc, lines.product_key`;

/** The product whose pieces come back more often than the shop's by more than chance. */
async function returnsAction(facts: Facts): Promise<Action[]> {
  if (!facts.rows.get('fct_order_lines')) return [];
  const [from, to] = [isoDay(facts.lastDay - 90), isoDay(facts.lastDay)];
  const products = (await facts.query(returnsSql(from, to))).map((row) => ({
    title: text(row.title),
    units: amount(row.units),
    refunded: amount(row.refunded),
  }));
  const units = products.reduce((total, one) => total + one.units, 0);
  const share = products.reduce((total, one) => total + one.refunded, 0) / units;
  const [worst] = products
    .filter((one) => one.units >= LEAST_UNITS)
    .map((one) => ({
      ...one,
      sigmas: (one.refunded / one.units - share) / Math.sqrt((share * (1 - share)) / one.units),
    }))
    .filter(({ sigmas }) => sigmas > SURE)
    .sort((a, b) => b.sigmas - a.sigmas);
  if (!worst) return [];
  return [
    {
      severity: 'note',
      title: [stress(`${worst.title} comes back more often: `), figure(worst.refunded / worst.units, 'share')],
      text: [
        plain(worst.refunded, 'count'),
        say(' of '),
        plain(worst.units, 'count'),
        say(' pieces sold since '),
        day(from),
        say(', against '),
        plain(share, 'share'),
        say(' over all products.'),
      ],
      link: { label: 'Refund rate', to: '/overview#metric/refund_rate' },
    },
  ];
}

/** What each rule asks, and of which mart. */
const QUESTIONS: readonly (readonly [mart: string, what: string])[] = [
  ['mart_demand_forecast', 'whether stock lasts'],
  ['fct_inventory_snapshots', 'how much is in stock'],
  ['mart_customer_churn', 'who may leave'],
  ['fct_order_lines', 'what comes back'],
];

/** A rule whose mart is empty is silent because nobody asked, which must not read as good news. */
function unasked({ rows }: Facts): Action[] {
  const missing = QUESTIONS.filter(([mart]) => !rows.get(mart));
  if (missing.length === 0) return [];
  return [
    {
      severity: 'note',
      title: [stress(`Not known: ${missing.map(([, what]) => what).join(', ')}`)],
      text: [
        say(`${missing.map(([mart]) => mart).join(', ')} ${plural(missing.length, 'holds', 'hold')} nothing yet.`),
      ],
      link: { label: 'Data health', to: '/health' },
    },
  ];
}

/** What someone should do now, most urgent first; every item ends in a way on. */
export async function actionsTile(facts: Facts, cover: StockCover | null): Promise<Tile> {
  const items = [
    ...stockAction(facts, cover),
    ...(await churnAction(facts)),
    ...trustActions(facts),
    ...(await returnsAction(facts)),
    ...unasked(facts),
  ];
  return tileOf(facts, {
    name: 'overview_actions',
    title: 'What to do',
    covers: 'as of now',
    about:
      'Filled by rules over forecast, stock, churn scores, returns and checks. A rule is silent while its numbers are inside their limits.',
    sql: cover ? coverSql(facts.lastDay) : '',
    marts: [
      'mart_demand_forecast',
      'mart_customer_churn',
      'fct_orders',
      'fct_order_lines',
      'fct_inventory_snapshots',
      'dim_products',
    ].filter((mart) => facts.rows.has(mart)),
    body: { kind: 'actions', items: items.slice(0, 5) },
  });
}
