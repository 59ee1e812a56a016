import { InvariantError } from '../../../../contracts/errors.ts';
import type { Slice, Window } from '../../../../contracts/ingest.ts';
import type { ListedObject, ObjectStore } from '../../../../ports/object-store.ts';
import { dropFolder, filesWithin, fingerprintOf, versionOf } from '../../../engine/files/dropped-files.ts';
import { batchesOf, RecordPages } from '../../../engine/files/record-pages.ts';
import type { CallCounts, Page, PageToken, Session, SessionPorts, Stream } from '../../../engine/source.ts';
import { customerOf } from './customers.ts';
import { orderOf } from './orders.ts';
import { inventoryItemsOf, productOf, variantsOf } from './products.ts';
import { type ExportKind, type ExportRow, rowsOf } from './table.ts';
import { gid } from './write.ts';

export interface ExportSettings {
  /** Where the files are dropped. */
  readonly folder: string;
  readonly currency: string;
  readonly time_zone: string;
}

/** Which files a stream is in, how their rows become one thing, and what that thing becomes. */
interface Told {
  readonly kind: ExportKind;
  /** Rows that belong together come one after the other and share this. */
  readonly group: (row: ExportRow) => string;
  readonly records: (rows: readonly ExportRow[], at: string, currency: string) => readonly unknown[];
}

const byHandle = (row: ExportRow) => row.text('Handle') ?? `line ${row.line}`;
const TOLD: Readonly<Record<string, Told>> = {
  orders: {
    kind: 'orders',
    group: (row) => row.text('Name') ?? `line ${row.line}`,
    records: (rows, at, currency) => [orderOf(rows, at, currency)],
  },
  customers: { kind: 'customers', group: (row) => `line ${row.line}`, records: ([row], at) => [customerOf(row!, at)] },
  products: { kind: 'products', group: byHandle, records: (rows, at) => [productOf(rows, at)] },
  product_variants: { kind: 'products', group: byHandle, records: variantsOf },
  inventory_items: { kind: 'products', group: byHandle, records: inventoryItemsOf },
};

/**
 * Reads what Shopify's admin exports as CSV, for shops without an app: every file dropped into a folder, in the order in which they
 * were written. A file is a state of the shop: its records are versions of the moment it was written, so a newer file corrects an
 * older one. Streams no export holds are empty.
 * @see https://help.shopify.com/en/manual/orders/exporting-orders
 */
export class ExportSession implements Session {
  readonly counts: CallCounts = { calls: 0, throttled: 0 };
  readonly #store: ObjectStore;
  readonly #settings: ExportSettings;
  readonly #pages = new RecordPages();

  constructor(settings: ExportSettings, drop: SessionPorts['drop']) {
    this.#store = dropFolder(drop, settings.folder);
    this.#settings = settings;
  }

  async page(stream: Stream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    if (stream.name === 'shop') return { records: [this.#shop(slice.window)], next: undefined };
    return this.#pages.page(`${stream.name} ${slice.window.from} ${slice.window.to}`, token, async () => {
      const files = await this.#files(stream, slice.window);
      return { fingerprint: fingerprintOf(files), records: this.#records(stream, files) };
    });
  }

  /** The files are read a second time. */
  async count(stream: Stream, window: Window): Promise<number> {
    if (stream.name === 'shop') return 1;
    let count = 0;
    for await (const _ of this.#records(stream, await this.#files(stream, window))) count++;
    return count;
  }

  async *bulk(stream: Stream, slice: Slice, skip: number, passed: (record: unknown) => void) {
    yield* batchesOf(this.#records(stream, await this.#files(stream, slice.window)), skip, passed);
  }

  /** Everything of a stream in files, in their order and that of their lines. */
  async *#records(stream: Stream, files: readonly ListedObject[]): AsyncGenerator<unknown> {
    const told = TOLD[stream.name];
    if (!told) return;
    for (const file of files) {
      this.counts.calls++;
      const { key } = file;
      const at = `${versionOf(file).slice(0, 19)}Z`;
      let group: ExportRow[] = [];
      for await (const row of rowsOf(this.#store, key, told.kind)) {
        if (group.length > 0 && told.group(row) !== told.group(group[0]!)) {
          yield* told.records(group, at, this.#settings.currency);
          group = [];
        }
        group.push(row);
      }
      if (group.length > 0) yield* told.records(group, at, this.#settings.currency);
    }
  }

  /** A snapshot takes every file there is. */
  #files({ sync }: Stream, window: Window): Promise<ListedObject[]> {
    return filesWithin(this.#store, window, (key) => /\.csv$/i.test(key), sync === 'snapshot');
  }

  #shop({ from, to }: Window): Record<string, unknown> {
    if (Number.isNaN(Date.parse(to))) throw new InvariantError(`a window ends at '${to}'`);
    const { currency, time_zone: ianaTimezone } = this.#settings;
    const stamp = (iso: string) => `${iso.slice(0, 19)}Z`;
    return {
      id: gid('Shop', '1'),
      name: 'Exported shop',
      myshopifyDomain: 'exported.myshopify.com',
      ianaTimezone,
      currencyCode: currency,
      taxesIncluded: false,
      createdAt: stamp(from),
      updatedAt: stamp(to),
    };
  }
}
