import { ConfigError } from '../contracts/errors.ts';
import { CURRENT_KEY } from '../contracts/layout.ts';
import { Current } from '../contracts/pipeline.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { answer } from './answer.ts';
import { keepingAnswers } from './answer-book.ts';
import type { Answer, AnswerPorts, Run } from './answer-ports.ts';
import type { Asked } from './question.ts';

export interface DeskPorts extends AnswerPorts {
  readonly store: ObjectStore;
}

/**
 * Answers questions about metrics from the warehouse, as of the version that is served. The warehouse also holds the rows of
 * marts that failed their checks: about these it answers nothing.
 */
export class WarehouseDesk {
  readonly #ports: DeskPorts;
  /** The served version that was read last, and the answers about it. */
  #served: { readonly version: string; readonly run: Run } | undefined;

  constructor(ports: DeskPorts) {
    this.#ports = ports;
  }

  /** @throws ConfigError when there is no right answer, or a mart that it needs is held back or missing */
  async ask(asked: Asked & { readonly vs?: string }): Promise<Answer & { readonly version: string }> {
    const current = await readDocument(this.#ports.store, CURRENT_KEY, Current);
    if (!current) throw new ConfigError('nothing is published yet; the first run of the pipeline publishes');
    const answered = await answer(asked, { ...this.#ports, run: this.#runOver(current) });
    return { ...answered, version: current.version };
  }

  #runOver(current: Current): Run {
    const version = `${current.version} ${current.published_at}`;
    if (this.#served?.version !== version) {
      const run: Run = async (statement, marts) => {
        for (const mart of marts) assertPublished(mart, current);
        return this.#ports.run(statement, marts);
      };
      this.#served = { version, run: keepingAnswers(run) };
    }
    return this.#served.run;
  }
}

function assertPublished(mart: string, { version, marts, held }: Current): void {
  if (held[mart] !== undefined)
    throw new ConfigError(
      `${mart} is held back: ${held[mart]}. The pages show its last good version; its rows in the warehouse failed their checks and answer nothing`,
    );
  if (!marts[mart])
    throw new ConfigError(`the published version ${version} has no ${mart}; see the status of the last run`);
}
