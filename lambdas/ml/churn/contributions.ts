import { comparable } from '../booster/cuts.ts';
import { type Model, nodeMeans } from '../booster/model.ts';

/**
 * Splits a prediction into what each feature added: along a row's path through every tree, the change of the mean from node to
 * node belongs to the feature that was asked. `bias + Σ contributions = margin`.
 *
 * @returns a function that writes one row's contributions (log odds, one a feature) into `to` and gives the bias
 * @see http://blog.datadive.net/interpreting-random-forests/ (Saabas)
 */
export function makeExplainer(model: Model): (x: Float32Array, offset: number, to: Float64Array) => number {
  const means = model.trees.map(nodeMeans);
  const start = -Math.log(1 / model.base - 1);
  return (x, offset, to) => {
    to.fill(0);
    let bias = start;
    model.trees.forEach((tree, at) => {
      const mean = means[at]!;
      bias += mean[0]!;
      for (let node = 0; tree.left[node]! >= 0; ) {
        const feature = tree.feature[node]!;
        const value = x[offset + feature]!;
        const goesLeft = Number.isNaN(value) ? tree.missingLeft[node] === 1 : comparable(value) < tree.value[node]!;
        const child = goesLeft ? tree.left[node]! : tree.right[node]!;
        to[feature]! += mean[child]! - mean[node]!;
        node = child;
      }
    });
    return bias;
  };
}
