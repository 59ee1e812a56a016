// Common parts of the Graph API's lists: fields by name, cursors, and the URL of the next page.
import { json, type TwinAnswer } from '../kit.ts';
import type { Fields } from './objects.ts';
import { problem } from './usage.ts';

export const META_TOKEN = 'EAAtwin';

export function refusedParams(params: URLSearchParams, known: readonly string[]): TwinAnswer | undefined {
  const name = [...params.keys()].find((one) => !known.includes(one));
  return name === undefined ? undefined : problem(400, 100, `(#100) Unknown parameter ${name}`);
}

export function unknownField(params: URLSearchParams, known: ReadonlySet<string>): TwinAnswer | undefined {
  const name = (params.get('fields') ?? '').split(',').find((one) => one !== '' && one !== 'id' && !known.has(one));
  return name === undefined ? undefined : problem(400, 100, `(#100) Tried accessing nonexisting field (${name})`);
}

export function only(fields: Fields, asked: string | null): Fields {
  const names = (asked ?? '').split(',');
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

export function cut<T>(all: readonly T[], params: { get(name: string): string | null }, most: number) {
  const begin = Number(Buffer.from(params.get('after') ?? '', 'base64url').toString() || 0);
  const limit = Math.min(most, Number(params.get('limit') ?? 25));
  const end = begin + limit;
  return { page: all.slice(begin, end), after: { here: end, more: end < all.length } };
}

/** The URL of the next page contains the token: a trap for code that stores it. */
export function listed(
  data: readonly object[],
  after: { here: number; more: boolean },
  url: URL,
  base: string,
  more: object,
) {
  const cursor = (at: number) => Buffer.from(String(at)).toString('base64url');
  const next = new URL(base + url.pathname + url.search);
  next.searchParams.set('after', cursor(after.here));
  next.searchParams.set('access_token', META_TOKEN);
  const cursors = { before: cursor(Math.max(0, after.here - data.length)), after: cursor(after.here) };
  const paging = data.length === 0 ? {} : { paging: { cursors, ...(after.more ? { next: next.href } : {}) } };
  const isPage = url.searchParams.has('after');
  return {
    ...json(200, { data, ...paging, ...more }),
    ...(isPage ? { listing: `${url.pathname}?${withoutCursor(url)}` } : {}),
  };
}

function withoutCursor(url: URL): string {
  const params = new URLSearchParams(url.searchParams);
  params.delete('after');
  return params.toString();
}
