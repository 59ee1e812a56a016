import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Machine, type Status } from '../helpers/machine.ts';

const file = resolve(import.meta.dirname, '../../fixtures/datasets/uci_online_retail_france.csv');

interface Row {
  readonly InvoiceNo: string;
  readonly Quantity: string;
  readonly InvoiceDate: string;
  readonly UnitPrice: string;
  readonly CustomerID: string;
}

/** Independent of the product: thousandths of a penny by month, straight from the file. */
function tally() {
  const rows = parse(readFileSync(file), { columns: true, bom: true }) as Row[];
  const byMonth = new Map<string, bigint>();
  for (const row of rows) {
    const [month, , year] = row.InvoiceDate.split(/[/ ]/);
    const key = `${year}-${month!.padStart(2, '0')}`;
    const [whole, fraction = ''] = row.UnitPrice.split('.');
    const micros = BigInt(whole!) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
    byMonth.set(key, (byMonth.get(key) ?? 0n) + BigInt(row.Quantity) * micros);
  }
  const sold = new Set(rows.filter((row) => !row.InvoiceNo.startsWith('C')).map((row) => row.InvoiceNo));
  const cancelled = new Set(rows.filter((row) => row.InvoiceNo.startsWith('C')).map((row) => row.InvoiceNo));
  const customers = new Set(rows.map((row) => row.CustomerID).filter(Boolean));
  return { byMonth, sold: sold.size, cancelled: cancelled.size, customers: customers.size };
}

const micros = (amount: number) => BigInt(Math.round(amount * 1_000_000));

describe('real transactions, replayed', () => {
  const machine = new Machine();
  const truth = tally();
  let status: Status;
  beforeAll(async () => {
    const run = await machine.start('--replay', file);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    status = await machine.status();
  });
  afterAll(() => machine.forget());

  it('agrees with the file to the penny in every local month, with what no shop could hold', async () => {
    const months = await machine.query<{ month: string; amount: number }>(
      "select strftime(event_date, '%Y-%m') as month, sum(amount) as amount from fct_sales group by 1",
    );
    const ours = new Map(months.map((one) => [one.month, micros(one.amount)]));
    for (const one of status.not_representable) ours.set(one.month, (ours.get(one.month) ?? 0n) + micros(one.amount));
    expect(Object.fromEntries([...ours].sort())).toEqual(Object.fromEntries([...truth.byMonth].sort()));
  });

  it('has an order for every sale invoice, a refund or a reason for every cancellation, and every customer', async () => {
    const [orders] = await machine.query('select count(*) as n from fct_orders');
    expect(orders?.n).toBe(truth.sold);
    const [customers] = await machine.query('select count(*) as n from dim_customers where is_shop_customer');
    expect(customers?.n).toBe(truth.customers);
    const [refunds] = await machine.query<{ n: number }>(
      "select count(distinct refund_id) as n from fct_sales where event_type = 'refund'",
    );
    const outside = status.not_representable.reduce((sum, { invoices }) => sum + invoices, 0);
    expect(refunds!.n + outside).toBe(truth.cancelled);
  });

  it('agrees with the report of its shop on every day, however old, and has no source that failed', () => {
    const reports = status.checks.filter(({ check }) => /shop_report/.test(check));
    expect(reports.map(({ check }) => check)).toContain('sales_equal_shop_report');
    expect(reports.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(status.degraded).toEqual([]);
  });

  it('works without mails and without stock', async () => {
    expect(await machine.query('select count(*) as n from fct_email_events')).toEqual([{ n: 0 }]);
    expect(status.last_run?.published).toBe(true);
  });
});
