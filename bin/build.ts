// Bundles every function once: dist/lambdas/<feature>/index.mjs, with the files it reads at run time; each ML model is a feature of
// its own, ml-<model>.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { RetailPulseError } from '../lambdas/contracts/errors.ts';
import { bundleFilePath, bundleOf } from '../lambdas/ml/bundle.ts';
import { ML_MODELS } from '../lambdas/ml/index.ts';
import { readSqlFiles, readSqlFolder, scoreTableFile } from '../lambdas/sql/read-folder.ts';
import { assertSharedFunctions } from '../lambdas/sql/shared-functions.ts';
import { writeStateMachines } from '../lib/state-machines.ts';
import { assertPartsBind } from '../local/assert-parts-bind.ts';
import { assertReportsBind } from '../local/assert-reports-bind.ts';
import { ensureWebBuilt } from '../local/server/web-build.ts';

const root = resolve(import.meta.dirname, '..');
const out = join(root, 'dist/lambdas');

/** Files a bundle reads at run time. */
const COMPANIONS: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  alerts: [['sql', 'sql']],
  migrations: [['sql/migrations', 'sql/migrations']],
  metrics: [['sql', 'sql']],
  publish: [['sql', 'sql']],
  site: [['dist/web', 'web']],
  quality: [['sql', 'sql']],
  transform: [['sql', 'sql']],
  ...Object.fromEntries(
    Object.values(ML_MODELS).map(({ name, table, bundle }) => [
      bundleOf(name),
      [
        [`sql/${scoreTableFile(table)}`, `sql/${scoreTableFile(table)}`] as const,
        ...bundle.files.map((file) => [bundleFilePath(file), file.name] as const),
      ],
    ]),
  ),
};

/** Globals that CommonJS packages expect. */
const COMMON_JS =
  "import{createRequire as requireBesideThisBundle}from'node:module';const require=requireBesideThisBundle(import.meta.url),__filename=import.meta.filename,__dirname=import.meta.dirname;";

/** Inputs of a bundle: a test compares them with the code of a single machine. */
export interface BundleRecord {
  readonly feature: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Own source file → SHA-256 of its text. */
  readonly sources: Readonly<Record<string, string>>;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export async function buildLambdas(): Promise<readonly BundleRecord[]> {
  await ensureWebBuilt();
  writeStateMachines();
  assertSharedFunctions(await readSqlFiles(join(root, 'sql')));
  const library = await readSqlFolder(join(root, 'sql'));
  await assertReportsBind(library);
  await assertPartsBind(library);
  const folders = await readdir(join(root, 'lambdas'), { recursive: true });
  const features = folders
    .filter((file) => basename(file) === 'entry.ts')
    .map((file) => dirname(file).split(sep))
    .sort();
  await rm(out, { recursive: true, force: true });
  const records = await Promise.all(features.map(bundle));
  await writeFile(join(root, 'dist/lambdas.json'), JSON.stringify(records, null, 2));
  return records;
}

async function bundle(path: readonly string[]): Promise<BundleRecord> {
  const feature = path.join('-');
  const folder = join(out, feature);
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [{ in: `lambdas/${path.join('/')}/entry.ts`, out: 'index' }],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    metafile: true,
    logLevel: 'error',
    banner: { js: COMMON_JS },
    // SDKs of clouds the driver supports and we do not use.
    alias: {
      '@azure/identity': './bin/empty.cjs',
      '@azure/storage-blob': './bin/empty.cjs',
      '@google-cloud/storage': './bin/empty.cjs',
    },
    external: ['@duckdb/*', 'aws-crt', '@aws-sdk/signature-v4-crt'],
  });
  for (const [from, to] of COMPANIONS[feature] ?? [])
    await cp(resolve(root, from), join(folder, to), { recursive: true });
  const code = await readFile(join(folder, 'index.mjs'));
  const own = Object.keys(metafile.inputs)
    .filter((path) => path.startsWith('lambdas/'))
    .sort();
  const sources = await Promise.all(own.map(async (path) => [path, sha256(await readFile(join(root, path)))] as const));
  return { feature, bytes: code.length, sha256: sha256(code), sources: Object.fromEntries(sources) };
}

const HELP = `npm run build    bundles every function once into dist/lambdas, and writes statemachines/*.asl.json out of their .yaml; takes no options\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  if (words.length > 0) {
    const asked = words.includes('--help') || words.includes('-h');
    process.stderr.write(asked ? HELP : `build does not know what '${words.join(' ')}' is for\n${HELP}`);
    process.exit(asked ? 0 : 1);
  }
  try {
    for (const { feature, bytes } of await buildLambdas())
      console.log(`${feature.padEnd(20)} ${(bytes / 1024).toFixed(0).padStart(6)} KB`);
  } catch (error) {
    // A file of ours that is wrong is named; the stack of the reader says nothing about it.
    if (!(error instanceof RetailPulseError)) throw error;
    process.stderr.write(`${error.name}: ${error.message}\n`);
    process.exitCode = 1;
  }
}
