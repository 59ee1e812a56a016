// Samples: small slices of a range, extracted into a temporary folder, to measure the cost of the range.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesystemStore } from '../../lambdas/adapters/filesystem/object-store.ts';
import { sliceKey } from '../../lambdas/contracts/layout.ts';
import { Manifest } from '../../lambdas/contracts/manifest.ts';
import { extractSlice } from '../../lambdas/extractors/engine/extract.ts';
import { pathOf } from '../../lambdas/extractors/engine/plan.ts';
import type { ExtractPorts } from '../../lambdas/extractors/engine/ports.ts';
import type { Stream } from '../../lambdas/extractors/engine/source.ts';
import { type Span, toWindow } from '../../lambdas/extractors/engine/windows.ts';
import { readDocument } from '../../lambdas/platform/stored-document.ts';

export interface Sample {
  readonly span: Span;
  readonly rows: number;
  readonly calls: number;
  /** Compressed bytes that would have landed. */
  readonly bytes: number;
  readonly parts: number;
  readonly ms: number;
}

const DAY_MS = 86_400_000;
/** Two weeks hold every weekday and, for most shops, a round of mailings. */
const LONGEST_MS = 14 * DAY_MS;
const SAMPLES = 8;

/** Evenly spread spans for estimating the row count; at most half of a short range and a small part of a long one. */
export function spansToSample(range: Span): Span[] {
  const whole = range.to - range.from;
  const days = Math.max(1, Math.floor(whole / (2 * SAMPLES) / DAY_MS));
  const length = Math.min(LONGEST_MS, days * DAY_MS, whole);
  const count = Math.max(1, Math.min(SAMPLES, Math.floor(whole / length)));
  return Array.from({ length: count }, (_, n) => around(range, (n + 0.5) / count, length));
}

/** A day and a month: they separate the fixed cost of a slice from the cost of its rows. */
export function spansToPrice(range: Span): Span[] {
  const whole = range.to - range.from;
  return [around(range, 0.7, Math.min(DAY_MS, whole)), around(range, 0.6, Math.min(2 * LONGEST_MS, whole))];
}

function around({ from, to }: Span, share: number, length: number): Span {
  const middle = from + share * (to - from);
  const begin = Math.min(to - length, Math.max(from, Math.floor((middle - length / 2) / DAY_MS) * DAY_MS));
  return { from: begin, to: begin + length };
}

/**
 * Extracts one span of one stream and discards the result. @param open a session of its own for each, as slices have
 */
export async function sampleSpan(open: () => Promise<ExtractPorts>, stream: Stream, span: Span): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'retailpulse-sample-'));
  try {
    const ports = await open();
    const store = filesystemStore(join(folder, 'home'));
    const vault = filesystemStore(join(folder, 'vault'));
    const run_id = '20000101T000000Z-sample';
    const id = `${stream.name}-sample`;
    const ref = { source: ports.source.name, connection: ports.connection.name, stream: stream.name };
    const slice = {
      ...ref,
      slice_id: id,
      run_id,
      window: toWindow(span),
      path: pathOf(stream, span),
      purpose: 'backfill',
    };
    await store.put(sliceKey(run_id, id), JSON.stringify(slice));
    const began = performance.now();
    const input = { slice_key: sliceKey(run_id, id), source: ref.source, connection: ref.connection };
    const { manifest_key = '' } = await extractSlice(input, { ...ports, store, vault }, { remainingMs: () => 900_000 });
    const ms = performance.now() - began;
    const manifest = (await readDocument(store, manifest_key, Manifest))!;
    const bytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0);
    const rows = manifest.rows + manifest.quarantined;
    return { span, rows, calls: manifest.calls, bytes, parts: manifest.parts.length, ms };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
