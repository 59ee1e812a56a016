import { type PlanInput, PlanResult, type Slice } from '../../contracts/ingest.ts';
import { planKey, sliceKey } from '../../contracts/layout.ts';
import type { StreamState } from '../../contracts/manifest.ts';
import { openFaults } from '../../platform/fault-ledger.ts';
import { readDocument } from '../../platform/stored-document.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { spansToAskAgain } from './ask-again.ts';
import { slicesToRepeat } from './redrive.ts';
import { sliceId } from './slice-id.ts';
import { type Connection, days, type Source, type Stream } from './source.ts';
import { readState } from './stream-state.ts';
import { cutSpan, gapsIn, mergeSpans, type Span, toSpan, toWindow } from './windows.ts';

/** Step Functions carries the slices' keys in its state; the rest waits for the next run. */
const MAX_SLICES = 500;

const floorTo = (unit: number) => (ms: number) => Math.floor(ms / unit) * unit;
const floorSecond = floorTo(1000);
const floorDay = floorTo(days(1));

/**
 * The windows one stream has to read now: everything not yet committed up to `now − safety lag`, and the lookback
 * before the watermark again, a longer one on the first run of a day when records arrive late. A snapshot stream is
 * read whole, unless the last snapshot is recent enough. A report is read by whole days up to and including today, and
 * the days the vendor still corrects again. A window that failed earlier is a gap and is read again.
 */
export function spansToRead(stream: Stream, state: StreamState | undefined, start: number, now: number): Span[] {
  const begin = state ? Date.parse(state.start) : start;
  const end = now - stream.safetyLagMs;
  const isReport = stream.sync === 'report';
  const whole = isReport
    ? { from: floorDay(begin), to: floorDay(end) + days(1) }
    : { from: begin, to: floorSecond(end) };
  if (whole.from >= whole.to) return [];
  const watermark = state?.watermark ? Date.parse(state.watermark) : undefined;
  if (stream.sync === 'snapshot')
    return watermark !== undefined && whole.to - watermark < (stream.everyMs ?? 0) ? [] : [whole];
  const isNewDay = watermark !== undefined && floorDay(watermark) < floorDay(end);
  const lookbackMs = isNewDay ? Math.max(stream.lookbackMs, stream.lateMs ?? 0) : stream.lookbackMs;
  const lookedBack = watermark === undefined ? undefined : watermark - lookbackMs;
  const again =
    watermark === undefined || lookedBack === undefined
      ? []
      : [
          {
            from: Math.max(whole.from, isReport ? floorDay(lookedBack) : lookedBack),
            to: Math.min(watermark, whole.to),
          },
        ];
  return mergeSpans([...again, ...gapsIn(whole, (state?.windows ?? []).map(toSpan))]);
}

export interface Partition {
  readonly span: Span;
  readonly path: Slice['path'];
}

/** Bulk for a window with very many pages, paging otherwise. */
export const pathOf = (stream: Stream, { from, to }: Span): Slice['path'] =>
  stream.bulkAboveMs !== undefined && to - from > stream.bulkAboveMs ? 'bulk' : 'page';

/**
 * Cuts what the next run will read again off a span of more than a day before it: then an equal reading is recognised.
 */
function cutBeforeLookback(spans: readonly Span[], stream: Stream, now: number): Span[] {
  if (stream.sync === 'snapshot' || stream.lookbackMs === 0) return [...spans];
  const end = now - stream.safetyLagMs;
  const isReport = stream.sync === 'report';
  const at = isReport ? floorDay(floorDay(end) + days(1) - stream.lookbackMs) : floorSecond(end) - stream.lookbackMs;
  return spans.flatMap((span) =>
    at < span.to && at - span.from >= days(1)
      ? [
          { from: span.from, to: at },
          { from: at, to: span.to },
        ]
      : [span],
  );
}

export function slicesOf(stream: Stream, spans: readonly Span[]): Partition[] {
  return spans.flatMap((span): Partition[] => {
    if (pathOf(stream, span) === 'bulk')
      return cutSpan(span, stream.maxBulkWindowMs ?? Number.POSITIVE_INFINITY).map((piece) => ({
        span: piece,
        path: pathOf(stream, piece),
      }));
    const pieces = stream.sync === 'snapshot' ? [span] : cutSpan(span, stream.maxWindowMs);
    return pieces.map((piece) => ({ span: piece, path: 'page' }));
  });
}

/** Streams missing from the configuration are skipped, and a snapshot has no past to read again. */
const isRead = ({ name, sync }: Stream, { streams }: Connection, { range }: PlanInput) =>
  (streams?.includes(name) ?? true) && !(range && sync === 'snapshot');

/**
 * Splits a run of one connection into slices and writes the plan. Repeating it returns the existing plan.
 * @throws ConfigError when the connection is not configured
 */
export async function planSlices(
  input: PlanInput,
  ports: { store: ObjectStore; source: Source; connection: Connection },
): Promise<PlanResult> {
  const { store, source, connection } = ports;
  const plan_key = planKey(input);
  const written = await readDocument(store, plan_key, PlanResult);
  if (written) return written;

  const slices: Slice[] = await slicesToRepeat(input, store);
  const streams = input.redrive ? [] : source.streams.filter((stream) => isRead(stream, connection, input));
  for (const stream of streams) {
    const ref = { source: source.name, connection: connection.name, stream: stream.name };
    const state = await readState(store, ref);
    const now = Date.parse(input.as_of);
    const faults = await openFaults(store, ref);
    const spans = input.range
      ? [toSpan(input.range)]
      : mergeSpans([
          ...spansToRead(stream, state, Date.parse(connection.start), now),
          ...spansToAskAgain(stream, faults, now),
        ]);
    // A fault without a key is healed by one reading of its whole window, which a cut would take apart.
    const isCut = !input.range && faults.length === 0;
    for (const { span, path } of slicesOf(stream, isCut ? cutBeforeLookback(spans, stream, now) : spans)) {
      const window = toWindow(span);
      const purpose = input.range ? 'backfill' : 'sync';
      slices.push({
        ...ref,
        slice_id: sliceId(input.run_id, stream.name, span),
        run_id: input.run_id,
        window,
        path,
        purpose,
      });
    }
  }
  const kept = slices.slice(0, MAX_SLICES);
  for (const slice of kept) await store.put(sliceKey(input.run_id, slice.slice_id), JSON.stringify(slice));
  const plan: PlanResult = {
    plan_key,
    slice_keys: kept.map((slice) => sliceKey(input.run_id, slice.slice_id)),
    max_parallel: source.maxParallel,
  };
  await store.put(plan_key, JSON.stringify(plan), { ifAbsent: true });
  return plan;
}
