import { ConfigError, InvariantError } from '../../../../contracts/errors.ts';
import type { Slice, Window } from '../../../../contracts/ingest.ts';
import type { ObjectStore } from '../../../../ports/object-store.ts';
import type { CallCounts, Page, PageToken, Session, Stream } from '../../../engine/source.ts';
import { customerOf } from './customers.ts';
import { orderOf } from './orders.ts';
import { inventoryItemsOf, productOf, variantsOf } from './products.ts';
import { type ExportKind, type ExportRow, rowsOf } from './table.ts';
import { gid } from './write.ts';

const BATCH = 250;

export interface ExportSettings {
  /** Where the files are dropped. */
  readonly folder: string;
  readonly currency: string;
  readonly time_zone: string;
}

interface Reading {
  readonly at: string;
  readonly records: AsyncGenerator<unknown>;
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
  #open: Reading | undefined;

  constructor(settings: ExportSettings, drop: ((folder: string) => ObjectStore) | undefined) {
    if (!drop)
      throw new ConfigError(`files cannot be dropped here; read the exports in ${settings.folder} on one machine`);
    this.#store = drop(settings.folder);
    this.#settings = settings;
  }

  async page(stream: Stream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    if (stream.name === 'shop') return { records: [this.#shop(slice.window)], next: undefined };
    const from = Number(token ?? 0);
    const here = `${stream.name} ${slice.window.from} ${slice.window.to} ${from}`;
    let reading = this.#open;
    if (reading?.at !== here) {
      reading = { at: here, records: this.#records(stream, slice.window) };
      for (let n = 0; n < from; n++) await reading.records.next();
    }
    const records: unknown[] = [];
    for (let done = false; !done && records.length < BATCH; ) {
      const { value, done: ended } = await reading.records.next();
      done = ended ?? false;
      if (!done) records.push(value);
    }
    const next = records.length === BATCH ? String(from + BATCH) : undefined;
    this.#open = next ? { at: here.replace(/\d+$/, next), records: reading.records } : undefined;
    return { records, next };
  }

  /** The files are read a second time. */
  async count(stream: Stream, window: Window): Promise<number> {
    if (stream.name === 'shop') return 1;
    let count = 0;
    for await (const _ of this.#records(stream, window)) count++;
    return count;
  }

  async *bulk(stream: Stream, slice: Slice, skip: number, passed: (record: unknown) => void) {
    let at = 0;
    let batch: unknown[] = [];
    for await (const record of this.#records(stream, slice.window)) {
      if (at++ < skip) {
        passed(record);
        continue;
      }
      batch.push(record);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  /** Everything of a stream in the files of a window, in the order of the files and of their lines. */
  async *#records(stream: Stream, window: Window): AsyncGenerator<unknown> {
    const told = TOLD[stream.name];
    if (!told) return;
    for (const { key, changedAt } of await this.#files(stream, window)) {
      this.counts.calls++;
      const at = `${new Date(changedAt).toISOString().slice(0, 19)}Z`;
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
  async #files({ sync }: Stream, { from, to }: Window) {
    const files: { key: string; changedAt: number }[] = [];
    for await (const { key, changedAt } of this.#store.list('')) {
      if (!/\.csv$/i.test(key)) continue;
      const second = Math.floor(changedAt / 1000) * 1000;
      if (second >= Date.parse(to) || (sync !== 'snapshot' && second < Date.parse(from))) continue;
      files.push({ key, changedAt });
    }
    return files.sort((a, b) => a.changedAt - b.changedAt || (a.key < b.key ? -1 : 1));
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
