import { placeOf } from '../../../contracts/pages.ts';
import type { ActionBody } from '../../../contracts/tile/card-bodies.ts';
import type { Row } from '../../../ports/warehouse.ts';
import { isoDay } from '../days.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { listEvidence } from '../list-evidence.ts';
import type { ReportContext } from '../report-context.ts';
import { day, figure, plain, plural, say, stress } from '../sentence.ts';
import { type StockCover, stockCover } from '../stock-cover.ts';
import { amount, text } from '../values.ts';

type Action = ActionBody['items'][number];

/** Products named in a sentence. */
const NAMED = 3;
/** Fewer units than this do not separate a product's refund rate from the shop's. */
const LEAST_UNITS = 30;
const SURE = 2.58;

const named = (products: readonly { readonly title: string }[]): string => {
  const names = products.slice(0, NAMED).map(({ title }) => title);
  const others = products.length - names.length;
  return `${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
};

const STOCK_LINK = { label: 'See the stock', to: placeOf('overview', 'overview_stock') };
const ORDER_LINK = { label: 'See what to order', to: placeOf('overview', 'overview_stock', ['missing', 'above-0']) };

/**
 * Products to order: expected sales that neither stock nor incoming units cover. Covered products are never listed as
 * an order.
 */
function stockAction(cover: StockCover, lastDayOfStock: string): Action[] {
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
            title: [
              stress('Nothing to order: incoming units or low demand cover every product that is at or near zero'),
            ],
            text: [plain(covered.length, 'count'), say(` ${plural(covered.length, 'product')}: ${named(covered)}.`)],
            link: STOCK_LINK,
          },
        ]
      : [];
  if (short.length === 0) return waiting;
  const worth = short.reduce((total, one) => total + (one.worth ?? 0), 0);
  const unpriced = short.filter((one) => one.worth === null).length;
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
        { date: lastDayOfStock, strong: true },
      ],
      text: [
        say(`${named(short)}. `),
        plain(Math.round(worth), 'money'),
        say(' of expected sales at list price are covered neither by stock nor by incoming units.'),
        ...(unpriced > 0
          ? [say(' Left out, for lack of a price in this currency: '), plain(unpriced, 'count'), say('.')]
          : []),
      ],
      link: ORDER_LINK,
    },
  ];
}

/**
 * The list is an action only when the served model found more of the lost money than the days since the last order did.
 */
async function churnAction(context: ReportContext): Promise<Action[]> {
  if (!context.extents.get('mart_customer_churn')?.rows) return [];
  const evidence = listEvidence(context.published.models);
  if (!evidence || evidence.served <= evidence.naive) return [];
  const people = await context.metrics.value('customers_at_risk', null);
  const worth = await context.metrics.value('revenue_at_risk', null);
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
        say(' are at stake. In a backtest on earlier customers, the top tenth of this list held '),
        plain(evidence.served, 'share'),
        say(' of the lost money; sorted by days since the last order it held '),
        plain(evidence.naive, 'share'),
        say('. Write first to those with consent.'),
      ],
      link: { label: 'Open the list', to: placeOf('customers', 'customers_churn', ['band', 'high']) },
    },
  ];
}

const trustActions = ({ published }: ReportContext): Action[] => {
  const late = published.degraded.map(
    ({ source, connection, reason }): Action => ({
      severity: 'warn',
      title: [stress(`${source} (${connection}) was not read completely`)],
      text: [say(`${reason} The next run reads what is missing.`)],
      link: { label: 'Data health', to: '/health' },
    }),
  );
  const failed = published.checks.filter(({ outcome, severity }) => outcome !== 'pass' && severity !== 'note');
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

/** The product whose units are returned more often than the shop's average, beyond chance. */
function returnsAction(rows: readonly Row[]): Action[] {
  const products = rows.map((row) => ({
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
        day(text(rows[0]!.since).slice(0, 10)),
        say(', against '),
        plain(share, 'share'),
        say(' over all products.'),
      ],
      link: { label: 'Refund rate', to: '/overview#metric/refund_rate' },
    },
  ];
}

/** The question each rule answers, and the mart it reads. */
const QUESTIONS: readonly (readonly [mart: string, what: string])[] = [
  ['mart_demand_forecast', 'whether stock lasts'],
  ['fct_inventory_snapshots', 'how much is in stock'],
  ['mart_customer_churn', 'who may leave'],
  ['fct_order_lines', 'what comes back'],
];

/** A rule whose mart is empty cannot answer, which must not read as good news. */
function unasked({ extents }: ReportContext): Action[] {
  const missing = QUESTIONS.filter(([mart]) => !extents.get(mart)?.rows);
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

/** Recommended actions, most urgent first; every item links to its details. */
export async function drawActions({ rows, used, context }: Drawing): Promise<Drawn> {
  const { library } = context.published;
  const stock = library.reports.queries.get('overview_stock')!;
  const { lead_days: leadDays } = stock.header.parameters;
  const asked = await context.ask(stock.name);
  const items = [
    ...(asked ? stockAction(stockCover(used(stock.name)), isoDay(context.lastDay + leadDays!)) : []),
    ...(await churnAction(context)),
    ...trustActions(context),
    ...returnsAction(rows),
    ...unasked(context),
  ];
  return {
    sql: asked ? context.statement(stock) : '',
    body: { kind: 'actions', items: items.slice(0, 5) },
  };
}
