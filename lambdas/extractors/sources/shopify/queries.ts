import type { Window } from '../../../contracts/ingest.ts';
import { CODES } from './discount-codes.ts';
import * as documents from './documents.ts';
import { REPORT } from './report.ts';
import type { Connections, ListedStream, ShopifyStream } from './stream.ts';

const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

const connections = (nested: Connections): string =>
  Object.entries(nested)
    .map(([field, { selection, first }]) => `${field}(first: ${first}) { nodes { ${selection} } ${PAGE_INFO} }`)
    .join(' ');

/** The window in Shopify's search syntax; undefined when the stream has no filter. */
export function searchOf(stream: ListedStream, window: Window): string | undefined {
  if (!stream.filter) return undefined;
  const whole = (iso: string) => iso.replace('.000Z', 'Z');
  const inside = `${stream.filter}:>='${whole(window.from)}' AND ${stream.filter}:<'${whole(window.to)}'`;
  return stream.always ? `${stream.always} AND ${inside}` : inside;
}

/**
 * One page of a stream; variables `first`, `after` and, with a filter, `search`; for a report `report`, for codes
 * `codes`.
 */
export function pageQuery(stream: ShopifyStream): string {
  switch (stream.kind) {
    case 'report':
      return REPORT;
    case 'codes':
      return CODES;
    case 'object':
      return `query Shop { shop { ${stream.selection} } }`;
    default:
      return listQuery(stream, `${stream.selection} ${connections(stream.nested)}`);
  }
}

/** The same page with ids only, for a second count. */
export function sweepQuery(stream: ListedStream): string {
  const { recordsIn, listIn } = stream;
  if (listIn) return listQuery(stream, `id ${listIn.count} { count precision }`);
  const inside = recordsIn ? ` ${connections({ [recordsIn]: { ...stream.nested[recordsIn]!, selection: 'id' } })}` : '';
  return listQuery(stream, `id${inside}`);
}

function listQuery({ root, within, filter, sortKey, extraArguments }: ListedStream, selection: string): string {
  const sort = sortKey ? `, sortKey: ${sortKey}` : '';
  const extra = extraArguments ? `, ${extraArguments}` : '';
  const [declared, used] = filter ? [', $search: String', ', query: $search'] : ['', ''];
  return `query Page($first: Int!, $after: String${declared}) {
    ${within ? `${within} { ` : ''}${root}(first: $first, after: $after${used}${sort}${extra}) { nodes { ${selection} } ${PAGE_INFO} }${within ? ' }' : ''}
  }`;
}

/** The rest of one record's connection; variables `id`, `first`, `after`. */
export function childrenQuery(type: string, field: string, selection: string): string {
  return `query Children($id: ID!, $first: Int!, $after: String) {
    node(id: $id) { ... on ${type} { ${field}(first: $first, after: $after) { nodes { ${selection} } ${PAGE_INFO} } } }
  }`;
}

/** The same selection for the bulk export, which pages by itself. */
export function bulkQuery(stream: ListedStream, search: string | undefined): string {
  const children = Object.entries(stream.nested)
    .map(([field, { selection }]) => `${field} { edges { node { ${selection} __typename } } }`)
    .join(' ');
  const filter = search === undefined ? '' : `(query: ${JSON.stringify(search)})`;
  return `{ ${stream.root}${filter} { edges { node { ${stream.selection} ${children} } } } }`;
}

export const countQuery = (stream: ListedStream): string =>
  stream.filter
    ? `query Count($search: String) { ${stream.count}(query: $search, limit: null) { count precision } }`
    : `query Count { ${stream.count}(limit: null) { count precision } }`;

/** Refunds by their ids; variable `ids`. */
export const REFUNDS = `query Refunds($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Refund { ${documents.REFUND} ${connections(documents.REFUND_CONNECTIONS)} } }
}`;

/** Visits of one order's journey beyond those that came with it; variables `id`, `first`, `after`. */
export const MOMENTS = `query Moments($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on Order { customerJourneySummary { moments(first: $first, after: $after) { nodes { ${documents.VISIT} } ${PAGE_INFO} } } } }
}`;

/** The lists of one order again, by themselves; variable `id`. */
export const ORDER_LISTS = `query Lists($id: ID!) { node(id: $id) { ... on Order { discountCodes ${documents.LISTS} } } }`;

export const RUN_BULK = `mutation Bulk($query: String!) {
  bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { field message } }
}`;

export const POLL_BULK = `query Poll($id: ID!) {
  bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount url partialDataUrl }
}`;

/** Scopes granted to the app. */
export const SCOPES = 'query Scopes { currentAppInstallation { accessScopes { handle } } }';
