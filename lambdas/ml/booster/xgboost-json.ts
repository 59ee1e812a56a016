import { z } from 'zod';
import { type Model, nodeMeans, type Tree } from './model.ts';

const Numbers = z.array(z.number());
/** A flag is 0/1 in some versions and true/false in others. */
const Flags = z.array(z.union([z.number(), z.boolean()]));

const TreeJson = z.object({
  left_children: Numbers,
  right_children: Numbers,
  parents: Numbers,
  split_indices: Numbers,
  split_conditions: Numbers,
  split_type: Numbers.optional(),
  default_left: Flags,
  loss_changes: Numbers,
  sum_hessian: Numbers,
});

const ModelJson = z.object({
  learner: z.object({
    attributes: z.record(z.string(), z.string()).default({}),
    feature_names: z.array(z.string()).optional(),
    gradient_booster: z.object({ name: z.literal('gbtree'), model: z.object({ trees: z.array(TreeJson) }) }),
    learner_model_param: z.object({ base_score: z.string(), num_feature: z.string() }),
    objective: z.object({ name: z.literal('binary:logistic') }),
  }),
});

/** Value XGBoost writes as the parent of a root. */
const NO_PARENT = 2147483647;

/**
 * Reads a model in XGBoost's JSON format: trees with numeric splits for `binary:logistic`.
 * @throws ZodError for another booster or objective; RangeError for categorical splits
 * @see https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html
 */
export function fromXgboostJson(text: string): Model {
  const { learner } = ModelJson.parse(JSON.parse(text));
  const { base_score, num_feature } = learner.learner_model_param;
  const names = learner.feature_names ?? [];
  return {
    objective: 'binary:logistic',
    columns: Number(num_feature),
    featureNames: names.length > 0 ? names : null,
    base: Math.fround(Number(base_score.replace(/[[\]]/g, ''))), // a vector since 3.1: "[5E-1]"
    trees: learner.gradient_booster.model.trees.map(readTree),
  };
}

function readTree(json: z.infer<typeof TreeJson>): Tree {
  if (json.split_type?.some((type) => type !== 0)) throw new RangeError('categorical splits are not read');
  return {
    left: Int32Array.from(json.left_children),
    right: Int32Array.from(json.right_children),
    parent: Int32Array.from(json.parents, (parent) => (parent === NO_PARENT ? -1 : parent)),
    feature: Int32Array.from(json.split_indices),
    value: Float32Array.from(json.split_conditions),
    missingLeft: Uint8Array.from(json.default_left, Number),
    gain: Float32Array.from(json.loss_changes),
    cover: Float32Array.from(json.sum_hessian),
  };
}

/** Attributes of a file besides its trees; XGBoost preserves them (Python: `Booster.attributes()`). */
export const attributesOf = (text: string): Readonly<Record<string, string>> =>
  ModelJson.parse(JSON.parse(text)).learner.attributes;

/**
 * Writes a model so that XGBoost loads it (Python: `Booster(model_file=…)`). The same model gives the same text.
 * @param attributes texts to carry along, for example what turns a margin into a calibrated probability
 */
export function toXgboostJson(model: Model, attributes: Readonly<Record<string, string>> = {}): string {
  const { trees, columns, featureNames } = model;
  const whole = (values: Iterable<number>) => `[${Array.from(values).join(',')}]`;
  const parts = trees.map((tree, id) => treeJson(tree, id, columns));
  const names = JSON.stringify(featureNames ?? []);
  const types = JSON.stringify((featureNames ?? []).map(() => 'float'));
  const treeParameters = `{"num_parallel_tree":"1","num_trees":"${trees.length}"}`;
  const iterations = whole(Array.from({ length: trees.length + 1 }, (_, i) => i));
  return (
    `{"learner":{"attributes":${JSON.stringify(attributes)},"feature_names":${names},"feature_types":${types},` +
    `"gradient_booster":{"model":{"gbtree_model_param":${treeParameters},"iteration_indptr":${iterations},` +
    `"tree_info":${whole(trees.map(() => 0))},"trees":[${parts.join(',')}]},"name":"gbtree"},` +
    `"learner_model_param":{"base_score":"${float(model.base)}","boost_from_average":"1","num_class":"0",` +
    `"num_feature":"${columns}","num_target":"1"},` +
    `"objective":{"name":"binary:logistic","reg_loss_param":{"scale_pos_weight":"1"}}},"version":[2,1,0]}`
  );
}

function treeJson(tree: Tree, id: number, columns: number): string {
  const nodes = tree.left.length;
  const whole = (values: Iterable<number>) => `[${Array.from(values).join(',')}]`;
  const floats = (values: Iterable<number>) => `[${Array.from(values, float).join(',')}]`;
  const zeros = whole(new Uint8Array(nodes));
  return (
    `{"base_weights":${floats(Float32Array.from(nodeMeans(tree)))},"categories":[],"categories_nodes":[],"categories_segments":[],` +
    `"categories_sizes":[],"default_left":${whole(tree.missingLeft)},"id":${id},"left_children":${whole(tree.left)},` +
    `"loss_changes":${floats(tree.gain)},"parents":${whole(tree.parent.map((p) => (p < 0 ? NO_PARENT : p)))},` +
    `"right_children":${whole(tree.right)},"split_conditions":${floats(tree.value)},` +
    `"split_indices":${whole(tree.feature)},"split_type":${zeros},"sum_hessian":${floats(tree.cover)},` +
    `"tree_param":{"num_deleted":"0","num_feature":"${columns}","num_nodes":"${nodes}","size_leaf_vector":"1"}}`
  );
}

/** The shortest text that reads back as the same float32, never an integer literal: XGBoost's reader refuses those. */
function float(value: number): string {
  let digits = 6;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
  const text = String(Number(value.toPrecision(digits)));
  return /[.e]/.test(text) ? text : `${text}.0`;
}
