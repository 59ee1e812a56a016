import { z } from 'zod';
import { InvariantError } from '../../../contracts/errors.ts';
import type { Slice, Window } from '../../../contracts/ingest.ts';
import type { CallCounts, Page, PageToken, Session, SessionPorts, Stream } from '../../engine/source.ts';
import { Affordable, type Asking } from './affordable.ts';
import { exportRecords } from './bulk.ts';
import { type Node, nextOf } from './children.ts';
import { ShopifyClient } from './client.ts';
import { complete } from './completion/complete.ts';
import { codesPage, countCodes } from './discount-codes.ts';
import { drain } from './drain.ts';
import { Count, listed, recordsOf } from './listing.ts';
import { countQuery, pageQuery, SCOPES, searchOf } from './queries.ts';
import { daysOf, MEASURES, REPORT, shopifyql } from './report.ts';
import type { ListedStream, ShopifyStream } from './stream.ts';
import { streams } from './streams.ts';
import { sweep } from './sweep.ts';

const ShopAnswer = z.object({ shop: z.unknown() });
const ScopesAnswer = z.object({
  currentAppInstallation: z.looseObject({ accessScopes: z.array(z.looseObject({ handle: z.string() })) }),
});
const Counts = z.record(z.string(), Count);

export class ShopifySession implements Session {
  readonly #client: ShopifyClient;
  readonly #ports: SessionPorts;
  readonly #asking: Asking;

  constructor(baseUrl: string, ports: SessionPorts) {
    this.#client = new ShopifyClient(baseUrl, ports);
    this.#ports = ports;
    this.#asking = { client: this.#client, affordable: new Affordable() };
  }

  get counts(): CallCounts {
    return this.#client.counts;
  }

  async page(declared: Stream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    const stream = shopifyStream(declared);
    switch (stream.kind) {
      case 'codes':
        return codesPage(token, this.#asking);
      case 'object':
        return { records: [ShopAnswer.parse(await this.#client.query(pageQuery(stream))).shop], next: undefined };
      case 'report':
        return { records: await this.#report(slice.window, MEASURES), next: undefined };
      default:
        return this.#listed(stream, slice, token);
    }
  }

  async #listed(stream: ListedStream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    const document = pageQuery(stream);
    const search = searchOf(stream, slice.window);
    const data = await this.#asking.affordable.ask(stream.name, stream.pageSize, (first) =>
      this.#client.query(document, { first, after: token ?? null, search }),
    );
    const { nodes, pageInfo } = listed(data, stream);
    for (const node of nodes) await drain(stream.nested, node, this.#asking);
    const records = recordsOf(nodes, stream);
    await complete(stream, records, this.#asking);
    return { records, next: nextOf(pageInfo, stream.root) };
  }

  async count(declared: Stream, window: Window): Promise<number | null> {
    const stream = shopifyStream(declared);
    if (stream.kind === 'report') return (await this.#report(window, ['orders'])).length;
    if (stream.kind === 'codes') return countCodes(this.#asking);
    if (stream.kind === 'object') return null;
    if (stream.proof === 'recounted') return sweep(stream, window, this.#asking);
    if (!stream.count) return null;
    const data = await this.#client.query(countQuery(stream), { search: searchOf(stream, window) });
    const answer = Counts.parse(data)[stream.count];
    return answer?.precision === 'EXACT' ? answer.count : null;
  }

  async granted(): Promise<readonly string[]> {
    const { currentAppInstallation } = ScopesAnswer.parse(await this.#client.query(SCOPES));
    return currentAppInstallation.accessScopes.map(({ handle }) => handle);
  }

  async *bulk(
    declared: Stream,
    slice: Slice,
    skip: number,
    pass: (record: unknown) => void = () => {},
  ): AsyncGenerator<readonly unknown[]> {
    const stream = shopifyStream(declared);
    if (stream.kind !== 'bulk') throw new InvariantError(`shopify.${stream.name} is read by page only`);
    let passed = 0;
    let ahead: Promise<readonly unknown[]> = Promise.resolve([]);
    for await (const records of exportRecords(this.#client, stream, searchOf(stream, slice.window), this.#ports)) {
      const before = Math.min(records.length, Math.max(0, skip - passed));
      for (const record of records.slice(0, before)) pass(record);
      const wanted = records.slice(before);
      passed += records.length;
      // The refunds of a batch are requested while the previous batch is landed.
      const completed = complete(stream, wanted as readonly Node[], this.#asking).then(() => wanted);
      completed.catch(() => {}); // reported when its turn comes
      const earlier = await ahead;
      ahead = completed;
      if (earlier.length > 0) yield earlier;
    }
    const last = await ahead;
    if (last.length > 0) yield last;
  }

  async #report(window: Window, measures: readonly string[]): Promise<readonly unknown[]> {
    return daysOf(await this.#client.query(REPORT, { report: shopifyql(measures, window) }), measures);
  }
}

function shopifyStream(stream: Stream): ShopifyStream {
  return streams.find((one) => one.name === stream.name)!;
}
