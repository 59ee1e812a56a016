import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { afterFirstRun } from '../helpers/calm.ts';

const MARTS = [
  'dim_customer_records',
  'dim_customers',
  'dim_products',
  'fct_email_events',
  'fct_identity_edges',
  'fct_inventory_snapshots',
  'fct_order_lines',
  'fct_orders',
  'fct_sales',
  'mart_cohorts',
  'mart_customer_churn',
  'mart_customer_rfm',
  'mart_daily_sales',
  'mart_demand_forecast',
];

const { machine, first } = await afterFirstRun();

describe('an ordinary day', () => {
  afterAll(() => machine.forget());

  it('ends well and says what it did', async () => {
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/✓ shopify:main: \d+ rows in \d+ slices/);
    const status = await machine.status();
    expect(status.last_run).toMatchObject({ outcome: 'published', published: true });
    expect(status.slices.every((slice) => slice.outcome === 'ok')).toBe(true);
    const wrong = status.checks.filter((check) => check.outcome !== 'pass' && check.severity !== 'note');
    expect(wrong).toEqual([]);
    expect(status.models.map((model) => model.name).sort()).toEqual(['churn', 'demand_forecast']);
  });

  it('publishes every mart, and answers with exact digits', async () => {
    expect(Object.keys(machine.marts())).toEqual(expect.arrayContaining(MARTS));
    const [total] = await machine.query(
      'select count(*) as orders, sum(total_amount) as total from fct_orders where not is_test',
    );
    const [ledger] = await machine.query('select sum(amount) as total from fct_sales');
    expect(total?.orders).toBeGreaterThan(500);
    expect(ledger?.total).toBe(total?.total);
    const [day] = await machine.query('select min(ordered_at) as first, max(ordered_at) as last from fct_orders');
    expect(day?.first).toMatch(/^2024-1\d-\d\dT.*Z$/);
  });

  it('reads only the lookback when it runs again, and changes no row', async () => {
    const before = machine.marts();
    const again = await machine.start();
    expect(again.code).toBe(0);
    expect(machine.marts()).toEqual(before);
    const { slices, served } = await machine.status();
    const orders = slices.filter(({ source, stream }) => source === 'shopify' && stream === 'orders');
    const hours = (slice: (typeof orders)[number]) =>
      (Date.parse(slice.window.to) - Date.parse(slice.window.from)) / 3_600_000;
    expect(orders.map(hours)).toEqual([1]);
    expect(slices.filter(({ rows }) => rows > 0)).toEqual([]);
    expect(slices.filter(({ repeats }) => repeats).map(({ stream }) => stream)).toContain('ad_insights');
    const current = JSON.parse(readFileSync(join(machine.home, 'published/current.json'), 'utf8')) as {
      version: string;
    };
    expect(current.version).toBe(served?.version);
  });

  it('refuses another world in the same home, by name', async () => {
    const other = await machine.start('--world', 'small');
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(
      /ConfigError: .* holds the synthetic world 'tiny' \(seed 42\), not the synthetic world 'small'/,
    );
  });

  it('prints nothing before the first row is known to be printable', async () => {
    const { code, stdout, stderr } = await machine.ask("select {'a': 1} as pair");
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/STRUCT.*cast it/);
    expect((await machine.ask('select 1 as n where false')).stdout).toBe('[]\n');
  });

  it('says what is wrong with a statement, and which marts there are', async () => {
    await expect(machine.query('select * from fct_nothing')).rejects.toThrow(
      /fct_nothing[\s\S]*Marts: dim_customer_records, dim_customers/,
    );
  });
});
