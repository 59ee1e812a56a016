// Which models have nothing to build: their text, their time and the rows beneath them are those of their last build.

import type { Build, Builds } from '../platform/builds.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import type { Model } from '../sql/model.ts';
import { type Fingerprint, fingerprintOf } from './fingerprint.ts';

/** True if the model's text and time are those of its last build. */
export const isAsBefore = ({ fingerprint, clock }: Fingerprint, before: Build | undefined): before is Build =>
  before?.fingerprint === fingerprint && before.clock === clock;

/**
 * Models without anything to build, so far as it can be known before the first one is built: nothing they read can
 * change in this run.
 */
export async function modelsAtRest(
  builds: Builds,
  candidate: Candidate,
  compilation: Compilation,
): Promise<ReadonlySet<string>> {
  const { library } = compilation;
  const hasNews = await newsOf(candidate, compilation);
  const known = new Map<string, boolean>();
  const rests = (model: Model): boolean => {
    const seen = known.get(model.name);
    if (seen !== undefined) return seen;
    const found =
      builds.has(model.name) &&
      !hasNews(model) &&
      isAsBefore(fingerprintOf(model, compilation), builds.get(model.name)) &&
      model.parents.every((name) => rests(library.models.get(name)!));
    known.set(model.name, found);
    return found;
  };
  return new Set([...library.models.values()].filter(rests).map(({ name }) => name));
}

/** Tells whether a model over raw has files, or windows without rows, that it has not read. */
async function newsOf(candidate: Candidate, compilation: Compilation): Promise<(model: Model) => boolean> {
  interface Files {
    readonly [column: string]: string | number;
    readonly source: string;
    readonly stream: string;
    readonly files: number;
  }
  const landed = await candidate.query<Files>(compileStatement('files_landed', {}, compilation));
  const seen = await candidate.query<Files & { readonly model: string }>(
    compileStatement('files_read_of_landed', {}, compilation),
  );
  const files = new Map(landed.map((one) => [`${one.source}.${one.stream}`, Number(one.files)]));
  const filesRead = new Map(seen.map((one) => [`${one.source}.${one.stream} ${one.model}`, Number(one.files)]));
  const unnoted = new Set<string>();
  for (const { name: model, source: of, header } of compilation.library.models.values()) {
    if (!of || !header.restates) continue;
    const { source, stream } = of;
    const windows = compileStatement('windows_unread', { model, source, stream }, compilation);
    if ((await candidate.query(windows)).length > 0) unnoted.add(model);
  }
  return ({ name, source: of }) => {
    if (!of) return false;
    const stream = `${of.source}.${of.stream}`;
    return unnoted.has(name) || (files.get(stream) ?? 0) !== (filesRead.get(`${stream} ${name}`) ?? 0);
  };
}
