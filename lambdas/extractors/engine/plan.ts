import type { PlanInput, PlanResult, Slice } from '../../contracts/ingest.ts';
import type { StreamState } from '../../contracts/manifest.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { slicesToRepeat } from './redrive.ts';
import { sliceId } from './slice-id.ts';
import type { Connection, Source, Stream } from './source.ts';
import { readState } from './stream-state.ts';
import { cutSpan, gapsIn, mergeSpans, type Span, toSpan, toWindow } from './windows.ts';

/** Step Functions carries the slices' keys in its state; the rest waits for the next run. */
const MAX_SLICES = 500;

const floorSecond = (ms: number) => Math.floor(ms / 1000) * 1000;

/**
 * What one stream has to read now: everything not yet committed up to `now − safety lag`, and the lookback before the
 * watermark again. A snapshot stream is read whole. A window that failed earlier is a gap and comes up by itself.
 */
export function spansToRead(stream: Stream, state: StreamState | undefined, start: number, now: number): Span[] {
  const whole = { from: state ? Date.parse(state.start) : start, to: floorSecond(now - stream.safetyLagMs) };
  if (whole.from >= whole.to) return [];
  if (stream.sync === 'snapshot') return [whole];
  const watermark = state?.watermark ? Date.parse(state.watermark) : undefined;
  const again =
    watermark === undefined
      ? []
      : [{ from: Math.max(whole.from, watermark - stream.lookbackMs), to: Math.min(watermark, whole.to) }];
  return mergeSpans([...again, ...gapsIn(whole, (state?.windows ?? []).map(toSpan))]);
}

interface Piece {
  readonly span: Span;
  readonly path: Slice['path'];
}

/** Bulk for a window the vendor would page through for long, pages otherwise. */
function slicesOf(stream: Stream, spans: readonly Span[]): Piece[] {
  return spans.flatMap((span): Piece[] => {
    const bulk = stream.bulkAboveMs !== undefined && span.to - span.from > stream.bulkAboveMs;
    if (bulk) return [{ span, path: 'bulk' }];
    const pieces = stream.sync === 'snapshot' ? [span] : cutSpan(span, stream.maxWindowMs);
    return pieces.map((piece) => ({ span: piece, path: 'page' }));
  });
}

export const sliceKey = (runId: string, id: string) => `ops/slices/${runId}/${id}.json`;

/**
 * Cuts a run of one connection into slices and writes the plan. Repeating it gives the plan that is there.
 * @throws ConfigError when the connection is not configured
 */
export async function planSlices(
  input: PlanInput,
  ports: { store: ObjectStore; source: Source; connection: Connection },
): Promise<PlanResult> {
  const { store, source, connection } = ports;
  const planKey = `ops/plans/${input.run_id}/${input.source}-${input.connection}.json`;
  const written = await store.get(planKey);
  if (written) return JSON.parse(written.body.toString());

  const slices: Slice[] = await slicesToRepeat(input, store);
  for (const stream of input.redrive ? [] : source.streams) {
    const ref = { source: source.name, connection: connection.name, stream: stream.name };
    const state = await readState(store, ref);
    const spans = input.range
      ? [toSpan(input.range)]
      : spansToRead(stream, state, Date.parse(connection.start), Date.parse(input.as_of));
    for (const { span, path } of slicesOf(stream, spans)) {
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
    plan_key: planKey,
    slice_keys: kept.map((slice) => sliceKey(input.run_id, slice.slice_id)),
    max_parallel: source.maxParallel,
  };
  await store.put(planKey, JSON.stringify(plan), { ifAbsent: true });
  return plan;
}
