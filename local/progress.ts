import type { Writable } from 'node:stream';

/** Refresh interval of a terminal, and poll interval of a log, milliseconds. */
const PATIENCE_MS = 2000;
const REDRAW_MS = 500;
/** Interval of a log's lines for a step without news. */
const HEARTBEAT_MS = 30_000;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** Text of a running step: `text` for a terminal; a log prints it again only when `state` changes. */
export interface Doing {
  readonly state: string;
  readonly text: string;
}

/** Outcome of a step: only a good one gets a tick. */
export interface Done {
  readonly mark: '✓' | '◆' | '■';
  readonly text: string;
}

interface Running {
  readonly name: string;
  readonly begun: number;
  readonly doing: () => Doing;
  said: string;
  saidAt: number;
}

type Screen = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/**
 * Progress of a run: one line per finished step. Below them a terminal shows the running steps, redrawn in place; a log
 * gets a line when a step changes its state, and one per half minute.
 */
export class Progress {
  readonly #out: Screen;
  readonly #running = new Set<Running>();
  #drawn = 0;

  constructor(out: Screen) {
    this.#out = out;
  }

  say(line: string): void {
    this.#erase();
    this.#out.write(`${line}\n`);
    this.#draw();
  }

  /**
   * Runs one step.
   * @param doing text while it lasts, computed anew each time
   * @param done text at the end
   */
  async step<T>(
    name: string,
    task: () => Promise<T>,
    doing: () => string | Doing,
    done: (result: T) => string | Done,
  ): Promise<T> {
    const begun = performance.now();
    const running: Running = {
      name,
      begun,
      doing: () => {
        const now = doing();
        return typeof now === 'string' ? { state: '', text: now } : now;
      },
      said: '',
      saidAt: Number.NEGATIVE_INFINITY,
    };
    this.#running.add(running);
    const look = () => (this.#out.isTTY ? this.#redraw() : this.#tell(running));
    const waiting = setInterval(look, this.#out.isTTY ? REDRAW_MS : PATIENCE_MS);
    const end = (line: string) => {
      this.#running.delete(running);
      this.say(line);
    };
    try {
      const result = await task();
      const ended = done(result);
      const { mark, text } = typeof ended === 'string' ? ({ mark: '✓', text: ended } as const) : ended;
      end(`  ${mark} ${name}: ${text} (${seconds(performance.now() - begun)})`);
      return result;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      end(`  ■ ${name} failed after ${seconds(performance.now() - begun)}: ${why}`);
      throw error;
    } finally {
      clearInterval(waiting);
    }
  }

  #tell(running: Running): void {
    const { state, text } = running.doing();
    const now = performance.now();
    if (state === running.said && now - running.saidAt < HEARTBEAT_MS) return;
    running.said = state;
    running.saidAt = now;
    this.#out.write(`${lineOf(running, text, now)}\n`);
  }

  #redraw(): void {
    this.#erase();
    this.#draw();
  }

  #erase(): void {
    if (this.#drawn > 0) this.#out.write(`\x1b[${this.#drawn}A\x1b[J`);
    this.#drawn = 0;
  }

  #draw(): void {
    if (!this.#out.isTTY || this.#running.size === 0) return;
    const now = performance.now();
    const width = (this.#out.columns ?? 80) - 1;
    // A wrapped line would need two erasures.
    const lines = [...this.#running].map((one) => lineOf(one, one.doing().text, now).slice(0, width));
    this.#out.write(`${lines.join('\n')}\n`);
    this.#drawn = lines.length;
  }
}

const lineOf = ({ name, begun }: Running, text: string, now: number) =>
  `  … ${name}: ${text} (${seconds(now - begun)})`;
