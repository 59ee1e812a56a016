import { join } from 'node:path';
import { queryMarts } from '../lambdas/adapters/duckdb/published-marts.ts';
import { duckdbSpelling } from '../lambdas/adapters/duckdb/words.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import type { Current } from '../lambdas/contracts/pipeline.ts';
import { answer } from '../lambdas/metrics/answer.ts';
import type { Answer, Run } from '../lambdas/metrics/answer-ports.ts';
import type { Asked } from '../lambdas/metrics/question.ts';
import type { ObjectStore } from '../lambdas/ports/object-store.ts';
import type { SqlLibrary } from '../lambdas/sql/library.ts';
import { readSqlFolder } from '../lambdas/sql/read-folder.ts';
import type { Home } from './home.ts';
import { projectRoot } from './project-root.ts';
import { assertIntact, publishedIn } from './query.ts';

/** Answers questions about metrics from a home's published marts; the catalogue is read once. */
export class MetricDesk {
  readonly #home: Home;
  readonly #store: ObjectStore;
  #library: Promise<SqlLibrary> | undefined;
  /** Files whose contents were compared with their hashes: a published file never changes. */
  readonly #intact = new Set<string>();

  constructor(home: Home, store: ObjectStore) {
    this.#home = home;
    this.#store = store;
  }

  /** @throws ConfigError when there is no right answer, or the published version lacks a mart it needs */
  async ask(asked: Asked & { readonly vs?: string }): Promise<Answer & { readonly version: string }> {
    this.#library ??= readSqlFolder(join(projectRoot, 'sql'));
    const current = await publishedIn(this.#home, this.#store);
    const run: Run = async ({ sql, values }, names) => {
      const files = await Promise.all(names.map((name) => this.#fileOf(name, current)));
      return Array.fromAsync(queryMarts(files, sql, values));
    };
    const found = await answer(asked, { library: await this.#library, spelling: duckdbSpelling, run });
    return { ...found, version: current.version };
  }

  async #fileOf(name: string, { marts, version }: Current) {
    const mart = marts[name];
    if (!mart) throw new ConfigError(`the published version ${version} has no ${name}; see npm run -s status`);
    const path = join(this.#home.root, mart.key);
    if (!this.#intact.has(path)) await assertIntact(path, mart.sha256, name);
    this.#intact.add(path);
    return { name, path, isAsked: true };
  }
}
