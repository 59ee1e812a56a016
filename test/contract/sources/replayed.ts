// Answers of a vendor from its fixtures, in place of the network; one entry a source says how its wire looks.
import { readFileSync } from 'node:fs';
import type { Http, HttpRequest, HttpResponse } from '../../../lambdas/ports/ports.ts';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Body;
}
// biome-ignore lint/suspicious/noExplicitAny: a vendor's JSON, changed in place by a test
type Body = any;

export interface Fixture {
  readonly pages: Answer[];
  /** Other calls a page needs, by their name. */
  readonly others: Record<string, Answer[]>;
}

interface Vendor {
  /** What a request asks for: a page of the stream (with the token it goes on from), its count, or something else by name. */
  about(request: HttpRequest): {
    readonly kind: 'page' | 'count' | 'other';
    readonly name: string;
    readonly token: string | undefined;
  };
  /** The same request for few records. */
  shorten(request: HttpRequest, records: number): HttpRequest;
  /** The page as the last of its listing. */
  last(page: Answer): Answer;
  nextOf(page: Answer): string | undefined;
  records(page: Answer): Body[];
  withRecords(page: Answer, records: readonly unknown[]): Answer;
  /** Answers anything else from what was recorded under its name. */
  other(request: HttpRequest, recorded: readonly Answer[]): Answer;
  count(request: HttpRequest, records: number): Answer;
  /** The record as it was changed later. */
  touched(record: Body, at: string): Body;
  readonly throttle: Answer;
  readonly refusal: Answer;
}

/** The connection a Shopify answer is about: the only one at the top. */
const connectionOf = (body: Body): { field: string; nodes: Body[]; pageInfo: Body } | undefined => {
  const [field, value] = Object.entries(body.data ?? {})[0] ?? ['', undefined];
  const connection = value as Body;
  return connection?.nodes ? { field, nodes: connection.nodes, pageInfo: connection.pageInfo } : undefined;
};

const shopify: Vendor = {
  about: (request) => {
    const { query, variables = {} } = JSON.parse(request.body ?? '{}');
    const name = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
    const kind = name === 'Page' || name === 'Shop' ? 'page' : name === 'Count' ? 'count' : 'other';
    return { kind, name, token: variables.after ?? undefined };
  },
  shorten: (request, first) => {
    const body = JSON.parse(request.body ?? '{}');
    if (body.variables?.first === undefined) return request;
    return { ...request, body: JSON.stringify({ ...body, variables: { ...body.variables, first } }) };
  },
  last: (page) => {
    const found = connectionOf(page.body);
    if (!found) return page;
    const { field, nodes, pageInfo } = found;
    return {
      ...page,
      body: { ...page.body, data: { [field]: { nodes, pageInfo: { ...pageInfo, hasNextPage: false } } } },
    };
  },
  nextOf: (page) => {
    const { hasNextPage, endCursor } = connectionOf(page.body)?.pageInfo ?? {};
    return hasNextPage ? endCursor : undefined;
  },
  records: (page) => connectionOf(page.body)?.nodes ?? [page.body.data.shop],
  withRecords: (page, nodes) => {
    const found = connectionOf(page.body);
    if (!found) return { ...page, body: { ...page.body, data: { shop: nodes[0] } } };
    return { ...page, body: { ...page.body, data: { [found.field]: { nodes, pageInfo: found.pageInfo } } } };
  },
  other: (request, recorded) => {
    const { ids } = JSON.parse(request.body ?? '{}').variables;
    const nodes = new Map(recorded.flatMap(({ body }) => body.data.nodes.map((node: Body) => [node.id, node])));
    return { status: 200, body: { data: { nodes: ids.map((id: string) => nodes.get(id) ?? null) } } };
  },
  count: (request, count) => ({
    status: 200,
    body: { data: { [/\w+Count/.exec(JSON.parse(request.body ?? '{}').query)![0]]: { count, precision: 'EXACT' } } },
  }),
  touched: (record, updatedAt) => ({ ...record, updatedAt }),
  throttle: {
    status: 200,
    body: {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: {
        cost: {
          requestedQueryCost: 900,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 150, restoreRate: 100 },
        },
      },
    },
  },
  refusal: {
    status: 401,
    body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
  },
};

const klaviyo: Vendor = {
  about: (request) => {
    const { searchParams } = new URL(request.url);
    const isCount = [...searchParams].some(([name, value]) => name.startsWith('fields[') && !value.includes(','));
    return { kind: isCount ? 'count' : 'page', name: 'list', token: searchParams.get('page[cursor]') ?? undefined };
  },
  shorten: (request, records) => {
    const url = new URL(request.url);
    if (!url.pathname.endsWith('metrics')) url.searchParams.set('page[size]', String(records));
    return { ...request, url: url.href };
  },
  last: (page) => ({ ...page, body: { ...page.body, links: { ...page.body.links, next: null } } }),
  nextOf: (page) => {
    const { next } = page.body.links;
    return next ? (new URL(next).searchParams.get('page[cursor]') ?? undefined) : undefined;
  },
  records: (page) => page.body.data,
  withRecords: (page, data) => ({ ...page, body: { ...page.body, data } }),
  other: (_request, [recorded]) => recorded!,
  count: (_request, count) => ({
    status: 200,
    body: {
      data: Array.from({ length: count }, (_, at) => ({ type: 'x', id: `n${at}`, attributes: {} })),
      links: { next: null },
    },
  }),
  touched: (record, at) => ({
    ...record,
    attributes: { ...record.attributes, updated: at, updated_at: at, datetime: at },
  }),
  throttle: {
    status: 429,
    headers: { 'retry-after': '7' },
    body: {
      errors: [
        {
          id: '0',
          status: 429,
          code: 'throttled',
          title: 'Request was throttled.',
          detail: 'Request was throttled. Expected available in 7 seconds.',
          source: {},
        },
      ],
    },
  },
  refusal: {
    status: 401,
    body: {
      errors: [
        { id: '0', status: 401, code: 'not_authenticated', title: 'Authentication credentials were not provided.' },
      ],
    },
  },
};

export const VENDORS: Readonly<Record<string, Vendor>> = { klaviyo, shopify };

export function readFixture(source: string, name: string): Body {
  const file = new URL(`../../../lambdas/extractors/sources/${source}/fixtures/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

export const respond = ({ status, headers = {}, body }: Answer): HttpResponse => ({
  status,
  header: (name) => headers[name.toLowerCase()],
  text: async () => JSON.stringify(body),
  async *chunks() {
    yield Buffer.from(JSON.stringify(body));
  },
});

/** Serves a fixture's pages by token. @param count what the vendor declares, or a sweep finds */
export function replay(source: string, fixture: Fixture, count: () => number): Http {
  const vendor = VENDORS[source]!;
  return async (request) => {
    const { kind, name, token } = vendor.about(request);
    if (kind === 'count') return respond(vendor.count(request, count()));
    if (kind === 'other') return respond(structuredClone(vendor.other(request, fixture.others[name] ?? [])));
    const at = token === undefined ? 0 : fixture.pages.findIndex((page) => vendor.nextOf(page) === token) + 1;
    return respond(fixture.pages[at]!);
  };
}
