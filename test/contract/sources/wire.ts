// How a vendor's answers look: enough to play the vendor with any records, from what was recorded of it once.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionPorts, Stream } from '../../../lambdas/extractors/engine/source.ts';
import type { Http, HttpRequest, HttpResponse } from '../../../lambdas/ports/ports.ts';

// biome-ignore lint/suspicious/noExplicitAny: a vendor's JSON, changed in place by a test
export type Body = any;

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or the text itself where a vendor answers with something else. */
  readonly body: Body;
}

/** Recorded answers of one stream. */
export interface Fixture {
  readonly pages: Answer[];
  /** Other calls a page needs, by their name. */
  readonly others: Record<string, Answer[]>;
}

/** What the vendor has, and what goes wrong with it. */
export interface Shelf {
  readonly records: readonly Body[];
  /** What it counts, when that is not what it has; a sweep finds these as well. */
  readonly counted?: readonly Body[];
  /** Answers the second page once with the first. */
  readonly repeats?: true;
}

export interface Wire {
  /** The records of a fixture, as the stream lands them. */
  records(stream: Stream, fixture: Fixture): Body[];
  /** Serves a shelf, two records a page. */
  serve(stream: Stream, fixture: Fixture, shelf: Shelf): Http;
  /** The record as it was changed at a later time (ISO-8601 UTC). */
  touched(stream: Stream, record: Body, at: string): Body;
  /** The stream as the suite reads it: two records a page. */
  paged?(stream: Stream): Stream;
  /** What a recorded call is: a page, or something else by its name. */
  kindOf(stream: Stream, request: HttpRequest): string;
  /** The same request for two records, where a declaration does not say it. */
  shorten?(request: HttpRequest): HttpRequest;
  /** Answers hold what was asked for and nothing else. */
  readonly isClosed?: true;
  /** What a session asks where it does not ask over HTTP, each look a call all the same. */
  ports?(http: Http): Partial<SessionPorts>;
  /** Breaks one record where it can be broken. @returns how the reason begins */
  spoil?(records: Body[]): string;
  /** Adds what nobody declared where it can be added. @returns the drift to be counted, and what lands of it */
  grow?(records: Body[]): { readonly drift: Record<string, number>; readonly landed: RegExp };
  /** Situations this kind of source cannot come into, and why. */
  readonly notApplicable?: Readonly<Record<string, string>>;
}

/** A source's `fixtures/` folder. */
export class Fixtures {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(name: string): Body {
    const file = join(this.#folder, `${name}.json`);
    if (!existsSync(file)) throw new Error(`${file} is missing: record it, see docs/adding-a-source.md`);
    return JSON.parse(readFileSync(file, 'utf8'));
  }

  /** Settings and secret of a connection that reads nobody. */
  get account(): { readonly settings: unknown; readonly secret: unknown } {
    return this.read('account');
  }
}

const textOf = (body: Body): string => (typeof body === 'string' ? body : JSON.stringify(body));

export const respond = ({ status, headers = {}, body }: Answer): HttpResponse => ({
  status,
  header: (name) => headers[name.toLowerCase()],
  text: async () => textOf(body),
  async *chunks() {
    yield Buffer.from(textOf(body));
  },
});
