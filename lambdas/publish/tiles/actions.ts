import type { ActionBody } from '../../contracts/tile/card-bodies.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { amount, text } from './context.ts';
import { isoDay } from './days.ts';
import type { Facts } from './facts.ts';
import { readAvailable } from './forecast.ts';
import { tileOf } from './frame.ts';
import { day, figure, plain, plural, say, stress } from './sentence.ts';

type Action = ActionBody['items'][number];

/** Products named in a sentence. */
const NAMED = 3;
/** A product's refunds are told apart from the shop's only from so many pieces on. */
const LEAST_UNITS = 30;
const SURE = 2.58;

const demandSql = `select
    forecast.product_key,
    max(coalesce(products.title, forecast.sku)) as title,
    max(products.price_amount) as price_amount,
    max(forecast.horizon_day) as horizon_days,
    sum(forecast.units) as units
from marts.mart_demand_forecast as forecast
left join marts.dim_products as products on products.product_key = forecast.product_key
group by forecast.product_key
order by units desc, forecast.product_key`;

/** Products whose stock does not last for the forecast's horizon. */
async function stockAction(facts: Facts): Promise<Action[]> {
  if (!facts.rows.get('mart_demand_forecast') || !facts.rows.has('dim_products')) return [];
  const available = await readAvailable(facts);
  const rows = await facts.query(demandSql);
  const short = rows
    .filter((row) => available.has(text(row.product_key)))
    .map((row) => {
      const missing = amount(row.units) - Math.max(0, available.get(text(row.product_key))!);
      return { title: text(row.title), missing, worth: missing * amount(row.price_amount) };
    })
    .filter(({ missing }) => missing >= 1)
    .sort((a, b) => b.worth - a.worth);
  if (short.length === 0) return [];
  const horizon = amount(rows[0]?.horizon_days);
  const worth = short.reduce((total, one) => total + one.worth, 0);
  const names = short.slice(0, NAMED).map(({ title }) => title);
  const others = short.length - names.length;
  return [
    {
      severity: 'error',
      title: [
        figure(short.length, 'count'),
        stress(` ${plural(short.length, 'product runs', 'products run')} out before ${''}`),
        { date: isoDay(facts.lastDay + horizon), strong: true },
      ],
      text: [
        say(`${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}. `),
        plain(Math.round(worth), 'money'),
        say(' of expected sales at list price have no stock.'),
      ],
      link: { label: 'See the forecast', to: '/overview#tile/overview_forecast' },
    },
  ];
}

async function churnAction(facts: Facts): Promise<Action[]> {
  if (!facts.rows.get('mart_customer_churn')) return [];
  const people = await facts.cube.value('customers_at_risk', null);
  const worth = await facts.cube.value('value_at_risk', null);
  if (!people) return [];
  return [
    {
      severity: 'warn',
      title: [
        figure(people, 'count'),
        stress(` ${plural(people, 'customer is', 'customers are')} at high risk to leave`),
      ],
      text: [
        say('They are worth '),
        plain(worth ?? 0, 'money'),
        say(' in expected value. Write first to those with consent.'),
      ],
      link: { label: 'Open the list', to: '/customers#tile/customers_churn' },
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
export async function actionsTile(facts: Facts): Promise<Tile> {
  const items = [
    ...(await stockAction(facts)),
    ...(await churnAction(facts)),
    ...trustActions(facts),
    ...(await returnsAction(facts)),
    ...unasked(facts),
  ];
  return tileOf(facts, {
    name: 'overview_actions',
    title: 'What to do',
    about:
      'Filled by rules over forecast, stock, churn scores, returns and checks. A rule is silent while its numbers are inside their limits.',
    sql: demandSql,
    marts: [
      'mart_demand_forecast',
      'mart_customer_churn',
      'fct_orders',
      'fct_order_lines',
      'fct_inventory_snapshots',
    ].filter((mart) => facts.rows.has(mart)),
    body: { kind: 'actions', items: items.slice(0, 5) },
  });
}
