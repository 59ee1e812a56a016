import { describe, expect, it } from 'vitest';
import { standingOf, usualGapOf } from '../../../../lambdas/ml/churn/cadence.ts';
import { decisionMetrics } from '../../../../lambdas/ml/churn/decision-metrics.ts';
import { COLUMNS, columnOf } from '../../../../lambdas/ml/churn/features.ts';
import { scoreRows } from '../../../../lambdas/ml/churn/score-rows.ts';
import type { Snapshots } from '../../../../lambdas/ml/churn/snapshots.ts';

interface Customer {
  readonly orders: number;
  readonly tenure: number;
  readonly recency: number;
  readonly worth?: string;
  readonly left?: boolean;
}

function snapshotsOf(customers: readonly Customer[]): Snapshots {
  const x = new Float32Array(customers.length * COLUMNS);
  customers.forEach(({ orders, tenure, recency }, row) => {
    const set = (name: string, value: number) => {
      x[row * COLUMNS + columnOf(name)] = value;
    };
    set('orders_count', orders);
    set('orders_365d_count', orders);
    set('tenure_days', tenure);
    set('recency_days', recency);
    set('avg_days_between_orders', orders > 1 ? (tenure - recency) / (orders - 1) : Number.NaN);
  });
  return {
    hash: 'h',
    rows: customers.length,
    asOf: '2026-10-01T00:00:00Z',
    customers: customers.map((_, at) => `c${at}`),
    days: new Int32Array(customers.length).fill(20_000),
    labels: Int8Array.from(customers, ({ left }) => (left === undefined ? -1 : left ? 1 : 0)),
    x,
    meanOrders: customers.map(({ worth }) => worth ?? '10.0000'),
    currencies: customers.map(() => 'EUR'),
  };
}

const rowsOf = ({ rows }: Snapshots) => Int32Array.from({ length: rows }, (_, row) => row);

describe('own cadence', () => {
  it('is what a customer is late by: the same silence is on time for one and the end for another', () => {
    const data = snapshotsOf([
      { orders: 4, tenure: 400, recency: 40 },
      { orders: 40, tenure: 400, recency: 40 },
      { orders: 20, tenure: 440, recency: 40 },
      { orders: 1, tenure: 500, recency: 500 },
      { orders: 1, tenure: 40, recency: 40 },
    ]);
    const gap = 60;
    expect(Array.from(rowsOf(data), (row) => standingOf(data, row, gap))).toEqual([
      'on_time',
      'gone',
      'overdue',
      'gone',
      'on_time',
    ]);
    expect(usualGapOf(snapshotsOf([{ orders: 1, tenure: 3, recency: 3 }]), Int32Array.of(0))).toBe(90);
  });

  it('keeps the list to those who can still be won, whatever the probability', () => {
    const data = snapshotsOf([
      { orders: 40, tenure: 400, recency: 300 },
      { orders: 20, tenure: 440, recency: 40 },
      { orders: 4, tenure: 400, recency: 10 },
    ]);
    const rows = scoreRows(data, rowsOf(data), [0.99, 0.9, 0.9], () => ['why'], 'm');
    expect(rows.map((row) => [row[3], Number(row[4]) > 0])).toEqual([
      ['gone', false],
      ['high', true],
      ['low', true],
    ]);
  });
});

describe('what a list is worth', () => {
  const overdue = (left: boolean, worth: string): Customer => ({ orders: 20, tenure: 440, recency: 40, left, worth });
  const data = snapshotsOf([
    ...Array.from({ length: 2 }, () => overdue(true, '100.0000')),
    ...Array.from({ length: 8 }, () => overdue(true, '10.0000')),
    ...Array.from({ length: 10 }, () => overdue(false, '50.0000')),
    { orders: 40, tenure: 400, recency: 300, left: true, worth: '9999.0000' },
  ]);

  it('is the share of the money lost that its first tenth holds, of those who can still be won', () => {
    const knowing = decisionMetrics(
      data,
      rowsOf(data),
      Float64Array.from(data.labels, (label) => (label === 1 ? 0.9 : 0.1)),
    );
    expect(knowing).toMatchObject({
      money_at_10: expect.closeTo(200 / 280, 6),
      precision_at_10: 1,
      list_customers: 20,
    });
    const blind = decisionMetrics(data, rowsOf(data), new Float64Array(data.rows).fill(0.5));
    expect(blind.money_at_10).toBeCloseTo(200 / 280, 6);
    const wrong = decisionMetrics(
      data,
      rowsOf(data),
      Float64Array.from(data.labels, (label) => (label === 1 ? 0.1 : 0.9)),
    );
    expect(wrong).toMatchObject({ money_at_10: 0, precision_at_10: 0 });
  });

  it('is not said of fewer than ten', () => {
    const few = snapshotsOf([overdue(true, '1.0000')]);
    expect(decisionMetrics(few, rowsOf(few), Float64Array.of(0.5))).not.toHaveProperty('money_at_10');
  });
});
