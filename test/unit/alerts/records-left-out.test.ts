import { describe, expect, it } from 'vitest';
import { sendAlerts } from '../../../lambdas/alerts/send-alerts.ts';
import type { Alert } from '../../../lambdas/contracts/quality.ts';
import type { RecordFault } from '../../../lambdas/contracts/record-fault.ts';
import { parseLibrary } from '../../../lambdas/sql/library.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const staging = `/*---
model: stg_shopify__orders
grain: one row per order
key: [order_key]
materialize: table
owner: commerce
columns:
  order_key: { type: varchar }
---*/
select * from {{ source('shopify', 'orders') }}`;
const library = parseLibrary(new Map([['models/staging/shopify/stg_shopify__orders.sql', staging]]));

const fault = (key: string, field = 'total'): RecordFault => ({
  source: 'shopify',
  connection: 'main',
  stream: 'orders',
  effect: 'quarantined',
  key,
  field,
  reason: 'expected an amount',
  file: null,
  line: null,
  amount: '10.00',
  currency: 'EUR',
  run_id: 'r1',
  since: '2026-10-01T00:00:00Z',
});

describe('records that are out', () => {
  const store = memoryStore();
  const told: Alert[] = [];
  let faults: RecordFault[] = [];
  const run = async (run_id: string) => {
    told.length = 0;
    await sendAlerts(
      { run_id, as_of: '2026-10-01T00:00:00Z', outcome: 'published', ingest_runs: [], degraded: [] },
      {
        store,
        library,
        clock: virtualClock(Date.parse('2026-10-01T00:00:00Z')),
        notifier: { send: async (alert) => void told.push(alert) },
        openFaults: async () => faults,
        runbookUrl: 'https://wiki.example/runbook',
      },
    );
    return told;
  };

  it('are one incident per stream, field and reason, with keys, money and the owner of the stream’s model', async () => {
    faults = [fault('1001'), fault('1002'), fault('1001', 'currency')];
    const [first, ...more] = await run('r1');
    expect(more).toHaveLength(1);
    expect(first).toMatchObject({
      owner: 'commerce',
      severity: 'warn',
      title: 'shopify.orders of connection main: 2 quarantined in total',
      runbook: 'https://wiki.example/runbook#records-left-out',
    });
    expect(first!.body).toBe('expected an amount. 1001, 1002. It stays open until a good reading.');
    expect(first!.details).toMatchObject({ keys: ['1001', '1002'], amounts: ['10.00 EUR', '10.00 EUR'] });
  });

  it('stand without a word while they are out, and end when they are read well', async () => {
    expect(await run('r2')).toEqual([]);
    faults = [fault('1001', 'currency')];
    expect((await run('r3')).map(({ title }) => title)).toEqual([
      'Resolved: shopify.orders of connection main: 2 quarantined in total',
    ]);
  });
});
