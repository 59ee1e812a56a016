import { z } from 'zod';
import { WindowRateLimiter } from '../../engine/rate-limit/windows.ts';
import { anonymous } from '../../engine/rest/auth.ts';
import { type RestStream, single, sweep } from '../../engine/rest/declare.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { days, type Source, seconds } from '../../engine/source.ts';
import { daysIn } from '../../engine/windows.ts';
import { Rate } from './schema.ts';
import { observationsIn } from './sdmx.ts';

/** Longer than the bank is ever closed, so that a question always has an answer: nothing found is a 404. */
const CLOSED_AT_MOST = days(10);

const Settings = z.strictObject({
  /** Currencies whose rates are read, ISO 4217; the euro has none. */
  currencies: z
    .array(z.string().regex(/^[A-Z]{3}$/))
    .min(1)
    .default(['AUD', 'CAD', 'CHF', 'CNY', 'CZK', 'DKK', 'GBP', 'HKD', 'JPY', 'NOK', 'NZD', 'PLN', 'SEK', 'SGD', 'USD']),
  /** Overrides the host, for a twin. */
  base_url: z.url().default('https://data-api.ecb.europa.eu'),
});

const rates: RestStream = {
  name: 'rates',
  schema: Rate,
  key: ({ TIME_PERIOD, CURRENCY }: { TIME_PERIOD: string; CURRENCY: string }) => `${TIME_PERIOD}~${CURRENCY}`,
  sync: 'report',
  cursor: { field: '$.TIME_PERIOD', unit: 'date', cut: true },
  required: ['$.TIME_PERIOD', '$.CURRENCY', '$.OBS_VALUE'],
  lookbackMs: days(7),
  safetyLagMs: 0,
  maxWindowMs: days(366),
  proof: 'recounted',
  deletes: 'restated',
  path: '',
  params: (window) => ({
    startPeriod: new Date(Date.parse(window.from) - CLOSED_AT_MOST).toISOString().slice(0, 10),
    endPeriod: daysIn(window).last,
    detail: 'dataonly',
    format: 'jsondata',
  }),
  decode: (body) => observationsIn(body)!,
  unwrap: observationsIn,
  paging: single(),
  // Not the answer of a cache: the same observations, with their attributes.
  count: sweep({ params: { detail: 'full' } }),
  kind: 'rates',
};

/** The euro foreign exchange reference rates of the European Central Bank. */
export const ecb: Source = {
  ...defineSource({
    name: 'ecb',
    apiVersion: 'SDMX 2.1',
    sunset: null,
    docs: 'https://data.ecb.europa.eu/help/api/data',
    limits: 'none published; ours: 2 calls a second',
    maxParallel: 1,
    settings: Settings,
    secret: z.unknown(),
    baseUrl: ({ base_url, currencies }) =>
      `${base_url.replace(/\/$/, '')}/service/data/EXR/D.${currencies.join('+')}.EUR.SP00.A`,
    auth: anonymous(),
    rateLimiter: (clock) => new WindowRateLimiter(clock, {}, undefined, [{ calls: 2, perMs: seconds(1) }]),
    streams: [rates],
  }),
  needsSecret: () => false,
};
