// Our booster against XGBoost's current Python package: time and AUC on equal terms. Run: npm run bench, or this file alone.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { areaUnderCurve, shopTable } from './booster-data.ts';

export interface BoosterJob {
  readonly x: string;
  readonly y: string;
  readonly test: string;
  readonly out: string;
  /** Peer only: predictions of ours, beside whose file the model lies. */
  readonly ours?: string;
  readonly rows: number;
  readonly columns: number;
  readonly threads: number;
  readonly params: Readonly<Record<'rounds' | 'depth' | 'eta' | 'lambda' | 'minChildWeight' | 'maxBin', number>>;
}

interface Outcome {
  readonly seed: number;
  readonly threads: number;
  readonly oursSeconds: number;
  readonly peerSeconds: number;
  readonly oursAuc: number;
  readonly peerAuc: number;
  readonly agreement: number;
}

const ROWS = 100_000;
const TEST_ROWS = 50_000;
const COLUMNS = 30;
const SEEDS = 10;
const PARAMS = { rounds: 200, depth: 6, eta: 0.1, lambda: 1, minChildWeight: 1, maxBin: 256 };

const run_ = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const python = join(root, '.venv/bin/python');

/** XGBoost's wheel asks for a GPU library that training on processors never loads; without it the install is small. */
async function installPeer(): Promise<void> {
  if (existsSync(python) && (await run_(python, ['-c', 'import xgboost, numpy']).catch(() => undefined))) return;
  await run_('python3', ['-m', 'venv', join(root, '.venv')]);
  await run_(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', join(root, 'bench/requirements.txt')]);
}

/** Both trainers as fresh processes with the same environment; who goes first alternates with the seed. */
async function compare(folder: string, seed: number, threads: number): Promise<Outcome> {
  const file = (name: string) => join(folder, name);
  const all = shopTable(ROWS + TEST_ROWS, COLUMNS, seed);
  writeFileSync(file('x'), all.x.subarray(0, ROWS * COLUMNS));
  writeFileSync(file('y'), all.y.subarray(0, ROWS));
  writeFileSync(file('test'), all.x.subarray(ROWS * COLUMNS));
  const job: BoosterJob = {
    x: file('x'),
    y: file('y'),
    test: file('test'),
    out: file('ours'),
    rows: ROWS,
    columns: COLUMNS,
    threads,
    params: PARAMS,
  };
  writeFileSync(file('ours.job'), JSON.stringify(job));
  writeFileSync(file('peer.job'), JSON.stringify({ ...job, out: file('peer') }));
  writeFileSync(
    file('check.job'),
    JSON.stringify({ ...job, out: file('peer'), ours: file('ours'), params: { ...PARAMS, rounds: 1 } }),
  );
  const env = { ...process.env, OMP_WAIT_POLICY: 'passive' };
  const start = async (command: string, ...args: string[]) =>
    JSON.parse((await run_(command, args, { env })).stdout) as { seconds: number; agreement: number };
  const ours = () => start(process.execPath, join(root, 'bench/booster-ours.ts'), file('ours.job'));
  const peer = () => start(python, join(root, 'bench/booster_xgboost.py'), file('peer.job'));
  const order = seed % 2 === 0 ? [ours, peer] : [peer, ours];
  const seconds = new Map<unknown, number>();
  for (const one of order) seconds.set(one, (await one()).seconds);
  const labels = all.y.subarray(ROWS);
  const aucOf = (name: string) =>
    areaUnderCurve(new Float32Array(new Uint8Array(readFileSync(file(name))).buffer), labels);
  const oursAuc = aucOf('ours');
  const peerAuc = aucOf('peer');
  const { agreement } = await start(python, join(root, 'bench/booster_xgboost.py'), file('check.job'));
  return {
    seed,
    threads,
    oursSeconds: seconds.get(ours)!,
    peerSeconds: seconds.get(peer)!,
    oursAuc,
    peerAuc,
    agreement,
  };
}

const median = (values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
};
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value: number, digits: number) => Number(value.toFixed(digits)) + 0; // never -0

/** @returns ratios of times (ours ÷ peer, medians) and the mean difference of AUC with its 95 % interval */
export async function run() {
  await installPeer();
  const folder = mkdtempSync(join(tmpdir(), 'booster-'));
  const outcomes: Outcome[] = [];
  try {
    for (let seed = 0; seed < SEEDS; seed++) outcomes.push(await compare(folder, seed, seed % 4 < 2 ? 2 : 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const differences = outcomes.map(({ oursAuc, peerAuc }) => oursAuc - peerAuc);
  const centre = mean(differences);
  const spread = Math.sqrt(mean(differences.map((d) => (d - centre) ** 2)) * (SEEDS / (SEEDS - 1)));
  const half = (2.262 * spread) / Math.sqrt(SEEDS); // Student's t, 9 degrees of freedom
  const timesOf = (threads: number) => {
    const some = outcomes.filter((outcome) => outcome.threads === threads);
    return {
      ours_seconds: rounded(median(some.map((outcome) => outcome.oursSeconds)), 3),
      peer_seconds: rounded(median(some.map((outcome) => outcome.peerSeconds)), 3),
      ratio: rounded(median(some.map((outcome) => outcome.oursSeconds / outcome.peerSeconds)), 3),
    };
  };
  const figures = {
    name: 'booster',
    rows: ROWS,
    columns: COLUMNS,
    seeds: SEEDS,
    one_thread: timesOf(1),
    two_threads: timesOf(2),
    auc_ours: rounded(mean(outcomes.map((outcome) => outcome.oursAuc)), 5),
    auc_peer: rounded(mean(outcomes.map((outcome) => outcome.peerAuc)), 5),
    auc_difference: rounded(centre, 5),
    auc_difference_low: rounded(centre - half, 5),
    auc_difference_high: rounded(centre + half, 5),
    json_disagreement: Math.max(...outcomes.map((outcome) => outcome.agreement)),
  };
  console.table(outcomes);
  console.table({ '1 thread': figures.one_thread, '2 threads': figures.two_threads });
  return figures;
}

if (import.meta.main ?? process.argv[1] === fileURLToPath(import.meta.url)) console.log(await run());
