// The GA4 Data API for one property: runReport, expiring tokens, hourly and daily budgets, and its quality metadata.
import type { Clock } from '../../../lambdas/ports/ports.ts';
import { dayOfText } from '../../world/calendar/zones.ts';
import type { World } from '../../world/world.ts';
import { TokenOffice } from '../google_ads/tokens.ts';
import { json, type Twin, type TwinAnswer, type TwinContext } from '../kit.ts';
import { type Answered, answerOf, REPORTS, type Report, type ReportRow } from './reports.ts';

export const PROPERTY = '310000042';
const HOUR = 3_600_000;
const LARGEST_PAGE = 250_000;
const FIELDS = [
  'dateRanges',
  'dimensions',
  'metrics',
  'dimensionFilter',
  'metricFilter',
  'orderBys',
  'limit',
  'offset',
  'keepEmptyRows',
  'returnPropertyQuota',
  'metricAggregations',
  'currencyCode',
  'cohortSpec',
  'comparisons',
];
const TYPES: Readonly<Record<string, string>> = { purchaseRevenue: 'TYPE_CURRENCY', itemRevenue: 'TYPE_CURRENCY' };

export interface Allowance {
  readonly tokensPerDay: number;
  readonly tokensPerHour: number;
  readonly tokensPerProjectPerHour: number;
}
export const STANDARD: Allowance = { tokensPerDay: 200_000, tokensPerHour: 40_000, tokensPerProjectPerHour: 14_000 };
const THRESHOLDED_AN_HOUR = 120;

interface Asked {
  readonly dateRanges?: readonly { readonly startDate: string; readonly endDate: string }[];
  readonly dimensions?: readonly { readonly name: string }[];
  readonly metrics?: readonly { readonly name: string }[];
  readonly dimensionFilter?: {
    readonly filter?: { readonly fieldName?: string; readonly inListFilter?: { readonly values: readonly string[] } };
  };
  readonly orderBys?: readonly unknown[];
  readonly limit?: number | string;
  readonly offset?: number | string;
  readonly returnPropertyQuota?: boolean;
}

export const ga4Twin =
  (allowance: Allowance = STANDARD) =>
  (context: TwinContext): Twin => {
    const { clock } = context;
    const office = new TokenOffice(clock, 'https://www.googleapis.com/auth/analytics.readonly');
    const quota = new Quota(clock, allowance);
    // A real server sends its time with every answer, and callers wait by it.
    const dated = (answer: TwinAnswer): TwinAnswer => ({
      ...answer,
      headers: { ...answer.headers, date: new Date(clock.now()).toUTCString() },
    });
    return (request) => {
      const { pathname } = request.url;
      if (pathname === '/token') return dated(office.grant(request));
      if (!office.knows(request))
        return dated(problem(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'));
      if (pathname !== `/v1beta/properties/${PROPERTY}:runReport`)
        return dated(problem(403, 'PERMISSION_DENIED', 'User does not have sufficient permissions for this property.'));
      return dated(runReport(context, quota, JSON.parse(request.body)));
    };
  };

const problem = (code: number, status: string, message: string): TwinAnswer =>
  json(code, { error: { code, message, status } });
const invalid = (message: string) => problem(400, 'INVALID_ARGUMENT', message);
const exhausted = (what: string) =>
  problem(429, 'RESOURCE_EXHAUSTED', `Exhausted ${what}. These quota tokens will return in under an hour.`);

export const ga4Refusal = (): TwinAnswer =>
  problem(429, 'RESOURCE_EXHAUSTED', 'Exhausted concurrent requests quota. Please send fewer requests concurrently.');

function runReport({ world, faults }: TwinContext, quota: Quota, asked: Asked): TwinAnswer {
  const dimensions = (asked.dimensions ?? []).map(({ name }) => name);
  const metrics = (asked.metrics ?? []).map(({ name }) => name);
  const report = REPORTS.find(
    (one) => dimensions.every((name) => one.dimensions.includes(name)) && dimensions.some((name) => name !== 'date'),
  );
  const wrong = refused(asked, dimensions, metrics, report);
  if (wrong !== undefined) return invalid(wrong);
  const { startDate, endDate } = asked.dateRanges![0]!;
  const [from, to] = [dayOfText(startDate), dayOfText(endDate) + 1];
  const empty = quota.exhausted(report!.isPersonal);
  if (empty !== undefined) return exhausted(empty);
  const { rows, isThresholded, hasOther } = found(world, report!, from, to);
  const kept = filtered(rows, asked);
  // Without an order the vendor has none: pages of one report then overlap and leave gaps.
  const ordered = asked.orderBys?.length ? kept : kept.toReversed();
  const [begin, limit] = [Number(asked.offset ?? 0), Number(asked.limit ?? 10_000)];
  const page = ordered.slice(begin, begin + limit);
  const given = limit > 1 ? faults.shorten(report!.stream, page) : page;
  const told = quota.take(1 + Math.ceil((to - from) / 30) + Math.ceil(page.length / 5000), report!.isPersonal);
  const listing = `${report!.stream} ${startDate} ${endDate} ${limit}`;
  return {
    ...json(200, {
      dimensionHeaders: dimensions.map((name) => ({ name })),
      metricHeaders: metrics.map((name) => ({ name, type: TYPES[name] ?? 'TYPE_INTEGER' })),
      ...(given.length > 0 ? { rows: given.map((row) => rowOf(row, dimensions, metrics, faults)) } : {}),
      ...(kept.length > 0 ? { rowCount: kept.length } : {}),
      metadata: {
        ...(hasOther ? { dataLossFromOtherRow: true } : {}),
        currencyCode: world.traffic?.currency ?? 'USD',
        timeZone: world.traffic?.zone ?? 'America/New_York',
        ...(isThresholded ? { subjectToThresholding: true } : {}),
      },
      ...(asked.returnPropertyQuota ? { propertyQuota: told } : {}),
      kind: 'analyticsData#runReport',
    }),
    ...(begin > 0 ? { listing } : {}),
  };
}

function rowOf(
  { values }: ReportRow,
  dimensions: readonly string[],
  metrics: readonly string[],
  faults: TwinContext['faults'],
) {
  const row = {
    dimensionValues: dimensions.map((name) => ({ value: values[name] })),
    metricValues: metrics.map((name) => ({ value: values[name] })),
  };
  return faults.spoil(row, { metricValues: metrics.map(() => ({ value: 'many' })) });
}

function refused(
  asked: Asked,
  dimensions: readonly string[],
  metrics: readonly string[],
  report: Report | undefined,
): string | undefined {
  const unknown = Object.keys(asked).find((name) => !FIELDS.includes(name));
  if (unknown) return `Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`;
  if (dimensions.length > 9) return 'Requests are limited to 9 dimensions.';
  if (metrics.length > 10) return 'Requests are limited to 10 metrics.';
  const strange = dimensions.find((name) => !REPORTS.some((one) => one.dimensions.includes(name)));
  if (strange)
    return `Field ${strange} is not a valid dimension. For a list of valid dimensions and metrics, see https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema`;
  if (!report) return 'Please remove dimensions to make the request compatible.';
  const metric = metrics.find((name) => !report.metrics.includes(name));
  if (metric) return `Please remove ${metric} to make the request compatible.`;
  const limit = Number(asked.limit ?? 10_000);
  if (!(limit >= 1 && limit <= LARGEST_PAGE)) return `limit must be between 1 and ${LARGEST_PAGE}.`;
  const range = asked.dateRanges?.[0];
  if (!range || !(range.startDate <= range.endDate)) return 'A dateRange must have a startDate before its endDate.';
  return undefined;
}

function filtered(rows: readonly ReportRow[], { dimensionFilter }: Asked): readonly ReportRow[] {
  const { fieldName, inListFilter } = dimensionFilter?.filter ?? {};
  if (fieldName === undefined || !inListFilter) return rows;
  return rows.filter(({ values }) => inListFilter.values.includes(values[fieldName] ?? ''));
}

/** Cache of recent answers: a report is counted, read page by page, and counted again. */
const lately = new WeakMap<World, Map<string, Answered>>();
const KEPT = 4;

function found(world: World, report: Report, from: number, to: number): Answered {
  const kept = lately.get(world) ?? new Map<string, Answered>();
  lately.set(world, kept);
  const name = `${report.stream} ${from} ${to}`;
  const answer = kept.get(name) ?? ordered(answerOf(world, report, from, to), report);
  kept.delete(name);
  kept.set(name, answer);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  return answer;
}

const ordered = (answer: Answered, { dimensions }: Report): Answered => ({
  ...answer,
  rows: answer.rows.toSorted((a, b) => {
    const name = dimensions.find((one) => a.values[one] !== b.values[one]);
    return name === undefined ? 0 : a.values[name]! < b.values[name]! ? -1 : 1;
  }),
});

class Quota {
  readonly #clock: Clock;
  readonly #allowance: Allowance;
  #hour = 0;
  #day = 0;
  #ofHour = 0;
  #ofDay = 0;
  #thresholded = 0;

  constructor(clock: Clock, allowance: Allowance) {
    this.#clock = clock;
    this.#allowance = allowance;
  }

  /** Exhausted quotas, in the vendor's words. */
  exhausted(isPersonal: boolean | undefined): string | undefined {
    this.#turn();
    if (this.#ofDay >= this.#allowance.tokensPerDay) return 'property tokens per day';
    if (this.#ofHour >= this.#allowance.tokensPerHour) return 'property tokens per hour';
    if (this.#ofHour >= this.#allowance.tokensPerProjectPerHour) return 'property tokens for a project per hour';
    return isPersonal && this.#thresholded >= THRESHOLDED_AN_HOUR
      ? 'potentially thresholded requests quota'
      : undefined;
  }

  take(cost: number, isPersonal: boolean | undefined): object {
    this.#ofHour += cost;
    this.#ofDay += cost;
    if (isPersonal) this.#thresholded++;
    const left = (all: number, used: number) => ({ consumed: cost, remaining: Math.max(0, all - used) });
    return {
      tokensPerDay: left(this.#allowance.tokensPerDay, this.#ofDay),
      tokensPerHour: left(this.#allowance.tokensPerHour, this.#ofHour),
      concurrentRequests: { consumed: 0, remaining: 10 },
      serverErrorsPerProjectPerHour: { consumed: 0, remaining: 10 },
      potentiallyThresholdedRequestsPerHour: {
        consumed: isPersonal ? 1 : 0,
        remaining: THRESHOLDED_AN_HOUR - this.#thresholded,
      },
      tokensPerProjectPerHour: left(this.#allowance.tokensPerProjectPerHour, this.#ofHour),
    };
  }

  #turn(): void {
    const now = this.#clock.now();
    if (Math.floor(now / HOUR) !== this.#hour)
      [this.#hour, this.#ofHour, this.#thresholded] = [Math.floor(now / HOUR), 0, 0];
    // Midnight in California, ignoring daylight saving time.
    const day = Math.floor((now - 8 * HOUR) / (24 * HOUR));
    if (day !== this.#day) [this.#day, this.#ofDay] = [day, 0];
  }
}
