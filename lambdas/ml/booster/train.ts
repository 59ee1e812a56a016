import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { KERNELS_BASE64 } from './kernels.generated.ts';
import { type MemoryPlan, planMemory } from './memory-plan.ts';
import type { Model, Tree } from './model.ts';
import { completeParameters, type Parameters } from './parameters.ts';
import { SHARD_PROGRAM } from './shard.generated.ts';
import type { ShardData } from './shard.ts';

export interface TrainingData {
  /** Row-major, `rows × columns`; NaN is a missing value. */
  readonly x: Float32Array;
  /** 0 or 1, one a row. */
  readonly y: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  readonly params?: Partial<Parameters>;
  readonly featureNames?: readonly string[];
  /** Worker threads; the model is the same for any number. Default: one for every 20,000 rows, at most the machine's cores and 6. */
  readonly threads?: number;
}

const ROWS_A_THREAD = 20_000;
const MOST_THREADS = 6;
/** A class that never occurs still has a finite margin. */
const LEAST_BASE = 1e-6;

let compiled: WebAssembly.Module | undefined;
const kernels = () => {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNELS_BASE64, 'base64'));
  return compiled;
};

/**
 * Trains gradient-boosted trees for a binary label: histograms, depth by depth, logistic loss, XGBoost's split rule.
 * The same data and parameters give the same bytes, whatever the number of threads.
 *
 * @returns one class only or no rows worth splitting is not an error: the trees are then single leaves
 * @throws RangeError when sizes, labels or parameters are out of bounds; whatever a worker threw
 */
export async function train(data: TrainingData): Promise<Model> {
  const { x, y, rows, columns } = data;
  const parameters = completeParameters(data.params ?? {});
  check(data);
  const plan = planMemory(rows, columns, threadsFor(data), parameters.depth);
  const memory = new WebAssembly.Memory({ initial: plan.pages, maximum: plan.pages, shared: true });
  new Float32Array(memory.buffer, plan.at.x, rows * columns).set(x.subarray(0, rows * columns));
  const labels = new Float32Array(memory.buffer, plan.at.label, rows);
  labels.set(y);
  const base = baseOf(labels);
  const baseMargin = Math.fround(-Math.log(1 / base - 1));
  const trees = await runShards({ module: kernels(), memory, plan, parameters, baseMargin, me: 0 });
  return { objective: 'binary:logistic', columns, featureNames: data.featureNames ?? null, base, trees };
}

/** All shards run in workers and this thread waits, so that one failing ends them all instead of leaving the others asleep. */
async function runShards(data: ShardData): Promise<Tree[]> {
  const workers = Array.from(
    { length: data.plan.workers },
    // No flags of this process: some change how a program given as text is read.
    (_, me) => new Worker(SHARD_PROGRAM, { eval: true, execArgv: [], workerData: { ...data, me } }),
  );
  try {
    const results = await Promise.all(workers.map(resultOf));
    return results[0] as Tree[];
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

const resultOf = (worker: Worker) =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a worker of the booster ended early with exit code ${code}`)));
  });

/** Workers own whole features, so there are never more of them. */
const threadsFor = ({ rows, columns, threads }: TrainingData): MemoryPlan['workers'] => {
  const wanted = threads ?? Math.min(Math.floor(rows / ROWS_A_THREAD), availableParallelism(), MOST_THREADS);
  return Math.max(1, Math.min(Math.floor(wanted), columns));
};

/** Mean label as a float32, summed exactly. */
function baseOf(labels: Float32Array): number {
  let ones = 0;
  for (const label of labels) ones += label;
  return Math.fround(Math.min(1 - LEAST_BASE, Math.max(LEAST_BASE, ones / labels.length)));
}

function check({ x, y, rows, columns, featureNames }: TrainingData): void {
  if (!(Number.isInteger(rows) && rows > 0 && Number.isInteger(columns) && columns > 0))
    throw new RangeError(`rows × columns is ${rows} × ${columns}; expected whole numbers above 0`);
  if (x.length < rows * columns) throw new RangeError(`x holds ${x.length} values; expected ${rows} × ${columns}`);
  if (y.length !== rows) throw new RangeError(`y holds ${y.length} labels; expected ${rows}`);
  for (let i = 0; i < rows; i++)
    if (y[i] !== 0 && y[i] !== 1) throw new RangeError(`label ${y[i]} in row ${i}; expected 0 or 1`);
  if (featureNames && featureNames.length !== columns)
    throw new RangeError(`${featureNames.length} feature names for ${columns} columns`);
}
