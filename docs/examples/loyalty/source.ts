// An invented loyalty programme: what a source is, from the first line to the last.
import { z } from 'zod';
import { WindowRateLimiter } from '../../../lambdas/extractors/engine/rate-limit/windows.ts';
import { bearer } from '../../../lambdas/extractors/engine/rest/auth.ts';
import { sweep, token } from '../../../lambdas/extractors/engine/rest/declare.ts';
import { defineSource } from '../../../lambdas/extractors/engine/rest/define-source.ts';
import { days, minutes, seconds } from '../../../lambdas/extractors/engine/source.ts';
import { PointEvent } from './schema.ts';

export const loyalty = defineSource({
  name: 'loyalty',
  apiVersion: '2',
  sunset: null,
  docs: 'https://docs.loyalty.example/v2',
  limits: '4 calls a second',
  maxParallel: 2,
  settings: z.strictObject({ base_url: z.url().default('https://api.loyalty.example/v2') }),
  secret: z.strictObject({ token: z.string() }),
  baseUrl: ({ base_url }) => base_url,
  auth: bearer('token'),
  rateLimiter: (clock) => new WindowRateLimiter(clock, {}, undefined, [{ calls: 4, perMs: seconds(1) }]),
  streams: [
    {
      name: 'point_events',
      schema: PointEvent,
      key: (record: { id: string; updated_at: string }) => `${record.id}@${record.updated_at}`,
      sync: 'incremental',
      cursor: { field: '$.updated_at', unit: 'iso' },
      lookbackMs: minutes(15),
      safetyLagMs: minutes(1),
      maxWindowMs: days(30),
      changes: true,
      deletes: 'invisible',
      path: '/events',
      params: ({ from, to }) => ({ updated_after: from, updated_before: to, sort: 'updated_at' }),
      records: '$.data',
      paging: token({ from: '$.next', as: 'page', size: ['limit', 200] }),
      proof: 'recounted', // it declares no totals: the ids of the window are listed a second time
      count: sweep({ params: { fields: 'id,updated_at' } }),
    },
  ],
});
