// Scores and segments of customers, over orders written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const TODAY = '2026-06-15';
const daysAgo = (days: number) => new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10);
type Order = Readonly<Record<string, string | boolean | null>>;
const order = (customer_key: string | null, daysBefore: number, net_amount: number, more: Order = {}): Order => ({
  ...{ customer_key, order_date: daysAgo(daysBefore), reporting_net_amount: String(net_amount) },
  ...{ reporting_currency: 'EUR', is_valid: true },
  ...more,
});
const people = async (fct_orders: readonly Order[]) => {
  const rows = await bench.rowsOf('mart_customer_rfm', { fct_orders, int_today: [{ today: TODAY }] });
  return new Map(rows.map(({ customer_key, ...row }) => [customer_key, row]));
};
/** Twenty-five buyers: at each fifth of recency, five with frequency and money from the lowest to the highest fifth. */
const grid = (frequency: (at: number) => number, money: (at: number) => number) =>
  Array.from({ length: 25 }, (_, at) =>
    Array.from({ length: frequency(at % 5) }, (_, nth) =>
      order(
        `r${5 - Math.floor(at / 5)}f${at % 5}`,
        10 + 10 * Math.floor(at / 5) + nth,
        money(at % 5) / frequency(at % 5),
      ),
    ),
  ).flat();

describe('a buyer', () => {
  it('is measured by the last valid order, and by those of 24 months', async () => {
    const found = await people([
      ...[order('a', 3, 10), order('a', 40, 5.5), order('a', 2000, 100)],
      ...[order('a', 1, 7, { is_valid: false }), order(null, 1, 7)],
    ]);
    expect([...found]).toMatchObject([
      [
        'a',
        {
          ...{
            recency_days: 3,
            frequency_count: 2,
            monetary_amount: '15.5000',
            orders_count: 3,
            net_amount: '115.5000',
          },
          ...{ currency: 'EUR', last_order_date: daysAgo(3), first_order_date: daysAgo(2000) },
        },
      ],
    ]);
  });

  it('of a shop where it is tomorrow already bought today', async () => {
    expect((await people([order('a', -1, 10)])).get('a')).toMatchObject({ recency_days: 0 });
  });

  it('still counts an order of 24 months ago to the day, and no older one', async () => {
    const found = await people([
      order('in', 0, 1, { order_date: '2024-06-15' }),
      order('out', 0, 1, { order_date: '2024-06-14' }),
    ]);
    expect([found.get('in')!.frequency_count, found.get('out')!.frequency_count]).toEqual([1, 0]);
    expect(found.get('out')).toMatchObject({ monetary_amount: '0.0000', net_amount: '1.0000' });
  });

  it('counts orders without a rate as orders and not as money', async () => {
    const orders = [order('a', 1, 10), order('a', 2, 99, { reporting_net_amount: null })];
    expect((await people(orders)).get('a')).toMatchObject({
      frequency_count: 2,
      net_amount: '10.0000',
      currency: 'EUR',
    });
  });
});

describe('scores', () => {
  it('are fifths of all buyers, the most recent, most frequent and most valuable have 5', async () => {
    const found = await people(
      Array.from({ length: 10 }, (_, at) => [order(`c${at}`, 9 - at, at), order(`c${at}`, 90, at)]).flat(),
    );
    const scores = [...found].map(([key, row]) => [key, row.r_score, row.m_score]).sort();
    expect(scores).toEqual(
      Array.from({ length: 10 }, (_, at) => [`c${at}`, 1 + Math.floor(at / 2), 1 + Math.floor(at / 2)]),
    );
  });

  it('are shared by equal values, at the lower one', async () => {
    const found = await people(['a', 'b', 'c', 'd', 'e'].map((key) => order(key, 5, 5)));
    for (const row of found.values()) expect([row.r_score, row.m_score]).toEqual([1, 1]);
  });

  it('of frequency have fixed edges where more than half of the buyers came once', async () => {
    const times = [1, 2, 3, 4, 5, 6, 7];
    const frequent = times.flatMap((count) => Array.from({ length: count }, (_, nth) => order(`f${count}`, nth, 1)));
    const once = Array.from({ length: 7 }, (_, at) => order(`o${at}`, at, 1));
    const found = await people([...frequent, ...once]);
    expect(times.map((count) => found.get(`f${count}`)!.f_score)).toEqual([1, 2, 3, 4, 4, 5, 5]);
    const old = await people([...once, order('old', 2000, 1), order('old', 2001, 1)]);
    expect(old.get('old')!.f_score).toBe(1);
  });

  it('of frequency are fifths where just half of them came once', async () => {
    const found = await people([
      ...['a', 'b'].map((key) => order(key, 1, 1)),
      ...['c', 'd'].flatMap((key, at) => Array.from({ length: 2 + at }, (_, nth) => order(key, nth, 1))),
    ]);
    expect(['a', 'b', 'c', 'd'].map((key) => found.get(key)!.f_score)).toEqual([1, 1, 3, 4]);
  });
});

describe('segments', () => {
  /** For each fifth of recency, from the most recent: the segments from the lowest fifth of frequency and money to the highest. */
  const SEGMENTS = [
    ['New', 'Potential loyalists', 'Potential loyalists', 'Champions', 'Champions'],
    ['New', 'Potential loyalists', 'Potential loyalists', 'Champions', 'Champions'],
    ['Promising', 'Needs attention', 'Needs attention', 'Loyal', 'Loyal'],
    ['About to sleep', 'About to sleep', 'At risk', 'At risk', "Can't lose"],
    ['Hibernating', 'Hibernating', 'At risk', 'At risk', "Can't lose"],
  ];
  const segmentsOf = async (orders: readonly Order[]) => {
    const found = await people(orders);
    return [5, 4, 3, 2, 1].map((r) => [0, 1, 2, 3, 4].map((f) => found.get(`r${r}f${f}`)!.segment));
  };

  it('follow recency, and frequency and money together', async () => {
    expect(
      await segmentsOf(
        grid(
          (at) => at + 2,
          (at) => 10 * (at + 1),
        ),
      ),
    ).toEqual(SEGMENTS);
  });

  it('take the mean of frequency and money, rounded up', async () => {
    // Money falls as frequency rises: 1 with 5, 2 with 4, 3 with 3 …, so that the mean is 3 for all.
    expect(
      await segmentsOf(
        grid(
          (at) => at + 2,
          (at) => 60 - 10 * at,
        ),
      ),
    ).toEqual([
      ['New', ...Array(4).fill('Potential loyalists')],
      ['New', ...Array(4).fill('Potential loyalists')],
      ['Promising', ...Array(4).fill('Needs attention')],
      Array(5).fill('At risk'),
      Array(5).fill('At risk'),
    ]);
    // Money one fifth above frequency: means of 1.5, 2.5, 3.5 and 4.5 are 2, 3, 4 and 5.
    expect(
      await segmentsOf(
        grid(
          (at) => at + 2,
          (at) => [20, 30, 40, 50, 10][at]!,
        ),
      ),
    ).toEqual([
      ['New', 'Potential loyalists', 'Loyal', 'Champions', 'Potential loyalists'],
      ['New', 'Potential loyalists', 'Loyal', 'Champions', 'Potential loyalists'],
      ['Promising', 'Needs attention', 'Loyal', 'Loyal', 'Needs attention'],
      ['About to sleep', 'At risk', 'At risk', "Can't lose", 'At risk'],
      ['Hibernating', 'At risk', 'At risk', "Can't lose", 'At risk'],
    ]);
  });

  it('keep what the mart promises of its columns', () => {
    const { header } = bench.library.models.get('mart_customer_rfm')!;
    const checks = Object.fromEntries(Object.entries(header.columns).map(([name, column]) => [name, column.checks]));
    const score = ['not_null', { min: 1 }, { max: 5 }];
    expect(header.owner).toBe('customers');
    expect(checks).toMatchObject({
      customer_key: ['unique', 'not_null', { in: 'dim_customers.customer_key' }],
      recency_days: ['not_null', { min: 0 }],
      frequency_count: ['not_null', { min: 0 }],
      monetary_amount: ['not_null'],
      ...{ r_score: score, f_score: score, m_score: score },
      first_order_date: ['not_null'],
      last_order_date: ['not_null'],
      orders_count: ['not_null', { min: 1 }],
      net_amount: ['not_null'],
    });
  });
});
