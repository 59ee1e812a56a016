import { join } from 'node:path';
import { PublishedMarts } from '../lambdas/adapters/duckdb/published-marts.ts';
import { duckdbSpelling } from '../lambdas/adapters/duckdb/words.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import type { Current } from '../lambdas/contracts/pipeline.ts';
import { answer } from '../lambdas/metrics/answer.ts';
import { keepingAnswers } from '../lambdas/metrics/answer-book.ts';
import type { Answer, Run } from '../lambdas/metrics/answer-ports.ts';
import type { Asked } from '../lambdas/metrics/question.ts';
import type { ObjectStore } from '../lambdas/ports/object-store.ts';
import type { SqlLibrary } from '../lambdas/sql/library.ts';
import type { BoundStatement } from '../lambdas/sql/metrics/question-sql.ts';
import { readSqlFolder } from '../lambdas/sql/read-folder.ts';
import type { Home } from './home.ts';
import { projectRoot } from './project-root.ts';
import { assertIntact, publishedIn } from './query.ts';

/** One published version, and what was asked about it: its files never change. */
interface Served {
  readonly current: Current;
  readonly marts: PublishedMarts;
  readonly run: Run;
  /** Questions under way: the marts are closed behind the last one. */
  readonly asking: Set<Promise<unknown>>;
}

let read: Promise<SqlLibrary> | undefined;
/** Read once in the life of the process. */
const catalogue = (): Promise<SqlLibrary> => {
  read ??= readSqlFolder(join(projectRoot, 'sql'));
  return read;
};

/** Answers questions about metrics from a home's published marts. */
export class MetricDesk {
  readonly #home: Home;
  readonly #store: ObjectStore;
  #served: Promise<Served> | undefined;
  #version: string | undefined;
  #isClosed = false;
  /** Files whose contents were compared with their hashes: a published file never changes. */
  readonly #intact = new Map<string, Promise<void>>();

  constructor(home: Home, store: ObjectStore) {
    this.#home = home;
    this.#store = store;
  }

  /** @throws ConfigError when there is no right answer, or the published version lacks a mart it needs */
  async ask(asked: Asked & { readonly vs?: string }): Promise<Answer & { readonly version: string }> {
    const served = await this.#newest();
    const answered = answer(asked, { library: await catalogue(), spelling: duckdbSpelling, run: served.run });
    served.asking.add(answered);
    try {
      return { ...(await answered), version: served.current.version };
    } finally {
      served.asking.delete(answered);
    }
  }

  /** Asks one question of each mart, so that no person waits for a file to be compared with its hash. */
  async warm(): Promise<void> {
    const { metrics } = await catalogue();
    const one = new Map([...metrics.values()].map(({ from, metric }) => [from, metric]));
    for (const metric of one.values()) {
      if (this.#isClosed) return;
      await this.ask({ metric }).catch((error: unknown) => {
        // Nothing is published yet, or not this mart: whoever asks is told.
        if (!(error instanceof ConfigError)) throw error;
      });
    }
  }

  /** Ends once the questions under way have their answers. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const served = await this.#served;
    if (served) await closed(served);
  }

  async #newest(): Promise<Served> {
    const current = await publishedIn(this.#home, this.#store);
    const version = `${current.version} ${current.published_at}`;
    if (this.#version !== version || !this.#served) {
      void this.#served?.then(closed);
      this.#version = version;
      this.#served = this.#opened(current);
    }
    return this.#served;
  }

  async #opened(current: Current): Promise<Served> {
    const marts = await PublishedMarts.open(Object.values(current.marts).map(({ key }) => join(this.#home.root, key)));
    const run = keepingAnswers((statement, names) => this.#rowsOf(statement, names, { current, marts }));
    return { current, marts, run, asking: new Set() };
  }

  async #rowsOf(
    { sql, values }: BoundStatement,
    names: readonly string[],
    { current, marts }: Pick<Served, 'current' | 'marts'>,
  ) {
    for (const name of names) {
      const mart = current.marts[name];
      if (!mart)
        throw new ConfigError(`the published version ${current.version} has no ${name}; see npm run -s status`);
      const path = join(this.#home.root, mart.key);
      const intact = this.#intact.get(path) ?? assertIntact(path, mart.sha256, name);
      this.#intact.set(path, intact);
      await intact.catch((error: Error) => {
        this.#intact.delete(path);
        throw error;
      });
      await marts.name({ name, path });
    }
    return Array.fromAsync(marts.query(sql, values));
  }
}

async function closed({ marts, asking }: Served): Promise<void> {
  await Promise.allSettled(asking);
  await marts.close();
}
