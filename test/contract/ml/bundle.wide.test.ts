import { execFile } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundleFilePath } from '../../../lambdas/ml/bundle.ts';
import { WASM_FILES } from '../../../lambdas/ml/demand-forecast/wasm.ts';
import { ML_MODELS } from '../../../lambdas/ml/index.ts';
import { readScoreTable } from '../../../lambdas/sql/read-folder.ts';
import { library } from '../../helpers/library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');
const ml = join(root, 'lambdas/ml');

const PROGRAM = `
  import { toXgboostJson, train } from '${ml}/booster/index.ts';
  import { forecast } from '${ml}/demand-forecast/pooled-prophet.ts';
  import { withProphet } from '${ml}/demand-forecast/prophet-pool.ts';
  import { sha256 } from '${ml}/model-store.ts';
  const x = Float32Array.from({ length: 3000 }, (_, at) => (at * 7919) % 101);
  const y = Float32Array.from({ length: 1000 }, (_, row) => (x[3 * row] + x[3 * row + 1] > 100 ? 1 : 0));
  const model = await train({ x, y, rows: 1000, columns: 3, threads: 2, params: { rounds: 5 } });
  const units = Float64Array.from({ length: 200 }, (_, day) => 3 + (day % 7));
  const known = [{ productKey: 'p', sku: 's', first: 20000, units }];
  const [first] = await withProphet((fitAll) => forecast(known, 20200, 20200, 28, fitAll));
  console.log(JSON.stringify({ model: sha256(toXgboostJson(model)), units: first.units[0], first: sha256(first.units.join()) }));
`;

it('trains and forecasts from one bundled file beside the WebAssembly files, far from any package, as from its sources', async () => {
  const folder = await temporaryFolder();
  const deploy = join(folder, 'deploy');
  await mkdir(deploy);
  const bundle = join(deploy, 'index.mjs');
  await build({
    stdin: { contents: PROGRAM, resolveDir: ml, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    minify: true,
    outfile: bundle,
    logLevel: 'error',
  });
  await Promise.all(Object.values(WASM_FILES).map((file) => copyFile(bundleFilePath(file), join(deploy, file.name))));
  const bundled = JSON.parse((await run(process.execPath, [bundle], { cwd: deploy })).stdout);
  const source = JSON.parse((await run(process.execPath, ['--input-type=module', '--eval', PROGRAM])).stdout);
  expect(bundled).toEqual(source);
  expect(bundled.units).toBeGreaterThan(2);
});

describe.each(Object.values(ML_MODELS))('the bundle of $name', ({ name, table, bundle }) => {
  const others = Object.values(ML_MODELS).filter((one) => one.name !== name);
  const folderOf = (model: string) => `lambdas/ml/${model.replaceAll('_', '-')}/`;

  it('carries no other model: neither its code nor its files', async () => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [`${folderOf(name)}entry.ts`],
      bundle: true,
      write: false,
      metafile: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
    const sources = Object.keys(metafile.inputs);
    expect(sources).toContain(`${folderOf(name)}entry.ts`);
    for (const other of others) {
      expect(sources.filter((file) => file.startsWith(folderOf(other.name)))).toEqual([]);
      expect(bundle.files.filter((file) => other.bundle.files.includes(file))).toEqual([]);
    }
  });

  it('reads the header of its score table from the one file of sql/ it carries', async () => {
    const { models } = await readScoreTable(join(root, 'sql'), table);
    expect(models.get(table)?.header.columns).toEqual(library.models.get(table)?.header.columns);
    expect(models.get(table)?.table).toBe(library.models.get(table)?.table);
  });
});
