import { SourceContractError } from '../../../contracts/errors.ts';
import type { Slice, Window } from '../../../contracts/ingest.ts';
import type { ListedObject, ObjectStore } from '../../../ports/object-store.ts';
import { dropFolder, filesWithin, fingerprintOf, refuseChanged } from '../../engine/files/dropped-files.ts';
import { RecordPages } from '../../engine/files/record-pages.ts';
import type { CallCounts, Page, PageToken, Session, SessionPorts, Stream } from '../../engine/source.ts';
import { openCsv } from './csv-sheet.ts';
import { matcherOf } from './globs.ts';
import { openParquet } from './parquet-sheet.ts';
import { type FileRow, rowsOf } from './rows.ts';
import type { FilesSettings, Table } from './settings.ts';
import type { Sheet } from './sheet.ts';

interface NamedTable {
  readonly name: string;
  readonly table: Table;
  readonly isMeant: (key: string) => boolean;
}

/** Reads every file that came or changed within a window, as rows of the table it belongs to. A call is a file read. */
export class FilesSession implements Session {
  readonly counts: CallCounts = { calls: 0, throttled: 0 };
  readonly #store: ObjectStore;
  readonly #tables: readonly NamedTable[];
  readonly #pages = new RecordPages();

  constructor({ folder, tables }: FilesSettings, drop: SessionPorts['drop']) {
    this.#store = dropFolder(drop, folder);
    this.#tables = Object.entries(tables).map(([name, table]) => ({ name, table, isMeant: matcherOf(table.files) }));
  }

  page(_stream: Stream, { window }: Slice, token: PageToken | undefined): Promise<Page> {
    return this.#pages.page(`files of ${window.from} to ${window.to}`, token, async () => {
      const files = await this.#files(window);
      return { fingerprint: fingerprintOf(files), records: this.#records(files) };
    });
  }

  /** The files are read a second time, for their rows alone. */
  async count(_stream: Stream, window: Window): Promise<number> {
    let count = 0;
    for (const file of await this.#files(window)) {
      const sheet = await this.#open(file, this.#tableOf(file).table);
      count += 1 + (await sheet.count().finally(() => sheet.close()));
    }
    return count;
  }

  #files(window: Window): Promise<ListedObject[]> {
    return filesWithin(this.#store, window, (key) => this.#tables.some(({ isMeant }) => isMeant(key)));
  }

  async *#records(files: readonly ListedObject[]): AsyncGenerator<FileRow> {
    for (const file of files) {
      const { name, table } = this.#tableOf(file);
      const sheet = await this.#open(file, table);
      try {
        yield* rowsOf(sheet, file, name, table);
      } finally {
        await sheet.close();
      }
      await refuseChanged(this.#store, file);
    }
  }

  /** @throws SourceContractError naming both tables that a file could belong to */
  #tableOf({ key }: ListedObject): NamedTable {
    const [one, other] = this.#tables.filter(({ isMeant }) => isMeant(key));
    if (other)
      throw new SourceContractError(
        `${key} is meant by table ${one!.name} ('${one!.table.files}') and by table ${other.name} ('${other.table.files}'); let each file be meant by one`,
      );
    return one!;
  }

  /** @throws SourceContractError when the file's name says that it is neither CSV nor Parquet */
  #open(file: ListedObject, table: Table): Promise<Sheet> {
    this.counts.calls++;
    const { key } = file;
    if (/\.parquet$/i.test(key)) return openParquet(this.#store, key);
    if (/\.(?:csv|tsv|tab|txt)(?:\.gz)?$/i.test(key)) return openCsv(this.#store, key, table);
    throw new SourceContractError(
      `${key} is neither CSV nor Parquet by its name (.csv, .tsv, .txt, these with .gz, or .parquet); save it as one of them, or let '${table.files}' leave it out`,
    );
  }
}
