export { firstTrees, type Model, type Tree } from './model.ts';
export type { Parameters } from './parameters.ts';
export { logistic, predict, predictMargin } from './predict.ts';
export { type TrainingData, train } from './train.ts';
export { attributesOf, fromXgboostJson, toXgboostJson } from './xgboost-json.ts';
