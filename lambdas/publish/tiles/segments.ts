import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { amount, number, sum, text } from './context.ts';
import type { Facts } from './facts.ts';
import { tileOf } from './frame.ts';
import { figure, say, stress } from './sentence.ts';

/** Best first, as METRICS orders them; a segment nobody is in is left out. */
const ORDER = [
  'champions',
  'loyal',
  'potential_loyalists',
  'new',
  'promising',
  'needs_attention',
  'cant_lose',
  'at_risk',
  'about_to_sleep',
  'hibernating',
  'prospects',
];

/** `Can't lose`, `cant_lose` and `CANT_LOSE` are one segment. */
const plainName = (segment: string) =>
  segment
    .toLowerCase()
    .split('/', 1)[0]!
    .trim()
    .replace(/[’']/g, '')
    .replace(/[\s-]+/g, '_');
const rank = (segment: string) => {
  const at = ORDER.indexOf(plainName(segment));
  return at < 0 ? ORDER.length : at;
};

export const segmentTitle = (segment: string): string => {
  const words = plainName(segment) === 'cant_lose' ? 'can’t lose' : segment.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const sql = (withChurn: boolean) => `select
    rfm.segment,
    count(*) as customers_count,
    sum(rfm.net_amount) as net_amount,
    sum(rfm.orders_count) as orders_count${
      withChurn
        ? `,
    avg(churn.churn_probability::decimal(9, 6)) as churn_probability`
        : ''
    }
from marts.mart_customer_rfm as rfm${
  withChurn
    ? `
left join marts.mart_customer_churn as churn on churn.customer_key = rfm.customer_key`
    : ''
}
where rfm.orders_count > 0
group by rfm.segment
order by rfm.segment`;

/** Size and worth of each RFM segment. */
export async function segmentsTile(facts: Facts): Promise<Tile> {
  const withChurn = (facts.rows.get('mart_customer_churn') ?? 0) > 0;
  const found = facts.rows.has('mart_customer_rfm') ? await facts.query(sql(withChurn)) : [];
  const rows = found
    .map((row) => ({
      segment: text(row.segment),
      customers: amount(row.customers_count),
      net: amount(row.net_amount),
      orders: amount(row.orders_count),
      churn: number(row.churn_probability),
    }))
    .sort((a, b) => rank(a.segment) - rank(b.segment) || a.segment.localeCompare(b.segment));
  const customers = sum(rows.map((row) => row.customers));
  const net = sum(rows.map((row) => row.net));
  const [top] = rows.toSorted((a, b) => b.net - a.net);
  const finding: Sentence =
    top && net > 0
      ? [
          stress(segmentTitle(top.segment)),
          say(' are '),
          figure(top.customers / customers, 'share'),
          say(' of customers and bring '),
          figure(top.net / net, 'share'),
          say(' of net sales.'),
        ]
      : [];
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  const widest = (values: readonly (number | null)[]) => Math.max(0.01, ...values.map((value) => value ?? 0));
  return tileOf(facts, {
    name: 'customers_segments',
    title: 'Segments',
    scope: 'RFM, each customer in exactly one',
    covers: 'all time',
    finding,
    metrics: ['customers'],
    about:
      'Customers are scored 1 to 5 by recency, frequency and net sales; ordered rules put each in exactly one segment. Net sales are over all time, in the currency of most orders.',
    sql: sql(withChurn),
    marts: ['mart_customer_rfm', ...(withChurn ? ['mart_customer_churn'] : [])],
    body:
      rows.length === 0
        ? { kind: 'empty', title: 'No customers yet', text: 'Segments appear with the first orders.' }
        : {
            kind: 'table',
            caption: 'RFM segments by size and worth',
            columns: [
              { key: 'segment', label: 'Segment', as: 'text', narrow: true },
              { key: 'customers', label: 'Customers', as: 'number', unit: 'count', narrow: true },
              {
                key: 'customer_share',
                label: 'Share of customers',
                as: 'bar',
                unit: 'share',
                max: widest(rows.map((row) => share(row.customers, customers))),
              },
              {
                key: 'net_share',
                label: 'Share of net sales',
                as: 'bar',
                unit: 'share',
                max: widest(rows.map((row) => share(row.net, net))),
                narrow: true,
              },
              { key: 'net_per_customer', label: 'Net sales each', as: 'number', unit: 'money' },
              ...(withChurn
                ? [
                    {
                      key: 'churn',
                      label: 'Churn risk',
                      as: 'number' as const,
                      unit: 'share' as const,
                      narrow: true as const,
                    },
                  ]
                : []),
            ],
            rows: rows.map((row) => [
              segmentTitle(row.segment),
              row.customers,
              share(row.customers, customers),
              share(row.net, net),
              row.net / row.customers,
              ...(withChurn ? [row.churn] : []),
            ]),
            sort: null,
            total: rows.length,
          },
  });
}
