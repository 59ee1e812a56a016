// A slice that fails: the queue that keeps it, the alert that tells of it, the commands of whoever mends it.

import { describe, expect, it } from 'vitest';
import { failurePrefix } from '../../../lambdas/contracts/layout.ts';
import { keysOf } from '../plane/lake.ts';
import { operator } from '../plane/operator.ts';
import { committed, type Planes, runOf } from '../plane/plane.ts';
import { correctSecret } from '../plane/vendors.ts';

/** A connection whose credential the vendor refuses until somebody rotates it. */
export const REFUSED = { source: 'klaviyo', name: 'refused' } as const;

interface StageStatus {
  readonly failed_slices_waiting: number;
  readonly served: { readonly marts: number } | null;
  readonly runs: readonly { readonly run_id: string; readonly outcome: string }[];
}

/** Behind the pipeline that consumed the run of REFUSED. */
export const failures = (planes: () => Planes) =>
  describe('a failed slice', () => {
    const status = async () => JSON.parse(await operator(planes().cloud, 'status', '--json')) as StageStatus;
    const run = runOf(REFUSED);
    let failed = 0;

    it('is recorded, waits on the failure queue, and operators see it', async () => {
      const { lake, report } = planes();
      failed = (await keysOf(lake, failurePrefix(run))).length;
      expect(failed).toBeGreaterThan(0);
      const { failed_slices_waiting, runs } = await status();
      // Slices of the connections whose functions were killed wait there too.
      expect(failed_slices_waiting).toBeGreaterThanOrEqual(failed);
      expect(runs.find(({ run_id }) => run_id === run)?.outcome).toBe('failed');
      report.compared('failed slices on the queue', failed, '');
    });

    it('is told to whoever hears of errors, with its runbook entry', async () => {
      const alerts = await planes().mailbox.alerts();
      const own = alerts.filter(({ runbook }) => runbook === 'docs/runbook.md#connection-not-read');
      expect(own.length).toBeGreaterThan(0);
      for (const { title } of own) expect(title).toMatch(/^klaviyo:refused was not read/);
      planes().report.compared('alerts received', own.length, '');
    });

    it('is read again by a redrive, once its cause is mended', async () => {
      const { cloud, executions } = planes();
      await correctSecret(cloud, REFUSED);
      const said = await operator(cloud, 'redrive');
      const [, count, runId] = /^klaviyo:refused: (\d+) failed slices planned again in run (\S+)$/m.exec(said) ?? [];
      expect(Number(count), said).toBe(failed);
      const { status: ended } = await executions.end(executions.arnOf('ingest-klaviyo', runId!.replaceAll(':', '')));
      expect(ended).toBe('SUCCEEDED');
      expect(await committed(planes(), REFUSED)).toEqual(await committed(planes(), { ...REFUSED, name: 'main' }));
      expect((await status()).failed_slices_waiting).toBe(0);
      expect(await operator(cloud, 'redrive')).toBe('No failed slice is waiting.\n');
    });
  });

export const operators = (planes: () => Planes) =>
  describe('operators', () => {
    it('read what is published by the role of analysts', async () => {
      const { cloud, machine } = planes();
      const sql = 'select count(*) as orders, sum(net_amount) as net_amount from marts.fct_orders';
      const rows = JSON.parse(await operator(cloud, 'query', sql)) as unknown;
      expect(rows).toEqual(await machine.warehouse.query(sql));
    });

    it('read days of the past again', async () => {
      const { cloud, executions, world } = planes();
      const before = await committed(planes(), { source: 'klaviyo', name: 'main' });
      const day = (offset: number) => new Date(Date.parse(world.asOf) - offset * 86_400_000).toISOString().slice(0, 10);
      const range = ['--connection', 'klaviyo:main', '--from', day(40), '--to', day(10)];
      const said = await operator(cloud, 'backfill', ...range);
      const arn = /^started (\S+)$/m.exec(said)?.[1];
      expect(arn, said).toBeDefined();
      const { status, output } = await executions.end(arn!);
      expect(status, await executions.history(arn!)).toBe('SUCCEEDED');
      const [partition] = JSON.parse(output!) as [{ outcome: string; rows: number; slices: number }];
      expect(partition).toMatchObject({ outcome: 'ok' });
      expect(partition.rows).toBeGreaterThan(0);
      expect(await committed(planes(), { source: 'klaviyo', name: 'main' })).toEqual(before);
      planes().report.compared('rows of a backfill', partition.rows, '');
    });
  });
