// Meta's allowances and refusals: percentages in headers, and errors in bodies of status 400.
import {
  RateLimitedError,
  type RetailPulseError,
  SourceAuthError,
  SourceContractError,
  SourceUnavailableError,
} from '../../../contracts/errors.ts';
import type { Clock } from '../../../ports/ports.ts';
import { PercentRateLimiter, type PercentSignal } from '../../engine/rate-limit/percent.ts';
import type { RateLimiter, RateLimitSignal } from '../../engine/rate-limit/rate-limiter.ts';
import type { Answer } from '../../engine/rest/place.ts';
import { hours, minutes, seconds } from '../../engine/source.ts';

/** Application, user, page, account and custom limits; 80000 to 80014 are those of the business use cases. */
const THROTTLES = new Set([4, 17, 32, 341, 613]);
const isThrottle = (code: number) => THROTTLES.has(code) || (code >= 80_000 && code <= 80_014);
/** Expired or wrong tokens, and permissions that were not granted. */
const isRefused = (code: number) => code === 102 || code === 190 || code === 10 || (code >= 200 && code <= 299);
/** Too much data requested at once. */
const TOO_MUCH = new Set([99, 1_504_018]);
/** Default wait when a refusal gives none. */
const UNTOLD_MS = minutes(1);

type Read = Pick<RateLimitSignal, 'header'>;

function parsed(answer: Read, name: string): unknown {
  try {
    return JSON.parse(answer.header(name) ?? 'null');
  } catch {
    return null;
  }
}

interface Use {
  readonly call_count?: number;
  readonly total_cputime?: number;
  readonly total_time?: number;
  readonly acc_id_util_pct?: number;
  /** Minutes. */
  readonly estimated_time_to_regain_access?: number;
  /** Seconds. */
  readonly reset_time_duration?: number;
}

/**
 * The fullest allowance of an answer; all of them are percentages.
 * @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
function usageIn(answer: Read): PercentSignal | undefined {
  const useCases = Object.values((parsed(answer, 'x-business-use-case-usage') ?? {}) as Record<string, Use[]>).flat();
  const others = [parsed(answer, 'x-ad-account-usage'), parsed(answer, 'x-app-usage')] as (Use | null)[];
  const told = [...useCases, ...others.filter((one) => one !== null)];
  if (told.length === 0) return undefined;
  const used = told.flatMap((one) => [one.call_count, one.total_cputime, one.total_time, one.acc_id_util_pct]);
  const regain = told.flatMap((one) => [
    minutes(one.estimated_time_to_regain_access ?? 0),
    (one.acc_id_util_pct ?? 0) >= 100 ? seconds(one.reset_time_duration ?? 0) : 0,
  ]);
  return { used: Math.max(...used.map((one) => one ?? 0)), regainMs: Math.max(...regain) };
}

/** Objects and insights have separate allowances, each of a rolling hour. */
export function metaRateLimiter(clock: Clock): RateLimiter {
  const open = () => new PercentRateLimiter(clock, { windowMs: hours(1), most: 98, read: usageIn });
  const [insights, objects] = [open(), open()];
  const of = (kind: string) => (kind.includes('insights') || kind === '/{parent}' ? insights : objects);
  return { acquire: (kind) => of(kind).acquire(), onResponse: (kind, signal) => of(kind).onResponse(kind, signal) };
}

export function refusedBy(answer: Answer & { readonly text: string }, where: string): RetailPulseError | undefined {
  const error = (answer.body as { error?: unknown } | null | undefined)?.error;
  if (answer.status < 400 || typeof error !== 'object' || error === null) return undefined;
  const { code, error_subcode: subcode } = error as { code?: unknown; error_subcode?: unknown };
  if (typeof code !== 'number') return undefined;
  const details = { status: answer.status, code, subcode };
  if (isThrottle(code))
    return new RateLimitedError(`${where} answered code ${code}`, usageIn(answer)?.regainMs || UNTOLD_MS, details);
  if (isRefused(code))
    return new SourceAuthError(
      `${where} answered code ${code}: the token has expired or lacks ads_read; create a new system user token`,
      details,
    );
  if (TOO_MUCH.has(Number(subcode)))
    return new SourceContractError(`${where} refused a request for too much data; read fewer days`, details);
  if (code === 1 || code === 2) return new SourceUnavailableError(`${where} answered code ${code}`, details);
  return undefined;
}
