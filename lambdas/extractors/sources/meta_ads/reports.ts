// Insights of long windows run as asynchronous reports: started, polled, and read page by page when done.
import { z } from 'zod';
import { SourceContractError, SourceUnavailableError } from '../../../contracts/errors.ts';
import type { Slice, Window } from '../../../contracts/ingest.ts';
import type { Clock } from '../../../ports/ports.ts';
import { type Params, type RestStream, single } from '../../engine/rest/declare.ts';
import type { RestSession } from '../../engine/rest/session.ts';
import { SeenKeys } from '../../engine/seen-keys.ts';
import {
  type CallCounts,
  days,
  minutes,
  type Page,
  type PageToken,
  type Session,
  type Stream,
  seconds,
} from '../../engine/source.ts';
import { type Span, toSpan, toWindow } from '../../engine/windows.ts';

/** Longer windows run as reports. */
const AT_ONCE_MS = days(7);
const LONGEST_WAIT_MS = seconds(30);
const PATIENCE_MS = minutes(30);
/** The vendor may repeat the previous page; more repeats in a row mean that paging is broken. */
const STANDSTILL = 5;
/** Insights reach back 37 months; older days cannot be read. */
const HISTORY_MS = days(1125);

/** A report, its page, and its part of the window. */
const Position = z.object({ report: z.string(), after: z.string().optional(), from: z.number(), to: z.number() });
type Position = z.infer<typeof Position>;

/**
 * Reads one ad account. Objects and short windows of insights come from their listings, long windows from reports.
 * @param inner requests below the account @param root requests below the API's version, where reports are
 */
export class MetaSession implements Session {
  readonly #inner: RestSession;
  readonly #root: RestSession;
  readonly #account: string;
  readonly #start: string;
  readonly #clock: Clock;

  constructor(inner: RestSession, root: RestSession, account: string, start: string, clock: Clock) {
    this.#inner = inner;
    this.#root = root;
    this.#account = account;
    this.#start = start;
    this.#clock = clock;
  }

  get counts(): CallCounts {
    const [a, b] = [this.#inner.counts, this.#root.counts];
    return { calls: a.calls + b.calls, throttled: a.throttled + b.throttled };
  }

  async page(stream: Stream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    if (stream.sync !== 'report')
      return this.#inner.page(stream, { ...slice, window: this.#opened(stream, slice.window) }, token);
    const span = this.#kept(slice.window);
    if (span.from >= span.to) return { records: [], next: undefined };
    if (span.to - span.from <= AT_ONCE_MS) return this.#inner.page(stream, { ...slice, window: toWindow(span) }, token);
    return this.#reported(stream as RestStream, span, {}, token);
  }

  async count(stream: Stream, window: Window): Promise<number | null> {
    if (stream.sync !== 'report') return this.#inner.count(stream, this.#opened(stream, window));
    const span = this.#kept(window);
    if (span.from >= span.to) return 0;
    if (span.to - span.from <= AT_ONCE_MS) return this.#inner.count(stream, toWindow(span));
    return this.#sweep(stream as RestStream, span);
  }

  /** The part of a window the vendor still serves. */
  #kept(window: Window): Span {
    const { from, to } = toSpan(window);
    const oldest = Math.ceil((this.#clock.now() - HISTORY_MS) / days(1)) * days(1);
    return { from: Math.max(from, oldest), to };
  }

  /** Objects last changed before the connection begins may still run: the first window of objects has no lower end. */
  #opened(stream: Stream, window: Window): Window {
    const isFirst = stream.sync === 'incremental' && Date.parse(window.from) <= Date.parse(this.#start);
    return isFirst ? { ...window, from: '1970-01-01T00:00:00.000Z' } : window;
  }

  /** A page of the report of a span, or of the next part of it when the whole was too much for one report. */
  async #reported(stream: RestStream, whole: Span, params: Params, token: PageToken | undefined): Promise<Page> {
    const position = token === undefined ? await this.#run(stream, whole, params) : Position.parse(JSON.parse(token));
    const { report, after, ...span } = position;
    const listing = { path: '/{parent}/insights', records: '$.data', paging: stream.paging } as const;
    const { records, next } = await this.#root.list(listing, { window: toWindow(span), parent: report }, after);
    if (next !== undefined) return { records, next: JSON.stringify({ ...position, after: next }) };
    if (span.to >= whole.to) return { records, next: undefined };
    return { records, next: JSON.stringify(await this.#run(stream, { from: span.to, to: whole.to }, params)) };
  }

  /** Runs the report of a span to its end. A failed one is retried for the first half of its days. */
  async #run(stream: RestStream, { from, to }: Span, params: Params): Promise<Position> {
    for (let end = to; ; end = from + days(Math.ceil((end - from) / days(2)))) {
      const window = toWindow({ from, to: end });
      const report = await this.#begin(stream, window, params);
      if (await this.#isDone(report, window)) return { report, from, to: end };
      if (end - from <= days(1))
        throw new SourceUnavailableError(`meta_ads ${stream.name}: the report of ${window.from} failed`);
    }
  }

  async #begin(stream: RestStream, window: Window, params: Params): Promise<string> {
    const path = `/act_${this.#account}/insights`;
    const listing = { path, method: 'POST', params: stream.params!, records: '$', paging: single() } as const;
    const { records } = await this.#root.list(listing, { window, params }, undefined);
    const id = (records[0] as { report_run_id?: unknown }).report_run_id;
    if (typeof id === 'string' || typeof id === 'number') return String(id);
    throw new SourceContractError(`meta_ads ${stream.name}: a report was begun and has no report_run_id`);
  }

  async #isDone(report: string, window: Window): Promise<boolean> {
    const began = this.#clock.now();
    for (let wait = seconds(1); ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      const listing = { path: '/{parent}', records: '$', paging: single() } as const;
      const { records } = await this.#root.list(listing, { window, parent: report }, undefined);
      const status = (records[0] as { async_status?: string }).async_status;
      if (status === 'Job Completed') return true;
      if (status === 'Job Failed' || status === 'Job Skipped') return false;
      if (this.#clock.now() - began > PATIENCE_MS)
        throw new SourceUnavailableError(`meta_ads: report ${report} is still '${status}' after half an hour`);
      await this.#clock.sleep(wait);
    }
  }

  /** The vendor counts no rows: a second report, of ids only, does. */
  async #sweep(stream: RestStream, span: Span): Promise<number> {
    const params = stream.count?.params ?? {};
    const seen = new SeenKeys();
    let [count, standstill] = [0, 0];
    for (let token: PageToken | undefined; ; ) {
      const { records, next } = await this.#reported(stream, span, params, token);
      const fresh = records.filter((record) => seen.add(stream.key(record as never))).length;
      count += fresh;
      standstill = records.length > 0 && fresh === 0 ? standstill + 1 : 0;
      if (standstill > STANDSTILL)
        throw new SourceContractError(`meta_ads ${stream.name}: the same page came ${standstill} times in a row`);
      if (next === undefined) return count;
      token = next;
    }
  }
}
