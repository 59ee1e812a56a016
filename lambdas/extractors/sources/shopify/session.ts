import { z } from 'zod';
import { SourceContractError } from '../../../contracts/errors.ts';
import type { Slice, Window } from '../../../contracts/ingest.ts';
import type { CallCounts, Page, PageToken, Session, SessionPorts, Stream } from '../../engine/source.ts';
import { exportRecords } from './bulk.ts';
import { ShopifyClient, TooExpensive } from './client.ts';
import { REFUND_LINE_ITEM } from './documents.ts';
import { childrenQuery, countQuery, pageQuery, REFUNDS, searchOf } from './queries.ts';
import { type ShopifyStream, streams } from './streams.ts';

const PageInfo = z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
const Connection = z.looseObject({ nodes: z.array(z.record(z.string(), z.unknown())), pageInfo: PageInfo });
type Node = Record<string, unknown>;

/** Children drained at a time. */
const CHILDREN = 100;
/** Orders whose refunds are asked for at once; halved when that is too expensive. */
const REFUND_ORDERS = 20;
const REFUND_CHILDREN = { refundLineItems: REFUND_LINE_ITEM };
const RecordWithRefunds = z.looseObject({ id: z.string(), refunds: z.array(z.unknown()) });

export class ShopifySession implements Session {
  readonly #client: ShopifyClient;
  readonly #ports: SessionPorts;
  /** Page sizes that fit the vendor's cost limit, learned once a stream. */
  readonly #sizes = new Map<string, number>();

  constructor(baseUrl: string, ports: SessionPorts) {
    this.#client = new ShopifyClient(baseUrl, ports);
    this.#ports = ports;
  }

  get counts(): CallCounts {
    return this.#client.counts;
  }

  async page(declared: Stream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    const stream = shopifyStream(declared);
    const document = pageQuery(stream);
    if (stream.root === 'shop') {
      const { shop } = z.object({ shop: z.unknown() }).parse(await this.#client.query(document));
      return { records: [shop], next: undefined };
    }
    const search = searchOf(stream, slice.window);
    const data = await this.#affordable(stream, (first) =>
      this.#client.query(document, { first, after: token ?? null, search }),
    );
    const { nodes, pageInfo } = this.#connection(data, stream.root);
    for (const node of nodes) await this.#drain(stream.nested, node);
    const records = stream.recordsIn ? nodes.flatMap((node) => nodesOf(node[stream.recordsIn!])) : nodes;
    if (stream.completesRefunds) await this.#completeRefunds(records);
    return { records, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined };
  }

  async count(declared: Stream, window: Window): Promise<number | null> {
    const stream = shopifyStream(declared);
    if (!stream.count) return null;
    const data = await this.#client.query(countQuery(stream), { search: searchOf(stream, window) });
    const answer = z.record(z.string(), z.looseObject({ count: z.number(), precision: z.string() })).parse(data)[
      stream.count
    ];
    return answer?.precision === 'EXACT' ? answer.count : null;
  }

  async *bulk(declared: Stream, slice: Slice, skip: number): AsyncGenerator<readonly unknown[]> {
    const stream = shopifyStream(declared);
    let passed = 0;
    for await (const records of exportRecords(this.#client, stream, searchOf(stream, slice.window), this.#ports)) {
      const wanted = records.slice(Math.max(0, skip - passed));
      passed += records.length;
      if (stream.completesRefunds) await this.#completeRefunds(wanted);
      if (wanted.length > 0) yield wanted;
    }
  }

  /** Asks for fewer records until one call can pay for them. */
  async #affordable<T>(stream: ShopifyStream, ask: (first: number) => Promise<T>): Promise<T> {
    for (;;) {
      const first = this.#sizes.get(stream.name) ?? stream.pageSize;
      try {
        return await ask(first);
      } catch (error) {
        if (!(error instanceof TooExpensive) || first === 1) throw error;
        this.#sizes.set(stream.name, Math.ceil(first / 2));
      }
    }
  }

  /** Reads the rest of connections that did not fit into the page, and leaves `{ nodes }` as a bulk record has it. */
  async #drain(nested: ShopifyStream['nested'], node: Node): Promise<void> {
    for (const [field, selection] of Object.entries(nested)) {
      const first = Connection.parse(node[field]);
      const all = [...first.nodes];
      for (let at = first.pageInfo; at.hasNextPage; ) {
        const document = childrenQuery(typeOf(node.id), field, selection);
        const data = await this.#client.query(document, { id: node.id, first: CHILDREN, after: at.endCursor });
        const more = this.#connection(z.object({ node: z.unknown() }).parse(data).node, field);
        all.push(...more.nodes);
        at = more.pageInfo;
      }
      node[field] = { nodes: all };
    }
  }

  async #completeRefunds(records: readonly unknown[]): Promise<void> {
    const refunded = records
      .map((record) => RecordWithRefunds.safeParse(record))
      .filter((one) => one.success && one.data.refunds.length > 0);
    const ids = refunded.map((one) => one.data!.id);
    const byId = new Map<string, readonly unknown[]>();
    for (let at = 0, size = REFUND_ORDERS; at < ids.length; ) {
      try {
        for (const order of await this.#refundsOf(ids.slice(at, at + size))) byId.set(order.id, order.refunds);
        at += size;
      } catch (error) {
        if (!(error instanceof TooExpensive) || size === 1) throw error;
        size = Math.ceil(size / 2);
      }
    }
    for (const record of records as Node[]) {
      const refunds = byId.get(String(record.id));
      if (refunds) record.refunds = refunds;
    }
  }

  async #refundsOf(ids: readonly string[]): Promise<{ id: string; refunds: readonly unknown[] }[]> {
    const data = z
      .object({ nodes: z.array(RecordWithRefunds.nullable()) })
      .parse(await this.#client.query(REFUNDS, { ids }));
    const orders = data.nodes.filter((order) => order !== null);
    for (const order of orders)
      for (const refund of order.refunds as Node[]) await this.#drain(REFUND_CHILDREN, refund);
    return orders;
  }

  #connection(data: unknown, field: string): z.infer<typeof Connection> {
    const parsed = z.record(z.string(), z.unknown()).safeParse(data);
    const connection = Connection.safeParse(parsed.data?.[field]);
    if (connection.success) return connection.data;
    throw new SourceContractError(`shopify: the answer has no connection '${field}' with nodes and pageInfo`);
  }
}

function shopifyStream(stream: Stream): ShopifyStream {
  return streams.find((one) => one.name === stream.name)!;
}

const nodesOf = (connection: unknown): Node[] =>
  z.looseObject({ nodes: z.array(z.record(z.string(), z.unknown())) }).parse(connection).nodes;
/** `Order` of `gid://shopify/Order/1`. */
const typeOf = (gid: unknown): string => String(gid).split('/')[3] ?? '';
