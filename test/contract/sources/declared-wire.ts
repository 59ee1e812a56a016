// Plays the vendor of a declared source: the declaration says how it pages and counts, the fixture how its answers look.
import type { Paging, RestStream } from '../../../lambdas/extractors/engine/rest/declare.ts';
import { at, type Place, withAt } from '../../../lambdas/extractors/engine/rest/place.ts';
import { recordsIn } from '../../../lambdas/extractors/engine/rest/records.ts';
import type { Cursor, Stream } from '../../../lambdas/extractors/engine/source.ts';
import type { Http, HttpRequest } from '../../../lambdas/ports/ports.ts';
import { type Answer, type Body, type Fixture, respond, type Shelf, type Wire } from './wire.ts';

const EVER = { from: '0001-01-01T00:00:00.000Z', to: '9999-12-31T00:00:00.000Z' };
const PAGE = 2;
const TOKEN = 'next-';

/** Puts records into a body, where a declaration only says how to take them out. */
export type Encode = (records: readonly Body[], template: Body) => Body;

const declared = (stream: Stream): RestStream => {
  if (!('paging' in stream)) throw new Error(`${stream.name} is not declared; write a wire for its source`);
  return stream as RestStream;
};

export function declaredWire(encoders: Readonly<Record<string, Encode>> = {}, isClosed?: true): Wire {
  return {
    ...(isClosed ? { isClosed } : {}),
    paged: (stream) => {
      const { paging, ...rest } = declared(stream);
      const small = paging.kind === 'single' || !paging.size ? paging : { ...paging, size: [paging.size[0], PAGE] };
      return { ...rest, paging: small as Paging } as Stream;
    },
    records: (stream, { pages }) =>
      pages.flatMap(({ body }) => {
        const found = recordsIn(declared(stream), body, EVER);
        if (!found) throw new Error(`a recorded page of ${stream.name} holds no list`);
        return structuredClone([...found]);
      }),
    serve: (stream, fixture, shelf) => serve(declared(stream), fixture, shelf, encoders[stream.name]),
    kindOf: (stream, request) => {
      const { per, path } = declared(stream);
      const url = new URL(request.url);
      // Parents first: `/talks/search` would do for a child as well.
      if (per && url.pathname.endsWith(per.path)) return 'parents';
      if (per) return childPath(declared(stream)).test(url.pathname) ? 'page' : 'other';
      return url.pathname.endsWith(path) ? 'page' : 'other';
    },
    touched: (stream, record, time) => {
      if (!stream.cursor) throw new Error(`${stream.name} names no cursor`);
      return withAt(record, stream.cursor.field, written(time, stream.cursor, at(record, stream.cursor.field)));
    },
  };
}

/** A time as the stream writes it; without a zone where the recorded one had none. */
function written(time: string, { unit }: Cursor, before: unknown): unknown {
  const ms = Date.parse(time);
  if (unit === 'seconds' || unit === 'ms') {
    const number = unit === 'seconds' ? ms / 1000 : ms;
    return typeof before === 'string' ? String(number) : number;
  }
  if (unit === 'date') return time.slice(0, 10);
  return /Z|[+-]\d\d:?\d\d$/.test(String(before))
    ? time
    : time.slice(0, 19).replace('T', String(before).includes('T') ? 'T' : ' ');
}

function serve(
  stream: RestStream,
  fixture: Fixture,
  { records, counted = records, repeats }: Shelf,
  encode?: Encode,
): Http {
  const template = fixture.pages[0]!;
  let repeated = false;
  let ended = false;
  const put = (all: readonly Body[]) => {
    if (encode) return encode(all, template.body);
    if (stream.decode) throw new Error(`${stream.name} decodes its answers: the suite needs an encoder for it`);
    const path = stream.records ?? '$';
    return Array.isArray(at(template.body, path))
      ? withAt(template.body, path, all)
      : withAt(template.body, path, all[0]);
  };
  return async (request) => {
    const url = new URL(request.url);
    const body = request.body === undefined ? undefined : JSON.parse(request.body);
    if (stream.per && !isChildOf(stream, request, url)) return respond(parentsOf(stream, fixture, counted));
    const isSweep = asksForCount(stream, url, body) || (ended && stream.count?.kind === 'sweep' && !hasParams(stream));
    const all = mine(stream, isSweep ? counted : records, url);
    const begin = beginOf(stream.paging, url, body);
    if (repeats && begin === PAGE && !repeated && !isSweep) {
      repeated = true;
      return respond(page(stream, template, url, put, all, 0, counted.length));
    }
    // Children in one answer are counted by their parents.
    if (isSingle(stream) ? !stream.per : begin + PAGE >= all.length) ended = true;
    return respond(page(stream, template, url, put, all, begin, counted.length));
  };
}

/** The answer that begins at a record. */
function page(
  { paging, count }: RestStream,
  template: Answer,
  url: URL,
  put: (records: readonly Body[]) => Body,
  all: readonly Body[],
  begin: number,
  total: number,
): Answer {
  const size = paging.kind === 'single' ? all.length : PAGE;
  const here = all.slice(begin, begin + size);
  const next = begin + size < all.length ? begin + size : undefined;
  let answer: Answer = { ...template, headers: { ...template.headers }, body: put(structuredClone(here)) };
  if (paging.kind === 'token' || paging.kind === 'link') {
    const following = new URL(url);
    following.searchParams.set('begin', String(next));
    const link = typeof paging.from === 'string' ? following.href : `<${following.href}>; rel="next"`;
    answer = set(
      answer,
      paging.from,
      next === undefined ? undefined : paging.kind === 'link' ? link : `${TOKEN}${next}`,
    );
    if (paging.more !== undefined) answer = set(answer, paging.more, next !== undefined);
  } else if (paging.kind !== 'single' && paging.total !== undefined) answer = set(answer, paging.total, total);
  return count?.kind === 'total' ? set(answer, count.from, total) : answer;
}

function set(answer: Answer, place: Place, value: unknown): Answer {
  if (typeof place === 'string') return { ...answer, body: withAt(answer.body, place, value ?? null) };
  const { [place.header]: _, ...headers } = { ...answer.headers };
  return { ...answer, headers: value === undefined ? headers : { ...headers, [place.header]: String(value) } };
}

function beginOf(paging: Paging, url: URL, body: unknown): number {
  const sent = (name: string) => (name.startsWith('$') ? at(body, name) : url.searchParams.get(name)) ?? undefined;
  switch (paging.kind) {
    case 'single':
      return 0;
    case 'token':
      return Number(String(sent(paging.as) ?? `${TOKEN}0`).replace(TOKEN, '')) || 0;
    case 'link':
      return Number(url.searchParams.get('begin') ?? 0);
    case 'offset':
      return Number(sent(paging.as) ?? 0);
    case 'pages':
      return (Number(sent(paging.as) ?? 1) - 1) * PAGE;
  }
}

const hasParams = ({ count }: RestStream) => Object.values(count?.params ?? {}).some((value) => value !== undefined);

function asksForCount({ count }: RestStream, url: URL, body: unknown): boolean {
  const wanted = Object.entries(count?.params ?? {}).filter(([, value]) => value !== undefined);
  return (
    wanted.length > 0 &&
    wanted.every(([name, value]) => {
      const sent = name.startsWith('$') ? at(body, name) : url.searchParams.get(name);
      return String(sent) === String(value);
    })
  );
}

// ---- children by parent: `p0`, `p1` … ; one child each where an answer holds one, half of them otherwise

const isSingle = ({ paging }: RestStream) => paging.kind === 'single';

function parentsOf({ per, ...stream }: RestStream, fixture: Fixture, records: readonly Body[]): Answer {
  const recorded = fixture.others.parents?.[0];
  if (!recorded) throw new Error(`the fixture of ${stream.name} has no recorded answer called 'parents'`);
  const found = recordsIn(per!, recorded.body, EVER);
  const one = found?.find((parent) => per!.where?.(parent) ?? true);
  if (!one) throw new Error(`the recorded parents of ${stream.name} hold none with children`);
  const count = isSingle(stream as RestStream) ? records.length : 2;
  const parents = Array.from({ length: count }, (_, n) => withAt(one, per!.id, `p${n}`));
  let answer: Answer = {
    ...recorded,
    headers: { ...recorded.headers },
    body: withAt(recorded.body, per!.records ?? '$', parents),
  };
  const { paging } = per!;
  if (paging.kind === 'token' || paging.kind === 'link') {
    answer = set(answer, paging.from, undefined);
    if (paging.more !== undefined) answer = set(answer, paging.more, false);
  } else if (paging.kind !== 'single' && paging.total !== undefined) answer = set(answer, paging.total, count);
  return answer;
}

const childPath = ({ path }: RestStream) =>
  new RegExp(`${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace('{parent}', '([^/]+)')}$`);

const isChildOf = (stream: RestStream, request: HttpRequest, url: URL) =>
  (stream.method ?? 'GET') === request.method && parentIn(stream, url) !== undefined;

const parentIn = (stream: RestStream, url: URL): number | undefined => {
  const id = childPath(stream).exec(url.pathname)?.[1];
  return id?.startsWith('p') ? Number(id.slice(1)) : undefined;
};

function mine(stream: RestStream, records: readonly Body[], url: URL): readonly Body[] {
  const parent = stream.per ? parentIn(stream, url) : undefined;
  if (parent === undefined) return records;
  if (isSingle(stream)) return records.slice(parent, parent + 1);
  const half = Math.ceil(records.length / 2);
  return parent === 0 ? records.slice(0, half) : records.slice(half);
}
