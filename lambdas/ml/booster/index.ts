export { firstTrees, type Model } from './model.ts';
export type { Parameters } from './parameters.ts';
export { predict, predictMargin } from './predict.ts';
export { train } from './train.ts';
export { attributesOf, fromXgboostJson, toXgboostJson } from './xgboost-json.ts';
