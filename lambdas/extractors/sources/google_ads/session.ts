import type { Slice, Window } from '../../../contracts/ingest.ts';
import type { Clock } from '../../../ports/ports.ts';
import { single } from '../../engine/rest/declare.ts';
import { totalOf } from '../../engine/rest/paging.ts';
import type { RestSession } from '../../engine/rest/session.ts';
import { type CallCounts, days, type Page, type PageToken, type Session, type Stream } from '../../engine/source.ts';
import { toSpan, toWindow } from '../../engine/windows.ts';
import { gaql, type Query } from './queries.ts';

/** Daily reports reach back 37 months, changes 90 days. */
const HISTORY_MS = days(1125);
const CHANGES_MS = days(90);
/**
 * Rows of one call: a stream comes whole, so its days are chosen by the vendor's counts. Changes are capped at 10,000.
 */
const ROWS_A_CALL = 8000;

/** Reads one customer: rows are streamed, their number comes from the same query without rows. */
export class GoogleAdsSession implements Session {
  readonly #inner: RestSession;
  readonly #queries: Readonly<Record<string, Query>>;
  readonly #clock: Clock;
  /** Rows by stream and window, as last counted. */
  readonly #counted = new Map<string, number>();

  constructor(inner: RestSession, queries: Readonly<Record<string, Query>>, clock: Clock) {
    this.#inner = inner;
    this.#queries = queries;
    this.#clock = clock;
  }

  get counts(): CallCounts {
    return this.#inner.counts;
  }

  async page(stream: Stream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    if (stream.sync !== 'report') return this.#inner.page(stream, slice, token);
    const window = this.#kept(stream, slice.window);
    if (!window) return { records: [], next: undefined };
    const counted = this.#counted.get(nameOf(stream, slice.window)) ?? (await this.count(stream, slice.window)) ?? 0;
    const { from, to } = toSpan(window);
    const step = Math.max(1, Math.floor((ROWS_A_CALL * (to - from)) / days(1) / Math.max(1, counted)));
    const begin = token === undefined ? from : Date.parse(token);
    const end = Math.min(to, begin + days(step));
    const piece = toWindow({ from: begin, to: end });
    const { records } = await this.#inner.page(stream, { ...slice, window: piece }, undefined);
    return { records, next: end < to ? piece.to : undefined };
  }

  async count(stream: Stream, whole: Window): Promise<number | null> {
    const window = this.#kept(stream, whole);
    if (!window) return 0;
    const query = gaql(this.#queries[stream.name]!, window);
    const searchSettings = { omitResults: true, returnTotalResultsCount: true };
    const listing = {
      path: '/googleAds:search',
      method: 'POST',
      body: () => ({ query, searchSettings }),
      records: '$',
      paging: single(),
    } as const;
    const { answer } = await this.#inner.list(listing, { window, parse: JSON.parse }, undefined);
    const { totalResultsCount = '0' } = answer.body as { totalResultsCount?: string }; // a count of zero is left out
    const total = totalOf({ ...answer, body: { totalResultsCount } }, '$.totalResultsCount');
    this.#counted.set(nameOf(stream, whole), total);
    return total;
  }

  /** The part of a window the vendor still serves; undefined when there is none. */
  #kept(stream: Stream, window: Window): Window | undefined {
    if (stream.sync !== 'report') return window;
    const history = stream.name === 'change_status' ? CHANGES_MS : HISTORY_MS;
    const oldest = Math.ceil((this.#clock.now() - history) / days(1)) * days(1);
    if (Date.parse(window.to) <= oldest) return undefined;
    return Date.parse(window.from) >= oldest ? window : { ...window, from: new Date(oldest).toISOString() };
  }
}

const nameOf = ({ name }: Stream, { from, to }: Window) => `${name} ${from} ${to}`;
