/** One tree, as parallel arrays over its nodes; node 0 is the root. A node is a leaf when `left` is -1. */
export interface Tree {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly parent: Int32Array;
  readonly feature: Int32Array;
  /** Inner node: go left when `x < value`. Leaf: what it adds to the margin. */
  readonly value: Float32Array;
  /** 1: a missing value goes left. */
  readonly missingLeft: Uint8Array;
  /** Loss reduction of the split; 0 in leaves. */
  readonly gain: Float32Array;
  /** Sum of hessians of the rows that reached the node. */
  readonly cover: Float32Array;
}

/** Boosted trees for a probability: margin = logit(base) + Σ leaves. */
export interface Model {
  readonly objective: 'binary:logistic';
  readonly columns: number;
  readonly featureNames: readonly string[] | null;
  /** Probability before the first tree. */
  readonly base: number;
  readonly trees: readonly Tree[];
}

/** The same model with its first trees only. */
export const firstTrees = (model: Model, count: number): Model => ({ ...model, trees: model.trees.slice(0, count) });

export function emptyTree(nodes: number): Tree {
  return {
    left: new Int32Array(nodes).fill(-1),
    right: new Int32Array(nodes).fill(-1),
    parent: new Int32Array(nodes).fill(-1),
    feature: new Int32Array(nodes),
    value: new Float32Array(nodes),
    missingLeft: new Uint8Array(nodes),
    gain: new Float32Array(nodes),
    cover: new Float32Array(nodes),
  };
}

/** The same tree cut to its first nodes. */
export function trimmed(tree: Tree, nodes: number): Tree {
  return {
    left: tree.left.slice(0, nodes),
    right: tree.right.slice(0, nodes),
    parent: tree.parent.slice(0, nodes),
    feature: tree.feature.slice(0, nodes),
    value: tree.value.slice(0, nodes),
    missingLeft: tree.missingLeft.slice(0, nodes),
    gain: tree.gain.slice(0, nodes),
    cover: tree.cover.slice(0, nodes),
  };
}

/** The contribution of each node to the margin if the tree ended there: the mean of its leaves, weighted by cover. */
export function nodeMeans(tree: Tree): Float64Array {
  const means = Float64Array.from(tree.value);
  for (let node = tree.left.length - 1; node >= 0; node--) {
    const left = tree.left[node]!;
    const right = tree.right[node]!;
    if (left < 0) continue;
    const all = tree.cover[left]! + tree.cover[right]!;
    means[node] = all > 0 ? (means[left]! * tree.cover[left]! + means[right]! * tree.cover[right]!) / all : 0;
  }
  return means;
}
