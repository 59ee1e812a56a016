import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');

it.each(['booster', 'demand-forecast'])('the generated files of %s are those of its sources', async (folder) => {
  const { stderr } = await run(process.execPath, [`lambdas/ml/${folder}/compile.ts`, '--check'], { cwd: root });
  expect(stderr.replace(/^.*ExperimentalWarning.*\n.*--trace-warnings.*\n/m, '')).toBe('');
});
