// Whether all that the vendor has arrived.
import { CompletenessError, SourceContractError } from '../../contracts/errors.ts';
import type { Slice } from '../../contracts/ingest.ts';
import type { Manifest } from '../../contracts/manifest.ts';
import { logger } from '../../platform/telemetry.ts';
import { nameOf } from './slice-id.ts';
import type { Session, Stream } from './source.ts';

/** Share of a slice behind which what is quarantined is no longer odd records: the vendor may have changed what it sends. */
const QUARANTINE_LIMIT = 0.1;
/** So many say nothing yet. */
const FEW = 10;

interface Arrived {
  readonly rows: number;
  readonly quarantined: number;
  /** Of those: which do not even say which record they are. */
  readonly keyless: number;
}

/** The vendor's count before the first record; null where it declares none. */
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
 * How the vendor's counts and ours compare. A window of the past only ever loses records: one that changes belongs to a later
 * window, where it is read again. So a busy account cannot hold still for a long reading, and need not: when the count fell
 * and what arrived lies between the two counts, nothing is missing. The same holds for a snapshot
 * that grows behind its reader, and at once: it would have grown again.
 * @param isLast nobody will read this slice again in this call
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
 * What the manifest says of it. A vendor that will not count exactly today leaves the slice unproved; what was added behind us has
 * its turn in the next reading, so there the count before is what had to come.
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
 * One odd record, or many, cost no other: what is left lands. Only where nothing that came is a record of this stream is it the
 * response that is wrong.
 * @throws SourceContractError then; nothing is committed
 */
export function assertReadable(slice: Slice, { rows, keyless }: Arrived): void {
  if (rows > 0 || keyless <= FEW) return;
  throw new SourceContractError(
    `${nameOf(slice)}: none of ${keyless} records has its key; the response has another shape than the stream declares: ` +
      "see landing/_quarantine, amend the stream's schema and its fixture",
  );
}

/** What has to be said of a slice of which a large share is out; undefined where it is not. */
export function largeShare({ rows, quarantined }: Omit<Arrived, 'keyless'>): string | undefined {
  const total = rows + quarantined;
  if (quarantined <= Math.max(FEW, total * QUARANTINE_LIMIT)) return undefined;
  return `${quarantined} of ${total} records of one reading are out: the vendor may have changed what it sends; amend the stream's schema and read the window again`;
}
