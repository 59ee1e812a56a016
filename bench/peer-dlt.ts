// Our extractors beside dlt's rest_api source: the same stream of the same twin in the same run, into files of this machine.
// `ours` does what the peer does, and takes personal values out; `proved` also counts or sweeps everything a second time, as every run
// of ours does and the peer never.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { sources } from '../lambdas/extractors/sources/index.ts';
import { REVISION } from '../lambdas/extractors/sources/klaviyo/source.ts';
import { pageQuery } from '../lambdas/extractors/sources/shopify/queries.ts';
import { isListed } from '../lambdas/extractors/sources/shopify/stream.ts';
import { streams } from '../lambdas/extractors/sources/shopify/streams.ts';
import { readSource, type TwinsReady, withTwins } from './extract-source.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const venv = join(root, '.venv-dlt');
const python = join(venv, 'bin/python');
/** The least our rate may be of the peer's. */
const BUDGET = 5;

const Outcome = z.object({ rows: z.number(), seconds: z.number(), peak_megabytes: z.number() });
type Outcome = z.infer<typeof Outcome>;

const orders = streams.filter(isListed).find(({ name }) => name === 'orders')!;
const CASES = [
  {
    source: 'klaviyo',
    stream: 'events',
    revision: REVISION,
    path: 'api/events',
    params: { sort: 'datetime', 'page[size]': 1000, 'fields[event]': 'timestamp,event_properties,datetime,uuid' },
  },
  {
    source: 'shopify',
    stream: 'orders',
    path: 'admin/api/2026-07/graphql.json',
    query: pageQuery(orders),
    first: orders.pageSize,
    root: orders.root,
  },
] as const;
type Case = (typeof CASES)[number];

async function install(): Promise<void> {
  if (existsSync(python) && (await run(python, ['-c', 'import dlt']).catch(() => undefined))) return;
  console.log('setting up the peer: dlt in .venv-dlt');
  await run('python3', ['-m', 'venv', venv]);
  await run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', join(root, 'bench/dlt-requirements.txt')]);
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'retailpulse-bench-dlt-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const peer = (one: Case, { urls }: TwinsReady): Promise<Outcome> =>
  inFolder(async (folder) => {
    const job = join(folder, 'job.json');
    writeFileSync(job, JSON.stringify({ ...one, url: urls[one.source], folder }));
    const { stdout } = await run(python, [join(root, 'bench/dlt_rest_api.py'), job], { maxBuffer: 2 ** 26 });
    return Outcome.parse(JSON.parse(stdout.trim().split('\n').at(-1)!));
  });

const ours = (one: Case, ready: TwinsReady, proved: boolean): Promise<Outcome> =>
  inFolder(async (folder) => {
    const all = sources.find(({ name }) => name === one.source)!;
    const wanted = all.streams.filter(({ name }) => name === one.stream);
    const source = {
      ...all,
      streams: proved ? wanted : wanted.map((stream) => ({ ...stream, proof: 'none' as const })),
    };
    const began = performance.now();
    const { rows } = await readSource(source, ready, folder);
    const seconds = (performance.now() - began) / 1000;
    return { rows, seconds, peak_megabytes: Math.round(process.resourceUsage().maxRSS / 1024) };
  });

await install();
const size = process.argv[2] ?? 'small';
const table = await withTwins(size, async (ready) => {
  const rows = [];
  for (const one of CASES) {
    // The one after the other, ours first and last, so that a warm twin favours nobody.
    const proved = await ours(one, ready, true);
    const [first, theirs, second] = [
      await ours(one, ready, false),
      await peer(one, ready),
      await ours(one, ready, false),
    ];
    const mine = first.seconds < second.seconds ? first : second;
    const rate = (outcome: Outcome) => outcome.rows / outcome.seconds;
    rows.push({
      stream: `${one.source}.${one.stream}`,
      rows: mine.rows,
      'peer rows': theirs.rows,
      'ours rows/s': Math.round(rate(mine)),
      'dlt rows/s': Math.round(rate(theirs)),
      ratio: Number((rate(mine) / rate(theirs)).toFixed(1)),
      'proved rows/s': Math.round(rate(proved)),
      'proved ratio': Number((rate(proved) / rate(theirs)).toFixed(1)),
      'ours MB': mine.peak_megabytes,
      'dlt MB': theirs.peak_megabytes,
    });
  }
  return rows;
});
console.table(table);
if (table.some(({ ratio }) => ratio < BUDGET)) {
  console.log(`a ratio is below ${BUDGET}`);
  process.exitCode = 1;
}
