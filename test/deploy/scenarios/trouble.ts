// What goes wrong in the middle of an ingest, and that nothing is lost or doubled by it.
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { keysOf, manifestsOf } from '../plane/lake.ts';
import { committed, ingestInput, type Planes } from '../plane/plane.ts';
import { functionsOf } from '../plane/processes.ts';
import { connectionOf } from '../plane/vendors.ts';

/** Connections of the same account as the first one, each for one kind of trouble. */
export const TROUBLED = ['overlapped', 'killed', 'cut_off'] as const;

export const trouble = (planes: () => Planes) =>
  describe('trouble', () => {
    const asMain = () => committed(planes(), { source: 'klaviyo', name: 'main' });
    const one = (name: (typeof TROUBLED)[number]) => connectionOf(planes().world, 'klaviyo', name);
    const start = (connection: ReturnType<typeof one>, round?: string) =>
      planes().executions.start('ingest-klaviyo', ingestInput(planes(), connection, round));

    it('reads one connection in two executions at once: watermark and records are those of one', async () => {
      const { executions, report } = planes();
      const connection = one('overlapped');
      const started = await Promise.all(['0001', '0002'].map((round) => start(connection, round)));
      const ended = await Promise.all(started.map((execution) => executions.end(execution)));
      expect(ended.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
      expect(await committed(planes(), connection)).toEqual(await asMain());
      report.compared('records of two executions at once', (await committed(planes(), connection)).records.length, '');
    });

    it('loses and doubles nothing when functions are killed in the middle of an ingest', async () => {
      const { cloud, executions, lake, report } = planes();
      const connection = one('killed');
      const before = new Set((await manifestsOf(lake)).map(({ slice_id }) => slice_id));
      const execution = await start(connection);
      await untilPlanned(connection.name);
      const killed = functionsOf(cloud.aws);
      for (const pid of killed) process.kill(pid, 'SIGKILL');
      expect(killed.length).toBeGreaterThan(0);
      await executions.end(execution);
      const { status } = await executions.end(await start(connection, '0002'));
      expect(status).toBe('SUCCEEDED');
      expect(await committed(planes(), connection)).toEqual(await asMain());
      const own = (await manifestsOf(lake)).filter(({ slice_id }) => !before.has(slice_id));
      report.compared('manifests behind a kill', own.length, '');
    });

    it('loses and doubles nothing when the network to S3 is cut in the middle of an ingest', async () => {
      const { cloud, executions, report } = planes();
      const connection = one('cut_off');
      const execution = await start(connection);
      await untilPlanned(connection.name);
      cloud.wire.cut();
      const { status: broken } = await executions.end(execution).finally(() => cloud.wire.mend());
      // Nothing can be written without S3, not even what failed.
      expect(broken).toBe('FAILED');
      expect(cloud.wire.counts.broken).toBeGreaterThan(0);
      const { status } = await executions.end(await start(connection, '0002'));
      expect(status).toBe('SUCCEEDED');
      expect(await committed(planes(), connection)).toEqual(await asMain());
      report.compared('connections broken by the cut', cloud.wire.counts.broken, '');
    });

    /** Until the plan of a connection stands, so that its slices are being read. */
    async function untilPlanned(name: string): Promise<void> {
      for (let tries = 0; tries < 200; tries++, await wait(50))
        if ((await keysOf(planes().lake, 'ops/slices/')).some((key) => key.includes(`-klaviyo-${name}/`))) return;
      throw new Error(`no slice of ${name} was planned`);
    }
  });
