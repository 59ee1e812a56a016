import { ConfigError } from '../contracts/errors.ts';
import type { Features, MlModel } from './model.ts';

/** Models that learn, by name. */
export type MlModels = Readonly<Record<string, MlModel<Features>>>;

/** @throws ConfigError naming the models there are */
export function mlModel(name: string, models: MlModels): MlModel<Features> {
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  if (!model) throw new ConfigError(`no model '${name}' learns here; there are ${Object.keys(models).join(', ')}`);
  return model;
}
