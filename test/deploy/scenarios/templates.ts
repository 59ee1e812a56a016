// Templates of the stages that cdk.json has, read by cfn-lint.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { retailPulseApp } from '../../../lib/app.ts';
import { checkConfig } from '../../../lib/check-config.ts';
import { everySource } from '../../helpers/every-source.ts';
import { root } from '../plane/emulated-cloud.ts';
import type { Planes } from '../plane/plane.ts';
import { run } from '../plane/processes.ts';

const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as {
  context: { stages: Record<string, object> };
};

export const templates = (planes: () => Planes) =>
  describe.each(Object.keys(context.stages))('stage %s', (stage) => {
    it('has no template that cfn-lint finds an error in', async () => {
      const { cloud, report } = planes();
      const outdir = join(cloud.folder, `cdk.${stage}`);
      const config = checkConfig({ connections: everySource() }, 'every source');
      retailPulseApp(config, { context: { ...context, stage }, outdir }).synth();
      const files = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
      expect(files.length).toBeGreaterThan(5);
      const paths = files.map((file) => join(outdir, file));
      // It ends with an error, and `run` throws with what it says, when a template has one.
      await run(join(cloud.python, 'cfn-lint'), ['--non-zero-exit-code', 'error', '--', ...paths], { env: cloud.env });
      report.compared(`templates of ${stage} read by cfn-lint`, files.length, '');
    });
  });
