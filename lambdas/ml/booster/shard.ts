import { parentPort, workerData } from 'node:worker_threads';
import { makeBarrier } from './barrier.ts';
import { binShare, share } from './binning.ts';
import { makeGrower } from './grow-tree.ts';
import { instantiate } from './kernels-instance.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type { Tree } from './model.ts';
import type { Parameters } from './parameters.ts';

/** Input of a worker. The data is in `memory` before any worker starts. */
export interface ShardData {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly plan: MemoryPlan;
  readonly parameters: Parameters;
  readonly baseMargin: number;
  readonly me: number;
}

/** Above this one step of the fixed point is larger than small gradients, and rounding is dithered. */
const FINE_ROWS = 2 ** 20;
const GOLDEN = 0.6180339887498949;

/** One worker's part of a whole training; every worker returns the same trees. */
function runShard({ module, memory, plan, parameters, baseMargin, me }: ShardData): Tree[] {
  const { rows, workers, at } = plan;
  const k = instantiate(module, memory);
  k.configure(rows, parameters.lambda, parameters.minChildWeight, rows > FINE_ROWS ? 1 : 0);
  const sync = makeBarrier(new Int32Array(memory.buffer, at.sync, 2), workers);
  binShare(k, memory, plan, { me, maxBin: parameters.maxBin, seed: parameters.seed }, sync);

  const [from, to] = share(rows, 64, me, workers);
  new Float32Array(memory.buffer).fill(baseMargin, at.margin / 4 + from, at.margin / 4 + to);
  const growTree = makeGrower(k, memory, plan, parameters, me, sync);
  const trees: Tree[] = [];
  for (let round = 0; round < parameters.rounds; round++) {
    const phase = ((parameters.seed + round) * GOLDEN) % 1;
    k.gradients(at.margin, at.label, from, to, phase, at.packed);
    trees.push(growTree());
  }
  return trees;
}

const data = workerData as ShardData;
const trees = runShard(data);
parentPort?.postMessage(data.me === 0 ? trees : null);
