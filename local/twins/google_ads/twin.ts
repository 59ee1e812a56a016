// The Google Ads API for one account: queries, streamed or paged, tokens that expire within the hour, a bucket that
// empties.

import { dayOfText, zoneOf } from '../../world/calendar/zones.ts';
import type { World } from '../../world/world.ts';
import { json, type Twin, type TwinAnswer, type TwinContext } from '../kit.ts';
import { Bucket } from './bucket.ts';
import { camel, type Parsed, parseQuery, project } from './query.ts';
import { CUSTOMER, type Found } from './resources.ts';
import { rowsOf } from './rows.ts';
import { TokenOffice } from './tokens.ts';

const VERSION = 'v24';
const BATCH = 1000;
const HISTORY_DAYS = 1127;
const WRONG = { customer: 'mystery' };

/** Fields this account's rows may hold; each is in the vendor's reference. */
export const KNOWN = [
  ...['customer.id', 'customer.currency_code', 'customer.time_zone'],
  ...['id', 'name', 'status', 'serving_status', 'advertising_channel_type', 'advertising_channel_sub_type'].map(
    (one) => `campaign.${one}`,
  ),
  ...['bidding_strategy_type', 'start_date_time', 'end_date_time', 'campaign_budget'].map((one) => `campaign.${one}`),
  ...['campaign_budget.id', 'campaign_budget.amount_micros'],
  ...['id', 'name', 'status', 'type', 'cpc_bid_micros'].map((one) => `ad_group.${one}`),
  ...['status', 'ad_strength', 'policy_summary.approval_status'].map((one) => `ad_group_ad.${one}`),
  ...['id', 'name', 'type', 'final_urls'].map((one) => `ad_group_ad.ad.${one}`),
  ...[
    'criterion_id',
    'status',
    'type',
    'negative',
    'keyword.text',
    'keyword.match_type',
    'quality_info.quality_score',
  ].map((one) => `ad_group_criterion.${one}`),
  ...['search_term_view.search_term', 'search_term_view.status', 'keyword_view.resource_name'],
  ...[
    'date',
    'search_term_match_type',
    'keyword.ad_group_criterion',
    'keyword.info.text',
    'keyword.info.match_type',
  ].map((one) => `segments.${one}`),
  ...[
    'conversion_action',
    'conversion_action_name',
    'conversion_action_category',
    'conversion_or_adjustment_lag_bucket',
  ].map((one) => `segments.${one}`),
  ...[
    'impressions',
    'clicks',
    'cost_micros',
    'interactions',
    'conversions',
    'conversions_value',
    'all_conversions',
    'all_conversions_value',
  ].map((one) => `metrics.${one}`),
  ...['view_through_conversions', 'conversions_by_conversion_date', 'conversions_value_by_conversion_date'].map(
    (one) => `metrics.${one}`,
  ),
  ...[
    'resource_name',
    'last_change_date_time',
    'resource_type',
    'resource_status',
    'campaign',
    'ad_group',
    'ad_group_ad',
    'ad_group_criterion',
  ].map((one) => `change_status.${one}`),
];
const KNOWN_FIELDS = new Set(KNOWN);

/** Cache of recent answers: the same query is counted, read, and counted again. */
const KEPT = 4;

/** Stream → a pattern of its query, for faults requested by stream. */
const streamOf = ({ from, select }: Parsed): string => {
  const isReport = select.includes('segments.date');
  if (from === 'campaign')
    return !isReport
      ? 'campaigns'
      : select.includes('segments.conversion_action')
        ? 'conversion_actions'
        : 'campaign_performance';
  if (from === 'ad_group_ad') return isReport ? 'ad_performance' : 'ads';
  return (
    {
      ad_group: 'ad_groups',
      ad_group_criterion: 'keywords',
      keyword_view: 'keyword_performance',
      search_term_view: 'search_terms',
    }[from] ?? from
  );
};

export function googleAdsTwin(context: TwinContext): Twin {
  const { clock } = context;
  const office = new TokenOffice(clock, 'https://www.googleapis.com/auth/adwords');
  const bucket = new Bucket(clock);
  return (request) => {
    const { pathname } = request.url;
    if (pathname === '/token') return office.grant(request);
    const isStream = pathname === `/${VERSION}/customers/${CUSTOMER}/googleAds:searchStream`;
    if (!isStream && pathname !== `/${VERSION}/customers/${CUSTOMER}/googleAds:search`)
      return {
        status: 404,
        headers: { 'content-type': 'text/html; charset=UTF-8' },
        body: '<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title>',
      };
    const failed = (code: number, status: string, message: string, errors: readonly object[] = []) =>
      failure(isStream, code, status, message, errors);
    if (!office.knows(request))
      return failed(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
    const wait = bucket.take();
    if (wait > 0) return exhausted(isStream, wait);
    const body = JSON.parse(request.body) as Asked;
    const query = parseQuery(body.query ?? '');
    if (!query)
      return failed(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.', [
        { errorCode: { queryError: 'UNEXPECTED_INPUT' }, message: 'Error in query: unexpected input.' },
      ]);
    const wrong = refused(query, body, isStream, context.world);
    if (wrong) return failed(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.', [wrong]);
    return isStream ? streamed(context, query) : paged(context, query, body);
  };
}

interface Asked {
  readonly query?: string;
  readonly pageSize?: number;
  readonly pageToken?: string;
  readonly searchSettings?: { readonly omitResults?: boolean; readonly returnTotalResultsCount?: boolean };
}

/** A streamed answer wraps its failure in a list. */
function failure(
  isStream: boolean,
  code: number,
  status: string,
  message: string,
  errors: readonly object[],
): TwinAnswer {
  const details =
    errors.length === 0
      ? []
      : [
          {
            '@type': `type.googleapis.com/google.ads.googleads.${VERSION}.errors.GoogleAdsFailure`,
            errors,
            requestId: 'twin',
          },
        ];
  const body = { error: { code, message, status, ...(details.length > 0 ? { details } : {}) } };
  return json(code, isStream ? [body] : body);
}

const exhausted = (isStream: boolean, seconds: number): TwinAnswer =>
  failure(isStream, 429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).', [
    {
      errorCode: { quotaError: 'RESOURCE_EXHAUSTED' },
      message: `Too many requests. Retry in ${seconds} seconds.`,
      details: {
        quotaErrorDetails: {
          rateScope: 'ACCOUNT',
          rateName: 'Requests per service per method',
          retryDelay: `${seconds}s`,
        },
      },
    },
  ]);

export const googleAdsRefusal = (): TwinAnswer => exhausted(true, 5);

/** Also for an account that never advertised: its days are the world's. */
const today = (world: World) => world.ads?.today('google', world.asOf) ?? zoneOf('UTC').dayAt(world.asOf);

function refused(
  { select, from, where, limit }: Parsed,
  { pageSize, searchSettings }: Asked,
  isStream: boolean,
  world: World,
): object | undefined {
  const problem = (kind: string, code: string, message: string) => ({ errorCode: { [kind]: code }, message });
  if (pageSize !== undefined)
    return problem('requestError', 'PAGE_SIZE_NOT_SUPPORTED', 'Setting the page size is not supported.');
  if (isStream && searchSettings) return problem('requestError', 'UNKNOWN', 'Unknown name "searchSettings".');
  const unknown = [...select, ...where.map((one) => one.field)].find((field) => !KNOWN_FIELDS.has(field));
  if (unknown) return problem('queryError', 'UNRECOGNIZED_FIELD', `Error in query: unrecognized field '${unknown}'.`);
  if (from === 'change_status') {
    if (limit === undefined || limit > 10_000)
      return problem('changeStatusError', 'LIMIT_NOT_SPECIFIED', 'A limit of at most 10000 is required.');
    const begin = where.find((one) => one.field.endsWith('last_change_date_time') && one.operator === '>=')?.values[0];
    if (begin === undefined)
      return problem('changeStatusError', 'CHANGE_DATE_RANGE_INFINITE', 'A finite range of dates is required.');
    if (dayOfText(begin.slice(0, 10)) < today(world) - 90)
      return problem(
        'changeStatusError',
        'START_DATE_TOO_OLD',
        'The requested start date is too old: at most 90 days.',
      );
  }
  const isByAction = select.some((field) => field.startsWith('segments.conversion_'));
  const cost = select.find((field) => /^metrics\.(impressions|clicks|cost_micros|interactions)$/.test(field));
  if (isByAction && cost)
    return problem(
      'queryError',
      'PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE',
      `'${cost}' cannot be selected with conversion segments.`,
    );
  const dates = where.find((one) => one.field === 'segments.date');
  if (select.includes('segments.date') && !dates)
    return problem('queryError', 'MISSING_FINITE_DATE_RANGE', 'Reports by day need a range of days.');
  if (dates && dayOfText(dates.values[0]!) < today(world) - HISTORY_DAYS)
    return problem('dateRangeError', 'REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED', 'Days are kept for 37 months.');
  return undefined;
}

const lately = new WeakMap<World, Map<string, Found[]>>();

function found(world: World, query: Parsed): Found[] {
  const kept = lately.get(world) ?? new Map<string, Found[]>();
  lately.set(world, kept);
  const name = JSON.stringify(query);
  const rows = kept.get(name) ?? select(world, query);
  kept.delete(name);
  kept.set(name, rows);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  return rows;
}

function select(world: World, { select, from, where, limit }: Parsed): Found[] {
  const isReport = select.includes('segments.date');
  const isByAction = select.includes('segments.conversion_action');
  const kind = from === 'change_status' ? from : isByAction ? `${from} by action` : isReport ? `${from} by day` : from;
  let span = { from: 0, to: Number.POSITIVE_INFINITY };
  for (const { field, operator, values } of where) {
    if (field !== 'segments.date' && field !== 'change_status.last_change_date_time') continue;
    const day = (text: string) => dayOfText(text.slice(0, 10));
    if (operator === 'BETWEEN') span = { from: day(values[0]!), to: day(values[1]!) + 1 };
    else span = operator === '>=' ? { ...span, from: day(values[0]!) } : { ...span, to: day(values[0]!) + 1 };
  }
  // Removed objects are returned only when requested.
  const statuses = where.find((one) => one.field.endsWith('.status'))?.values;
  const shows = ({ status }: Found) =>
    statuses ? statuses.includes(status) : status !== 'REMOVED' || from === 'change_status';
  return [...rowsOf(world, kind, span)].filter(shows).slice(0, limit);
}

const maskOf = (select: readonly string[]) => select.map((one) => one.split('.').map(camel).join('.')).join(',');

function streamed({ world, faults }: TwinContext, query: Parsed): TwinAnswer {
  const rows = faults.shorten(streamOf(query), found(world, query));
  const batches = [];
  for (let at = 0; at < rows.length; at += BATCH) {
    const results = rows.slice(at, at + BATCH).map(({ row }) => {
      return faults.spoil(project(row, query.select), WRONG);
    });
    const isLast = at + BATCH >= rows.length;
    batches.push({
      results,
      fieldMask: maskOf(query.select),
      requestId: 'twin',
      ...(isLast ? { queryResourceConsumption: String(rows.length) } : {}),
    });
  }
  if (batches.length === 0)
    return json(200, [{ fieldMask: maskOf(query.select), requestId: 'twin', queryResourceConsumption: '1' }]);
  return json(200, batches);
}

function paged({ world }: TwinContext, query: Parsed, { pageToken, searchSettings }: Asked): TwinAnswer {
  const rows = found(world, query);
  const begin = Number(pageToken ?? 0);
  const page = rows.slice(begin, begin + 10_000).map(({ row }) => project(row, query.select));
  const count =
    searchSettings?.returnTotalResultsCount && rows.length > 0 ? { totalResultsCount: String(rows.length) } : {};
  if (searchSettings?.omitResults) return json(200, { ...count, fieldMask: maskOf(query.select) });
  const next = begin + 10_000 < rows.length ? { nextPageToken: String(begin + 10_000) } : {};
  return json(200, { results: page, ...next, ...count, fieldMask: maskOf(query.select) });
}
