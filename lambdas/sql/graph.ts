import { ConfigError } from '../contracts/errors.ts';
import type { SqlLibrary } from './library.ts';
import type { Model } from './model.ts';

/**
 * Orders models in waves: a model comes after everything it reads. Models whose rows are written by a state are in
 * none.
 * @returns names, each wave sorted
 * @throws ConfigError naming an unknown parent, or the models of a cycle
 */
export function wavesOf({ models }: SqlLibrary): string[][] {
  const depth = new Map<string, number>();
  const depthOf = (model: Model, path: readonly string[]): number => {
    const known = depth.get(model.name);
    if (known !== undefined) return known;
    if (path.includes(model.name)) throw new ConfigError(`models form a cycle: ${[...path, model.name].join(' → ')}`);
    const above = model.parents.map((name) => {
      const parent = models.get(name);
      if (!parent) throw new ConfigError(`${model.file} reads '${name}', which no file defines`);
      if (parent.header.materialize === 'written')
        throw new ConfigError(`${model.file} reads '${name}', whose rows a pipeline state writes after the models`);
      return depthOf(parent, [...path, model.name]);
    });
    const own = Math.max(-1, ...above) + 1;
    depth.set(model.name, own);
    return own;
  };
  const waves: string[][] = [];
  for (const model of models.values()) {
    if (model.header.materialize === 'written') continue;
    const at = depthOf(model, []);
    waves[at] = [...(waves[at] ?? []), model.name];
  }
  return waves.map((wave) => wave.sort());
}
