import type { Slice, Window } from '../../contracts/ingest.ts';
import { PREFIX } from '../../contracts/layout.ts';
import type { LandedPart } from '../../contracts/manifest.ts';
import type { FaultReport } from '../../contracts/record-fault.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { bodyOf, LONGEST_RECORD, LONGEST_TEXT, withoutLongTexts } from './bounded.ts';
import { policyOf, type StreamPolicy } from './drift.ts';
import { writeExact } from './exact-json.ts';
import { RecordJudge } from './judge-record.ts';
import type { Misfit } from './mend.ts';
import { moneyOf } from './money-at-stake.ts';
import { PartWriter } from './part-writer.ts';
import { largeShare } from './proof.ts';
import { identityOf, keyOf } from './record-key.ts';
import { Content } from './repeats.ts';
import { at } from './rest/place.ts';
import { timeOf } from './rest/records.ts';
import { runDay } from './run-day.ts';
import { type Check, compileCheck } from './schema-check.ts';
import { shownName } from './shown-name.ts';
import type { SliceFaults } from './slice-faults.ts';
import { type Connection, days, type Page, type Stream } from './source.ts';
import { compileTokeniser, type PiiSink, type Tokenise } from './tokenise.ts';
import type { Tokens } from './tokens.ts';
import { toWindow } from './windows.ts';

/** Uncompressed size of one part: about 8 MB compressed, so that a loader has several to read in parallel. */
const PART_BYTES = 48 * 1024 * 1024;
/** Tokens of which a slice remembers that the vault has them; a repeat beyond that is harmless. */
const REMEMBERED = 100_000;
/** Records whose reason is listed in a quarantine file; all of them are counted. */
const SAMPLE = 1000;

const TOO_LONG = `longer than ${LONGEST_RECORD / 1024 / 1024} MB, which no loader takes`;

type Lost = Pick<Misfit, 'path' | 'reason'>;
/** Why a record is rejected. */
interface Why {
  readonly field?: string | null;
  readonly reason: string;
  /** All reasons, when there are several. */
  readonly reasons?: readonly string[];
  readonly hasKey?: boolean;
}

/** Reports a record that is not landed: the vault holds its body, and its new fields are not counted. */
const NOBODY: PiiSink = { personal() {}, drifted() {} };

/** Limit of distinct unknown fields; an object with a different key per record would name thousands. */
const DRIFT_PATHS = 500;

export interface Landed {
  readonly parts: readonly LandedPart[];
  readonly vault_parts: readonly LandedPart[];
  readonly rows: number;
  readonly quarantined: number;
  /** Count of quarantined records whose key cannot be read either. */
  readonly keyless: number;
  readonly drift: Readonly<Record<string, number>>;
  readonly faults?: FaultReport | undefined;
}

/**
 * Destination of one slice's records: validated against the schema, personal values moved to the vault, rows written to
 * landing parts. A field that does not match becomes null; a record without its key, its money or its day is
 * quarantined. Both are named, and only the vault keeps the original body.
 */
export class SliceLanding implements PiiSink {
  readonly #slice: Slice;
  readonly #stream: Stream;
  readonly #fits: Check;
  readonly #tokenise: Tokenise;
  readonly #tokens: Tokens;
  readonly #judge: RecordJudge;
  readonly #rowsOut: PartWriter;
  readonly #vaultOut: PartWriter;
  readonly #vaultBefore: readonly LandedPart[];
  readonly #quarantineOut: PartWriter;
  readonly #policy: StreamPolicy;
  readonly #drift: Map<string, number>;
  readonly #content = new Content();
  readonly #isResumed: boolean;
  readonly #faults: SliceFaults;
  /** Undeclared fields of the current record. */
  #new = 0;
  readonly #envelope: string;
  #vaulted = new Set<string>();
  #waits: Promise<void>[] = [];
  /** Start of a line, up to the row number. */
  #head: Buffer = Buffer.alloc(0);
  #rows: number;
  #quarantined: number;
  #keyless: number;
  /** Fields of the current record that the walk had to empty. */
  #emptied: Lost[] = [];

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
    this.#judge = new RecordJudge(stream);
    this.#tokens = ports.tokens;
    this.#policy = policyOf(ports.connection, name);
    this.#tokenise = compileTokeniser(stream.schema, ports.tokens, this.#policy);
    this.#rowsOut = new PartWriter(ports.store, `${PREFIX.landing}${folder}`, PART_BYTES, before.parts);
    // A resumed slice starts new vault and quarantine objects: their names hold the row they begin at.
    this.#vaultBefore = before.vault_parts;
    this.#vaultOut = new PartWriter(ports.vault, `${PREFIX.tokens}${folder}-${before.rows}`, PART_BYTES);
    this.#quarantineOut = new PartWriter(ports.store, `${PREFIX.quarantine}${folder}-${before.rows}`, PART_BYTES);
    this.#drift = new Map(Object.entries(before.drift));
    this.#rows = before.rows;
    this.#quarantined = before.quarantined;
    this.#keyless = before.keyless;
    this.#isResumed = before.rows + before.quarantined > 0;
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

  /** Called before the records of an answer. */
  answered(at: number): void {
    this.#head = Buffer.from(`${this.#envelope},"_extracted_at":"${new Date(at).toISOString()}","_row":`);
  }

  /** Notes of a page beside its records. */
  turnPage(page: Page): void {
    this.#faults.turnPage(page);
  }

  /** @returns when the next record may come; undefined when at once */
  add(record: unknown): Promise<unknown> | undefined {
    if (this.#stream.place) this.#faults.opened(String(at(record, this.#stream.place.file)));
    if (this.#fits(record)) this.#take(record, record, []);
    else this.#repair(record);
    if (this.#waits.length > 0) return Promise.all(this.#waits.splice(0));
    return undefined;
  }

  /**
   * @param record as received
   * @param mended the same record without its misfits
   */
  #take(record: unknown, mended: unknown, lost: readonly Lost[]): void {
    // Tokens replace values in place: anything that needs the original record must use it before.
    const mustKeep = lost.length > 0 || this.#policy.drift === 'discard_row';
    const body = mustKeep ? bodyOf(record) : undefined;
    this.#new = 0;
    if (this.#emptied.length > 0) this.#emptied = [];
    const tokenised = this.#tokenise(mended, this);
    const text = this.#bounded(tokenised);
    if (text === undefined) this.#quarantine(tokenised, 'null', { reason: TOO_LONG });
    else if (this.#policy.drift === 'discard_row' && this.#new > 0)
      this.#quarantine(tokenised, body!, { reason: 'an undeclared field, and the policy is discard_row' });
    else this.#land(tokenised, text, lost, body);
  }

  /** @param body the original record, when part of it is lost */
  #land(tokenised: unknown, text: string, lost: readonly Lost[], body: string | undefined): void {
    this.#content.add(text);
    this.#write(this.#rowsOut, this.#head, `${this.#rows++},"record":`, text, '}');
    const isWhole = lost.length === 0 && this.#emptied.length === 0;
    if (isWhole && !this.#faults.watchesKeys) return;
    const key = this.#shownKey(tokenised);
    if (key !== null) this.#faults.seen(key);
    if (body !== undefined && lost.length > 0) this.#vault(body);
    for (const { path, reason } of [...lost, ...this.#emptied])
      this.#faults.met({ effect: 'nulled', key, field: path, reason, ...this.#placeOf(tokenised) });
  }

  /** Origin of a record, and its money. */
  #placeOf(tokenised: unknown) {
    const { place } = this.#stream;
    const file = place && at(tokenised, place.file);
    const line = place && at(tokenised, place.line);
    return {
      ...moneyOf(this.#stream, tokenised),
      file: typeof file === 'string' ? shownName(file, this.#tokens) : null,
      line: Number.isInteger(line) ? (line as number) : null,
    };
  }

  /**
   * The second, or the report day, under which the vendor lists a record; the whole slice when the record has neither.
   */
  #listedIn(tokenised: unknown): Window {
    const { cursor } = this.#stream;
    const { window } = this.#slice;
    const time = cursor && timeOf(tokenised, cursor);
    if (time === undefined || !(time >= Date.parse(window.from) && time < Date.parse(window.to))) return window;
    const length = cursor!.unit === 'date' ? days(1) : 1000;
    const from = Math.floor(time / length) * length;
    return toWindow({ from, to: from + length });
  }

  /** A copy the warehouse can read, or undefined. */
  #bounded(tokenised: unknown): string | undefined {
    let text = writeExact(tokenised);
    if (text.length >= LONGEST_TEXT && withoutLongTexts(tokenised)) {
      this.emptied('$', `a text of ${LONGEST_TEXT} characters or more`);
      text = writeExact(tokenised);
    }
    return text.length <= LONGEST_RECORD ? text : undefined;
  }

  #repair(record: unknown): void {
    const { mended, costly, lost, hasKey } = this.#judge.judge(record);
    if (costly.length === 0) {
      this.#take(record, mended, lost);
      return;
    }
    const body = bodyOf(record);
    const [{ path, reason }] = costly as readonly [Misfit, ...Misfit[]];
    const reasons = costly.map((one) => `${one.path.replace(/^\$\.?/, '') || 'record'}: ${one.reason}`);
    this.#quarantine(this.#tokenise(mended, NOBODY), body, { field: path, reason, reasons, hasKey });
  }

  /** The record's id without any address: a token replaces each. */
  #shownKey(tokenised: unknown): string | null {
    const key = keyOf(this.#stream, tokenised);
    return key === undefined ? null : shownName(identityOf(key), this.#tokens);
  }

  #write(out: PartWriter, ...line: readonly (string | Buffer)[]): void {
    const wait = out.write(...line);
    if (wait) this.#waits.push(wait);
  }

  /** Stores the original body under a name that cannot be guessed. @returns that name */
  #vault(body: string): string {
    const digest = this.#tokens.digest(body).slice(0, 32);
    this.#write(this.#vaultOut, JSON.stringify({ token: `record_${digest}`, kind: 'record', value: body }));
    return digest;
  }

  #quarantine(tokenised: unknown, body: string, { field = null, reason, reasons, hasKey = true }: Why): void {
    this.#quarantined++;
    if (!hasKey) this.#keyless++;
    const key = hasKey ? this.#shownKey(tokenised) : null;
    if (key !== null) this.#faults.seen(key);
    const window = this.#listedIn(tokenised);
    this.#faults.met({ effect: 'quarantined', key, field, reason, window, ...this.#placeOf(tokenised) });
    const digest = this.#vault(body);
    if (this.#quarantined > SAMPLE) return;
    const { run_id, slice_id } = this.#slice;
    const line = { run_id, slice_id, key, reasons: reasons ?? [`record: ${reason}`], record: `record_${digest}` };
    this.#write(this.#quarantineOut, JSON.stringify(line));
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

  emptied(path: string, reason: string): void {
    this.#emptied.push({ path, reason });
  }

  /**
   * Makes everything durable: the vault first, so that no token is ever without its value.
   * @param isAll whether the slice is complete
   */
  async finish(isAll: boolean): Promise<Landed> {
    const reason = isAll ? largeShare({ rows: this.#rows, quarantined: this.#quarantined }) : undefined;
    if (reason) this.#faults.met({ effect: 'quarantined', key: null, reason, severity: 'error' });
    const vault = await this.#vaultOut.finish();
    await this.#quarantineOut.finish();
    const parts = await this.#rowsOut.finish();
    return {
      parts,
      vault_parts: [...this.#vaultBefore, ...vault],
      rows: this.#rows,
      quarantined: this.#quarantined,
      keyless: this.#keyless,
      drift: Object.fromEntries([...this.#drift].sort()),
      faults: this.#faults.report(),
    };
  }

  /** Hash of the records; undefined when part of them is landed, or a fault is to be told or healed. */
  get content(): string | undefined {
    const mustLand = this.#isResumed || this.#rowsOut.hasUploaded || this.#faults.report() !== undefined;
    return mustLand ? undefined : this.#content.digest();
  }

  /** Lands nothing of a slice whose records are landed already. */
  async leave(): Promise<Landed> {
    await this.abandon();
    const drift = Object.fromEntries([...this.#drift].sort());
    return { parts: [], vault_parts: [], rows: this.#rows, quarantined: 0, keyless: 0, drift };
  }

  async abandon(): Promise<void> {
    await Promise.all([this.#vaultOut.abandon(), this.#quarantineOut.abandon(), this.#rowsOut.abandon()]);
  }
}
