import type { SqlLibrary } from '../../lambdas/sql/library.ts';
import type { Model } from '../../lambdas/sql/model.ts';
import { library } from './library.ts';

/** These models, everything that they stand on, and the checks that read nothing else. */
export function libraryBeneath(names: readonly string[]): SqlLibrary {
  const kept = new Map<string, Model>();
  const keep = (name: string): void => {
    const model = library.models.get(name);
    if (!model || kept.has(name)) return;
    kept.set(name, model);
    model.parents.forEach(keep);
  };
  names.forEach(keep);
  const checks = library.checks.filter(({ parents }) => parents.every((name) => kept.has(name)));
  return { ...library, models: kept, checks };
}
