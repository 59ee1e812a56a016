import { z } from 'zod';
import { SourceContractError } from '../../../contracts/errors.ts';
import { remainingIn, WindowRateLimiter } from '../../engine/rate-limit/windows.ts';
import { bearer } from '../../engine/rest/auth.ts';
import type { DeclaredSource } from '../../engine/rest/declared-source.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { days, minutes, type Source, seconds } from '../../engine/source.ts';
import { DATED, vendorWord } from '../../engine/vendor-word.ts';
import { KlaviyoSession } from './session.ts';
import { Settings } from './settings.ts';
import { streams } from './streams.ts';

export const REVISION = '2026-07-15';

/** Burst and steady windows by endpoint. https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling */
const limits = (burst: number, steady: number) => [
  { calls: burst, perMs: seconds(1) },
  { calls: steady, perMs: minutes(1) },
];
const LIMITS = {
  '/api/events': limits(350, 3500),
  '/api/profiles': limits(75, 750),
  '/api/campaigns': limits(10, 150),
  '/api/metrics': limits(10, 150),
  '/api/flows': limits(3, 60),
  '/api/lists': limits(75, 750),
  '/api/segments': limits(75, 750),
  '/api/campaign-values-reports': [...limits(1, 2), { calls: 225, perMs: days(1) }],
  '/api/flow-values-reports': [...limits(1, 2), { calls: 225, perMs: days(1) }],
};

const account: DeclaredSource<typeof Settings> = {
  name: 'klaviyo',
  apiVersion: REVISION,
  sunset: '2028-07-15', // two years after the revision, https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy
  docs: 'https://developers.klaviyo.com/en/reference/api_overview',
  limits:
    'events 350/s and 3500/min, profiles 75/s and 750/min, campaigns and metrics 10/s and 150/min, values reports 2/min and 225/day',
  maxParallel: 4,
  settings: Settings,
  secret: z.strictObject({ api_key: z.string().startsWith('pk_') }),
  baseUrl: ({ base_url }) => base_url,
  headers: () => ({
    accept: 'application/vnd.api+json',
    revision: REVISION,
    // A retired revision is silently answered by a newer one.
    'x-klaviyo-revision-fall-forward-opt-out': '1',
  }),
  auth: bearer('api_key', 'Klaviyo-API-Key'),
  rateLimiter: (clock) => new WindowRateLimiter(clock, LIMITS, remainingIn('ratelimit-remaining', 'ratelimit-reset')),
  refuse: ({ status, header }) => {
    const served = header('revision');
    if (status >= 400 || served === undefined || served === REVISION) return undefined;
    return new SourceContractError(
      `klaviyo served ${vendorWord(served, DATED)} instead of ${REVISION}: the pinned revision has ended; move the pin`,
    );
  },
  streams,
};

export const klaviyo: Source = {
  ...defineSource(account),
  open: (connection, ports) => new KlaviyoSession(account, Settings.parse(connection.settings), connection, ports),
};
