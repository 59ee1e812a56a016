import type { z } from 'zod';
import { Config, secretName } from '../lambdas/contracts/config.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import { sources } from '../lambdas/extractors/sources/index.ts';
import { learningModels } from '../lambdas/ml/index.ts';

/** Characters that Secrets Manager accepts in a name. */
const SECRET_NAME = /^[A-Za-z0-9/_+=.@-]{1,400}$/;

const at = (where: string, { issues }: z.ZodError) =>
  issues.map((issue) => `${[where, ...issue.path].filter((one) => one !== '').join('.')}: ${issue.message}`);

/**
 * Connections as the app deploys them: of existing sources, with settings the source accepts and a valid secret name.
 * @param file named in messages
 * @throws ConfigError that lists every wrong key with its path
 */
export function checkConfig(written: unknown, file: string): Config {
  const parsed = Config.safeParse(written);
  if (!parsed.success) throw new ConfigError(`${file}: ${at('', parsed.error).join('; ')}`);
  const config = parsed.data;
  const wrong = config.connections.flatMap((one, index) => {
    const where = `connections.${index}`;
    const source = sources.find(({ name }) => name === one.source);
    if (!source) {
      const known = sources.map(({ name }) => name).join(', ');
      return [`${where}.source: no source is called '${one.source}'; known are ${known}`];
    }
    const settings = source.settings.safeParse(one.settings);
    const secret = secretName(one);
    return [
      ...(settings.success ? [] : at(`${where}.settings`, settings.error)),
      ...(SECRET_NAME.test(secret)
        ? []
        : [
            `${where}.secret: '${secret}' names no secret; give its name below retailpulse/<stage>/, or leave the key out for ${one.source}/${one.name}`,
          ]),
      ...(config.connections.findIndex(({ source: other, name }) => other === one.source && name === one.name) === index
        ? []
        : [`${where}.name: ${one.source}:${one.name} is there twice; give one of them another name`]),
    ];
  });
  wrong.push(...modelFaults(config));
  if (wrong.length > 0) throw new ConfigError(`${file}: ${wrong.join('; ')}`);
  return config;
}

/** Errors in the models a configuration names. */
export function modelFaults(config: Config): readonly string[] {
  try {
    learningModels(config);
    return [];
  } catch (error) {
    return [`ml_models: ${(error as Error).message}`];
  }
}
