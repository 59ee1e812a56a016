// What becomes of a stage that is deployed again, and of one that is deleted.
import { describe, expect, it } from 'vitest';
import { synthesise, writeAppFiles } from '../plane/emulated-cloud.ts';
import { keysOf, manifestsOf } from '../plane/lake.ts';
import type { Planes } from '../plane/plane.ts';
import { declaredResources, deployedResources, logRetentionDays } from '../plane/stacks.ts';

export const lifecycle = (planes: () => Planes, connections: () => readonly object[]) =>
  describe('a stage', () => {
    it('is updated in place: a changed setting arrives, the data stays and no migration runs again', async () => {
      const { cloud, lake, report, warehouse } = planes();
      const ledger = () => warehouse.query('select name, sha256, applied_at from ops.migrations order by name');
      const [manifests, migrations] = [await manifestsOf(lake), await ledger()];
      expect(await logRetentionDays(cloud.endpoint, '/aws/lambda/retailpulse-emulator-publish')).toBe(7);
      writeAppFiles(cloud, connections(), { log_retention_days: 30 });
      const changed = await report.timed('cdk synth, changed', () => synthesise(cloud, 'cdk.changed'));
      await report.timed('cdk deploy --all, changed', () =>
        cloud.cdk('deploy', '--all', '--app', changed, '--require-approval', 'never', '--concurrency', '4'),
      );
      expect(await logRetentionDays(cloud.endpoint, '/aws/lambda/retailpulse-emulator-publish')).toBe(30);
      for (const [stack, declared] of declaredResources(changed))
        expect(await deployedResources(cloud.endpoint, stack), stack).toEqual(declared);
      expect(await manifestsOf(lake)).toEqual(manifests);
      expect(await ledger()).toEqual(migrations);
    });

    it('is destroyed, and what holds data stays', async () => {
      const { assembly, cloud, lake, report, warehouse } = planes();
      const landed = await keysOf(lake, 'landing/');
      await report.timed('cdk destroy --all', () => cloud.cdk('destroy', '--all', '--app', assembly, '--force'));
      for (const stack of declaredResources(assembly).keys())
        expect(await deployedResources(cloud.endpoint, stack), stack).toEqual([]);
      expect(await keysOf(lake, 'landing/')).toEqual(landed);
      const [orders] = await warehouse.query<{ total: number }>('select count(*) as total from marts.fct_orders');
      expect(orders?.total).toBeGreaterThan(0);
      report.compared('landed files behind a destroy', landed.length, '');
    });
  });
