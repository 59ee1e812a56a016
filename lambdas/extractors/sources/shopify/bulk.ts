import { z } from 'zod';
import { RateLimitedError, SourceContractError, SourceUnavailableError } from '../../../contracts/errors.ts';
import { parseExact } from '../../engine/exact-json.ts';
import { ExternalSort } from '../../engine/external-sort.ts';
import { linesOf } from '../../engine/lines.ts';
import { minutes, type SessionPorts, seconds } from '../../engine/source.ts';
import { CODE, TYPE, vendorWord } from '../../engine/vendor-word.ts';
import type { ShopifyClient } from './client.ts';
import { bulkQuery, POLL_BULK, RUN_BULK } from './queries.ts';
import type { ListedStream } from './stream.ts';

/** Records per batch. */
const BATCH = 500;
const DOWNLOADS = 5;
const STARTS = 8;
const FIRST_POLL_MS = seconds(1);
const LONGEST_POLL_MS = minutes(1);

const Run = z.object({
  bulkOperationRunQuery: z.looseObject({
    bulkOperation: z.looseObject({ id: z.string() }).nullable(),
    userErrors: z.array(z.looseObject({ message: z.string() })),
  }),
});
const Operation = z.looseObject({
  status: z.string(),
  errorCode: z.string().nullish(),
  objectCount: z.union([z.string(), z.number()]).transform(Number),
  url: z.string().nullish(),
});
type Operation = z.infer<typeof Operation>;
const Poll = z.object({ bulkOperation: Operation.nullable() });

/**
 * A whole stream through Shopify's bulk export, as records shaped like those of a page. The result is JSON lines in
 * which children come anywhere after their parents, so lines are sorted by record on disk and joined; memory stays
 * constant. Partial data of a failed operation is never used.
 * @see https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
export async function* exportRecords(
  client: ShopifyClient,
  stream: ListedStream,
  search: string | undefined,
  ports: SessionPorts,
): AsyncGenerator<readonly Record<string, unknown>[]> {
  const operation = await finished(client, await begin(client, stream, search, ports), ports);
  if (!operation.url) return; // a window without records has no file
  const sort = await downloaded(client, operation, ports);
  try {
    let batch: Record<string, unknown>[] = [];
    for (const record of stitched(stream, sort)) {
      batch.push(record);
      if (batch.length === BATCH) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  } finally {
    sort.close();
  }
}

/** Five operations may run at once per shop: a sixth waits here for a while, and then in the state machine. */
async function begin(
  client: ShopifyClient,
  stream: ListedStream,
  search: string | undefined,
  ports: SessionPorts,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const { bulkOperation, userErrors } = Run.parse(
      await client.query(RUN_BULK, { query: bulkQuery(stream, search) }),
    ).bulkOperationRunQuery;
    if (bulkOperation) return bulkOperation.id;
    const [error] = userErrors;
    const busy = /already|in progress|concurren|limit/i.test(error?.message ?? '');
    if (!busy)
      throw new SourceContractError(
        `shopify bulk refused the query of ${stream.name}; this API version does not accept it`,
      );
    client.counts.throttled++;
    if (attempt === STARTS) throw new RateLimitedError('shopify bulk: other operations run', seconds(30));
    await ports.clock.sleep(seconds(5) * attempt * (0.5 + ports.random()));
  }
}

async function finished(client: ShopifyClient, id: string, ports: SessionPorts): Promise<Operation> {
  for (let wait = FIRST_POLL_MS; ; wait = Math.min(LONGEST_POLL_MS, wait * 1.5)) {
    const { bulkOperation } = Poll.parse(await client.query(POLL_BULK, { id }));
    const status = bulkOperation?.status;
    if (bulkOperation && status === 'COMPLETED') return bulkOperation;
    if (status !== 'CREATED' && status !== 'RUNNING') {
      throw new SourceUnavailableError(
        `shopify bulk operation ended as ${vendorWord(status, CODE)} (${vendorWord(bulkOperation?.errorCode, CODE)}); its partial data is not used`,
      );
    }
    await ports.clock.sleep(wait);
  }
}

/** Downloads until every object the operation counted is there. */
async function downloaded(client: ShopifyClient, operation: Operation, ports: SessionPorts): Promise<ExternalSort> {
  for (let attempt = 1; ; attempt++) {
    const sort = new ExternalSort();
    let objects = 0;
    try {
      for await (const lines of linesOf(client.download(operation.url!))) {
        for (const line of lines) sort.add(sortKey(line), line);
        objects += lines.length;
      }
      if (objects === operation.objectCount) return sort;
      throw new SourceUnavailableError(
        `shopify bulk result holds ${objects} objects, the operation counted ${operation.objectCount}`,
      );
    } catch (error) {
      sort.close();
      if (!(error instanceof SourceUnavailableError || error instanceof RateLimitedError) || attempt === DOWNLOADS)
        throw error;
      client.counts.calls++;
      await ports.clock.sleep(seconds(attempt) * (0.5 + ports.random()));
    }
  }
}

const ZERO = 48;
const PARENT = /"__parentId":"([^"]+)"[,}]/;
const ID = /"id":"([^"]+)"/;

/**
 * Sort key: record by record in the order of their numeric ids (by length, then digits): a parent, then its children as
 * received.
 */
function sortKey(line: string): string {
  const parent = PARENT.exec(line)?.[1];
  const id = parent ?? ID.exec(line)?.[1];
  if (id === undefined)
    throw new SourceUnavailableError('shopify bulk result holds a line without an id: the file is truncated');
  const number = numberOf(id);
  return `${String.fromCharCode(ZERO + number.length)}${number}${parent === undefined ? 0 : 1}`;
}

/** `1` of `gid://shopify/Order/1?x=2`. */
function numberOf(id: string): string {
  const query = id.indexOf('?');
  return id.slice(id.lastIndexOf('/') + 1, query < 0 ? undefined : query);
}

/** The order of children on both paths: by numeric id; those without one stay in place. */
export function byNumber(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const [left, right] = [numberOf(String(a.id ?? '')), numberOf(String(b.id ?? ''))];
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}

function* stitched(stream: ListedStream, sort: ExternalSort): Generator<Record<string, unknown>> {
  let record: Record<string, unknown> | undefined;
  let children: Record<string, Record<string, unknown>[]> = {};
  const whole = function* () {
    if (!record) return;
    for (const nodes of Object.values(children)) nodes.sort(byNumber);
    if (stream.recordsIn) yield* children[stream.recordsIn]!;
    else {
      for (const [field, nodes] of Object.entries(children)) record[field] = { nodes };
      yield record;
    }
  };
  for (const { line } of sort.sorted()) {
    const child = childOf(line);
    if (child === undefined) {
      yield* whole();
      record = parsed(line);
      children = Object.fromEntries(Object.keys(stream.nested).map((field) => [field, []]));
    } else {
      if (record?.id !== child.parent)
        throw new SourceContractError(`shopify bulk: a child of ${stream.name} has no parent in the file`);
      children[fieldOf(stream, child.type)]!.push(child.node);
    }
  }
  yield* whole();
}

const TAIL = /,"__typename":"(\w+)","__parentId":"([^"]+)"\}$/;

/** Added fields of a child are last, as selected: removing them as text is cheap. */
function childOf(line: string): { node: Record<string, unknown>; type: unknown; parent: unknown } | undefined {
  const tail = TAIL.exec(line);
  if (tail) return { node: parsed(`${line.slice(0, tail.index)}}`), type: tail[1], parent: tail[2] };
  if (!PARENT.test(line)) return undefined;
  const { __typename: type, __parentId: parent, ...node } = parsed(line);
  return { node, type, parent };
}

function parsed(line: string): Record<string, unknown> {
  try {
    return parseExact(line) as Record<string, unknown>;
  } catch (error) {
    throw new SourceUnavailableError(
      'shopify bulk result holds a line that is not JSON: the file is truncated',
      {},
      { cause: error },
    );
  }
}

const TYPES: Readonly<Record<string, string>> = {
  LineItem: 'lineItems',
  ShippingLine: 'shippingLines',
  Metafield: 'metafields',
  InventoryLevel: 'inventoryLevels',
  AbandonedCheckoutLineItem: 'lineItems',
  DraftOrderLineItem: 'lineItems',
  Product: 'products',
};

/** The parent's connection that a child belongs to. */
function fieldOf(stream: ListedStream, type: unknown): string {
  const field = TYPES[String(type)];
  if (field && field in stream.nested) return field;
  throw new SourceContractError(
    `shopify bulk: ${stream.name} has a child of type ${vendorWord(type, TYPE)}, which belongs to none of ${Object.keys(stream.nested).join(', ')}`,
  );
}
