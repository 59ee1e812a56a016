import { z } from 'zod';
import { RateLimitedError } from '../../../contracts/errors.ts';
import { ConcurrencyRateLimiter } from '../../engine/rate-limit/concurrency.ts';
import type { RateLimitSignal } from '../../engine/rate-limit/rate-limiter.ts';
import { basic } from '../../engine/rest/auth.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { type Source, seconds } from '../../engine/source.ts';
import { streams } from './streams.ts';

const Settings = z.strictObject({
  /** The suffix of the API key after its dash, for example `us21`. */
  data_center: z.string().regex(/^[a-z]+\d+$/),
  /** Overrides the host, for a twin. */
  base_url: z.url().optional(),
});
const FORBIDDEN_WAIT_MS = seconds(10);

/** A bare 403 comes from the edge and means throttling; a real one gives its reason in JSON. */
const isThrottle = ({ status, body }: Pick<RateLimitSignal, 'status' | 'body'>) =>
  status === 403 && (typeof body !== 'object' || body === null);

/** Ten connections per user over all apps may be open at once; refusals halve ours. */
class MailchimpRateLimiter extends ConcurrencyRateLimiter {
  override onResponse(kind: string, signal: RateLimitSignal): void {
    super.onResponse(kind, isThrottle(signal) ? { ...signal, status: 429 } : signal);
  }
}

export const mailchimp: Source = defineSource({
  name: 'mailchimp',
  apiVersion: '3.0',
  sunset: null,
  docs: 'https://mailchimp.com/developer/marketing/api/',
  limits: '10 simultaneous connections per user over all apps, no rate headers',
  maxParallel: 6,
  settings: Settings,
  secret: z.strictObject({ api_key: z.string() }),
  baseUrl: ({ data_center, base_url }) => base_url ?? `https://${data_center}.api.mailchimp.com/3.0`,
  auth: basic('=retailpulse', 'api_key'),
  rateLimiter: (clock) => new MailchimpRateLimiter(clock, { start: 8, most: 10 }),
  refuse: (answer, where) =>
    isThrottle(answer)
      ? new RateLimitedError(`${where} answered a bare 403: too many calls`, FORBIDDEN_WAIT_MS, { status: 403 })
      : undefined,
  timeoutMs: seconds(120),
  streams,
});
