import { SourceContractError } from '../../../contracts/errors.ts';
import type { Slice, Window } from '../../../contracts/ingest.ts';
import type { ListedObject, ObjectStore } from '../../../ports/object-store.ts';
import type { Clock } from '../../../ports/ports.ts';
import {
  assertUnchanged,
  type Dropped,
  dropFolder,
  filesWithin,
  fingerprintOf,
  reasonOf,
} from '../../engine/files/dropped-files.ts';
import { printable } from '../../engine/files/file-name.ts';
import { RecordPages, Said } from '../../engine/files/record-pages.ts';
import type { CallCounts, LeftOut, Page, PageToken, Session, SessionPorts, Stream } from '../../engine/source.ts';
import { openCsv } from './csv-sheet.ts';
import { matcherOf } from './globs.ts';
import { openParquet } from './parquet-sheet.ts';
import { type FileRow, type ReadySheet, readySheet, rowsOf } from './rows.ts';
import type { FilesSettings, Table } from './settings.ts';
import type { Sheet } from './sheet.ts';

interface NamedTable {
  readonly name: string;
  readonly table: Table;
  readonly isMeant: (key: string) => boolean;
}

/**
 * Reads every file that arrived or changed within a window, as rows of its table. One call reads one file. An
 * unreadable file is left out by name, and costs nothing else.
 */
export class FilesSession implements Session {
  readonly counts: CallCounts = { calls: 0, throttled: 0 };
  readonly #store: ObjectStore;
  readonly #tables: readonly NamedTable[];
  readonly #clock: Clock | undefined;
  readonly #pages = new RecordPages();

  constructor({ folder, tables }: FilesSettings, drop: SessionPorts['drop'], clock?: Clock) {
    this.#store = dropFolder(drop, folder);
    this.#tables = Object.entries(tables).map(([name, table]) => ({ name, table, isMeant: matcherOf(table.files) }));
    this.#clock = clock;
  }

  page(_stream: Stream, { window }: Slice, token: PageToken | undefined): Promise<Page> {
    return this.#pages.page(`files of ${window.from} to ${window.to}`, token, async () => {
      const { files, present, leftOut } = await this.#files(window);
      const said = new Said();
      said.present = present;
      said.leftOut.push(...leftOut, ...this.#meantByNone(present));
      return { fingerprint: fingerprintOf(files), records: this.#records(files, said), said };
    });
  }

  /** Counting reads the files a second time. */
  async count(_stream: Stream, window: Window): Promise<number> {
    let count = 0;
    for (const file of (await this.#files(window)).files) {
      const ready = await this.#ready(file).catch(unreadable);
      if (ready instanceof Error) continue;
      count += 1 + ready.rows;
      await ready.sheet.close();
    }
    return count;
  }

  #files(window: Window): Promise<Dropped> {
    const isMeant = (key: string) => this.#tables.some((one) => one.isMeant(key));
    return filesWithin(this.#store, window, isMeant, { clock: this.#clock });
  }

  /** No file matches any table: a wrong glob is more likely than a wrong folder. */
  #meantByNone(present: readonly string[]): LeftOut[] {
    if (present.some((key) => this.#tables.some(({ isMeant }) => isMeant(key)))) return [];
    const globs = this.#tables.map(({ table }) => `'${table.files}'`).join(', ');
    return present.map((file) => ({ file, reason: `no table matches it; the globs of the tables are ${globs}` }));
  }

  async *#records(files: readonly ListedObject[], said: Said): AsyncGenerator<FileRow> {
    for (const file of files) {
      said.opened.push(file.key);
      const ready = await this.#ready(file).catch(unreadable);
      if (ready instanceof Error) {
        said.leftOut.push({ file: file.key, reason: reasonOf(ready, file.key) });
        continue;
      }
      const { name, table } = this.#tableOf(file);
      try {
        yield* rowsOf(ready, file, name, table);
      } finally {
        await ready.sheet.close();
      }
      await assertUnchanged(this.#store, file);
    }
  }

  /** @throws SourceContractError naming both tables that match a file */
  #tableOf({ key }: ListedObject): NamedTable {
    const [one, other] = this.#tables.filter(({ isMeant }) => isMeant(key));
    if (other)
      throw new SourceContractError(
        `${printable(key)} matches table ${one!.name} ('${one!.table.files}') and table ${other.name} ('${other.table.files}'); let each file match one table`,
      );
    return one!;
  }

  /** @throws SourceContractError when the file does not match its table */
  async #ready(file: ListedObject): Promise<ReadySheet> {
    const { table } = this.#tableOf(file);
    const sheet = await this.#open(file, table);
    return readySheet(sheet, file.key, table).catch(async (error) => {
      await sheet.close();
      throw error;
    });
  }

  /** @throws SourceContractError when the file's name is neither CSV nor Parquet */
  #open(file: ListedObject, table: Table): Promise<Sheet> {
    this.counts.calls++;
    const { key } = file;
    if (/\.parquet$/i.test(key)) return openParquet(this.#store, key);
    if (/\.(?:csv|tsv|tab|txt)(?:\.gz)?$/i.test(key)) return openCsv(this.#store, key, table);
    throw new SourceContractError(
      `${printable(key)} is neither CSV nor Parquet by its name (.csv, .tsv, .txt, these with .gz, or .parquet); save it as one of them, or let '${table.files}' leave it out`,
    );
  }
}

/** An error of the file itself, as a value; any other error is thrown. */
function unreadable(error: unknown): SourceContractError {
  if (error instanceof SourceContractError) return error;
  throw error;
}
