// GA4's quotas, and the meaning of its refusals.
import { RateLimitedError, type RetailPulseError } from '../../../contracts/errors.ts';
import type { Clock } from '../../../ports/ports.ts';
import { type Budget, QuotaRateLimiter } from '../../engine/rate-limit/quota.ts';
import type { RateLimiter, RateLimitSignal } from '../../engine/rate-limit/rate-limiter.ts';
import type { Answer } from '../../engine/rest/place.ts';
import { days, hours, seconds } from '../../engine/source.ts';

/** Requests of one property that may run in parallel. */
const CONCURRENT = 10;

interface Status {
  readonly consumed?: number;
  readonly remaining?: number;
}
type PropertyQuota = Partial<
  Record<'tokensPerDay' | 'tokensPerHour' | 'tokensPerProjectPerHour' | 'potentiallyThresholdedRequestsPerHour', Status>
>;

const pacific = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

const nextHour = (now: number) => (Math.floor(now / hours(1)) + 1) * hours(1);
/** Daily quotas reset at midnight in California. */
function nextPacificDay(now: number): number {
  const part = Object.fromEntries(pacific.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  return now - (now % 1000) + days(1) - seconds(part.hour! * 3600 + part.minute! * 60 + part.second!);
}

/** @see https://developers.google.com/analytics/devguides/reporting/data/v1/quotas */
function budgetsIn({ body }: RateLimitSignal, now: number): Budget[] {
  const quota = (body as { propertyQuota?: PropertyQuota | null } | null | undefined)?.propertyQuota;
  return Object.entries(quota ?? {}).flatMap(([name, status]): Budget[] => {
    if (!/Hour$|Day$/.test(name) || name.startsWith('serverErrors') || typeof status?.remaining !== 'number') return [];
    const refillsAt = name.endsWith('Day') ? nextPacificDay(now) : nextHour(now);
    return [{ name, taken: status.consumed ?? 0, remaining: status.remaining, refillsAt }];
  });
}

export const ga4RateLimiter = (clock: Clock): RateLimiter =>
  new QuotaRateLimiter(clock, { concurrent: CONCURRENT, read: budgetsIn });

/** Hourly tokens reset with the vendor's clock; a concurrent-request slot frees at once. */
export function refusedBy({ status, body, header }: Answer, where: string): RetailPulseError | undefined {
  const error = (body as { error?: { status?: string; message?: string } } | null | undefined)?.error;
  if (status !== 429 && error?.status !== 'RESOURCE_EXHAUSTED') return undefined;
  const message = String(error?.message ?? '');
  if (/concurrent/i.test(message))
    return new RateLimitedError(`${where}: too many requests at once`, seconds(5), { status });
  const now = Date.parse(header('date') ?? '');
  const wait = Number.isNaN(now) ? hours(1) : nextHour(now) - now;
  return new RateLimitedError(`${where}: a quota is exhausted`, wait, { status });
}
