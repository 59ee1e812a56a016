import type { Config } from '../contracts/config.ts';
import { churn } from './churn/churn.ts';
import { demandForecast } from './demand-forecast/demand-forecast.ts';
import type { Features, MlModel } from './model.ts';
import { type MlModels, mlModel } from './registry.ts';

/** The registry: one line per model. */
export const ML_MODELS: MlModels = {
  churn,
  demand_forecast: demandForecast,
};

/** Models a configuration lets learn: those it names, or all there are. @throws ConfigError naming the models there are */
export const learningModels = (
  { ml_models }: Pick<Config, 'ml_models'>,
  models = ML_MODELS,
): readonly MlModel<Features>[] => (ml_models ?? Object.keys(models)).map((name) => mlModel(name, models));
