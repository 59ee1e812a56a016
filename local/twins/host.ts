// The host of a self-managed shop: a few workers behind a web server that knows nothing of the shop.
import type { Clock } from '../../lambdas/ports/ports.ts';
import type { TwinAnswer } from './kit.ts';

export interface HostOptions {
  /** Calls processed in parallel; more are queued, and beyond twice as many they are rejected. */
  readonly workers: number;
  /** Duration of one call, milliseconds of the vendor's time. */
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

  /** More load slows it down; with too much, the web server itself answers. */
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

/** An HTML page, as web servers and firewalls send it. */
export const page = (status: number, title: string, headers: Readonly<Record<string, string>> = {}): TwinAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8', ...headers },
  body: `<!DOCTYPE html>\n<html><head><title>${status} ${title}</title></head><body><center><h1>${status} ${title}</h1></center><hr><center>nginx</center></body></html>\n`,
});
