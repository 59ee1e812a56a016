// Insights of long windows run as reports of their own: begun, asked after, and read when they are done.
import { SourceContractError, SourceUnavailableError } from '../../../contracts/errors.ts';
import type { Slice, Window } from '../../../contracts/ingest.ts';
import type { Clock } from '../../../ports/ports.ts';
import type { RestStream } from '../../engine/rest/declare.ts';
import { single } from '../../engine/rest/declare.ts';
import type { RestSession } from '../../engine/rest/session.ts';
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
import { cutSpan, type Span, toSpan, toWindow } from '../../engine/windows.ts';

/** Days of one report: its rows are sorted in memory, so that a read that was stopped goes on in the same order. */
const REPORT_MS = days(30);
const LONGEST_WAIT_MS = seconds(30);
const PATIENCE_MS = minutes(30);
/** The vendor may answer with the page before; more often in a row, and paging is broken. */
const STANDSTILL = 5;
const BATCH = 1000;
/** Insights reach back 37 months; older days are not there to be asked for. */
const HISTORY_MS = days(1125);

interface Progress {
  readonly async_status?: string;
}

/**
 * Reads one ad account. Objects and short windows of insights come from their listings, long windows from reports.
 * @param inner asks below the account @param root asks below the API's version, where reports lie
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
    if (stream.sync === 'report' && this.#kept(slice.window).length === 0) return { records: [], next: undefined };
    return this.#inner.page(stream, { ...slice, window: this.#opened(stream, slice.window) }, token);
  }

  /** A window that is read as reports is counted piece by piece: at once it would be too much. */
  async count(stream: Stream, window: Window): Promise<number | null> {
    const isLong = stream.bulkAboveMs !== undefined && lengthOf(window) > stream.bulkAboveMs;
    if (stream.sync !== 'report' || !isLong) return this.#inner.count(stream, this.#opened(stream, window));
    let sum = 0;
    for (const span of this.#kept(window)) sum += (await this.#inner.count(stream, toWindow(span))) ?? 0;
    return sum;
  }

  async *bulk(
    stream: Stream,
    slice: Slice,
    skip: number,
    passed: (record: unknown) => void,
  ): AsyncIterable<readonly unknown[]> {
    let left = skip;
    for (const span of this.#kept(slice.window)) {
      const records = await this.#report(stream as RestStream, span);
      records.slice(0, left).forEach(passed);
      for (let at = Math.min(left, records.length); at < records.length; at += BATCH)
        yield records.slice(at, at + BATCH);
      left = Math.max(0, left - records.length);
    }
  }

  /** The part of a window the vendor still holds, cut for reports. */
  #kept(window: Window): Span[] {
    const { from, to } = toSpan(window);
    const oldest = Math.ceil((this.#clock.now() - HISTORY_MS) / days(1)) * days(1);
    return cutSpan({ from: Math.max(from, oldest), to }, REPORT_MS);
  }

  /** What was last changed before the connection begins still runs: the first window of objects has no lower end. */
  #opened(stream: Stream, window: Window): Window {
    const isFirst = stream.sync === 'incremental' && Date.parse(window.from) <= Date.parse(this.#start);
    return isFirst ? { ...window, from: '1970-01-01T00:00:00.000Z' } : window;
  }

  /** All rows of a span, in the order of their keys. A report that fails is asked for in halves. */
  async #report(stream: RestStream, span: Span): Promise<unknown[]> {
    const window = toWindow(span);
    const id = await this.#begin(stream, window);
    if (await this.#isDone(id, window)) return this.#read(stream, id, window);
    if (span.to - span.from <= days(1))
      throw new SourceUnavailableError(`meta_ads ${stream.name}: the report of ${window.from} failed`);
    const middle = span.from + days(Math.ceil((span.to - span.from) / days(2)));
    return [
      ...(await this.#report(stream, { from: span.from, to: middle })),
      ...(await this.#report(stream, { from: middle, to: span.to })),
    ];
  }

  async #begin(stream: RestStream, window: Window): Promise<string> {
    const path = `/act_${this.#account}/insights`;
    const listing = { path, method: 'POST', params: stream.params!, records: '$', paging: single() } as const;
    const { records } = await this.#root.list(listing, { window }, undefined);
    const id = (records[0] as { report_run_id?: unknown }).report_run_id;
    if (typeof id === 'string' || typeof id === 'number') return String(id);
    throw new SourceContractError(`meta_ads ${stream.name}: a report was begun and has no report_run_id`);
  }

  async #isDone(id: string, window: Window): Promise<boolean> {
    const began = this.#clock.now();
    for (let wait = seconds(1); ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      const listing = { path: '/{parent}', records: '$', paging: single() } as const;
      const { records } = await this.#root.list(listing, { window, parent: id }, undefined);
      const status = (records[0] as Progress).async_status;
      if (status === 'Job Completed') return true;
      if (status === 'Job Failed' || status === 'Job Skipped') return false;
      if (this.#clock.now() - began > PATIENCE_MS)
        throw new SourceUnavailableError(`meta_ads: report ${id} is still '${status}' after half an hour`);
      await this.#clock.sleep(wait);
    }
  }

  async #read(stream: RestStream, id: string, window: Window): Promise<unknown[]> {
    const { key, paging } = stream;
    const listing = { path: '/{parent}/insights', records: '$.data', paging } as const;
    const found = new Map<string, unknown>();
    let standstill = 0;
    for (let token: PageToken | undefined; ; ) {
      const { records, next } = await this.#root.list(listing, { window, parent: id }, token);
      const before = found.size;
      for (const record of records) found.set(keyOf(key, record), record);
      standstill = records.length > 0 && found.size === before ? standstill + 1 : 0;
      if (standstill > STANDSTILL)
        throw new SourceContractError(`meta_ads ${stream.name}: report ${id} sends the same page again and again`);
      if (next === undefined) return [...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, one]) => one);
      token = next;
    }
  }
}

const lengthOf = ({ from, to }: Window) => Date.parse(to) - Date.parse(from);

/** A record whose key cannot be made is the schema check's to judge. */
function keyOf(key: Stream['key'], record: unknown): string {
  try {
    return key(record as never);
  } catch {
    return JSON.stringify(record);
  }
}
