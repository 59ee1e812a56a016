// Zendesk's Support API v2 as one account sees it: exports by cursor and by time, ten a minute; lists by cursor; tokens that end.
import type { Clock } from '../../../lambdas/ports/ports.ts';
import type { Collection } from '../../world/records/collection.ts';
import type { Helpdesk } from '../../world/records/helpdesk.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import { json, type Twin, type TwinAnswer, type TwinContext, type TwinRequest } from '../kit.ts';
import { Minute } from './minute.ts';
import * as records from './records.ts';
import { Tokens } from './tokens.ts';

const MINUTE = 60_000;
const EXPORTS_A_MINUTE = 10;
const CALLS_A_MINUTE = 700;
/** Fields every record has, of types they never have; what records are told apart by stays. */
const WRONG = { url: 7, type: 7, body: 7 };

interface Row {
  readonly at: number;
  readonly id: string;
  readonly record: object;
}

interface Export {
  readonly stream: string;
  readonly records: string;
  readonly by: 'cursor' | 'time';
  readonly includes: readonly string[];
  /** Rows of `[from, to)` behind a row, in the order of the export. */
  rows(desk: Helpdesk, world: World, query: RowQuery, include: string): Row[];
}

interface RowQuery {
  readonly from: number;
  readonly to: number;
  readonly after?: { readonly at: number; readonly id: string };
  readonly limit: number;
}

const rowsOf = <T extends { readonly id: string }>(
  collection: Collection<T>,
  { asOf }: World,
  query: RowQuery,
  timeOf: (one: T) => number,
  render: (one: T) => object,
): Row[] => collection.page({ asOf, ...query }).map((one) => ({ at: timeOf(one), id: one.id, record: render(one) }));

const EXPORTS: Readonly<Record<string, Export>> = {
  '/api/v2/incremental/tickets/cursor': {
    stream: 'tickets',
    records: 'tickets',
    by: 'cursor',
    includes: ['metric_sets'],
    rows: (desk, world, query, include) =>
      rowsOf(
        desk.tickets,
        world,
        query,
        ({ touchedAt }) => touchedAt,
        (one) => records.ticketOf(one, include !== ''),
      ),
  },
  '/api/v2/incremental/users/cursor': {
    stream: 'users',
    records: 'users',
    by: 'cursor',
    includes: [],
    rows: (desk, world, query) => rowsOf(desk.users, world, query, ({ updatedAt }) => updatedAt, records.userOf),
  },
  '/api/v2/incremental/organizations': {
    stream: 'organizations',
    records: 'organizations',
    by: 'time',
    includes: [],
    rows: (desk, world, query) =>
      rowsOf(desk.organizations, world, query, ({ updatedAt }) => updatedAt, records.organizationOf),
  },
  '/api/v2/incremental/ticket_events': {
    stream: 'comments',
    records: 'ticket_events',
    by: 'time',
    includes: ['comment_events'],
    rows: (desk, world, query, include) =>
      rowsOf(
        desk.comments,
        world,
        query,
        ({ at }) => at,
        (one) => records.eventOf(one, include !== ''),
      ),
  },
};

export function zendeskTwin({ world, clock, faults, baseUrl }: TwinContext): Twin {
  const tokens = new Tokens(clock);
  const account = new Minute(clock, CALLS_A_MINUTE);
  const exports = new Minute(clock, EXPORTS_A_MINUTE);
  return (request) => {
    const path = request.url.pathname.replace(/\.json$/, '');
    if (path === '/oauth/tokens' && request.method === 'POST') return tokens.grant(request);
    if (!tokens.accepts(request.headers.authorization))
      return json(401, {
        error: 'invalid_token',
        error_description: 'The access token provided is expired, revoked, malformed or invalid',
      });
    const refused = account.take() ?? (path.startsWith('/api/v2/incremental/') ? exports.take() : undefined);
    const headers = {
      'x-rate-limit': String(CALLS_A_MINUTE),
      'ratelimit-limit': String(CALLS_A_MINUTE),
      'x-rate-limit-remaining': String(account.left),
      'ratelimit-remaining': String(account.left),
      'ratelimit-reset': String(account.reset),
    };
    if (refused !== undefined) return throttled(refused, headers);
    const desk = world.helpdesk;
    const given = EXPORTS[path]
      ? exported(request, EXPORTS[path], { desk, world, clock, faults, baseUrl: baseUrl() })
      : path === '/api/v2/satisfaction_ratings'
        ? ratings(request, desk, world, faults)
        : path === '/api/v2/ticket_fields'
          ? fields(request, desk, world, faults)
          : json(404, { error: 'InvalidEndpoint', description: 'Not found' });
    return { ...given, headers: { ...given.headers, ...headers } };
  };
}

const unknown = (params: URLSearchParams, known: readonly string[]): TwinAnswer | undefined => {
  const wrong = [...params.keys()].find((name) => !known.includes(name));
  return wrong === undefined ? undefined : invalid(`The parameter ${wrong} is not known here`);
};
const invalid = (description: string): TwinAnswer => json(400, { error: 'InvalidValue', description });

interface Scene {
  readonly desk: Helpdesk | undefined;
  readonly world: World;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly baseUrl: string;
}

function exported({ url }: TwinRequest, what: Export, scene: Scene): TwinAnswer {
  const { searchParams: params } = url;
  const wrong = unknown(params, ['start_time', 'cursor', 'per_page', 'include', 'exclude_deleted']);
  if (wrong) return wrong;
  const now = scene.clock.now();
  const start = params.get('start_time');
  const cursor = what.by === 'cursor' ? params.get('cursor') : null;
  if (start === null && cursor === null) return invalid('start_time is missing');
  if (start !== null && Number(start) * 1000 > now - MINUTE)
    return invalid('Too recent start_time. Use a start_time older than 60 seconds');
  const include = params.get('include') ?? '';
  if (include !== '' && !what.includes.includes(include)) return invalid(`include=${include} is not known here`);
  const limit = Math.min(1000, Number(params.get('per_page') ?? 1000));
  // Nothing of the last minute: it may not have settled.
  const to = now - MINUTE;
  const answer = what.by === 'cursor' ? pageByCursor : pageByTime;
  return answer(what, scene, { from: Number(start ?? 0) * 1000, to, limit, include, cursor });
}

interface Page {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly include: string;
  readonly cursor: string | null;
}

function pageByCursor(what: Export, scene: Scene, { from, to, limit, include, cursor }: Page): TwinAnswer {
  const { desk, world, faults, baseUrl } = scene;
  const [at, id] = Buffer.from(cursor ?? '', 'base64url')
    .toString()
    .split('|');
  const after = cursor === null ? {} : { after: { at: Number(at), id: id ?? '' } };
  const rows = desk ? what.rows(desk, world, { from, to, ...after, limit: limit + 1 }, include) : [];
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = last
    ? Buffer.from(`${last.at}|${last.id}`).toString('base64url')
    : (cursor ?? Buffer.from(`${from}|`).toString('base64url'));
  const stream = include === 'metric_sets' ? 'ticket_metrics' : what.stream;
  return {
    ...json(200, {
      [what.records]: spoilt(stream, shown, faults),
      after_url: `${baseUrl}/api/v2/incremental/${what.records}/cursor.json?cursor=${next}`,
      // The last page names a cursor too: it is where to go on tomorrow.
      after_cursor: next,
      before_url: null,
      before_cursor: null,
      end_of_stream: rows.length <= limit,
    }),
    ...(cursor === null ? {} : { listing: `${stream}/cursor` }),
  };
}

/** The next page begins in the second the last one ended in: what lies in that second comes twice. */
function pageByTime(what: Export, scene: Scene, { from, to, limit, include }: Page): TwinAnswer {
  const { desk, world, faults, baseUrl } = scene;
  const find = (query: RowQuery) => (desk ? what.rows(desk, world, query, include) : []);
  let rows = find({ from, to, limit });
  const isFull = rows.length === limit;
  const end = rows.at(-1)?.at ?? to;
  // A second is never cut in two, however full it is.
  if (isFull) rows = find({ from, to: Math.min(to, end + 1000), limit: Number.MAX_SAFE_INTEGER });
  const isLast = !isFull || find({ from: end + 1000, to, limit: 1 }).length === 0;
  // A page that never left its first second goes on behind it.
  const endTime = records.secondsOf(isLast ? to : end) + (!isLast && end - (end % 1000) <= from ? 1 : 0);
  const query = new URLSearchParams({
    ...(include === '' ? {} : { include }),
    per_page: String(limit),
    start_time: String(endTime),
  });
  return {
    ...json(200, {
      [what.records]: spoilt(what.stream, rows, faults),
      count: rows.length,
      end_of_stream: isLast,
      end_time: endTime,
      next_page: `${baseUrl}/api/v2/incremental/${what.records}.json?${query}`,
    }),
    listing: `${what.stream}/time`,
  };
}

/** Rows as they leave; what our stream reads out of them is what goes wrong or missing. */
function spoilt(stream: string, rows: readonly Row[], faults: Faults): readonly object[] {
  const left = faults.shorten(stream, rows);
  if (!faults.spoils) return left.map(({ record }) => record);
  return left.map(({ record }) => {
    if ('metric_set' in record) return { ...record, metric_set: faults.spoil(record.metric_set as object, WRONG) };
    if (!('child_events' in record)) return faults.spoil(record, WRONG);
    const events = record.child_events as readonly { readonly event_type: string }[];
    return {
      ...record,
      child_events: events.map((one) => (one.event_type === 'Comment' ? faults.spoil(one, WRONG) : one)),
    };
  });
}

function ratings({ url }: TwinRequest, desk: Helpdesk | undefined, { asOf }: World, faults: Faults): TwinAnswer {
  const { searchParams: params } = url;
  const wrong = unknown(params, ['start_time', 'end_time', 'score', 'page[size]', 'page[after]']);
  if (wrong) return wrong;
  const from = Number(params.get('start_time') ?? 0) * 1000;
  const to = params.has('end_time') ? Number(params.get('end_time')) * 1000 : Number.POSITIVE_INFINITY;
  const all = (desk?.ratings.page({ asOf, limit: Number.MAX_SAFE_INTEGER }) ?? [])
    .filter(({ createdAt }) => createdAt >= from && createdAt <= to)
    .sort((a, b) => a.createdAt - b.createdAt || Number(a.id) - Number(b.id));
  return listed('satisfaction_ratings', all.map(records.ratingOf), params, faults);
}

function fields({ url }: TwinRequest, desk: Helpdesk | undefined, { start }: World, faults: Faults): TwinAnswer {
  const wrong = unknown(url.searchParams, ['page[size]', 'page[after]']);
  if (wrong) return wrong;
  return listed(
    'ticket_fields',
    (desk?.fields ?? []).map((one) => records.fieldOf(one, start)),
    url.searchParams,
    faults,
  );
}

/** A page of a list by cursor. */
function listed(
  name: string,
  all: readonly { readonly id: number }[],
  params: URLSearchParams,
  faults: Faults,
): TwinAnswer {
  const size = Number(params.get('page[size]') ?? 100);
  if (!(size >= 1 && size <= 100)) return invalid('page[size] must be between 1 and 100');
  const after = params.get('page[after]');
  const begin =
    after === null ? 0 : all.findIndex(({ id }) => id === Number(Buffer.from(after, 'base64url').toString())) + 1;
  const page = all.slice(begin, begin + size);
  const last = page.at(-1);
  return {
    ...json(200, {
      [name]: faults.shorten(name, page).map((one) => faults.spoil(one, WRONG)),
      meta: {
        has_more: begin + size < all.length,
        after_cursor: last === undefined ? null : Buffer.from(String(last.id)).toString('base64url'),
        before_cursor: null,
      },
      links: { prev: null, next: null },
    }),
    ...(after === null ? {} : { listing: name }),
  };
}

const throttled = (seconds: number, headers: Record<string, string> = {}): TwinAnswer => ({
  status: 429,
  headers: { 'content-type': 'text/plain', ...headers, 'retry-after': String(seconds) },
  body: 'Number of allowed incremental ticket export API requests per minute exceeded',
});
export const zendeskRefusal = (): TwinAnswer => throttled(7);
