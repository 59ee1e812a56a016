import type { z } from 'zod';
import type { RetailPulseError } from '../../../contracts/errors.ts';
import type { Clock } from '../../../ports/ports.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { Source } from '../source.ts';
import type { Auth } from './auth.ts';
import type { RestStream } from './declare.ts';
import type { Answer } from './place.ts';
import { recordsIn } from './records.ts';
import { RestSession } from './session.ts';

/** A REST source as data; see `docs/adding-a-source.md`. */
export interface DeclaredSource<Settings extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly apiVersion: string;
  /** The day the vendor ends the pinned version; null when it has not said. */
  readonly sunset: string | null;
  readonly docs: string;
  /** The vendor's limits in a line. */
  readonly limits: string;
  readonly maxParallel: number;
  readonly settings: Settings;
  readonly secret: z.ZodType;
  baseUrl(settings: z.output<Settings>): string;
  /** Sent with every call. */
  headers?(settings: z.output<Settings>): Readonly<Record<string, string>>;
  readonly auth: Auth;
  rateLimiter(clock: Clock, settings: z.output<Settings>): RateLimiter;
  /** What the vendor's own failures mean, before the common rule (401 and 403, 429 with Retry-After, 5xx) is asked. */
  readonly refuse?: (answer: Answer & { readonly text: string }, where: string) => RetailPulseError | undefined;
  /** The granted scopes, where the vendor tells them: a call, and how to read its answer. */
  readonly granted?: { readonly path: string; readonly read: (answer: Answer) => readonly string[] };
  readonly timeoutMs?: number;
  readonly streams: readonly RestStream[];
}

/** Makes a source of its declaration. */
export function defineSource<Settings extends z.ZodType>(declared: DeclaredSource<Settings>): Source {
  const { name, apiVersion, sunset, docs, limits, maxParallel, settings, secret, auth } = declared;
  const streams = declared.streams.map((stream) => ({
    ...stream,
    unwrap: stream.unwrap ?? ((body: unknown) => recordsIn(stream, body, EVER)),
  }));
  return {
    name,
    apiVersion,
    sunset,
    docs,
    limits,
    maxParallel,
    settings,
    secret,
    streams,
    ...(auth.rotates ? { rotates: true } : {}),
    open: (connection, ports) => new RestSession(declared, settings.parse(connection.settings), connection, ports),
  };
}

const EVER = { from: '0001-01-01T00:00:00.000Z', to: '9999-12-31T00:00:00.000Z' };
