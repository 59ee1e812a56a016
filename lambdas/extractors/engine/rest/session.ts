import { InvariantError, SourceContractError, SourceUnavailableError } from '../../../contracts/errors.ts';
import type { Slice, Window } from '../../../contracts/ingest.ts';
import { assertSucceeded, withRetry } from '../call.ts';
import { parseExact } from '../exact-json.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import { SeenKeys } from '../seen-keys.ts';
import type { CallCounts, Connection, Page, PageToken, Session, SessionPorts, Stream } from '../source.ts';
import { childrenAt } from './children.ts';
import type { Listing, RestStream } from './declare.ts';
import type { DeclaredSource } from './declared-source.ts';
import type { Listed, Lister, RequestContext } from './listing.ts';
import { askFor, nextOf, totalOf } from './paging.ts';
import { type Answer, withAt } from './place.ts';
import { cutToWindow, recordsIn } from './records.ts';

const TIMEOUT_MS = 60_000;
/** A page may repeat once; more repeats in a row mean that paging is broken. */
const STANDSTILL = 5;

/** The parts of a stream needed for reading and counting. */
type Collection = Listing & Pick<RestStream, 'key' | 'cursor' | 'per'>;

/** Calls one account as the source's declaration says. */
export class RestSession implements Session, Lister {
  readonly counts: CallCounts = { calls: 0, throttled: 0 };
  readonly #source: DeclaredSource;
  readonly #ports: SessionPorts;
  readonly #rateLimiter: RateLimiter;
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(source: DeclaredSource, settings: unknown, connection: Connection, ports: SessionPorts) {
    this.#source = source;
    this.#ports = ports;
    this.#base = source.baseUrl(settings).replace(/\/$/, '');
    this.#headers = { accept: 'application/json', ...source.headers?.(settings) };
    const name = `${source.name}/${connection.name}`;
    this.#rateLimiter = ports.rateLimiters?.get(name) ?? source.rateLimiter(ports.clock, settings);
    ports.rateLimiters?.set(name, this.#rateLimiter);
  }

  async page(stream: Stream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    return this.#list(declared(stream), { window: slice.window }, token);
  }

  async count(stream: Stream, window: Window): Promise<number | null> {
    const asked = declared(stream);
    const { count } = asked;
    if (!count) return null;
    const { key, cursor } = asked;
    const counted: Collection = count.by ? { ...count.by, key, ...(cursor ? { cursor } : {}) } : asked;
    const occasion = { window, params: count.params ?? {}, parse: JSON.parse };
    if (count.kind === 'sweep') return this.#sweep(counted, occasion);
    if (counted.per)
      throw new InvariantError(`${stream.name} is listed by parent: its count is a sweep, not one total`);
    return totalOf((await this.list(counted, occasion, undefined)).answer, count.from);
  }

  async granted(): Promise<readonly string[] | null> {
    const { granted } = this.#source;
    if (!granted) return null;
    return granted.read(
      await this.#call(
        { path: granted.path, paging: { kind: 'single' } },
        new URL(this.#base + granted.path),
        undefined,
      ),
    );
  }

  /** One page of a listing, for any purpose. */
  async list(listing: Listing, occasion: RequestContext, token: PageToken | undefined): Promise<Listed> {
    const { window, parent = '', params = {}, parse = parseExact } = occasion;
    const start = new URL(this.#base + listing.path.replaceAll('{parent}', encodeURIComponent(parent)));
    const query = { ...listing.params?.(window) };
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) start.searchParams.set(name, String(value));
    let ask = askFor(listing.paging, { url: start, body: listing.body?.(window) }, token);
    for (const [name, value] of Object.entries(params)) {
      if (name.startsWith('$')) ask = { ...ask, body: withAt(ask.body, name, value) };
      else if (value === undefined) ask.url.searchParams.delete(name);
      else ask.url.searchParams.set(name, String(value));
    }
    const answer = await this.#call(listing, ask.url, ask.body, parse);
    const records = recordsIn(listing, answer.body, window);
    if (!records)
      throw new SourceContractError(
        `${this.#source.name} ${listing.path} sent no list at ${listing.records ?? '$'} (saw: ${shapeOf(answer.body)})`,
      );
    const next = listing.ends?.({ body: answer.body, records, window })
      ? undefined
      : nextOf(listing.paging, answer, token, records.length);
    return { answer, records, next };
  }

  async #list(stream: Collection, occasion: RequestContext, token: PageToken | undefined): Promise<Page> {
    if (stream.per) return childrenAt(this, stream, stream.per, occasion, token);
    const { records, next } = await this.list(stream, occasion, token);
    return { records: cutToWindow(records, stream.cursor, occasion.window), next };
  }

  async #sweep(stream: Collection, occasion: RequestContext): Promise<number> {
    const seen = new SeenKeys();
    let count = 0;
    let standstill = 0;
    for (let token: PageToken | undefined; ; ) {
      const { records, next } = await this.#list(stream, occasion, token);
      const fresh = records.filter((record) => seen.add(keyOf(stream, record))).length;
      count += fresh;
      const isOld = records.length > 0 && fresh === 0 && token !== undefined;
      standstill = isOld ? standstill + 1 : 0;
      if (isOld && next !== token && standstill <= STANDSTILL) continue;
      if (next === undefined) return count;
      if (next === token && standstill > STANDSTILL)
        throw new SourceContractError(
          `${this.#source.name} ${stream.path}: the same page came ${standstill} times in a row`,
        );
      token = next;
    }
  }

  #call(listing: Listing, url: URL, body: unknown, parse: (text: string) => unknown = parseExact): Promise<Answer> {
    const kind = listing.kind ?? listing.path;
    return withRetry(
      async () => {
        await this.#rateLimiter.acquire(kind);
        try {
          return await this.#once(kind, listing, url, body, parse);
        } finally {
          this.#rateLimiter.done?.(kind);
        }
      },
      { ...this.#ports, counts: this.counts },
    );
  }

  async #once(
    kind: string,
    listing: Listing,
    url: URL,
    body: unknown,
    parse: (text: string) => unknown,
    refused = false,
  ): Promise<Answer> {
    const { http, clock } = this.#ports;
    const method = listing.method ?? 'GET';
    const where = `${this.#source.name} ${listing.path}`;
    const proof = await this.#source.auth({ method, url, base: this.#base }, this.#ports, refused);
    const began = clock.now();
    const response = await http({
      method,
      url: url.href,
      headers: {
        ...this.#headers,
        ...listing.headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...proof,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      timeoutMs: this.#source.timeoutMs ?? TIMEOUT_MS,
    });
    const text = await response.text();
    const { status } = response;
    const parsed = parsedOr(text, parse);
    const answer = { status, header: response.header, body: parsed.value, text };
    this.#rateLimiter.onResponse(kind, { ...answer, tookMs: clock.now() - began });
    if (status === 401 && this.#source.auth.rotates && !refused)
      return this.#once(kind, listing, url, body, parse, true);
    const refusal = this.#source.refuse?.(answer, where);
    if (refusal) throw refusal;
    await assertSucceeded({ ...response, text: async () => text }, where);
    if (!parsed.isJson)
      throw new SourceUnavailableError(`${where} sent a body that is not JSON`, { characters: text.length });
    return answer;
  }
}

function declared(stream: Stream): RestStream {
  if ('path' in stream && 'paging' in stream) return stream as RestStream;
  throw new InvariantError(`stream ${stream.name} is not declared as a listing`);
}

function parsedOr(text: string, parse: (text: string) => unknown): { isJson: boolean; value?: unknown } {
  try {
    return { isJson: true, value: parse(text) };
  } catch {
    return { isJson: false };
  }
}

/** Field names of the vendor are data too: they are only counted. */
const shapeOf = (body: unknown) =>
  typeof body === 'object' && body !== null ? `an object of ${Object.keys(body).length} fields` : typeof body;

/** An id listing may lack parts of the key. */
function keyOf(stream: Collection, record: unknown): string {
  try {
    return stream.key(record as never);
  } catch {
    return JSON.stringify(record);
  }
}
