import { join } from 'node:path';
import { PublishedMarts } from '../lambdas/adapters/duckdb/published-marts.ts';
import { duckdbSpelling } from '../lambdas/adapters/duckdb/words.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import type { Current } from '../lambdas/contracts/pipeline.ts';
import { answer } from '../lambdas/metrics/answer.ts';
import type { Answer, Run } from '../lambdas/metrics/answer-ports.ts';
import type { Asked } from '../lambdas/metrics/question.ts';
import type { ObjectStore } from '../lambdas/ports/object-store.ts';
import type { SqlLibrary } from '../lambdas/sql/library.ts';
import type { BoundStatement } from '../lambdas/sql/metrics/question-sql.ts';
import { readSqlFolder } from '../lambdas/sql/read-folder.ts';
import type { Home } from './home.ts';
import { projectRoot } from './project-root.ts';
import { assertIntact, publishedIn } from './query.ts';

/** Most answers that are kept: those of a page and of whoever looks around on it. */
const MOST_ANSWERS = 500;

/** One published version, and what was asked about it: its files never change. */
interface Served {
  readonly current: Current;
  readonly marts: PublishedMarts;
  /** Statement and values → rows, the latest asked last. */
  readonly answers: Map<string, ReturnType<Run>>;
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
    const run: Run = ({ sql, values }, names) => {
      const question = JSON.stringify([sql, values]);
      const { answers } = served;
      const rows = answers.get(question) ?? this.#rowsOf({ sql, values }, names, served);
      answers.delete(question);
      answers.set(question, rows);
      rows.catch(() => answers.delete(question));
      if (answers.size > MOST_ANSWERS) answers.delete(answers.keys().next().value!);
      return rows;
    };
    const answered = answer(asked, { library: await catalogue(), spelling: duckdbSpelling, run });
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
      this.#served = opened(current, this.#home);
    }
    return this.#served;
  }

  async #rowsOf({ sql, values }: BoundStatement, names: readonly string[], { current, marts }: Served) {
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

async function opened(current: Current, { root }: Home): Promise<Served> {
  const marts = await PublishedMarts.open(Object.values(current.marts).map(({ key }) => join(root, key)));
  return { current, marts, answers: new Map(), asking: new Set() };
}

async function closed({ marts, asking }: Served): Promise<void> {
  await Promise.allSettled(asking);
  await marts.close();
}
