import { createHmac, randomBytes } from 'node:crypto';
import { InvariantError, SourceContractError } from '../../../../contracts/errors.ts';
import type { Slice, Window } from '../../../../contracts/ingest.ts';
import type { ListedObject, ObjectStore } from '../../../../ports/object-store.ts';
import type { Clock } from '../../../../ports/ports.ts';
import { dropFolder, filesWithin, fingerprintOf, reasonOf } from '../../../engine/files/dropped-files.ts';
import { RecordPages, Said } from '../../../engine/files/record-pages.ts';
import type { Opening } from '../../../engine/files/text-file.ts';
import { zipEntries } from '../../../engine/files/zip.ts';
import type { CallCounts, LeftOut, Page, PageToken, Session, SessionPorts, Stream } from '../../../engine/source.ts';
import { CellError } from './cells.ts';
import { groupsOf } from './groups.ts';
import { type Reader, readerOf } from './readers.ts';
import type { ExportSettings } from './settings.ts';
import { type ExportFile, type ExportRow, openExport } from './table.ts';
import { type Digest, decimal, gid } from './write.ts';

/** One table: a file, or one inside a zip. */
interface Part {
  /** Display name: `orders.zip/orders_export_1.csv`. */
  readonly name: string;
  readonly open: Opening;
}

const KEY = randomBytes(32);
const ofThisProcess: Digest = (text) => createHmac('sha256', KEY).update(text).digest('hex');

const TABLE = /\.(?:csv|tsv|tab|txt)(?:\.gz)?$/i;

/**
 * Reads the CSV exports of Shopify's admin, for shops without an app: every file dropped into a folder, in the order of
 * arrival. A file is a state of the shop: its records are versions of its arrival time, so a newer file corrects an
 * older one; missing dates are those of the first file that knows the object. Streams without an export are empty.
 * Unreadable parts are left out by name, and cost nothing else.
 * @see https://help.shopify.com/en/manual/orders/exporting-orders
 */
export class ExportSession implements Session {
  readonly counts: CallCounts = { calls: 0, throttled: 0 };
  readonly #store: ObjectStore;
  readonly #settings: ExportSettings;
  readonly #clock: Clock | undefined;
  readonly #digest: Digest;
  readonly #pages = new RecordPages();

  /** @param digest without one, customers that the file does not number get other numbers in each process */
  constructor(settings: ExportSettings, drop: SessionPorts['drop'], clock?: Clock, digest: Digest = ofThisProcess) {
    this.#digest = digest;
    this.#store = dropFolder(drop, settings.folder);
    this.#settings = settings;
    this.#clock = clock;
  }

  async page(stream: Stream, slice: Slice, token: PageToken | undefined): Promise<Page> {
    if (stream.name === 'shop') return { records: [this.#shop(slice.window)], next: undefined };
    return this.#pages.page(`${stream.name} ${slice.window.from} ${slice.window.to}`, token, async () => {
      const said = new Said();
      const reader = readerOf(stream.name, this.#digest);
      if (!reader) return { fingerprint: '', records: none(), said };
      const dropped = await this.#dropped(stream, slice.window);
      said.present = dropped.present;
      if (reader.kind === 'orders') said.leftOut.push(...dropped.leftOut);
      return {
        fingerprint: fingerprintOf(dropped.files),
        records: this.#records(reader, dropped.earlier, dropped.files, said),
        said,
      };
    });
  }

  /** Counting reads the files a second time. */
  async count(stream: Stream, window: Window): Promise<number> {
    if (stream.name === 'shop') return 1;
    const reader = readerOf(stream.name, this.#digest);
    if (!reader) return 0;
    let count = 0;
    const { earlier, files } = await this.#dropped(stream, window);
    for await (const _ of this.#records(reader, earlier, files, new Said())) count++;
    return count;
  }

  /**
   * All records of a stream in files, in file order and line order. Earlier files are read for their dates, and for
   * open faults: a good record in a later file closes them.
   */
  async *#records(
    reader: Reader,
    earlier: readonly ListedObject[],
    files: readonly ListedObject[],
    said: Said,
  ): AsyncGenerator<unknown> {
    if (files.length === 0) return;
    const wanted = new Set(files);
    const left = new LeftOver();
    let last = 0;
    for (const file of [...earlier, ...files]) {
      said.opened.push(file.key);
      // An unrecognised file is reported once: by the stream that every shop has.
      const leave = (name: string, error: Error) => {
        if (reader.kind === 'orders') left.add({ file: name, reason: reasonOf(error, name) });
      };
      for (const { name, open } of await this.#partsOf(file, leave)) {
        this.counts.calls++;
        if (name !== file.key) said.opened.push(name);
        try {
          const opened = await openExport(name, open, this.#settings);
          if (opened.kind !== reader.kind) continue;
          // Files unzipped together have the same time: the later name counts as newer.
          last = Math.max(Math.floor(file.changedAt), last + 1);
          const at = new Date(last).toISOString().replace('.000Z', 'Z');
          for await (const record of this.#ofFile(reader, name, opened, at, left)) if (wanted.has(file)) yield record;
        } catch (error) {
          if (!(error instanceof SourceContractError)) throw error;
          leave(name, error);
        }
      }
    }
    for (const one of left.all()) said.leftOut.push(one);
  }

  async *#ofFile(
    reader: Reader,
    file: string,
    opened: ExportFile,
    at: string,
    left: LeftOver,
  ): AsyncGenerator<unknown> {
    const { currency } = this.#settings;
    const ids = new Set<unknown>();
    for await (const rows of groupsOf(opened, reader.group)) {
      const key = reader.nameOf(rows);
      try {
        for (const record of reader.records(rows, at, currency)) {
          if (ids.has(record.id))
            throw new CellError(rows[0]!.line, undefined, 'it is in the file twice; the first one counts');
          ids.add(record.id);
          yield record;
        }
        if (key !== undefined) left.heal(key);
      } catch (error) {
        if (!(error instanceof CellError)) throw error;
        const { line, field, message: reason } = error;
        left.add({
          ...{ file, line, reason },
          ...(field === undefined ? {} : { field }),
          ...(key === undefined ? {} : { key }),
          ...atStake(rows, currency),
        });
      }
    }
  }

  /** The tables of a file or zip; anything else is left out. */
  async #partsOf({ key }: ListedObject, leave: (name: string, error: Error) => void): Promise<readonly Part[]> {
    if (TABLE.test(key)) return [{ name: key, open: () => this.#store.read(key) }];
    if (!/\.zip$/i.test(key)) {
      leave(
        key,
        new SourceContractError(
          'is not a CSV by its name (.csv, .tsv, .txt, these with .gz, or .zip); save it as one of them',
        ),
      );
      return [];
    }
    try {
      const entries = await zipEntries(key, await this.#store.read(key));
      const parts: Part[] = [];
      for (const { name, open } of entries)
        if (TABLE.test(name)) parts.push({ name: `${key}/${name}`, open });
        else leave(`${key}/${name}`, new SourceContractError('is not a CSV by its name'));
      return parts;
    } catch (error) {
      if (!(error instanceof SourceContractError)) throw error;
      leave(key, error);
      return [];
    }
  }

  /** A snapshot reads every existing file. */
  #dropped({ sync }: Stream, window: Window) {
    return filesWithin(this.#store, window, () => true, { everything: sync === 'snapshot', clock: this.#clock });
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

async function* none(): AsyncGenerator<unknown> {}

/** The total of a rejected order, when readable. */
function atStake(rows: readonly ExportRow[], currency: string) {
  for (const row of rows) {
    try {
      const total = row.cents('Total');
      if (total !== undefined) return { amount: decimal(total), currency: row.text('Currency') ?? currency };
    } catch {
      return {}; // the total itself is wrong
    }
  }
  return {};
}

/** Open faults so far: a good record of the same object in a later file closes them. */
class LeftOver {
  readonly #named = new Map<string, LeftOut>();
  readonly #others: LeftOut[] = [];

  add(one: LeftOut): void {
    if (one.key === undefined) this.#others.push(one);
    else this.#named.set(one.key, one);
  }

  heal(key: string): void {
    this.#named.delete(key);
  }

  all(): readonly LeftOut[] {
    return [...this.#others, ...this.#named.values()];
  }
}
