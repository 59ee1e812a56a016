import { createHash } from 'node:crypto';
import type { Slice } from '../../contracts/ingest.ts';
import type { LandedPart } from '../../contracts/manifest.ts';
import type { FaultReport } from '../../contracts/record-fault.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { policyOf, type StreamPolicy } from './drift.ts';
import { writeExact } from './exact-json.ts';
import { PartWriter } from './part-writer.ts';
import { runDay } from './run-day.ts';
import { type Check, compileCheck } from './schema-check.ts';
import type { SliceFaults } from './slice-faults.ts';
import type { Connection, Page, Stream } from './source.ts';
import { compileTokeniser, type Tokenise, type Witness } from './tokenise.ts';
import type { Tokens } from './tokens.ts';

/** Uncompressed bytes of one part: about 8 MB compressed, so that a loader has several to read side by side. */
const PART_BYTES = 48 * 1024 * 1024;
/** Tokens a slice remembers having put into the vault; a repeat behind that is harmless. */
const REMEMBERED = 100_000;
/** Records whose reason is kept in a quarantine file; all of them are counted. */
const SAMPLE = 1000;

/** Unknown fields told apart; an object with keys of its own for each record would name thousands. */
const DRIFT_PATHS = 500;

export interface Landed {
  readonly parts: readonly LandedPart[];
  readonly rows: number;
  readonly quarantined: number;
  readonly drift: Readonly<Record<string, number>>;
  readonly faults?: FaultReport | undefined;
}

export const NOTHING_LANDED: Landed = { parts: [], rows: 0, quarantined: 0, drift: {} };

/**
 * Where the records of one slice go: checked against the schema, personal values out to the vault, rows into landing parts,
 * what does not fit into quarantine with its reason and its body only in the vault.
 */
export class SliceLanding implements Witness {
  readonly #slice: Slice;
  readonly #stream: Stream;
  readonly #fits: Check;
  readonly #tokenise: Tokenise;
  readonly #rowsOut: PartWriter;
  readonly #vaultOut: PartWriter;
  readonly #quarantineOut: PartWriter;
  readonly #policy: StreamPolicy;
  readonly #drift: Map<string, number>;
  readonly #faults: SliceFaults;
  /** Undeclared fields of the record at hand. */
  #new = 0;
  readonly #envelope: string;
  #vaulted = new Set<string>();
  #waits: Promise<void>[] = [];
  /** Of a line, up to the number of its row. */
  #head: Buffer = Buffer.alloc(0);
  #rows: number;
  #quarantined: number;

  constructor(
    slice: Slice,
    stream: Stream,
    ports: { store: ObjectStore; vault: ObjectStore; tokens: Tokens; connection: Connection },
    before: Landed,
    faults: SliceFaults,
  ) {
    const { source, connection, stream: name, run_id, slice_id } = slice;
    const folder = `${source}/${connection}/${name}/dt=${runDay(run_id)}/${run_id}/${slice_id}`;
    this.#slice = slice;
    this.#faults = faults;
    this.#stream = stream;
    this.#fits = compileCheck(stream.schema);
    this.#policy = policyOf(ports.connection, name);
    this.#tokenise = compileTokeniser(stream.schema, ports.tokens, this.#policy);
    this.#rowsOut = new PartWriter(ports.store, `landing/${folder}`, PART_BYTES, before.parts);
    // A continued slice begins new vault and quarantine objects: their names hold the row they begin at.
    this.#vaultOut = new PartWriter(ports.vault, `tokens/${folder}-${before.rows}`, PART_BYTES);
    this.#quarantineOut = new PartWriter(ports.store, `landing/_quarantine/${folder}-${before.rows}`, PART_BYTES);
    this.#drift = new Map(Object.entries(before.drift));
    this.#rows = before.rows;
    this.#quarantined = before.quarantined;
    this.#envelope = JSON.stringify({
      _source: source,
      _connection: connection,
      _stream: name,
      _run_id: run_id,
      _slice_id: slice_id,
    }).slice(0, -1);
  }

  get rows(): number {
    return this.#rows;
  }

  get quarantined(): number {
    return this.#quarantined;
  }

  /** Records of an answer follow. */
  answered(at: number): void {
    this.#head = Buffer.from(`${this.#envelope},"_extracted_at":"${new Date(at).toISOString()}","_row":`);
  }

  /** What a page says beside its records. */
  turnPage(page: Page): void {
    this.#faults.turnPage(page);
  }

  /** @returns when the next record may come; nothing when at once */
  add(record: unknown): Promise<unknown> | undefined {
    if (this.#fits(record)) {
      // A record that is discarded for what is new in it goes to the vault as it came.
      const body = this.#policy.drift === 'discard_row' ? writeExact(record) : undefined;
      this.#new = 0;
      const tokenised = writeExact(this.#tokenise(record, this));
      if (body !== undefined && this.#new > 0)
        this.#quarantine(body, ['record: an undeclared field, and the policy is discard_row']);
      else this.#write(this.#rowsOut, this.#head, `${this.#rows++},"record":`, tokenised, '}');
    } else this.#quarantine(writeExact(record), this.#reasons(record));
    if (this.#waits.length > 0) return Promise.all(this.#waits.splice(0));
    return undefined;
  }

  #write(out: PartWriter, ...line: readonly (string | Buffer)[]): void {
    const wait = out.write(...line);
    if (wait) this.#waits.push(wait);
  }

  #reasons(record: unknown): string[] {
    const issues = this.#stream.schema.safeParse(record).error?.issues ?? [];
    return issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  }

  #quarantine(body: string, reasons: readonly string[]): void {
    this.#quarantined++;
    const hash = createHash('sha256').update(body).digest('hex');
    this.#write(this.#vaultOut, JSON.stringify({ token: `record_${hash.slice(0, 26)}`, kind: 'record', value: body }));
    if (this.#quarantined > SAMPLE) return;
    const { run_id, slice_id } = this.#slice;
    this.#write(this.#quarantineOut, JSON.stringify({ run_id, slice_id, reasons, sha256: hash }));
  }

  personal(token: string, kind: string, value: string): void {
    if (this.#vaulted.has(token)) return;
    if (this.#vaulted.size >= REMEMBERED) this.#vaulted = new Set();
    this.#vaulted.add(token);
    this.#write(this.#vaultOut, JSON.stringify({ token, kind, value }));
  }

  drifted(path: string): void {
    this.#new++;
    const named = this.#drift.has(path) || this.#drift.size < DRIFT_PATHS ? path : '$.*';
    this.#drift.set(named, (this.#drift.get(named) ?? 0) + 1);
  }

  /** Makes all of it durable: the vault first, so that no token is ever without its value. */
  async finish(): Promise<Landed> {
    await this.#vaultOut.finish();
    await this.#quarantineOut.finish();
    const parts = await this.#rowsOut.finish();
    return {
      parts,
      rows: this.#rows,
      quarantined: this.#quarantined,
      drift: Object.fromEntries([...this.#drift].sort()),
      faults: this.#faults.report(),
    };
  }

  async abandon(): Promise<void> {
    await Promise.all([this.#vaultOut.abandon(), this.#quarantineOut.abandon(), this.#rowsOut.abandon()]);
  }
}
