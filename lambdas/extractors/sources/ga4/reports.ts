// The reports read: their dimensions, their metrics, and the conversion of an answer to records.
import { SourceContractError } from '../../../contracts/errors.ts';
import type { Window } from '../../../contracts/ingest.ts';
import { days } from '../../engine/source.ts';

export interface Report {
  readonly dimensions: readonly string[];
  readonly metrics: readonly string[];
  readonly dimensionFilter?: unknown;
}

const STEPS = ['session_start', 'view_item', 'add_to_cart', 'begin_checkout', 'add_payment_info', 'purchase'];

/**
 * At most nine dimensions and ten metrics. `sessionSource` and its siblings describe the session, not the first visit
 * or the event.
 */
export const REPORTS = {
  traffic: {
    dimensions: ['date', 'sessionSource', 'sessionMedium', 'sessionCampaignName', 'sessionDefaultChannelGroup'],
    metrics: [
      ...['sessions', 'engagedSessions', 'totalUsers', 'newUsers', 'screenPageViews', 'addToCarts', 'checkouts'],
      ...['ecommercePurchases', 'purchaseRevenue'],
    ],
  },
  ecommerce_items: {
    dimensions: ['date', 'itemId', 'itemName', 'itemCategory'],
    metrics: ['itemsViewed', 'itemsAddedToCart', 'itemsPurchased', 'itemRevenue'],
  },
  funnel_steps: {
    dimensions: ['date', 'eventName', 'deviceCategory'],
    metrics: ['eventCount', 'totalUsers', 'sessions'],
    dimensionFilter: { filter: { fieldName: 'eventName', inListFilter: { values: STEPS } } },
  },
  landing_pages: {
    dimensions: ['date', 'landingPage'],
    metrics: ['sessions', 'engagedSessions', 'totalUsers', 'newUsers', 'ecommercePurchases', 'purchaseRevenue'],
  },
  audiences: {
    dimensions: ['date', 'audienceId', 'audienceName'],
    metrics: ['totalUsers', 'newUsers', 'sessions'],
  },
} as const satisfies Readonly<Record<string, Report>>;

/** The request for whole days of the property; pages follow one total order. */
export function requestOf({ dimensions, metrics, dimensionFilter }: Report, window: Window): Record<string, unknown> {
  return {
    dateRanges: [{ startDate: window.from.slice(0, 10), endDate: dateBefore(window.to) }],
    dimensions: dimensions.map((name) => ({ name })),
    metrics: metrics.map((name) => ({ name })),
    orderBys: dimensions.map((dimensionName) => ({ dimension: { dimensionName } })),
    ...(dimensionFilter === undefined ? {} : { dimensionFilter }),
    keepEmptyRows: false,
    returnPropertyQuota: true,
  };
}

const dateBefore = (time: string) => new Date(Date.parse(time) - days(1)).toISOString().slice(0, 10);

interface Answered {
  readonly dimensionHeaders?: readonly { readonly name: string }[];
  readonly metricHeaders?: readonly { readonly name: string }[];
  readonly rows?: readonly {
    readonly dimensionValues?: readonly { readonly value?: unknown }[];
    readonly metricValues?: readonly { readonly value?: unknown }[];
  }[];
  readonly metadata?: {
    readonly subjectToThresholding?: boolean;
    readonly dataLossFromOtherRow?: boolean;
    readonly samplingMetadatas?: readonly { readonly samplesReadCount?: string; readonly samplingSpaceSize?: string }[];
    readonly currencyCode?: string;
    readonly timeZone?: string;
  } | null;
  readonly rowCount?: number;
}

/** Metadata of the answer is copied to each of its rows; a missing flag is false. */
function qualityOf({ metadata }: Answered): Record<string, unknown> {
  const samples = metadata?.samplingMetadatas ?? [];
  const sum = (of: (one: (typeof samples)[number]) => string | undefined) =>
    String(samples.reduce((total, one) => total + Number(of(one) ?? 0), 0));
  return {
    subjectToThresholding: metadata?.subjectToThresholding ?? false,
    dataLossFromOtherRow: metadata?.dataLossFromOtherRow ?? false,
    isSampled: samples.length > 0,
    ...(samples.length > 0
      ? {
          samplesReadCount: sum((one) => one.samplesReadCount),
          samplingSpaceSize: sum((one) => one.samplingSpaceSize),
        }
      : {}),
    ...(metadata?.currencyCode === undefined ? {} : { currencyCode: metadata.currencyCode }),
    ...(metadata?.timeZone === undefined ? {} : { timeZone: metadata.timeZone }),
  };
}

const namesOf = ({ dimensionHeaders = [], metricHeaders = [] }: Answered) => ({
  dimensions: dimensionHeaders.map(({ name }) => name),
  metrics: metricHeaders.map(({ name }) => name),
});

/** Dimensions that are paths of the shop's site. */
const PATHS: ReadonlySet<string> = new Set(['landingPage', 'pagePath']);

/** Flat objects: dimension and metric by name. Undefined for a body that is not a report. */
function flatten(body: unknown): Record<string, unknown>[] | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  if (!('dimensionHeaders' in body || 'metricHeaders' in body || 'metadata' in body)) return undefined;
  const answered = body as Answered;
  const { dimensions, metrics } = namesOf(answered);
  const quality = qualityOf(answered);
  return (answered.rows ?? []).map(({ dimensionValues = [], metricValues = [] }) => {
    const record: Record<string, unknown> = {};
    const put = (name: string, value: unknown) => {
      if (value !== undefined) record[name] = PATHS.has(name) ? pathOnly(value) : value;
    };
    for (const [at, name] of dimensions.entries()) put(name, dimensionValues[at]?.value);
    for (const [at, name] of metrics.entries()) put(name, metricValues[at]?.value);
    return Object.assign(record, quality);
  });
}

/** The rows of any report answer: one report, several in one answer, or the table of a funnel. */
export function unwrap(body: unknown): Record<string, unknown>[] | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { reports, funnelTable } = body as { readonly reports?: unknown; readonly funnelTable?: unknown };
  if (Array.isArray(reports)) return reports.flatMap((one) => flatten(one) ?? []);
  return flatten(funnelTable ?? body);
}

/**
 * The records of an answer to a report.
 * @throws SourceContractError when the answer is about something else than what was asked
 */
export const decoderOf =
  (name: string, report: Report) =>
  (body: unknown): readonly unknown[] => {
    const records = flatten(body);
    if (!records) throw new SourceContractError(`ga4 ${name}: the answer is no report`);
    const { dimensions, metrics } = namesOf(body as Answered);
    const answered = [...dimensions, ...metrics];
    const missing = [...report.dimensions, ...report.metrics].filter((one) => !answered.includes(one));
    if (records.length > 0 && missing.length > 0)
      throw new SourceContractError(`ga4 ${name}: the answer lacks ${missing.join(', ')}, which was asked for`);
    return records;
  };

/** A path as it is: no query, and no part that could be an address or a token. */
function pathOnly(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const [path = ''] = value.split(/[?#]/);
  return path
    .split('/')
    .map((part) => (/@|%40|[\dA-Za-z_-]{40}/.test(part) ? '*' : part))
    .join('/');
}
