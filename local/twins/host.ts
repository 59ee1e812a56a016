// The machine a shop runs on: a few workers, and before them a web server that knows nothing of the shop.
import type { Clock } from '../../lambdas/ports/ports.ts';
import type { TwinAnswer } from './kit.ts';

export interface HostOptions {
  /** Calls that are answered at once; more wait, and of twice as many the rest is turned away. */
  readonly workers: number;
  /** What one call takes, milliseconds of the vendor's time. */
  readonly takesMs: number;
}

export class Host {
  readonly #clock: Clock;
  readonly #options: HostOptions;
  #inFlight = 0;

  constructor(clock: Clock, options: HostOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  /** The busier, the slower; and too busy, the web server answers for itself. */
  async serve(answer: () => TwinAnswer): Promise<TwinAnswer> {
    const { workers, takesMs } = this.#options;
    if (this.#inFlight >= 2 * workers) return page(503, 'Service Unavailable');
    this.#inFlight++;
    try {
      await this.#clock.sleep(takesMs * Math.max(1, this.#inFlight / workers));
      return answer();
    } finally {
      this.#inFlight--;
    }
  }
}

/** A page for people, as web servers and firewalls send it. */
export const page = (status: number, title: string, headers: Readonly<Record<string, string>> = {}): TwinAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8', ...headers },
  body: `<!DOCTYPE html>\n<html><head><title>${status} ${title}</title></head><body><center><h1>${status} ${title}</h1></center><hr><center>nginx</center></body></html>\n`,
});
