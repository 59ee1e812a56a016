import { cutAt, share } from './binning.ts';
import type { Kernels } from './kernels-instance.ts';
import { BLOCK, built, FEATURE_BYTES, type MemoryPlan, padded } from './memory-plan.ts';
import { emptyTree, type Tree, trimmed } from './model.ts';
import type { Parameters } from './parameters.ts';

/** A node's rows in this worker's share, its sum over all workers, and the slot its histogram lies in. */
interface Node {
  readonly id: number;
  readonly rows: number;
  readonly count: number;
  sum: bigint;
  slot: number;
}

const SPLIT_BYTES = 32;
/** XGBoost splits for a loss reduction above this. */
const LEAST_GAIN = 1e-6;

/**
 * Grows trees level by level. Every worker runs this on its own rows and features and makes the same tree:
 * rows give partial histograms and the partition, features give the sums of the partial histograms and the best split of those.
 */
export function makeGrower(
  k: Kernels,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  parameters: Parameters,
  me: number,
  sync: () => void,
): () => Tree {
  const { columns, workers, depth, slots, histBytes, at } = plan;
  const { eta, lambda, gamma } = parameters;
  const f64 = new Float64Array(memory.buffer);
  const i64 = new BigInt64Array(memory.buffer);
  const f32 = new Float32Array(memory.buffer);
  const i32 = new Int32Array(memory.buffer);
  const [firstRow, endRow] = share(plan.rows, 64, me, workers);
  const [firstFeature, endFeature] = share(columns, 1, me, workers);
  const mine = firstFeature * FEATURE_BYTES;
  const mineBytes = (endFeature - firstFeature) * FEATURE_BYTES;

  const histogramOf = (node: Node) => at.hist + node.slot * histBytes;
  const partialOf = (worker: number, index: number) => at.partial + ((worker - 1) * built(slots) + index) * histBytes;
  const splitOf = (worker: number, index: number) => at.splits + (worker * slots + index) * SPLIT_BYTES;

  /** Sums my rows: worker 0 into the node's histogram, the others into a partial one. */
  function build(node: Node, index: number): void {
    const to = me === 0 ? histogramOf(node) : partialOf(me, index);
    k.clear(to, histBytes);
    for (let feature = 0; feature < columns; feature += BLOCK) {
      const width = Math.min(BLOCK, padded(columns - feature));
      const block = at.blocks + feature * plan.rows;
      k.histogram(node.rows, node.count, at.packed, block, width, to + feature * FEATURE_BYTES);
    }
  }

  function addPartials(node: Node, index: number): void {
    for (let worker = 1; worker < workers; worker++)
      k.addTo(histogramOf(node) + mine, partialOf(worker, index) + mine, mineBytes);
  }

  /** The best of all workers' candidates; of equal ones the lowest feature's, which the lowest worker owns. */
  function bestOf(index: number): number {
    let best = splitOf(0, index);
    for (let worker = 1; worker < workers; worker++) {
      const other = splitOf(worker, index);
      if (f64[other / 8]! > f64[best / 8]!) best = other;
    }
    return best;
  }

  return function growTree(): Tree {
    const tree = emptyTree(2 ** (depth + 1) - 1);
    let nodes = 0;
    const add = (parent: number) => {
      tree.parent[nodes] = parent;
      return nodes++;
    };
    const free = Array.from({ length: slots }, (_, i) => slots - 1 - i);

    const leaf = (node: Node) => {
      const cover = k.hessianOf(node.sum);
      const weight = Math.fround((-eta * k.gradientOf(node.sum)) / (cover + lambda)) || 0;
      tree.value[node.id] = weight;
      tree.cover[node.id] = cover;
      k.addLeaf(node.rows, node.count, at.margin, weight);
    };

    const root: Node = {
      id: add(-1),
      rows: at.rows + firstRow * 4,
      count: endRow - firstRow,
      sum: 0n,
      slot: free.pop()!,
    };
    k.countUp(root.rows, firstRow, endRow);
    let level = [root];
    let toBuild = [root];
    let toSubtract: { large: Node; small: Node }[] = [];
    for (let levels = 0; levels < depth && level.length > 0; levels++) {
      toBuild.forEach(build);
      sync();
      toBuild.forEach(addPartials);
      for (const { large, small } of toSubtract)
        k.subtractFrom(histogramOf(large) + mine, histogramOf(small) + mine, mineBytes);
      if (levels === 0) root.sum = k.total(histogramOf(root) + mine);
      level.forEach((node, index) => {
        const out = splitOf(me, index);
        k.bestSplit(histogramOf(node), firstFeature, endFeature, at.cutCounts, node.sum, gamma + LEAST_GAIN, out);
      });
      sync();

      const next: Node[] = [];
      toBuild = [];
      toSubtract = [];
      level.forEach((node, index) => {
        const best = bestOf(index);
        const feature = i32[best / 4 + 4]!;
        if (feature < 0) {
          free.push(node.slot);
          leaf(node);
          return;
        }
        const bin = i32[best / 4 + 5]!;
        const missingLeft = i32[best / 4 + 6]!;
        const column = at.bytes + feature * plan.rows;
        const inLeft = k.partition(node.rows, node.count, at.scratch + firstRow * 4, column, bin, missingLeft);
        const leftSum = i64[best / 8 + 1]!;
        const left: Node = { id: add(node.id), rows: node.rows, count: inLeft, sum: leftSum, slot: -1 };
        const right: Node = {
          id: add(node.id),
          rows: node.rows + inLeft * 4,
          count: node.count - inLeft,
          sum: node.sum - leftSum,
          slot: -1,
        };
        tree.left[node.id] = left.id;
        tree.right[node.id] = right.id;
        tree.feature[node.id] = feature;
        tree.value[node.id] = cutAt(f32, plan, feature, bin);
        tree.missingLeft[node.id] = missingLeft;
        tree.gain[node.id] = k.gainOf(f64[best / 8]!, node.sum);
        tree.cover[node.id] = k.hessianOf(node.sum);
        next.push(left, right);
        if (levels + 1 === depth) return;
        const [small, large] = k.hessianOf(left.sum) < k.hessianOf(right.sum) ? [left, right] : [right, left];
        large.slot = node.slot; // the parent's histogram becomes the larger child's
        small.slot = free.pop()!;
        toBuild.push(small);
        toSubtract.push({ large, small });
      });
      level = next;
    }
    for (const node of level) leaf(node);
    return trimmed(tree, nodes);
  };
}
