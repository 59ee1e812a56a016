import { describe, expect, it } from 'vitest';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { SUMMARY_BYTES, summaryOf } from '../../../lambdas/contracts/status-summary.ts';

const check = (at: number, more: object = {}) => ({
  check: 'not_null',
  table: `marts.fct_number_${at}`,
  column: 'currency',
  outcome: 'fail',
  severity: 'error',
  value: 214,
  threshold: 0,
  unit: 'rows',
  ...more,
});
const status = (more: object) =>
  ({
    last_run: { outcome: 'held_back', published: false, reasons: ['The gate found something.'] },
    served: { version: 'v1', published_at: '2026-10-01T00:06:30Z' },
    degraded: [],
    unmodelled: [],
    failures: [],
    incidents: [],
    faults: { faults: [], total: 0 },
    checks: [],
    ...more,
  }) as unknown as StatusDocument;

describe('the summary of a status', () => {
  it('names each table that is blocked once, and why nothing was published', () => {
    const checks = [
      check(1),
      check(1, { check: 'unique' }),
      check(2, { severity: 'warn' }),
      check(3, { outcome: 'pass' }),
    ];
    const summary = summaryOf(status({ checks }));
    expect(summary.blocked.map(({ table }) => table)).toEqual(['marts.fct_number_1']);
    expect(summary.blocked_complete).toBe(true);
    expect(summary.last_run?.why).toBe(
      'not_null on marts.fct_number_1.currency found 214 rows, allowed 0, and 1 more.',
    );
  });

  it('stays in its size however much is wrong, and says what it left out', () => {
    const texts = Array.from({ length: 300 }, (_, at) => `source_${at}/main: ${'é'.repeat(900)}`);
    const checks = Array.from({ length: 300 }, (_, at) => check(at));
    const summary = summaryOf(status({ checks, degraded: texts, unmodelled: texts }));
    expect(new TextEncoder().encode(JSON.stringify(summary)).length).toBeLessThanOrEqual(SUMMARY_BYTES);
    expect(summary.blocked_complete).toBe(false);
    expect([summary.degraded.total, summary.unmodelled.total]).toEqual([300, 300]);
    expect(summary.blocked.length + summary.degraded.texts.length).toBeGreaterThan(0);
  });
});
