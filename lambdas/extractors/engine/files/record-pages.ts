import { SourceUnavailableError } from '../../../contracts/errors.ts';
import type { LeftOut, Page, PageToken } from '../source.ts';

const BATCH = 250;

/** Records in a stable order, from inputs whose changes can be detected. */
export interface Reading {
  /** Changes when the inputs change. */
  readonly fingerprint: string;
  readonly records: AsyncGenerator<unknown>;
  /** Filled while the records are read. */
  readonly said?: Said;
}

/** Notes on files beside their records, until a page carries them. */
export class Said {
  readonly leftOut: LeftOut[] = [];
  readonly opened: string[] = [];
  /** All existing files, reported once. */
  present: readonly string[] | undefined;

  taken(): Pick<Page, 'leftOut' | 'opened' | 'present'> {
    const { present } = this;
    this.present = undefined;
    return {
      ...(this.leftOut.length > 0 ? { leftOut: this.leftOut.splice(0) } : {}),
      ...(this.opened.length > 0 ? { opened: this.opened.splice(0) } : {}),
      ...(present ? { present } : {}),
    };
  }
}

/** Pages through a single reading: a token counts the earlier records, and an open reading is resumed. */
export class RecordPages {
  #open: { readonly at: string; readonly reading: Reading } | undefined;

  /**
   * @param series names the request series the token belongs to
   * @param begin starts a reading from its first record
   * @throws SourceUnavailableError when the inputs changed after the token was issued
   */
  async page(series: string, token: PageToken | undefined, begin: () => Promise<Reading>): Promise<Page> {
    const { reading, passed } = await this.#at(series, token, begin);
    const records: unknown[] = [];
    for (let done = false; !done && records.length < BATCH; ) {
      const { value, done: ended } = await reading.records.next();
      done = ended ?? false;
      if (!done) records.push(value);
    }
    const said = reading.said?.taken() ?? {};
    if (records.length < BATCH) return { records, next: undefined, ...said };
    const next = `${passed + BATCH} ${reading.fingerprint}`;
    this.#open = { at: `${series} ${next}`, reading };
    return { records, next, ...said };
  }

  async #at(series: string, token: PageToken | undefined, begin: () => Promise<Reading>) {
    const open = this.#open;
    this.#open = undefined;
    const [count = '0', fingerprint] = token?.split(' ') ?? [];
    const passed = Number(count);
    if (open && token !== undefined && open.at === `${series} ${token}`) return { reading: open.reading, passed };
    await open?.reading.records.return(undefined);
    const reading = await begin();
    if (fingerprint !== undefined && fingerprint !== reading.fingerprint)
      throw new SourceUnavailableError(
        `${series}: the data changed after record ${passed} was read; the next run reads all of it again`,
      );
    for (let n = 0; n < passed; n++) await reading.records.next();
    return { reading, passed };
  }
}
