import { describe, expect, it } from 'vitest';
import { checkFailed, connectionNotRead, runFailed } from '../../../lambdas/alerts/compose.ts';
import { byRootCause } from '../../../lambdas/alerts/root-cause.ts';
import type { CheckResult } from '../../../lambdas/contracts/quality.ts';
import type { RunRecord } from '../../../lambdas/contracts/run-record.ts';

const check: CheckResult = {
  run_id: 'r2',
  check: 'min',
  family: 'range',
  table: 'marts.fct_order_lines',
  column: 'unit_price_amount',
  severity: 'error',
  outcome: 'fail',
  value: 3,
  threshold: 0,
  unit: 'rows',
  sample_keys: ['shopify:main:1'],
  message: '3 rows are below 0.',
};
const group = { check, below: [] };

describe('the alert of a failed check', () => {
  it('names check, table, column, value and threshold, and whose it is', () => {
    const alert = checkFailed(group, 'commerce', undefined);
    expect(alert.title).toBe('min failed on marts.fct_order_lines.unit_price_amount: 3 rows, allowed 0');
    expect(alert).toMatchObject({ severity: 'error', owner: 'commerce', untrusted: ['marts.fct_order_lines'] });
    expect(alert.details).toMatchObject({ value: 3, threshold: 0, sample_keys: ['shopify:main:1'] });
  });

  it('is one incident however often and with whatever figures it comes back', () => {
    const again = checkFailed({ check: { ...check, run_id: 'r3', value: 9 }, below: [] }, 'commerce', undefined);
    expect(again.fingerprint).toBe(checkFailed(group, 'commerce', undefined).fingerprint);
    const other = checkFailed({ check: { ...check, column: 'quantity' }, below: [] }, 'commerce', undefined);
    expect(other.fingerprint).not.toBe(again.fingerprint);
  });

  it.each([
    ['error', undefined, /^3 rows are below 0. Publication was held back; the last good version stays served/],
    ['error', { held: { fct_sales: 'min on …' } }, /of the run fct_sales is held back, everything else was published/],
    ['error', { held: {} }, /No mart stands on it; everything was published/],
    ['warn', { held: {} }, /published with this warning/],
    ['warn', undefined, /did not hold publication back by itself; nothing new was published/],
  ] as const)('says what became of the version: %s, published %s', (severity, published, words) => {
    expect(checkFailed({ check: { ...check, severity }, below: [] }, 'commerce', published).body).toMatch(words);
  });
});

describe('the alert of a machine that failed', () => {
  const failure = {
    run_id: 'r2',
    machine: 'ingest',
    state: 'Await Load',
    error: 'WarehouseError',
    message: 'insert into raw: refused.',
    at: '2026-10-01T00:00:00Z',
    slice_key: null,
  };

  it('says what became of what is served: one connection holds nothing back, the pipeline does', () => {
    expect(runFailed(failure, 'shopify/main').body).toMatch(
      /^insert into raw: refused. What it has landed is kept; until the next/,
    );
    expect(runFailed({ ...failure, machine: 'pipeline' }, 'pipeline').body).toMatch(
      /Nothing was published by this run/,
    );
  });
});

describe('the alert of a connection', () => {
  const slice = (stream: string, error: string | null) => ({
    source: 'shopify',
    connection: 'main',
    stream,
    slice_id: stream,
    window: { from: '2026-09-01T00:00:00Z', to: '2026-10-01T00:00:00Z' },
    path: 'page' as const,
    outcome: error === null ? ('ok' as const) : ('failed' as const),
    rows: 0,
    quarantined: 0,
    proof: null,
    drift: {},
    error,
  });
  const run = (...slices: ReturnType<typeof slice>[]) =>
    ({ source: 'shopify', connection: 'main', slices }) as unknown as RunRecord;

  it('is one for all slices that one expired key fails, and says how many', () => {
    const all = Array.from({ length: 142 }, (_, at) => slice(`s${at % 3}`, 'SourceAuthError: answered 401'));
    const [alert, ...more] = connectionNotRead(run(...all), 'commerce');
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ severity: 'error', owner: 'commerce', judged_by: 'connection:shopify/main' });
    expect(alert!.title).toBe('shopify:main was not read: SourceAuthError (142 of 142 slices)');
  });

  it('is one per error', () => {
    const found = connectionNotRead(
      run(slice('a', null), slice('b', 'CompletenessError: x'), slice('c', 'RateLimitedError: y')),
      'commerce',
    );
    expect(found.map(({ title }) => title)).toEqual([
      'shopify:main was not read completely: CompletenessError (1 of 3 slices)',
      'shopify:main was not read completely: RateLimitedError (1 of 3 slices)',
    ]);
    expect(found.map(({ severity }) => severity)).toEqual(['warn', 'warn']);
  });
});

describe('failed checks along lineage', () => {
  const parents: Record<string, string[]> = { 'marts.b': ['staging.a'], 'marts.c': ['marts.b'] };
  const parentsOf = (table: string) => parents[table] ?? [];
  const failing = (table: string, severity: CheckResult['severity']): CheckResult => ({ ...check, table, severity });

  it('are one incident of the table they begin in, which names the others', () => {
    const failed = [failing('marts.c', 'warn'), failing('staging.a', 'error'), failing('marts.b', 'error')];
    const groups = byRootCause(failed, parentsOf);
    expect(groups.map((one) => [one.check.table, one.below.map(({ table }) => table)])).toEqual([
      ['staging.a', ['marts.c', 'marts.b']],
    ]);
    expect(checkFailed(groups[0]!, 'commerce', undefined).untrusted).toEqual(['staging.a', 'marts.c', 'marts.b']);
  });

  it('stand for themselves above a milder one, which would not be heard', () => {
    const groups = byRootCause([failing('staging.a', 'warn'), failing('marts.c', 'page')], parentsOf);
    expect(groups.map((one) => one.check.table)).toEqual(['staging.a', 'marts.c']);
  });
});
