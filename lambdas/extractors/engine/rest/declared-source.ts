import type { z } from 'zod';
import type { RetailPulseError } from '../../../contracts/errors.ts';
import type { Clock } from '../../../ports/ports.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { Auth } from './auth.ts';
import type { RestStream } from './declare.ts';
import type { Answer } from './place.ts';

/** A REST source as data; see `docs/adding-a-source.md`. */
export interface DeclaredSource<Settings extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly apiVersion: string;
  /** The vendor's end date for the pinned version; null when not announced. */
  readonly sunset: string | null;
  readonly docs: string;
  /** The vendor's limits in one line. */
  readonly limits: string;
  readonly maxParallel: number;
  readonly settings: Settings;
  readonly secret: z.ZodType;
  baseUrl(settings: z.output<Settings>): string;
  /** Sent with every call. */
  headers?(settings: z.output<Settings>): Readonly<Record<string, string>>;
  readonly auth: Auth;
  rateLimiter(clock: Clock, settings: z.output<Settings>): RateLimiter;
  /** The vendor's own failures, tested before the common rule (401 and 403, 429 with Retry-After, 5xx). */
  readonly refuse?: (answer: Answer & { readonly text: string }, where: string) => RetailPulseError | undefined;
  /** The granted scopes, if the vendor reports them: a call, and a parser for its answer. */
  readonly granted?: { readonly path: string; readonly read: (answer: Answer) => readonly string[] };
  readonly timeoutMs?: number;
  readonly streams: readonly RestStream[];
}
