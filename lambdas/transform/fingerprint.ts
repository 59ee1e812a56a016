import { createHash } from 'node:crypto';
import { type Compilation, compileModel } from '../sql/compile.ts';
import type { Model } from '../sql/model.ts';

const TIMELESS = '1970-01-01T00:00:00Z';

export interface Fingerprint {
  /** Changes when the model's text or a view it reads changes; not with `as_of`. */
  readonly fingerprint: string;
  /** `as_of`, if the model or a view it reads uses it; else empty. */
  readonly clock: string;
}

export function fingerprintOf(model: Model, compilation: Compilation): Fingerprint {
  const timeless = textOf(model, { ...compilation, asOf: TIMELESS });
  return {
    fingerprint: createHash('sha256').update(timeless).digest('hex').slice(0, 16),
    clock: textOf(model, compilation) === timeless ? '' : compilation.asOf,
  };
}

function textOf(model: Model, compilation: Compilation): string {
  const parents = model.parents.flatMap((name) => compilation.library.models.get(name) ?? []);
  const views = parents.filter(({ header }) => header.materialize === 'view');
  const own = [JSON.stringify(model.header), compileModel(model, 'all', compilation)];
  return [...own, ...views.map((view) => textOf(view, compilation))].join('\n');
}
