import { z } from 'zod';
import type { Slice, Window } from '../../../contracts/ingest.ts';
import { offset, type RestStream, single } from '../../engine/rest/declare.ts';
import type { DeclaredSource } from '../../engine/rest/declared-source.ts';
import { defineSource } from '../../engine/rest/define-source.ts';
import { AuthorisedSecret, oauth2Elsewhere } from '../../engine/rest/oauth2-elsewhere.ts';
import { totalOf } from '../../engine/rest/paging.ts';
import { RestSession } from '../../engine/rest/session.ts';
import {
  type CallCounts,
  days,
  type Page,
  type PageToken,
  type Session,
  type Source,
  type Stream,
} from '../../engine/source.ts';
import { ga4RateLimiter, refusedBy } from './quota.ts';
import { decoderOf, REPORTS, type Report, requestOf, unwrap } from './reports.ts';
import * as schema from './schema.ts';

const SCOPE = 'https://www.googleapis.com/auth/analytics.readonly';
/** Rows per page: a quarter of the vendor's maximum, so that a page of long names stays small. */
const PAGE = 10_000;

const stream = (name: keyof typeof REPORTS, lookbackDays: number, recordSchema: z.ZodType): RestStream => {
  const report: Report = REPORTS[name];
  const dimensions = report.dimensions;
  return {
    name,
    schema: recordSchema,
    key: (record: Readonly<Record<string, unknown>>) => dimensions.map((one) => String(record[one])).join('~'),
    sync: 'report',
    lookbackMs: days(lookbackDays),
    safetyLagMs: 0,
    maxWindowMs: days(366),
    proof: 'declared',
    deletes: 'restated',
    cursor: { field: '$.date', unit: 'date' },
    required: ['$.date'],
    scopes: [{ name: SCOPE, without: 'everything of the property' }],
    path: ':runReport',
    method: 'POST',
    body: (window) => requestOf(report, window),
    decode: decoderOf(name, report),
    unwrap,
    paging: offset({ as: '$.offset', size: ['$.limit', PAGE] }),
    kind: name,
  };
};

const streams: readonly RestStream[] = [
  stream('traffic', 14, schema.Traffic), // credit for a purchase moves between sessions for up to twelve days
  stream('ecommerce_items', 3, schema.EcommerceItem),
  stream('funnel_steps', 3, schema.FunnelStep),
  stream('landing_pages', 14, schema.LandingPage),
  stream('audiences', 3, schema.Audience),
];

const Settings = z.strictObject({
  /** The property's number. */
  property_id: z.string().regex(/^\d+$/),
  /** Overrides the host, for a twin. */
  base_url: z.url().default('https://analyticsdata.googleapis.com'),
});

const declared: DeclaredSource<typeof Settings> = {
  name: 'ga4',
  apiVersion: 'v1beta',
  sunset: null,
  docs: 'https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runReport',
  limits:
    'tokens of a property: 200,000 a day, 40,000 an hour, 14,000 an hour and project; 10 requests at once (360: tenfold)',
  maxParallel: 4,
  settings: Settings,
  secret: AuthorisedSecret,
  baseUrl: ({ base_url, property_id }) => `${base_url.replace(/\/$/, '')}/v1beta/properties/${property_id}`,
  auth: oauth2Elsewhere({ domain: '.googleapis.com', tokenUrl: 'https://oauth2.googleapis.com/token', scope: SCOPE }),
  rateLimiter: ga4RateLimiter,
  refuse: refusedBy,
  timeoutMs: 120_000,
  streams,
};

/** Reads one property; an empty report has no `rowCount` at all. */
class Ga4Session implements Session {
  readonly #inner: RestSession;

  constructor(inner: RestSession) {
    this.#inner = inner;
  }

  get counts(): CallCounts {
    return this.#inner.counts;
  }

  page(asked: Stream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    return this.#inner.page(asked, slice, token);
  }

  async count(asked: Stream, window: Window): Promise<number | null> {
    const { body, decode, kind } = asked as RestStream;
    const counting = {
      path: ':runReport',
      method: 'POST',
      body: body!,
      decode: decode!,
      kind: kind!,
      paging: single(),
    } as const;
    const one = { window, params: { '$.limit': 1, '$.offset': 0 }, parse: JSON.parse };
    const { answer } = await this.#inner.list(counting, one, undefined);
    const { rowCount = 0 } = answer.body as { rowCount?: number };
    return totalOf({ ...answer, body: { rowCount } }, '$.rowCount');
  }
}

export const ga4: Source = {
  ...defineSource(declared),
  open: (connection, ports) =>
    new Ga4Session(new RestSession(declared, Settings.parse(connection.settings), connection, ports)),
};
