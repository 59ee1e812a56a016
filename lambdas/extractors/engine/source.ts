import type { z } from 'zod';
import type { DriftPolicy } from '../../contracts/config.ts';
import type { Slice, Window } from '../../contracts/ingest.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Clock, Http, Random } from '../../ports/ports.ts';
import type { RateLimiter } from './rate-limit/rate-limiter.ts';

/** Proof that a slice of this stream is complete; see `Proof` in the manifest contract. */
type ProofKind = 'declared' | 'recounted' | 'none';

/** One collection of a source, as data. Durations are milliseconds. */
export interface Stream {
  readonly name: string;
  readonly schema: z.ZodType;
  /** Identifies a record, or a version of it: `<id>@<version>`, where the version is a time, a state in capitals, or empty. */
  readonly key: (record: never) => string;
  /**
   * Paths without which the money of a record, or its day, is unknown (`$.lines[].price`). These and the key cost the
   * record when they do not match the schema; any other misfit becomes null, and is named.
   */
  readonly required?: readonly string[];
  /** Paths of a record's money, for the weight of quarantined records. */
  readonly money?: { readonly amount: string; readonly currency?: string };
  /** Path of the line number in records of dropped files. */
  readonly place?: { readonly file: string; readonly line: string };
  /**
   * `incremental`: windows on the change time; `snapshot`: all of it; `report`: whole days of the account, which the
   * vendor corrects for `lookbackMs`.
   */
  readonly sync: 'incremental' | 'snapshot' | 'report';
  /** Re-read before the watermark, for changes that arrive late. */
  readonly lookbackMs: number;
  /**
   * For records that appear days after the time they are listed by: how far back the first run of a day reads again,
   * whatever the lookback of later runs.
   */
  readonly lateMs?: number;
  /** The vendor's consistency delay: windows end this long before now. */
  readonly safetyLagMs: number;
  /** Longest window of one slice. */
  readonly maxWindowMs: number;
  /** Longer windows are read through the vendor's bulk export. */
  readonly bulkAboveMs?: number;
  /** Longest window of one export: a first load is split, so that several run in parallel and each ends in time. */
  readonly maxBulkWindowMs?: number;
  readonly proof: ProofKind;
  /** Records change, and then move from a window of the past to a later one. */
  readonly changes?: true;
  /** A snapshot to which records are appended while it is read, always after the existing ones. */
  readonly grows?: true;
  /** The field that orders the stream by change. */
  readonly cursor?: Cursor;
  readonly deletes?: DeleteStrategy;
  /** Scopes without which the vendor returns less, or nothing. */
  readonly scopes?: readonly Scope[];
  /** A snapshot that need not be taken in every run: minimum age of the last one. */
  readonly everyMs?: number;
  /** The records of a complete response, or undefined when it is not one. */
  readonly unwrap?: (body: unknown) => readonly unknown[] | undefined;
}

export interface Cursor {
  /** Path inside a record: `$.updated_at`. */
  readonly field: string;
  /** `iso`: text, UTC where it names no zone; `seconds` and `ms` since 1970; `date`: a day of the account. */
  readonly unit: 'iso' | 'seconds' | 'ms' | 'date';
  /** The vendor's filter is coarser than the window: records outside it are left to their own window. */
  readonly cut?: true;
}

/**
 * How a deletion shows: `never` (append-only), `tombstone` (a stream of deleted ids), `in_stream` (a record that says
 * so), `snapshot` (read whole every run), `sweep` (an occasional stream of all ids), `status` (archived or removed, and
 * still listed), `restated` (whole partitions are replaced), `invisible` (the vendor does not report it).
 */
type DeleteStrategy = 'never' | 'tombstone' | 'in_stream' | 'snapshot' | 'sweep' | 'status' | 'restated' | 'invisible';

/** A permission, and what is missing without it, in words a merchant understands. */
interface Scope {
  readonly name: string;
  readonly without: string;
}

/** One account of one source. */
export interface Connection {
  readonly source: string;
  readonly name: string;
  /** Older data is never requested; ISO-8601 UTC. */
  readonly start: string;
  readonly settings: unknown;
  /** Configuration that concerns records: see `ConnectionConfig`. */
  readonly streams?: readonly string[] | undefined;
  readonly drift?: DriftPolicy | Readonly<Record<string, DriftPolicy>>;
  readonly allow?: Readonly<Record<string, readonly string[]>>;
}

/** Dependencies of a session. */
export interface SessionPorts {
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  /** The connection's secret, read anew when the vendor refuses the current one. */
  readonly secret: () => Promise<unknown>;
  /** The same secret when it rotates; absent: a grant lives as long as the session. */
  readonly stored?: StoredSecret;
  /** Drop folders; absent when there are none. */
  readonly drop?: (folder: string) => ObjectStore;
  /** A keyed digest, hexadecimal: an identifier for personal data that cannot be found by guessing. */
  readonly digest?: (text: string) => string;
  /** One rate limiter per connection and process, shared by the sessions of its slices. */
  readonly rateLimiters?: Map<string, RateLimiter>;
}

/** A secret that is replaced while in use. */
export interface StoredSecret {
  get(): Promise<{ readonly value: unknown; readonly version: string }>;
  /** @returns false when another writer replaced it first */
  replace(value: unknown, version: string): Promise<boolean>;
}

/** Where to resume inside one request series; opaque to the engine and JSON-serialisable. */
export type PageToken = string;

export interface Page {
  readonly records: readonly unknown[];
  /** Token of the next page; undefined after the last one. */
  readonly next: PageToken | undefined;
  /** Parts of files that became no record. */
  readonly leftOut?: readonly LeftOut[];
  /** Files that this page read from their beginning, well or not: their earlier faults are closed. */
  readonly opened?: readonly string[];
  /** All existing files: faults of any other file are closed. Reporting them once per reading is enough. */
  readonly present?: readonly string[];
}

/** A file, or a part of one, that became no record. */
export interface LeftOut {
  /** Its name below the folder, as dropped. */
  readonly file: string;
  readonly line?: number;
  /** The column, when a single one is at fault. */
  readonly field?: string;
  /** The record's key, when known. */
  readonly key?: string;
  /** Our own words, without a cell: they are displayed everywhere. */
  readonly reason: string;
  /** Money at stake: a decimal text, and its currency. */
  readonly amount?: string;
  readonly currency?: string;
}

/** Calls made so far, for the manifest. */
export interface CallCounts {
  calls: number;
  throttled: number;
}

/** An open account: sends requests and knows nothing of landing. */
export interface Session {
  /** The page at `token`; the first one without. Repeating a token returns the same page while nothing changes. */
  page(stream: Stream, slice: Slice, token: PageToken | undefined): Promise<Page>;
  /** The vendor's own count of the window's records, or null when it has none. */
  count(stream: Stream, window: Window): Promise<number | null>;
  /** Names of the granted scopes, or null when the vendor does not report them. */
  granted?(): Promise<readonly string[] | null>;
  /**
   * The bulk export of the window, in a fixed order, from record `skip` on; `passed` is called for each skipped record,
   * in order, before the first record is returned.
   */
  bulk?(
    stream: Stream,
    slice: Slice,
    skip: number,
    passed: (record: unknown) => void,
  ): AsyncIterable<readonly unknown[]>;
  readonly counts: CallCounts;
}

/** An external system: a folder of declarations. */
export interface Source {
  readonly name: string;
  /** Pinned, with the vendor's end date (ISO date; null: not announced); a command checks both, never a test. */
  readonly apiVersion: string;
  readonly sunset: string | null;
  /** Where the API is documented, and its limits in the vendor's words. */
  readonly docs?: string;
  readonly limits?: string;
  /** The secret holds tokens that the vendor replaces: every reader must be able to write it. */
  readonly rotates?: true;
  /** Slices of one connection that may run in parallel. */
  readonly maxParallel: number;
  readonly settings: z.ZodType;
  readonly secret: z.ZodType;
  /** Some settings need no secret: dropped files. */
  readonly needsSecret?: (settings: unknown) => boolean;
  /** Some settings read dropped files: their functions must see the drop folder. */
  readonly takesFiles?: (settings: unknown) => boolean;
  readonly streams: readonly Stream[];
  /** Some settings define the records: the source as configured by a connection. */
  readonly shapedBy?: (settings: unknown) => Source;
  open(connection: Connection, ports: SessionPorts): Session;
}

/** The source for a connection with these settings, which are already validated. */
export const shaped = (source: Source, settings: unknown): Source => source.shapedBy?.(settings) ?? source;

export const seconds = (n: number) => n * 1000;
export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 3_600_000;
export const days = (n: number) => n * 86_400_000;
