import type { Slice } from '../../contracts/ingest.ts';
import { FAULTS_NAMED, type FaultReport, faultId, type RecordFault } from '../../contracts/record-fault.ts';
import { shownName } from './shown-name.ts';
import type { LeftOut, Page } from './source.ts';
import type { Tokens } from './tokens.ts';

const LONGEST_REASON = 300;

/** A fault before its slice and time are known. */
export type Met = Pick<RecordFault, 'effect' | 'key' | 'reason'> & Partial<RecordFault>;

/** Faults that one slice meets, and the open ones it heals. No cost per record while none is open. */
export class SliceFaults {
  readonly #slice: Slice;
  readonly #tokens: Tokens;
  readonly #since: string;
  readonly #openKeys: Set<string>;
  readonly #openFiles: Set<string>;
  readonly #isOpen: boolean;
  readonly #found: Map<string, RecordFault>;
  /** Faults of records in this slice, by key. */
  readonly #ofKey = new Map<string, string[]>();
  readonly #seenKeys: Set<string>;
  readonly #seenFiles: Set<string>;
  #total: number;

  /**
   * @param open faults in the ledger of the stream
   * @param before faults of earlier calls, for a resumed slice
   */
  constructor(
    slice: Slice,
    open: readonly RecordFault[],
    before: FaultReport | undefined,
    { tokens, now }: { readonly tokens: Tokens; readonly now: number },
  ) {
    this.#slice = slice;
    this.#tokens = tokens;
    this.#since = new Date(now).toISOString();
    this.#isOpen = open.length > 0 || before !== undefined;
    this.#openKeys = new Set(open.flatMap(({ key }) => key ?? []));
    this.#openFiles = new Set(open.flatMap(({ file }) => file ?? []));
    this.#found = new Map(before?.found.map((fault) => [faultId(fault), fault]));
    for (const [id, fault] of this.#found) this.#index(id, fault);
    this.#seenKeys = new Set(before?.seen_keys);
    this.#seenFiles = new Set(before?.seen_files);
    this.#total = before?.total ?? 0;
  }

  /** True if a record's key is worth computing. */
  get watchesKeys(): boolean {
    return this.#openKeys.size > 0 || this.#found.size > 0;
  }

  /** A record was read: its earlier faults are closed unless it has new ones. */
  seen(key: string): void {
    if (this.#openKeys.has(key)) this.#seenKeys.add(key);
    for (const id of this.#ofKey.get(key) ?? []) if (this.#found.delete(id)) this.#total--;
    this.#ofKey.delete(key);
  }

  met({ reason, ...met }: Met): void {
    const { source, connection, stream, run_id, window } = this.#slice;
    const none = { field: null, file: null, line: null, amount: null, currency: null };
    const where = { source, connection, stream, run_id, since: this.#since };
    const fault: RecordFault = { ...none, window, ...met, ...where, reason: reason.slice(0, LONGEST_REASON) };
    const id = faultId(fault);
    const isKnown = this.#found.has(id);
    // Records without a key look alike; each counts as one.
    if (!isKnown || (fault.key === null && fault.file === null)) this.#total++;
    if (!isKnown && this.#found.size >= FAULTS_NAMED) return;
    this.#found.set(id, fault);
    this.#index(id, fault);
  }

  #index(id: string, { key, file }: RecordFault): void {
    if (key === null || file !== null) return;
    const ids = this.#ofKey.get(key);
    if (ids) ids.push(id);
    else this.#ofKey.set(key, [id]);
  }

  /** A file is read from its beginning: its earlier faults are closed. */
  opened(file: string): void {
    if (this.#openFiles.size > 0) this.#reopened(shownName(file, this.#tokens));
  }

  /** Faults of files, as a page reports them. */
  turnPage({ leftOut = [], opened = [], present }: Page): void {
    for (const file of opened) this.opened(file);
    if (present) {
      const there = new Set(present.map((file) => shownName(file, this.#tokens)));
      for (const file of this.#openFiles) if (!there.has(file)) this.#reopened(file);
    }
    for (const one of leftOut) this.#leftOut(one);
  }

  #reopened(file: string): void {
    if (this.#openFiles.has(file)) this.#seenFiles.add(file);
  }

  #leftOut({ file, line, field, key, reason, amount, currency }: LeftOut): void {
    const shown = (name: string | undefined) => (name === undefined ? null : shownName(name, this.#tokens));
    this.met({
      effect: 'left_out',
      file: shown(file),
      line: line ?? null,
      field: shown(field),
      key: shown(key),
      reason,
      amount: amount ?? null,
      currency: currency ?? null,
    });
  }

  /** For the manifest; undefined when there is nothing to report. */
  report(): FaultReport | undefined {
    if (!this.#isOpen && this.#total === 0) return undefined;
    return {
      found: [...this.#found.values()],
      total: this.#total,
      seen_keys: [...this.#seenKeys],
      seen_files: [...this.#seenFiles],
    };
  }
}
