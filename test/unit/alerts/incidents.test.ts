import { describe, expect, it } from 'vitest';
import { keepIncidents } from '../../../lambdas/alerts/incidents.ts';
import { type Found, found as foundBy } from '../../../lambdas/alerts/rule.ts';
import { INCIDENTS_KEY } from '../../../lambdas/contracts/layout.ts';
import type { Alert, Severity } from '../../../lambdas/contracts/quality.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const found = (name: string, severity: Severity = 'warn'): Found => ({
  rule: 'check-failed',
  fingerprint: name,
  judged_by: 'checks',
  severity,
  title: `${name} failed`,
  body: 'Why.',
  owner: 'commerce',
  untrusted: [name],
  details: {},
});

it('an incident keeps its fingerprint over releases, or each would be told anew', () => {
  const { rule, fingerprint: _, ...parts } = found('x');
  expect(foundBy(rule, 'not_null/marts.fct_sales', parts).fingerprint).toBe('cbe5021c55c87b00');
});

describe('incidents', () => {
  const store = memoryStore();
  let day = 0;
  const told: Alert[] = [];
  const run = async (all: readonly Found[], looked: readonly string[] = ['checks']) => {
    day++;
    told.length = 0;
    const judgement = {
      runId: `r${day}`,
      at: `2026-10-0${day}T00:00:00Z`,
      found: all,
      looked: new Set(looked),
      runbook: (rule: string) => `https://wiki.example/runbook#${rule}`,
    };
    const { open } = await keepIncidents(judgement, store, async (alert) => void told.push(alert));
    return open;
  };

  it('are told when they open, and not again while they stand', async () => {
    await run([found('a'), found('b')]);
    expect(told.map(({ title, runbook }) => [title, runbook])).toEqual([
      ['a failed', 'https://wiki.example/runbook#check-failed'],
      ['b failed', 'https://wiki.example/runbook#check-failed'],
    ]);
    const open = await run([found('a'), found('b')]);
    expect(told).toEqual([]);
    expect(open.map(({ since, last_seen_by }) => [since, last_seen_by])).toEqual([
      ['2026-10-01T00:00:00Z', 'r2'],
      ['2026-10-01T00:00:00Z', 'r2'],
    ]);
  });

  it('are told again when they get worse', async () => {
    await run([found('a', 'error'), found('b')]);
    expect(told.map(({ id, severity }) => [id, severity])).toEqual([['r3-a', 'error']]);
  });

  it('are told at each step up, never on the way down, and stand by age', async () => {
    const other = memoryStore();
    const steps: Severity[] = ['note', 'warn', 'error', 'page', 'error', 'note'];
    const messages: string[] = [];
    for (const [at, severity] of steps.entries()) {
      const judgement = {
        ...{ runId: `s${at}`, at: `2026-11-0${at + 1}T00:00:00Z`, looked: new Set<string>(), runbook: () => 'r' },
        found: [...(at === 1 ? [found('young')] : []), found('steps', severity)],
      };
      const { open } = await keepIncidents(judgement, other, async (alert) => void messages.push(alert.severity));
      if (at > 0) expect(open.map(({ fingerprint }) => fingerprint)).toEqual(['steps', 'young']);
    }
    expect(messages).toEqual(['note', 'warn', 'warn', 'error', 'page']);
  });

  it('stay when nobody looked, and end when somebody did and did not find them', async () => {
    expect(await run([], [])).toHaveLength(2);
    expect(told).toEqual([]);
    expect(await run([found('a', 'error')])).toHaveLength(1);
    expect(told).toMatchObject([
      { id: 'r5-b-resolved', about: 'resolved', title: 'Resolved: b failed', untrusted: [] },
    ]);
    expect(told[0]!.body).toMatch(/^It was open since 2026-10-01/);
  });

  it('are not lost when two pipelines end at once', async () => {
    const fresh = memoryStore();
    const judged = (name: string) =>
      keepIncidents(
        { runId: name, at: '2026-10-01T00:00:00Z', found: [found(name)], looked: new Set(), runbook: () => '' },
        fresh,
        async () => {},
      );
    await Promise.all([judged('x'), judged('y')]);
    const book = JSON.parse((await fresh.get(INCIDENTS_KEY))!.body.toString());
    expect(book.open.map((one: { fingerprint: string }) => one.fingerprint).sort()).toEqual(['x', 'y']);
  });

  it('are told once by a pipeline that has to judge them anew', async () => {
    const fresh = memoryStore();
    let lost = 3;
    const contested: ObjectStore = { ...fresh, put: async (...args) => (lost-- > 0 ? undefined : fresh.put(...args)) };
    const messages: string[] = [];
    const judgement = { runId: 'r', at: '2026-10-01T00:00:00Z', looked: new Set<string>(), runbook: () => '' };
    const kept = await keepIncidents(
      { ...judgement, found: [found('x'), found('y')] },
      contested,
      async ({ id }) => void messages.push(id),
    );
    expect(messages).toEqual(['r-x', 'r-y']);
    expect([kept.told, kept.open.length, lost]).toEqual([2, 2, -1]);
  });
});
