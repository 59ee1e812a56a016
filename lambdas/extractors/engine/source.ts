import type { z } from 'zod';
import type { Slice, Window } from '../../contracts/ingest.ts';
import type { Clock, Http, Random } from '../../ports/ports.ts';

/** How a slice of this stream is proved complete; see `Proof` in the manifest contract. */
export type ProofKind = 'declared' | 'recounted' | 'none';

/** One collection of a source, as data. Durations are milliseconds. */
export interface Stream {
  readonly name: string;
  readonly schema: z.ZodType;
  /** Identifies a record. */
  readonly key: (record: never) => string;
  /** `incremental`: windows on the change time; `snapshot`: all of it, every run. */
  readonly sync: 'incremental' | 'snapshot';
  /** Re-read before the watermark, for changes that arrive late. */
  readonly lookbackMs: number;
  /** The vendor's consistency delay: windows end this long before now. */
  readonly safetyLagMs: number;
  /** Longest window of one slice. */
  readonly maxWindowMs: number;
  /** Windows longer than this are read through the vendor's bulk export. */
  readonly bulkAboveMs?: number;
  readonly proof: ProofKind;
  /** Records change, and then leave a window of the past for a later one. */
  readonly changes?: true;
}

/** One account of one source. */
export interface Connection {
  readonly source: string;
  readonly name: string;
  /** Nothing older is asked for; ISO-8601 UTC. */
  readonly start: string;
  readonly settings: unknown;
}

/** What a session needs from the engine. */
export interface SessionPorts {
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  /** The connection's secret, read anew when the vendor refuses the one in use. */
  readonly secret: () => Promise<unknown>;
}

/** Where to go on inside one request series; opaque to the engine and JSON-ready. */
export type PageToken = string;

export interface Page {
  readonly records: readonly unknown[];
  /** Asks for what follows; undefined behind the last page. */
  readonly next: PageToken | undefined;
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
  /** The bulk export of the window, in a fixed order, from record `skip` on. */
  bulk?(stream: Stream, slice: Slice, skip: number): AsyncIterable<readonly unknown[]>;
  readonly counts: CallCounts;
}

/** A system we read: a folder of declarations. */
export interface Source {
  readonly name: string;
  /** Pinned, with the day the vendor ends it (ISO date), both checked by a command and never by a test. */
  readonly apiVersion: string;
  readonly sunset: string;
  /** Slices of one connection that may run at once. */
  readonly maxParallel: number;
  readonly settings: z.ZodType;
  readonly secret: z.ZodType;
  readonly streams: readonly Stream[];
  open(connection: Connection, ports: SessionPorts): Session;
}

export const seconds = (n: number) => n * 1000;
export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 3_600_000;
export const days = (n: number) => n * 86_400_000;
