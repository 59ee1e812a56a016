import { describe, expect, it } from 'vitest';
import { byRootCause } from '../../../lambdas/alerts/root-cause.ts';
import { alertOf as checkFailed } from '../../../lambdas/alerts/rules/check-failed.ts';
import { alertsOf as connectionNotRead } from '../../../lambdas/alerts/rules/connection-not-read.ts';
import { alertOf as recordsLeftOut } from '../../../lambdas/alerts/rules/records-left-out.ts';
import { alertOf as runFailed } from '../../../lambdas/alerts/rules/run-failed.ts';
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
    ['error', { held: {} }, /No mart depends on it; everything was published/],
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
      /^insert into raw: refused. The data it landed is kept; the published version lacks it until the next/,
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

  it('is an error where the key is refused, or nothing at all was read, and names its streams in order', () => {
    const [refused] = connectionNotRead(
      run(slice('b', 'SourceAuthError: x'), slice('a', 'SourceAuthError: x'), slice('c', null)),
      'o',
    );
    expect(refused).toMatchObject({
      severity: 'error',
      untrusted: ['shopify.a', 'shopify.b'],
      details: { streams: ['a', 'b'] },
    });
    expect(refused!.body).toBe('SourceAuthError: x Streams: a, b. The next run reads them again.');
    expect(connectionNotRead(run(slice('a', 'Other: x')), 'o')).toMatchObject([{ severity: 'error' }]);
  });

  it('tells slices that did not end, and of no more than twenty which', () => {
    const open = { ...slice('a', null), outcome: 'unfinished' } as unknown as ReturnType<typeof slice>;
    const [alert] = connectionNotRead(run(...Array(21).fill(open)), 'o');
    expect(alert!.title).toBe('shopify:main was not read: unfinished (21 of 21 slices)');
    expect(alert!.body).toMatch(/^The slices did not finish\. Streams: a\./);
    expect(alert!.details.slices).toHaveLength(20);
    expect(connectionNotRead({ ...run(open), source: null, connection: null } as never, 'o')).toMatchObject([
      { judged_by: 'connection:unknown/unknown', untrusted: ['unknown.a'] },
    ]);
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

describe('lists in alerts', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `m${String(at).padStart(2, '0')}`);

  it('name twenty marts that are held, and count the others', () => {
    const body = (count: number) => {
      const held = Object.fromEntries(
        names(count)
          .reverse()
          .map((name) => [name, 'why']),
      );
      return checkFailed(group, 'commerce', { held }).body;
    };
    expect(body(2)).toContain('of the run m00, m01 are held back');
    expect(body(20)).toContain('m18, m19 are held back');
    expect(body(21)).toContain('m18, m19 and 1 more are held back');
    expect(body(21)).not.toContain('m20');
  });

  it('name twenty records, places and sums, and count the others', () => {
    const fault = (key: string, at: number) => ({
      ...{ source: 's', connection: 'main', stream: 'orders', effect: 'left_out' as const, key, field: null },
      ...{ reason: 'is no number', file: null, line: null, run_id: 'r', since: `2026-10-01T00:00:${10 + at}Z` },
      ...{ amount: at === 0 ? null : '1.50', currency: at === 1 ? null : 'EUR' },
    });
    const of = (count: number) => recordsLeftOut(names(count).map(fault), 'commerce');
    expect(of(20).body).toMatch(/^is no number\. .*m18, .*m19\. It stays open until a good reading\.$/);
    expect(of(21).body).toMatch(/m19 and 1 more\. It stays open/);
    expect(of(21).body).not.toContain('m20');
    expect(of(2).title).toBe('s.orders of connection main: 2 left out');
    expect(of(3).details.amounts).toEqual(['1.50', '1.50 EUR']);
    expect(of(23).details).toMatchObject({
      keys: { length: 20 },
      amounts: { length: 20 },
      since: '2026-10-01T00:00:10Z',
    });
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

  it('that began nowhere else have nothing below them, and of several causes the one furthest up is named', () => {
    expect(byRootCause([failing('staging.a', 'warn')], parentsOf)).toEqual([
      { check: failing('staging.a', 'warn'), below: [] },
    ]);
    const all = [failing('marts.c', 'error'), failing('marts.b', 'error'), failing('staging.a', 'error')];
    expect(
      byRootCause(all, parentsOf).map(({ check, below }) => [check.table, below.map(({ table }) => table)]),
    ).toEqual([['staging.a', ['marts.c', 'marts.b']]]);
    const loop = (table: string) => (table === 'x' ? ['y'] : table === 'y' ? ['x'] : []);
    expect(byRootCause([failing('x', 'warn')], loop)).toHaveLength(1);
  });

  it.each([
    ['error', 'page', 2],
    ['page', 'error', 1],
    ['warn', 'error', 2],
    ['note', 'warn', 2],
    ['error', 'error', 1],
  ] as const)('beneath one of severity %s, one of %s: %i incidents', (above, beneath, incidents) => {
    expect(byRootCause([failing('staging.a', above), failing('marts.b', beneath)], parentsOf)).toHaveLength(incidents);
  });

  it('stand for themselves above a milder one, which would not be heard', () => {
    const groups = byRootCause([failing('staging.a', 'warn'), failing('marts.c', 'page')], parentsOf);
    expect(groups.map((one) => one.check.table)).toEqual(['staging.a', 'marts.c']);
  });
});
