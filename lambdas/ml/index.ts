import { ConfigError } from '../contracts/errors.ts';
import { churn } from './churn/churn.ts';
import { demandForecast } from './demand-forecast/demand-forecast.ts';
import type { Features, MlModel } from './model.ts';

/** The registry: one line a model. */
export const ML_MODELS: Readonly<Record<string, MlModel<Features>>> = {
  churn,
  demand_forecast: demandForecast,
};

/** @throws ConfigError naming the models there are */
export function mlModel(name: string, models = ML_MODELS): MlModel<Features> {
  const model = models[name];
  if (!model) throw new ConfigError(`no model '${name}' learns here; there are ${Object.keys(models).join(', ')}`);
  return model;
}
