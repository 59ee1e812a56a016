import type { z } from 'zod';
import type { DriftPolicy } from '../../contracts/config.ts';
import type { Slice, Window } from '../../contracts/ingest.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Clock, Http, Random } from '../../ports/ports.ts';
import type { RateLimiter } from './rate-limit/rate-limiter.ts';

/** How a slice of this stream is proved complete; see `Proof` in the manifest contract. */
type ProofKind = 'declared' | 'recounted' | 'none';

/** One collection of a source, as data. Durations are milliseconds. */
export interface Stream {
  readonly name: string;
  readonly schema: z.ZodType;
  /** Identifies a record, or a version of it: `<id>@<version>`, where the version is a time, a state in capitals, or empty. */
  readonly key: (record: never) => string;
  /**
   * Paths without which the money of a record, or its day, is unknown (`$.lines[].price`). These and the key cost the record where they
   * do not fit the schema; any other misfit becomes null, and is named.
   */
  readonly required?: readonly string[];
  /** Where the money of a record stands, for whoever asks what a quarantined one weighs. */
  readonly money?: { readonly amount: string; readonly currency?: string };
  /** Where a record of dropped files says which line it is. */
  readonly place?: { readonly file: string; readonly line: string };
  /**
   * `incremental`: windows on the change time; `snapshot`: all of it; `report`: whole days of the account, which the vendor goes on
   * correcting for `lookbackMs`.
   */
  readonly sync: 'incremental' | 'snapshot' | 'report';
  /** Re-read before the watermark, for changes that arrive late. */
  readonly lookbackMs: number;
  /**
   * For records that the vendor shows days after the time they are listed by: so far back the first run of a day reads again, whatever
   * the lookback of the others.
   */
  readonly lateMs?: number;
  /** The vendor's consistency delay: windows end this long before now. */
  readonly safetyLagMs: number;
  /** Longest window of one slice. */
  readonly maxWindowMs: number;
  /** Windows longer than this are read through the vendor's bulk export. */
  readonly bulkAboveMs?: number;
  /** Longest window of one export: a first load is cut, so that several run side by side and each ends in time. */
  readonly maxBulkWindowMs?: number;
  readonly proof: ProofKind;
  /** Records change, and then leave a window of the past for a later one. */
  readonly changes?: true;
  /** A snapshot to which records are added while it is read, always behind those that were there. */
  readonly grows?: true;
  /** The field that orders the stream by change. */
  readonly cursor?: Cursor;
  readonly deletes?: DeleteStrategy;
  /** Without these the vendor shows less, or nothing. */
  readonly scopes?: readonly Scope[];
  /** A snapshot that need not be taken every run: at least so long after the last one. */
  readonly everyMs?: number;
  /** The records inside a whole response of the vendor, or undefined when it is none. */
  readonly unwrap?: (body: unknown) => readonly unknown[] | undefined;
}

export interface Cursor {
  /** Path inside a record: `$.updated_at`. */
  readonly field: string;
  /** `iso`: text, UTC where it names no zone; `seconds` and `ms` since 1970; `date`: a day of the account. */
  readonly unit: 'iso' | 'seconds' | 'ms' | 'date';
  /** The vendor's edges are not ours: records outside the window are left to the window they belong to. */
  readonly cut?: true;
}

/**
 * How a deletion shows: `never` (append-only), `tombstone` (a stream of deleted ids), `in_stream` (a record that says so), `snapshot`
 * (read whole every run), `sweep` (a stream of all ids, now and then), `status` (archived or removed, and still listed), `restated`
 * (whole partitions are replaced), `invisible` (the vendor does not tell).
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
  /** Nothing older is asked for; ISO-8601 UTC. */
  readonly start: string;
  readonly settings: unknown;
  /** What of the configuration concerns records: see `ConnectionConfig`. */
  readonly streams?: readonly string[] | undefined;
  readonly drift?: DriftPolicy | Readonly<Record<string, DriftPolicy>>;
  readonly allow?: Readonly<Record<string, readonly string[]>>;
}

/** What a session needs from the engine. */
export interface SessionPorts {
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  /** The connection's secret, read anew when the vendor refuses the one in use. */
  readonly secret: () => Promise<unknown>;
  /** The same secret where it rotates; absent: what is granted lives as long as the session. */
  readonly stored?: StoredSecret;
  /** Folders into which people drop files; absent where there are none. */
  readonly drop?: (folder: string) => ObjectStore;
  /** A keyed digest, hexadecimal: a name for something of a person that nobody can find out by trying. */
  readonly digest?: (text: string) => string;
  /** One pace per connection and process: the sessions of its slices share it. */
  readonly rateLimiters?: Map<string, RateLimiter>;
}

/** A secret that is replaced while it is in use. */
export interface StoredSecret {
  get(): Promise<{ readonly value: unknown; readonly version: string }>;
  /** @returns false when somebody else replaced it first */
  replace(value: unknown, version: string): Promise<boolean>;
}

/** Where to go on inside one request series; opaque to the engine and JSON-ready. */
export type PageToken = string;

export interface Page {
  readonly records: readonly unknown[];
  /** Asks for what follows; undefined behind the last page. */
  readonly next: PageToken | undefined;
  /** Of files: what of them became no record. */
  readonly leftOut?: readonly LeftOut[];
  /** Files read from their beginning by this page, well or not: what was said of them before is over. */
  readonly opened?: readonly string[];
  /** All files that there are now: what was said of another is over. Once per reading is enough. */
  readonly present?: readonly string[];
}

/** A file, or a part of one, that no record was made of. */
export interface LeftOut {
  /** Its name below the folder, as dropped. */
  readonly file: string;
  readonly line?: number;
  /** The column, where one alone is meant. */
  readonly field?: string;
  /** The record as its stream keys it, where that is known. */
  readonly key?: string;
  /** Our own words, without a cell: they are shown everywhere. */
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

/** An open account: knows how to ask, is told nothing of landing. */
export interface Session {
  /** The page at `token`; the first one without. Repeating a token gives the same page as long as nothing changed. */
  page(stream: Stream, slice: Slice, token: PageToken | undefined): Promise<Page>;
  /** The vendor's own count of the window's records, or null when it has none. */
  count(stream: Stream, window: Window): Promise<number | null>;
  /** Names of the granted scopes, or null where the vendor does not tell. */
  granted?(): Promise<readonly string[] | null>;
  /**
   * The bulk export of the window, in a fixed order, from record `skip` on; `passed` is told of each record before that, in order,
   * before anything is given.
   */
  bulk?(
    stream: Stream,
    slice: Slice,
    skip: number,
    passed: (record: unknown) => void,
  ): AsyncIterable<readonly unknown[]>;
  readonly counts: CallCounts;
}

/** A system we read: a folder of declarations. */
export interface Source {
  readonly name: string;
  /** Pinned, with the day the vendor ends it (ISO date; null: it has not said), both checked by a command and never by a test. */
  readonly apiVersion: string;
  readonly sunset: string | null;
  /** Where the API is documented, and its limits in the vendor's words. */
  readonly docs?: string;
  readonly limits?: string;
  /** The secret holds tokens that the vendor replaces: whoever reads it must be able to write it. */
  readonly rotates?: true;
  /** Slices of one connection that may run at once. */
  readonly maxParallel: number;
  readonly settings: z.ZodType;
  readonly secret: z.ZodType;
  /** Some settings need no secret: files somebody dropped. */
  readonly needsSecret?: (settings: unknown) => boolean;
  /** Some settings read files that somebody drops: whoever reads them must see those. */
  readonly takesFiles?: (settings: unknown) => boolean;
  readonly streams: readonly Stream[];
  /** Some settings say what records look like: the source as a connection with them reads it. */
  readonly shapedBy?: (settings: unknown) => Source;
  open(connection: Connection, ports: SessionPorts): Session;
}

/** A source as a connection with these settings, checked before, reads it. */
export const shaped = (source: Source, settings: unknown): Source => source.shapedBy?.(settings) ?? source;

export const seconds = (n: number) => n * 1000;
export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 3_600_000;
export const days = (n: number) => n * 86_400_000;
