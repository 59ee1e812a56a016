import { describe, expect, it } from 'vitest';
import { checkFailed, runFailed } from '../../../lambdas/alerts/compose.ts';
import type { CheckResult } from '../../../lambdas/contracts/quality.ts';

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
const cause = { runId: 'r2', at: '2026-10-01T00:00:00Z' };

describe('the alert of a failed check', () => {
  it('names check, table, column, value and threshold, and where to read on', () => {
    const alert = checkFailed(cause, check, false);
    expect(alert.title).toBe('min failed on marts.fct_order_lines.unit_price_amount: 3 rows, allowed 0');
    expect(alert).toMatchObject({
      severity: 'error',
      untrusted: ['marts.fct_order_lines'],
      runbook: 'docs/runbook.md#check-failed',
    });
    expect(alert.details).toMatchObject({ value: 3, threshold: 0, sample_keys: ['shopify:main:1'] });
  });

  it('is one incident however often and with whatever figures it comes back', () => {
    const again = checkFailed({ runId: 'r3', at: '2026-10-02T00:00:00Z' }, { ...check, run_id: 'r3', value: 9 }, false);
    const first = checkFailed(cause, check, false);
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(again.id).not.toBe(first.id);
  });

  it.each([
    ['error', false, /held back; the last good version stays served/],
    ['warn', true, /published with this warning/],
    ['warn', false, /did not hold publication back by itself; nothing new was published/],
  ] as const)('says what became of the version: %s, published %s', (severity, published, words) => {
    expect(checkFailed(cause, { ...check, severity }, published).body).toMatch(words);
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
    expect(runFailed(cause, failure).body).toMatch(
      /^insert into raw: refused. What it has landed is kept; until the next/,
    );
    expect(runFailed(cause, { ...failure, machine: 'pipeline' }).body).toMatch(/Nothing was published by this run/);
  });
});
