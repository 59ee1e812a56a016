import type { Sentence } from '../../../contracts/tile/sentence.ts';
import type { TableBody } from '../../../contracts/tile/table-bodies.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { figure, say, stress } from '../sentence.ts';
import { amount, number, sum, text } from '../values.ts';

/** Best first, in the order of METRICS; empty segments are left out. */
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
    .split('/')[0]!
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

interface Segment {
  readonly segment: string;
  readonly customers: number;
  readonly net: number;
  readonly churn: number | null;
}

function headlineOf(segments: readonly Segment[]): Sentence {
  const customers = sum(segments.map((one) => one.customers));
  const net = sum(segments.map((one) => one.net));
  const [top] = segments.toSorted((a, b) => b.net - a.net);
  if (!top || net <= 0) return [];
  return [
    stress(segmentTitle(top.segment)),
    say(' are '),
    figure(top.customers / customers, 'share'),
    say(' of customers and bring '),
    figure(top.net / net, 'share'),
    say(' of net sales.'),
  ];
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
const widest = (values: readonly (number | null)[]) => Math.max(0.01, ...values.map((value) => value ?? 0));

/** Size and value of each RFM segment; churn only where it is scored. */
export function drawSegments({ rows, context }: Drawing): Drawn {
  const withChurn = (context.extents.get('mart_customer_churn')?.rows ?? 0) > 0;
  const segments = rows
    .map((row) => ({
      segment: text(row.segment),
      customers: amount(row.customers_count),
      net: amount(row.net_amount),
      churn: number(row.churn_probability),
    }))
    .sort((a, b) => rank(a.segment) - rank(b.segment) || a.segment.localeCompare(b.segment));
  return {
    headline: headlineOf(segments),
    body: segments.length === 0 ? undefined : tableOfSegments(segments, withChurn),
  };
}

const CHURN = { key: 'churn', label: 'Churn risk', as: 'number', unit: 'share', narrow: true } as const;

function tableOfSegments(segments: readonly Segment[], withChurn: boolean): TableBody {
  const customers = sum(segments.map((one) => one.customers));
  const net = sum(segments.map((one) => one.net));
  return {
    kind: 'table',
    caption: 'RFM segments by size and value',
    columns: [
      { key: 'segment', label: 'Segment', as: 'text', narrow: true },
      { key: 'customers', label: 'Customers', as: 'number', unit: 'count', narrow: true },
      {
        key: 'customer_share',
        label: 'Share of customers',
        as: 'bar',
        unit: 'share',
        max: widest(segments.map((one) => share(one.customers, customers))),
      },
      {
        key: 'net_share',
        label: 'Share of net sales',
        as: 'bar',
        unit: 'share',
        max: widest(segments.map((one) => share(one.net, net))),
        narrow: true,
      },
      { key: 'net_per_customer', label: 'Net sales per customer', as: 'number', unit: 'money' },
      ...(withChurn ? [CHURN] : []),
    ],
    rows: segments.map((one) => [
      segmentTitle(one.segment),
      one.customers,
      share(one.customers, customers),
      share(one.net, net),
      one.net / one.customers,
      ...(withChurn ? [one.churn] : []),
    ]),
    sort: null,
    total: segments.length,
  };
}
