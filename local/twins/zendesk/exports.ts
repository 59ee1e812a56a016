// Incremental exports: by cursor, and by time with seconds that are never split.
import type { Clock } from '../../../lambdas/ports/ports.ts';
import type { Collection } from '../../world/records/collection.ts';
import type { Helpdesk } from '../../world/records/helpdesk.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import { json, type TwinAnswer, type TwinRequest } from '../kit.ts';
import { invalid, unknown, WRONG } from './answers.ts';
import * as records from './records.ts';

const MINUTE = 60_000;

interface Row {
  readonly at: number;
  readonly id: string;
  readonly record: object;
}

export interface Export {
  readonly stream: string;
  readonly records: string;
  readonly by: 'cursor' | 'time';
  readonly includes: readonly string[];
  /** Rows of `[from, to)` after a row, in the order of the export. */
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

export const EXPORTS: Readonly<Record<string, Export>> = {
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

export interface Scene {
  readonly desk: Helpdesk | undefined;
  readonly world: World;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly baseUrl: string;
}

export function exported({ url }: TwinRequest, what: Export, scene: Scene): TwinAnswer {
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
  // Excludes the last minute: it may not have settled.
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
      // The last page names a cursor too: the next export resumes there.
      after_cursor: next,
      before_url: null,
      before_cursor: null,
      end_of_stream: rows.length <= limit,
    }),
    ...(cursor === null ? {} : { listing: `${stream}/cursor` }),
  };
}

/** The next page begins in the second the last one ended in: records of that second repeat. */
function pageByTime(what: Export, scene: Scene, { from, to, limit, include }: Page): TwinAnswer {
  const { desk, world, faults, baseUrl } = scene;
  const find = (query: RowQuery) => (desk ? what.rows(desk, world, query, include) : []);
  let rows = find({ from, to, limit });
  const isFull = rows.length === limit;
  const end = rows.at(-1)?.at ?? to;
  // A second is never split, however full it is.
  if (isFull) rows = find({ from, to: Math.min(to, end + 1000), limit: Number.MAX_SAFE_INTEGER });
  const isLast = !isFull || find({ from: end + 1000, to, limit: 1 }).length === 0;
  // A page that never left its first second continues after it.
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

/** Rows as sent; faults apply to the records that our stream reads from them. */
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
