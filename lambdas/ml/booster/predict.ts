import { comparable } from './cuts.ts';
import type { Model, Tree } from './model.ts';

const logit = (probability: number): number => -Math.log(1 / probability - 1);
export const logistic = (margin: number): number => 1 / (1 + Math.exp(-margin));

/** The leaf that a row falls into. */
function leafOf(tree: Tree, x: Float32Array, offset: number): number {
  const { left, right, feature, value, missingLeft } = tree;
  let node = 0;
  while (left[node]! >= 0) {
    const v = x[offset + feature[node]!]!;
    const goesLeft = Number.isNaN(v) ? missingLeft[node] === 1 : comparable(v) < value[node]!;
    node = goesLeft ? left[node]! : right[node]!;
  }
  return node;
}

/**
 * Log odds of each row, summed in float32 tree after tree as libxgboost does, so that both agree to the last bits.
 * @param x row-major, NaN is a missing value
 */
export function predictMargin(model: Model, x: Float32Array): Float32Array {
  const rows = x.length / model.columns;
  if (!Number.isInteger(rows))
    throw new RangeError(`x holds ${x.length} values; expected a multiple of the model's ${model.columns} columns`);
  const margins = new Float32Array(rows).fill(logit(model.base));
  for (const tree of model.trees)
    for (let row = 0; row < rows; row++) margins[row]! += tree.value[leafOf(tree, x, row * model.columns)]!;
  return margins;
}

/** Probability of the label 1 for each row. */
export function predict(model: Model, x: Float32Array): Float32Array {
  return predictMargin(model, x).map(logistic);
}
