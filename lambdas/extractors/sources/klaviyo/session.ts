import { z } from 'zod';
import { SourceContractError, SourceUnavailableError } from '../../../contracts/errors.ts';
import type { Slice, Window } from '../../../contracts/ingest.ts';
import { refuseFailure, withRetry } from '../../engine/call.ts';
import { parseExact } from '../../engine/exact-json.ts';
import { type Limit, WindowGovernor } from '../../engine/governor.ts';
import { RecentKeys } from '../../engine/recent-keys.ts';
import {
  type CallCounts,
  minutes,
  type Page,
  type PageToken,
  type Session,
  type SessionPorts,
  type Stream,
  seconds,
} from '../../engine/source.ts';
import type { KlaviyoStream } from './source.ts';

const TIMEOUT_MS = 60_000;
/** A page may come twice; more often in a row, and paging is broken. */
const STANDSTILL = 5;
const Secret = z.strictObject({ api_key: z.string() });
const Body = z.looseObject({
  data: z.array(z.unknown()),
  links: z.looseObject({ next: z.string().nullish() }).nullish(),
});

/** Ids are texts: a sweep that only counts them needs no exact numbers. */
type Parse = (text: string) => unknown;

/** Burst and steady windows by endpoint. https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling */
const limits = (burst: number, steady: number): readonly Limit[] => [
  { calls: burst, perMs: seconds(1) },
  { calls: steady, perMs: minutes(1) },
];
const LIMITS = new Map([
  ['/api/events', limits(350, 3500)],
  ['/api/profiles', limits(75, 750)],
  ['/api/campaigns', limits(10, 150)],
  ['/api/metrics', limits(10, 150)],
]);

/** Speaks Klaviyo's JSON:API with one account. */
export class KlaviyoSession implements Session {
  readonly counts: CallCounts = { calls: 0, throttled: 0 };
  readonly #baseUrl: string;
  readonly #revision: string;
  readonly #streams: readonly KlaviyoStream[];
  readonly #ports: SessionPorts;
  readonly #governor: WindowGovernor;

  constructor(baseUrl: string, revision: string, streams: readonly KlaviyoStream[], ports: SessionPorts) {
    this.#baseUrl = baseUrl.replace(/\/$/, '');
    this.#revision = revision;
    this.#streams = streams;
    this.#ports = ports;
    this.#governor = new WindowGovernor(ports.clock, LIMITS);
  }

  async page(declared: Stream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    const stream = this.#stream(declared);
    return this.#ask(stream, slice.window, stream.params, token, parseExact);
  }

  /** Klaviyo declares no totals, so the window is swept again for its ids alone. */
  async count(declared: Stream, window: Window): Promise<number | null> {
    const stream = this.#stream(declared);
    const seen = new RecentKeys();
    let count = 0;
    let standstill = 0;
    for (let token: PageToken | undefined; ; ) {
      const { records, next } = await this.#ask(stream, window, stream.countParams, token, JSON.parse);
      for (const record of records) if (seen.add(idOf(record, stream.path))) count++;
      if (next === undefined) return count;
      standstill = next === token ? standstill + 1 : 0;
      if (standstill > STANDSTILL)
        throw new SourceContractError(`klaviyo ${stream.path}: the same page came ${standstill} times in a row`);
      token = next;
    }
  }

  #stream(declared: Stream): KlaviyoStream {
    return this.#streams.find((stream) => stream.name === declared.name)!;
  }

  #ask(
    stream: KlaviyoStream,
    window: Window,
    params: Readonly<Record<string, string>>,
    token: PageToken | undefined,
    parse: Parse,
  ): Promise<Page> {
    const url = new URL(this.#baseUrl + stream.path);
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    if (stream.filter) url.searchParams.set('filter', stream.filter(window));
    if (token !== undefined) url.searchParams.set('page[cursor]', token);
    return withRetry(
      async () => {
        await this.#governor.admit(stream.path);
        return this.#once(stream, url, window, parse);
      },
      { ...this.#ports, counts: this.counts },
    );
  }

  async #once(stream: KlaviyoStream, url: URL, window: Window, parse: Parse): Promise<Page> {
    const { api_key } = Secret.parse(await this.#ports.secret());
    const response = await this.#ports.http({
      method: 'GET',
      url: url.href,
      headers: {
        accept: 'application/vnd.api+json',
        authorization: `Klaviyo-API-Key ${api_key}`,
        revision: this.#revision,
        // A retired revision would be answered by a newer one without a word.
        'x-klaviyo-revision-fall-forward-opt-out': '1',
      },
      timeoutMs: TIMEOUT_MS,
    });
    const remaining = Number(response.header('ratelimit-remaining') ?? Number.NaN);
    const reset = Number(response.header('ratelimit-reset') ?? Number.NaN);
    if (Number.isFinite(remaining) && Number.isFinite(reset)) {
      this.#governor.learn(stream.path, { remaining, resetMs: reset * 1000 });
    }
    await refuseFailure(response, `klaviyo ${stream.path}`);
    const served = response.header('revision');
    if (served !== undefined && served !== this.#revision)
      throw new SourceContractError(
        `klaviyo served revision ${served} instead of ${this.#revision}: the pinned revision has ended; move the pin`,
      );
    const { data, links } = read(await response.text(), stream.path, parse);
    const next = links?.next ? (new URL(links.next).searchParams.get('page[cursor]') ?? undefined) : undefined;
    return { records: stream.name === 'profiles' ? data.filter((record) => inside(record, window)) : data, next };
  }
}

/** `greater-than` is cut to the second by the vendor: the window's edge is ours to keep. */
function inside(record: unknown, window: Window): boolean {
  const { updated } = (record as { attributes?: { updated?: unknown } } | null)?.attributes ?? {};
  if (typeof updated !== 'string') return true; // the schema check says what is wrong with it
  const at = Date.parse(updated);
  return !(at < Date.parse(window.from) || at >= Date.parse(window.to));
}

function idOf(record: unknown, path: string): string {
  const id = (record as { id?: unknown } | null)?.id;
  if (id === undefined) throw new SourceContractError(`klaviyo ${path} sent a record without an id`);
  return String(id);
}

function read(text: string, path: string, parse: Parse): z.infer<typeof Body> {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new SourceUnavailableError(
      `klaviyo ${path} sent a body that is not JSON`,
      { characters: text.length },
      { cause: error },
    );
  }
  const body = Body.safeParse(value);
  if (body.success) return body.data;
  throw new SourceContractError(`klaviyo ${path} sent no JSON:API list: ${body.error.issues[0]?.message}`);
}
