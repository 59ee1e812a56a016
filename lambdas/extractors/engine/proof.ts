// Proof that everything the vendor has arrived.
import { CompletenessError, SourceContractError } from '../../contracts/errors.ts';
import type { Slice } from '../../contracts/ingest.ts';
import type { Manifest } from '../../contracts/manifest.ts';
import { logger } from '../../platform/telemetry.ts';
import { nameOf } from './slice-id.ts';
import type { Session, Stream } from './source.ts';

/** Share of quarantined records above which the vendor may have changed its format. */
const QUARANTINE_LIMIT = 0.1;
/** Fewer records than this prove nothing. */
const FEW = 10;

interface Arrived {
  readonly rows: number;
  readonly quarantined: number;
  /** Of those, the records without a readable key. */
  readonly keyless: number;
}

/** The vendor's count before the first record; null when it declares none. */
export const countBefore = async (stream: Stream, slice: Slice, session: Session): Promise<number | null> =>
  stream.proof === 'declared' ? await session.count(stream, slice.window) : null;

export async function countAfter(
  stream: Stream,
  slice: Slice,
  session: Session,
  landed: number,
): Promise<number | null> {
  if (stream.proof === 'none') return null;
  const count = await session.count(stream, slice.window);
  logger.debug('extract.counted', { source: slice.source, stream: slice.stream, count, landed });
  return count;
}

/**
 * Compares the vendor's counts with ours. A window of the past only ever loses records: a changed record moves to a
 * later window, where it is read again. A busy account therefore need not hold still for a long reading: when the count
 * fell and the number of records lies between the two counts, nothing is missing. The same holds at once for a snapshot
 * that grows behind its reader: it would grow again.
 * @param isLast no further reading of this slice follows in this call
 */
export function judge(
  stream: Stream,
  before: number | null,
  after: number | null,
  total: number,
  isLast: boolean,
): 'proved' | 'moved' | 'short' {
  if (stream.proof === 'declared' && after !== before) {
    if (before === null || after === null) return 'moved';
    if (stream.grows && before <= total && total <= after) return 'proved';
    return isLast && stream.changes && after <= total && total <= before ? 'proved' : 'moved';
  }
  if (after === null || after === total) return 'proved';
  if (stream.proof === 'recounted' && stream.changes && after < total) return isLast ? 'proved' : 'moved';
  return 'short';
}

/**
 * The counts for the manifest. When the vendor gives no exact count today, the slice is unproved; records added after
 * the reading are read next time, so for them the count before is the expected one.
 */
export function proofOf(
  stream: Stream,
  before: number | null,
  after: number | null,
  landed: number,
): Manifest['proof'] {
  const expected = after !== null && after > landed ? before : after;
  return {
    kind: expected === null ? 'none' : stream.proof,
    expected,
    landed,
    ...(expected !== null && landed > expected ? { left: landed - expected } : {}),
  };
}

export const shortBy = (slice: Slice, expected: number | null, { rows, quarantined }: Arrived): CompletenessError =>
  new CompletenessError(
    `${nameOf(slice)}: the vendor counts ${expected} records in ${slice.window.from} to ${slice.window.to}, ${rows + quarantined} arrived ` +
      `(${rows} landed, ${quarantined} quarantined); nothing was committed, the next run reads the window again`,
    { expected, landed: rows, quarantined, slice_id: slice.slice_id },
  );

/**
 * Odd records, one or many, cost no other: the rest lands. Only when no record of the response belongs to this stream
 * is the response itself wrong.
 * @throws SourceContractError in that case; nothing is committed
 */
export function assertReadable(slice: Slice, { rows, keyless }: Arrived): void {
  if (rows > 0 || keyless <= FEW) return;
  throw new SourceContractError(
    `${nameOf(slice)}: none of ${keyless} records has its key; the response does not have the shape that the stream declares: ` +
      "see landing/_quarantine, amend the stream's schema and its fixture",
  );
}

/** Warning for a slice with a large share of quarantined records; undefined otherwise. */
export function largeShare({ rows, quarantined }: Omit<Arrived, 'keyless'>): string | undefined {
  const total = rows + quarantined;
  if (quarantined <= Math.max(FEW, total * QUARANTINE_LIMIT)) return undefined;
  return `${quarantined} of ${total} records of one reading are quarantined: the vendor may have changed what it sends; amend the stream's schema and read the window again`;
}
