// The alert of docs/adding.md in a copy of the folder of alerts: it is told, to its owner, once, and is over.
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as Rules from '../../../lambdas/alerts/rules/index.ts';
import type * as Sending from '../../../lambdas/alerts/send-alerts.ts';
import { runKey } from '../../../lambdas/contracts/layout.ts';
import type { Alert } from '../../../lambdas/contracts/quality.ts';
import { runbookPage } from '../../golden/docs/runbook-page.ts';
import { library } from '../../helpers/library.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { folderWith } from './tree.ts';

const ingest = (run_id: string, finished_at: string) => ({
  ...{ run_id, machine: 'ingest', source: 'klaviyo', connection: 'main', outcome: 'ok', slices: [], failures: [] },
  ...{ as_of: '2026-10-01T00:00:00Z', started_at: '2026-10-01T00:00:00Z', finished_at, ingest_runs: [], version: null },
});

describe('an alert', () => {
  let rules: typeof Rules;
  let sending: typeof Sending;
  const store = memoryStore();
  const sent: Alert[] = [];
  const run = async (run_id: string, ...ingest_runs: string[]) => {
    sent.length = 0;
    await sending.sendAlerts(
      { run_id, as_of: '2026-10-01T00:00:00Z', outcome: 'published', ingest_runs, degraded: [] },
      {
        ...{ store, library, runbookUrl: 'runbook', openFaults: async () => [] },
        notifier: { send: async (alert) => void sent.push(alert) },
        clock: { now: () => Date.parse('2026-10-01T06:00:00Z'), sleep: async () => {} },
      },
    );
    return sent;
  };

  beforeAll(async () => {
    const tree = await folderWith('lambdas/alerts');
    rules = (await import(join(tree, 'lambdas/alerts/rules/index.ts'))) as typeof Rules;
    sending = (await import(join(tree, 'lambdas/alerts/send-alerts.ts'))) as typeof Sending;
    const runs = { slow: '2026-10-01T02:30:00Z', quick: '2026-10-01T00:04:00Z' };
    for (const [name, end] of Object.entries(runs))
      await store.put(runKey(`${name}-klaviyo-main`), JSON.stringify(ingest(`${name}-klaviyo-main`, end)));
  });

  it('of one file is told to the owner of what it is about, with its entry in the runbook', async () => {
    expect(await run('r1', 'slow-klaviyo-main')).toMatchObject([
      {
        title: 'klaviyo/main took 2.5 hours to read, more than 2',
        ...{ severity: 'warn', owner: 'email', about: 'opened', runbook: 'runbook#connection-slow' },
      },
    ]);
  });

  it('is not repeated while it lasts, nor taken for over while nobody looks', async () => {
    expect(await run('r2', 'slow-klaviyo-main')).toEqual([]);
    expect(await run('r3')).toEqual([]);
  });

  it('is over when the next run is quick', async () => {
    expect(await run('r4', 'quick-klaviyo-main')).toMatchObject([{ about: 'resolved', owner: 'email' }]);
  });

  it('has its entry printed into the runbook', () => {
    const page = '<!-- printed from the rules in lambdas/alerts/rules -->\n\n\n<!-- end -->\n';
    expect(runbookPage(page, rules.ALERT_RULES)).toContain(
      '## connection-slow\n\n**What it means.** Reading a connection took more than two hours.',
    );
  });
});
