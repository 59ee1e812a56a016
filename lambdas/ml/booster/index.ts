export type { Model, Tree } from './model.ts';
export type { Parameters } from './parameters.ts';
export { predict, predictMargin } from './predict.ts';
export { type TrainingData, train } from './train.ts';
export { fromXgboostJson, toXgboostJson } from './xgboost-json.ts';
