// Size of a function's bundle, and its cold start time. Budget for the extractor: 1 MB zipped, 250 ms.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { buildLambdas } from '../bin/build.ts';

const run = promisify(execFile);
const bundles = resolve(import.meta.dirname, '../dist/lambdas');
const STARTS = 5;

/** Enough for a function to come up without an account; nothing is called. */
const ENV = {
  LAKE_BUCKET: 'lake',
  VAULT_BUCKET: 'vault',
  SECRETS_PREFIX: 'retailpulse/bench',
  CONNECTIONS: '[]',
  TOPIC_NOTE: 'n',
  TOPIC_WARN: 'w',
  TOPIC_ERROR: 'e',
  TOPIC_PAGE: 'p',
  FAILURE_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/000000000000/failed-slices',
  AWS_REGION: 'eu-west-1',
};
/** These open a session with the warehouse's secret while they start, which takes an account. */
const NEEDS_ACCOUNT = /^(loaders|migrations|ml.*|publish|quality|transform)$/;

export interface LambdaFigures {
  readonly feature: string;
  readonly zippedKb: number;
  readonly initMs: number | null;
}

/** Bytes of a feature's bundle as Lambda downloads it: deflated, source maps left out. */
export function zippedBytes(feature: string): number {
  const folder = join(bundles, feature);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.endsWith('.map') && statSync(join(folder, name)).isFile())
    .reduce((sum, name) => sum + deflateRawSync(readFileSync(join(folder, name)), { level: 9 }).length, 0);
}

/** Milliseconds from an empty process with Node running to a handler that can be called; median of some starts. */
export async function initMs(feature: string, env: NodeJS.ProcessEnv = ENV, starts = STARTS): Promise<number> {
  const file = join(bundles, feature, 'index.mjs');
  const program = `const t = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - t); process.exit(0)`;
  const times: number[] = [];
  for (let start = 0; start < starts; start++) {
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { env });
    times.push(Number(stdout));
  }
  return Math.round(times.sort((a, b) => a - b)[starts >> 1]!);
}

export async function benchLambdas(): Promise<LambdaFigures[]> {
  const figures: LambdaFigures[] = [];
  for (const { feature } of await buildLambdas()) {
    figures.push({
      feature,
      zippedKb: Math.round(zippedBytes(feature) / 1024),
      initMs: NEEDS_ACCOUNT.test(feature) ? null : await initMs(feature),
    });
  }
  return figures;
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) console.table(await benchLambdas());
