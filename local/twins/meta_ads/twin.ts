// The Graph API for one ad account: edges with cursors and filters, daily insights at once or as an asynchronous
// report.

import { dayOfText } from '../../world/calendar/zones.ts';
import type { World } from '../../world/world.ts';
import { json, type Twin, type TwinAnswer, type TwinContext, type TwinRequest } from '../kit.ts';
import { insightsOf, type Level } from './insights.ts';
import { cut, listed, META_TOKEN, only, refusedParams, unknownField } from './lists.ts';
import { ACCOUNT, EDGES, type Edge, type Fields, NAMES, objectsOf, type Shown } from './objects.ts';
import { problem, type Tier, Usage } from './usage.ts';

const VERSION = 'v25.0';
const OBJECT_PARAMS = ['fields', 'limit', 'after', 'filtering', 'effective_status', 'summary', 'access_token'];
const INSIGHT_PARAMS = [
  ...['fields', 'limit', 'after', 'filtering', 'access_token', 'level', 'time_range', 'time_increment'],
  ...['action_attribution_windows', 'action_breakdowns', 'use_unified_attribution_setting', 'action_report_time'],
];
/** Known to the vendor and absent from this account. */
const NEVER_FILLED = [
  'lifetime_budget',
  'stop_time',
  'end_time',
  'spend_cap',
  'adlabels',
  'issues_info',
  'bid_amount',
  'source_ad_id',
  'image_hash',
  'thumbnail_url',
  'object_story_spec',
  'effective_object_story_id',
  'quality_ranking',
];
/** Longer daily reports are refused, or fail when run asynchronously. */
const LONGEST_DAYS = 366;
const LONGEST_REPORT_DAYS = 366;
const WRONG_OBJECT = { status: 7 };
const WRONG_INSIGHT = { spend: 'much' };

interface Report {
  readonly params: URLSearchParams;
  readonly begunAt: number;
  readonly readyAt: number;
  readonly fails: boolean;
}

export const metaTwin =
  (tier: Tier = 'standard_access') =>
  (context: TwinContext): Twin => {
    const { world, clock } = context;
    const active = [...objectsOf(world, 'ads')].filter((one) => one.effectiveStatus === 'ACTIVE').length;
    const usage = new Usage(clock, tier, active);
    const reports = new Map<string, Report>();
    return (request) => {
      const [, version, node, edge] = request.url.pathname.split('/');
      const token =
        request.headers.authorization?.replace(/^Bearer /, '') ?? request.url.searchParams.get('access_token');
      if (token !== META_TOKEN) return problem(400, 190, 'Invalid OAuth access token - Cannot parse access token');
      if (version !== VERSION)
        return problem(400, 2635, `You are calling a deprecated version of the Ads API (${version}).`);
      const isInsights = edge === 'insights' || reports.has(node ?? '');
      const { refused, headers } = usage.take(isInsights ? 'ads_insights' : 'ads_management');
      if (refused) return refused;
      const answer = route(context, reports, request, node ?? '', edge);
      return { ...answer, headers: { ...answer.headers, ...headers } };
    };
  };

function route(
  context: TwinContext,
  reports: Map<string, Report>,
  { method, url }: TwinRequest,
  node: string,
  edge: string | undefined,
): TwinAnswer {
  const params = url.searchParams;
  const report = reports.get(node);
  if (node !== `act_${ACCOUNT}` && !report)
    return problem(400, 100, `Unsupported get request. Object with ID '${node}' does not exist`, { error_subcode: 33 });
  if (report) return edge === 'insights' ? ofReport(context, report, url, node) : progressOf(context, report, node);
  if (edge === undefined) return accountOf(context.world, params);
  if (edge === 'insights') {
    const wrong = refusedInsights(params, method === 'POST' ? LONGEST_REPORT_DAYS * 10 : LONGEST_DAYS);
    if (wrong) return wrong;
    return method === 'POST' ? begin(context, reports, params) : listInsights(context, params, url);
  }
  if (method === 'GET' && (EDGES as readonly string[]).includes(edge)) return listObjects(context, edge as Edge, url);
  return problem(400, 2500, `Unknown path components: /${edge}`);
}

function accountOf({ ads }: World, params: URLSearchParams): TwinAnswer {
  const all = {
    account_id: ACCOUNT,
    name: 'Retail Demo Ads',
    currency: ads?.currency ?? 'USD',
    timezone_name: ads?.zone('meta') ?? 'America/Los_Angeles',
    account_status: 1,
  };
  return json(200, { ...only(all, params.get('fields')), id: `act_${ACCOUNT}` });
}

// ---- objects

function listObjects({ world, faults, baseUrl }: TwinContext, edge: Edge, url: URL): TwinAnswer {
  const params = url.searchParams;
  const all = [...objectsOf(world, edge)];
  const known = new Set([...all.flatMap((one) => Object.keys(one.fields)), ...NEVER_FILLED]);
  const wrong = refusedParams(params, OBJECT_PARAMS) ?? (all.length > 0 ? unknownField(params, known) : undefined);
  if (wrong) return wrong;
  const filters = filtersOf(params);
  if (filters === undefined) return problem(400, 100, '(#100) filtering is not a list of filters');
  const found = all.filter((one) => filters.every((filter) => passes(one, filter)) && isVisible(one, filters));
  const isCount = params.has('summary');
  const { page, after } = cut(found, params, 5000);
  const given = isCount ? page : faults.shorten(NAMES[edge], page);
  const data = given.map(({ id, fields }) => faults.spoil({ ...only(fields, params.get('fields')), id }, WRONG_OBJECT));
  return listed(data, after, url, baseUrl(), isCount ? { summary: { total_count: found.length } } : {});
}

interface Filter {
  readonly field: string;
  readonly operator: string;
  readonly value: unknown;
}

function filtersOf(params: URLSearchParams): Filter[] | undefined {
  try {
    const filters = JSON.parse(params.get('filtering') ?? '[]') as Filter[];
    const statuses = params.get('effective_status');
    if (statuses) filters.push({ field: 'effective_status', operator: 'IN', value: JSON.parse(statuses) });
    return Array.isArray(filters) ? filters : undefined;
  } catch {
    return undefined;
  }
}

const nameOf = ({ field }: Filter) => field.split('.').at(-1);

function passes(one: Shown, filter: Filter): boolean {
  const seconds = one.updatedAt / 1000;
  if (nameOf(filter) === 'effective_status') return (filter.value as string[]).includes(one.effectiveStatus);
  if (nameOf(filter) === 'updated_time')
    return filter.operator === 'GREATER_THAN' ? seconds > Number(filter.value) : seconds < Number(filter.value);
  return true;
}

/** Archived and deleted objects are returned only when their status is requested. */
const isVisible = (one: Pick<Shown, 'effectiveStatus'>, filters: readonly Filter[]) =>
  !['DELETED', 'ARCHIVED'].includes(one.effectiveStatus) || filters.some((one) => nameOf(one) === 'effective_status');

// ---- insights

function rangeOf(params: URLSearchParams): { from: number; to: number } | undefined {
  const range = /^\{"since":"(\d{4}-\d\d-\d\d)","until":"(\d{4}-\d\d-\d\d)"\}$/.exec(params.get('time_range') ?? '');
  return range ? { from: dayOfText(range[1]!), to: dayOfText(range[2]!) + 1 } : undefined;
}

function refusedInsights(params: URLSearchParams, longest: number): TwinAnswer | undefined {
  const wrong = refusedParams(params, INSIGHT_PARAMS);
  if (wrong) return wrong;
  const range = rangeOf(params);
  if (!range || range.from >= range.to) return problem(400, 100, '(#100) Must specify a valid time_range');
  if (params.get('time_increment') !== '1')
    return problem(400, 100, '(#100) this account is read by day: time_increment=1');
  if (!['ad', 'campaign'].includes(params.get('level') ?? ''))
    return problem(400, 100, '(#100) level must be ad or campaign');
  if (range.to - range.from > longest)
    return problem(500, 1, "Please reduce the amount of data you're asking for, then retry your request", {
      error_subcode: 99,
    });
  return undefined;
}

/** Cache of recent answers: a report is read page by page. */
const lately = new WeakMap<World, Map<string, readonly Fields[]>>();
const KEPT = 4;

function rowsFor(world: World, params: URLSearchParams): readonly Fields[] {
  const kept = lately.get(world) ?? new Map<string, readonly Fields[]>();
  lately.set(world, kept);
  const asked = ['level', 'time_range', 'action_attribution_windows', 'filtering', 'effective_status'];
  const name = asked.map((one) => params.get(one)).join(' ');
  const rows = kept.get(name) ?? [...madeFor(world, params)];
  kept.delete(name);
  kept.set(name, rows);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  return rows;
}

function* madeFor(world: World, params: URLSearchParams): Iterable<Fields> {
  const { from, to } = rangeOf(params)!;
  const windows: string[] = JSON.parse(params.get('action_attribution_windows') ?? '[]');
  const filters = filtersOf(params) ?? [];
  const level = params.get('level') as Level;
  const statusOf = new Map([...objectsOf(world, level === 'ad' ? 'ads' : 'campaigns')].map((one) => [one.id, one]));
  for (const { effectiveOf, fields } of insightsOf(world, level, from, to, windows)) {
    const shown = statusOf.get(effectiveOf.id)!;
    if (filters.every((filter) => passes(shown, filter)) && isVisible(shown, filters)) yield fields;
  }
}

const SOMETIMES = ['actions', 'action_values', 'adset_id', 'adset_name', 'ad_id', 'ad_name'];

function listInsights({ world, faults, baseUrl }: TwinContext, params: URLSearchParams, url: URL): TwinAnswer {
  const found = rowsFor(world, params);
  const known = new Set([...found.slice(0, 50).flatMap((one) => Object.keys(one)), ...SOMETIMES, ...NEVER_FILLED]);
  const wrong = found.length > 0 ? unknownField(params, known) : undefined;
  if (wrong) return wrong;
  const { page, after } = cut(found, { get: (name) => url.searchParams.get(name) }, 1000);
  const asked = params.get('fields');
  const isSweep = !(asked ?? '').includes('spend');
  const name = params.get('level') === 'ad' ? 'ad_insights' : 'campaign_insights';
  const given = isSweep ? page : faults.shorten(name, page);
  const dates = (fields: Fields) => ({ date_start: fields.date_start, date_stop: fields.date_stop });
  const data = given.map((fields) => faults.spoil({ ...only(fields, asked), ...dates(fields) }, WRONG_INSIGHT));
  return listed(data, after, url, baseUrl(), {});
}

function begin({ clock, world }: TwinContext, reports: Map<string, Report>, params: URLSearchParams): TwinAnswer {
  const { from, to } = rangeOf(params)!;
  const id = `6${String(reports.size + 1).padStart(14, '0')}`;
  const begunAt = clock.now();
  const rows = world.ads === undefined ? 0 : (to - from) * world.ads.plan.ads.length;
  reports.set(id, {
    params: new URLSearchParams(params),
    begunAt,
    readyAt: begunAt + 1500 + rows / 4,
    fails: to - from > LONGEST_REPORT_DAYS,
  });
  return json(200, { report_run_id: id });
}

function progressOf({ clock }: TwinContext, { begunAt, readyAt, fails }: Report, id: string): TwinAnswer {
  const part = Math.min(1, (clock.now() - begunAt) / (readyAt - begunAt));
  const status = part < 0.1 ? 'Job Not Started' : part < 1 ? 'Job Running' : fails ? 'Job Failed' : 'Job Completed';
  return json(200, {
    id,
    account_id: ACCOUNT,
    time_ref: Math.floor(begunAt / 1000),
    async_status: status,
    async_percent_completion: fails && part === 1 ? 0 : Math.floor(100 * part),
  });
}

function ofReport(context: TwinContext, report: Report, url: URL, id: string): TwinAnswer {
  if (context.clock.now() < report.readyAt || report.fails)
    return problem(400, 2601, `(#2601) Loading Async Report ${id} is not complete`, { error_subcode: 1815107 });
  return listInsights(context, report.params, url);
}
