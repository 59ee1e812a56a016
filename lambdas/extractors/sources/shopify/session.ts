import { z } from 'zod';
import { CompletenessError, SourceContractError } from '../../../contracts/errors.ts';
import type { Slice, Window } from '../../../contracts/ingest.ts';
import { RecentKeys } from '../../engine/recent-keys.ts';
import { compileCheck } from '../../engine/schema-check.ts';
import type { CallCounts, Page, PageToken, Session, SessionPorts, Stream } from '../../engine/source.ts';
import { addAgreements } from './agreements.ts';
import { byNumber, exportRecords } from './bulk.ts';
import { allNodes, Connection, type Node, nextOf } from './children.ts';
import { ShopifyClient, TooExpensive } from './client.ts';
import { REFUND_CONNECTIONS } from './documents.ts';
import {
  childrenQuery,
  countQuery,
  MOMENTS,
  ORDER_LISTS,
  pageQuery,
  REFUNDS,
  SCOPES,
  searchOf,
  sweepQuery,
} from './queries.ts';
import { daysOf, MEASURES, REPORT, shopifyql } from './report.ts';
import type { Connections, ShopifyStream } from './stream.ts';
import { streams } from './streams.ts';

/** Children drained at a time. */
const CHILDREN = 100;
/** Refunds asked for at once; halved when that is too expensive. */
const REFUNDS_AT_ONCE = 18;
/** Such calls under way at once: they are small, and the governor holds them back when points are short. */
const REFUND_CALLS = 4;
/** Nodes a sweep asks for at once when they hold no connection. */
const SWEPT = 250;
/** Bulk exports have been seen to cut lists at this length without a word. */
const SUSPICIOUS = 100;

const Ref = z.looseObject({ id: z.string() });
const Records = z.looseObject({ nodes: z.array(z.record(z.string(), z.unknown())) });
const ShopAnswer = z.object({ shop: z.unknown() });
const ScopesAnswer = z.object({
  currentAppInstallation: z.looseObject({ accessScopes: z.array(z.looseObject({ handle: z.string() })) }),
});
const NodeAnswer = z.object({ node: z.unknown() });
const RefundsAnswer = z.object({ nodes: z.array(z.record(z.string(), z.unknown()).nullable()) });
const Count = z.looseObject({ count: z.number(), precision: z.string() });
const Counts = z.record(z.string(), Count);
const Lists = z.looseObject({
  discountCodes: z.array(z.unknown()),
  refunds: z.array(Ref),
  transactions: z.array(z.unknown()),
  fulfillments: z.array(z.unknown()),
  transactionsCount: Count.nullish(),
  fulfillmentsCount: Count.nullish(),
});
const hasLists = compileCheck(Lists);
const JourneySummary = z.looseObject({ moments: Connection.nullish() });
const LISTS = ['discountCodes', 'refunds', 'transactions', 'fulfillments'] as const;

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
      const { shop } = ShopAnswer.parse(await this.#client.query(document));
      return { records: [shop], next: undefined };
    }
    if (stream.isReport) return { records: await this.#report(slice.window, MEASURES), next: undefined };
    const search = searchOf(stream, slice.window);
    const data = await this.#affordable(stream.name, stream.pageSize, (first) =>
      this.#client.query(document, { first, after: token ?? null, search }),
    );
    const { nodes, pageInfo } = this.#listed(data, stream);
    for (const node of nodes) await this.#drain(stream.nested, node);
    const records = recordsOf(nodes, stream);
    await this.#complete(stream, records);
    return { records, next: nextOf(pageInfo, stream.root) };
  }

  async count(declared: Stream, window: Window): Promise<number | null> {
    const stream = shopifyStream(declared);
    if (stream.isReport) return (await this.#report(window, ['orders'])).length;
    if (stream.proof === 'recounted') return this.#sweep(stream, window);
    if (!stream.count) return null;
    const data = await this.#client.query(countQuery(stream), { search: searchOf(stream, window) });
    const answer = Counts.parse(data)[stream.count];
    return answer?.precision === 'EXACT' ? answer.count : null;
  }

  async granted(): Promise<readonly string[]> {
    const { currentAppInstallation } = ScopesAnswer.parse(await this.#client.query(SCOPES));
    return currentAppInstallation.accessScopes.map(({ handle }) => handle);
  }

  async #report(window: Window, measures: readonly string[]): Promise<readonly unknown[]> {
    return daysOf(await this.#client.query(REPORT, { report: shopifyql(measures, window) }), measures);
  }

  /** Counts the window's records by their ids alone, where the vendor declares no count for them. */
  async #sweep(stream: ShopifyStream, window: Window): Promise<number> {
    const document = sweepQuery(stream);
    const search = searchOf(stream, window);
    const seen = new RecentKeys();
    let count = 0;
    for (let token: PageToken | undefined; ; ) {
      const data = await this.#affordable(`${stream.name} ids`, stream.recordsIn ? stream.pageSize : SWEPT, (first) =>
        this.#client.query(document, { first, after: token ?? null, search }),
      );
      const { nodes, pageInfo } = this.#listed(data, stream);
      for (const node of nodes) {
        if (!seen.add(String(node.id))) continue;
        if (stream.listIn) count += Count.parse(node[stream.listIn.count]).count;
        else if (stream.recordsIn) {
          await this.#drain({ [stream.recordsIn]: { ...stream.nested[stream.recordsIn]!, selection: 'id' } }, node);
          count += nodesOf(node[stream.recordsIn]).length;
        } else count++;
      }
      token = nextOf(pageInfo, stream.root);
      if (token === undefined) return count;
    }
  }

  async *bulk(
    declared: Stream,
    slice: Slice,
    skip: number,
    pass: (record: unknown) => void = () => {},
  ): AsyncGenerator<readonly unknown[]> {
    const stream = shopifyStream(declared);
    let passed = 0;
    let ahead: Promise<readonly unknown[]> = Promise.resolve([]);
    for await (const records of exportRecords(this.#client, stream, searchOf(stream, slice.window), this.#ports)) {
      const before = Math.min(records.length, Math.max(0, skip - passed));
      for (const record of records.slice(0, before)) pass(record);
      const wanted = records.slice(before);
      passed += records.length;
      // The refunds of a batch are asked for while the batch before is landed.
      const completed = this.#complete(stream, wanted as readonly Node[]).then(() => wanted);
      completed.catch(() => {}); // reported when its turn comes
      const earlier = await ahead;
      ahead = completed;
      if (earlier.length > 0) yield earlier;
    }
    const last = await ahead;
    if (last.length > 0) yield last;
  }

  /** Adds to records what their page leaves out. */
  async #complete({ completion }: ShopifyStream, records: readonly Node[]): Promise<void> {
    switch (completion) {
      case 'refunds':
        return this.#completeOrders(records);
      case 'agreements':
        return addAgreements(records, this.#client);
      case 'visits':
        for (const order of records) await this.#completeJourney(order);
    }
  }

  /** Asks for fewer records until one call can pay for them. */
  async #affordable<T>(what: string, size: number, ask: (first: number) => Promise<T>): Promise<T> {
    for (;;) {
      const first = this.#sizes.get(what) ?? size;
      try {
        return await ask(first);
      } catch (error) {
        if (!(error instanceof TooExpensive)) throw error;
        if (first === 1)
          throw new SourceContractError(`shopify: one record of ${what} alone costs too much: ${error.message}`);
        this.#sizes.set(what, Math.ceil(first / 2));
      }
    }
  }

  /**
   * Reads the rest of connections that did not fit into the page, and leaves `{ nodes }` in the order of ids,
   * as a record of the bulk export has it.
   */
  async #drain(nested: Connections, node: Node): Promise<void> {
    for (const [field, { selection }] of Object.entries(nested)) {
      const { id } = node;
      const all = await allNodes(field, Connection.parse(node[field]), async (after) => {
        const document = childrenQuery(typeOf(id), field, selection);
        const data = await this.#affordable(`children ${field}`, CHILDREN, (first) =>
          this.#client.query(document, { id, first, after }),
        );
        return this.#connection(NodeAnswer.parse(data).node, field);
      });
      node[field] = { nodes: all.sort(byNumber) };
    }
  }

  async #completeOrders(records: readonly unknown[]): Promise<void> {
    const orders = records.filter(hasLists) as (Node & z.infer<typeof Lists>)[];
    for (const order of orders) await this.#completeLists(order);
    const ids = orders.flatMap((order) => order.refunds.map((refund) => refund.id));
    const read = new Map<string, Node>();
    let at = 0;
    const reader = async () => {
      while (at < ids.length) {
        const from = at;
        const size = this.#sizes.get('refunds') ?? REFUNDS_AT_ONCE;
        at += size;
        for (const refund of await this.#refunds(ids.slice(from, from + size))) read.set(String(refund.id), refund);
      }
    };
    await Promise.all(Array.from({ length: REFUND_CALLS }, reader));
    for (const order of orders) order.refunds = order.refunds.map(({ id }) => read.get(id) as z.infer<typeof Ref>);
  }

  /** Lists have no pages: one that may have been cut is read again by itself, and one that stays short is an error. */
  async #completeLists(order: Node & z.infer<typeof Lists>): Promise<void> {
    if (!isShort(order) && LISTS.every((list) => order[list].length < SUSPICIOUS)) return;
    const data = await this.#client.query(ORDER_LISTS, { id: order.id });
    const node = Lists.parse(NodeAnswer.parse(data).node);
    for (const list of LISTS) order[list] = node[list] as never;
    if (!isShort(node)) return;
    throw new CompletenessError(
      `shopify order ${String(order.id)}: the vendor counts ${node.transactionsCount?.count} transactions and ${node.fulfillmentsCount?.count} fulfillments, ` +
        `${node.transactions.length} and ${node.fulfillments.length} arrived; nothing of this window is committed`,
    );
  }

  /** Asks again in halves when that many are too expensive for one call. */
  async #refunds(ids: readonly string[]): Promise<Node[]> {
    let data: unknown;
    try {
      data = await this.#client.query(REFUNDS, { ids });
    } catch (error) {
      if (!(error instanceof TooExpensive) || ids.length === 1) throw error;
      const half = Math.ceil(ids.length / 2);
      this.#sizes.set('refunds', half);
      return [...(await this.#refunds(ids.slice(0, half))), ...(await this.#refunds(ids.slice(half)))];
    }
    const { nodes } = RefundsAnswer.parse(data);
    const refunds = nodes.filter((node) => node !== null);
    if (refunds.length !== ids.length || refunds.some((refund, at) => refund.id !== ids[at]))
      throw new CompletenessError(`shopify: ${ids.length} refunds were asked for, ${refunds.length} came`);
    for (const refund of refunds) await this.#drain(REFUND_CONNECTIONS, refund);
    return refunds;
  }

  /** Visits beyond the first page of them; an order whose way is not known yet has none. */
  async #completeJourney(order: Node): Promise<void> {
    const summary = JourneySummary.safeParse(order.customerJourneySummary);
    if (!summary.success || !summary.data.moments) return;
    const nodes = await allNodes('moments', summary.data.moments, async (after) => {
      const data = await this.#client.query(MOMENTS, { id: order.id, first: CHILDREN, after });
      return JourneySummary.parse((NodeAnswer.parse(data).node as Node).customerJourneySummary).moments!;
    });
    order.customerJourneySummary = { ...summary.data, moments: { nodes } };
  }

  /** The listing a query was for; a shop without the object around it has an empty one. */
  #listed(data: unknown, { root, within }: ShopifyStream): Connection {
    if (!within) return this.#connection(data, root);
    const around = (data as Record<string, unknown> | null | undefined)?.[within];
    if (around === null) return { nodes: [], pageInfo: { hasNextPage: false } };
    return this.#connection(around, root);
  }

  #connection(data: unknown, field: string): Connection {
    const connection = Connection.safeParse((data as Record<string, unknown> | null | undefined)?.[field]);
    if (connection.success) return connection.data;
    throw new SourceContractError(`shopify: the answer has no connection '${field}' with nodes and pageInfo`);
  }
}

const isShort = ({ transactions, transactionsCount, fulfillments, fulfillmentsCount }: z.infer<typeof Lists>) =>
  transactions.length < (transactionsCount?.count ?? 0) || fulfillments.length < (fulfillmentsCount?.count ?? 0);

function shopifyStream(stream: Stream): ShopifyStream {
  return streams.find((one) => one.name === stream.name)!;
}

const recordsOf = (nodes: readonly Node[], { recordsIn, listIn }: ShopifyStream): readonly Node[] =>
  listIn
    ? nodes.flatMap((node) => node[listIn.list] as Node[])
    : recordsIn
      ? nodes.flatMap((node) => nodesOf(node[recordsIn]))
      : nodes;

const nodesOf = (connection: unknown): Node[] => Records.parse(connection).nodes;
/** `Order` of `gid://shopify/Order/1`. */
const typeOf = (gid: unknown): string => String(gid).split('/')[3] ?? '';
