import { createHash } from 'node:crypto';
import { type Compilation, compileModel } from '../sql/compile.ts';
import type { Model } from '../sql/model.ts';

/** Changes when the model's text or a view it reads changes; not with `as_of`. */
export function fingerprintOf(model: Model, compilation: Compilation): string {
  const timeless = { ...compilation, asOf: '1970-01-01T00:00:00Z' };
  const textOf = (one: Model): string[] => {
    const views = one.parents.flatMap((name) => compilation.library.models.get(name) ?? []);
    return [
      JSON.stringify(one.header),
      compileModel(one, 'all', timeless),
      ...views.filter(({ header }) => header.materialize === 'view').flatMap(textOf),
    ];
  };
  return createHash('sha256').update(textOf(model).join('\n')).digest('hex').slice(0, 16);
}
