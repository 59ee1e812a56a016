// Cost estimate for reading a range again: rows by the vendor's own count if it has one, everything else from samples.

import { slicesOf } from '../../lambdas/extractors/engine/plan.ts';
import type { ExtractPorts } from '../../lambdas/extractors/engine/ports.ts';
import type { Stream } from '../../lambdas/extractors/engine/source.ts';
import { type Span, toWindow } from '../../lambdas/extractors/engine/windows.ts';
import { costOf, rowsBetween } from './fit.ts';
import { type Sample, sampleSpan, spansToPrice, spansToSample } from './sample.ts';

const DAY_MS = 86_400_000;

export interface StreamEstimate {
  readonly stream: string;
  readonly slices: number;
  readonly rows: number;
  readonly calls: number;
  readonly bytes: number;
  readonly parts: number;
  /** One slice after the other. */
  readonly ms: number;
  readonly longestMs: number;
  /** `declared`: the vendor counted the rows; `sampled`: extrapolated from parts of the range. */
  readonly how: 'declared' | 'sampled';
}

export interface Estimate {
  readonly source: string;
  readonly range: Span;
  readonly streams: readonly StreamEstimate[];
  /** Slices read in parallel. */
  readonly parallel: number;
  /** Wall-clock time of the whole reading. */
  readonly ms: number;
  /** Cost of the estimate itself: calls to the vendor. */
  readonly asked: number;
}

interface Sampled {
  readonly stream: Stream;
  readonly samples: readonly Sample[];
}

/** @param partitions the range as it will be planned; @param open a session of its own for each slice */
export async function estimate(
  range: Span,
  partitions: readonly Span[],
  open: () => Promise<ExtractPorts>,
  told: (stream: string) => void,
): Promise<Estimate> {
  const { source, connection } = await open();
  const streams = source.streams.filter(
    ({ name, sync }) => sync !== 'snapshot' && (connection.streams?.includes(name) ?? true),
  );
  const spans = { rows: spansToSample(range), price: spansToPrice(range) };
  const tasks = streams.flatMap((stream) => [...spans.rows, ...spans.price].map((span) => ({ stream, span })));
  const began = performance.now();
  const done = await inParallel(tasks, source.maxParallel, async ({ stream, span }) => {
    told(stream.name);
    return { stream, sample: await sampleSpan(open, stream, span) };
  });
  const wall = performance.now() - began;
  const alone = done.reduce((sum, { sample }) => sum + sample.ms, 0);
  // Parallel slices share limits, cores and twins: this is their measured speed-up over sequential reading.
  const gain = alone === 0 ? 1 : wall / alone;
  const estimates: StreamEstimate[] = [];
  let asked = done.reduce((sum, { sample }) => sum + sample.calls, 0);
  for (const stream of streams) {
    const samples = done.filter((one) => one.stream === stream).map(({ sample }) => sample);
    const slices = partitions.flatMap((partition) => slicesOf(stream, [partition]).map(({ span }) => span));
    const telling = samples.slice(0, spans.rows.length);
    const { rows, calls } = await rowsOfSlices({ stream, samples: telling }, slices, open);
    asked += calls;
    if (isFlat(samples)) {
      told(stream.name);
      const fullest = await sampleSpan(open, stream, slices[rows.indexOf(Math.max(...rows))]!);
      asked += fullest.calls;
      samples.push(fullest);
    }
    estimates.push(priced({ stream, samples }, rows));
  }
  const work = estimates.reduce((sum, one) => sum + one.ms, 0);
  const longest = Math.max(0, ...estimates.map((one) => one.longestMs));
  // The longest slice is a lower bound; it has the machine to itself once the others are done.
  const ms = Math.max(work * gain, longest * Math.max(gain, 1 / source.maxParallel));
  return { source: source.name, range, streams: estimates, parallel: source.maxParallel, ms, asked };
}

/**
 * No sample reached a second page, so the cost of a row is unknown; the fullest slice is then small enough to read as a
 * sample.
 */
const isFlat = (samples: readonly Sample[]) => samples.every(({ calls }) => calls === samples[0]!.calls);

async function rowsOfSlices({ stream, samples }: Sampled, slices: readonly Span[], open: () => Promise<ExtractPorts>) {
  if (stream.proof === 'declared') {
    const { session } = await open();
    const counts: (number | null)[] = [];
    for (const span of slices) counts.push(await session.count(stream, toWindow(span)));
    const { calls } = session.counts;
    if (counts.every((count) => count !== null)) return { rows: counts as number[], calls };
  }
  const density = samples.map(({ span, rows }) => ({
    middle: (span.from + span.to) / 2,
    perMs: rows / (span.to - span.from),
  }));
  return { rows: slices.map(({ from, to }) => rowsBetween(density, from, to, DAY_MS)), calls: 0 };
}

function priced({ stream, samples }: Sampled, slices: readonly number[]): StreamEstimate {
  const rows = slices.reduce((sum, one) => sum + one, 0);
  const priceOf = (of: (sample: Sample) => number) =>
    costOf(samples.map((sample) => ({ rows: sample.rows, cost: of(sample) })));
  const total = (of: (sample: Sample) => number) => {
    const { fixed, each } = priceOf(of);
    return fixed * slices.length + each * rows;
  };
  return {
    stream: stream.name,
    slices: slices.length,
    rows: Math.round(rows),
    calls: Math.round(total(({ calls }) => calls)),
    bytes: Math.round(total(({ bytes }) => bytes)),
    parts: Math.max(slices.length, Math.round(total(({ parts }) => parts))),
    ms: total(({ ms }) => ms),
    longestMs: Math.max(0, ...slices) * priceOf(({ ms }) => ms).each + priceOf(({ ms }) => ms).fixed,
    how: stream.proof === 'declared' ? 'declared' : 'sampled',
  };
}

async function inParallel<T, R>(tasks: readonly T[], most: number, run: (task: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let at = 0;
  const worker = async () => {
    for (let mine = at++; mine < tasks.length; mine = at++) results[mine] = await run(tasks[mine]!);
  };
  await Promise.all(Array.from({ length: Math.min(most, tasks.length) }, worker));
  return results;
}
