import type { Writable } from 'node:stream';

/** A terminal is drawn anew so often, a log asked for news, milliseconds. */
const PATIENCE_MS = 2000;
const REDRAW_MS = 500;
/** A log hears of a step that goes on without news so often. */
const HEARTBEAT_MS = 30_000;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** What a step does: `text` for whoever looks now; a log repeats it only when `state` is another. */
export interface Doing {
  readonly state: string;
  readonly text: string;
}

/** How a step ended: a tick is only for what is good. */
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
 * What a person sees of a run: one line per finished step. Below them a terminal shows what is at work, drawn in place; a log gets a
 * line when a step comes into another state, and one each half minute.
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
   * @param doing what it says while it lasts, asked anew each time
   * @param done what it says in the end
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
    // A line that wraps would be two when it is erased.
    const lines = [...this.#running].map((one) => lineOf(one, one.doing().text, now).slice(0, width));
    this.#out.write(`${lines.join('\n')}\n`);
    this.#drawn = lines.length;
  }
}

const lineOf = ({ name, begun }: Running, text: string, now: number) =>
  `  … ${name}: ${text} (${seconds(now - begun)})`;
