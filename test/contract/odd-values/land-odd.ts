// Odd records taken in by the real landing, each told apart: what landed of it, and what was said of it.
import { gunzipSync } from 'node:zlib';
import type { Slice } from '../../../lambdas/contracts/ingest.ts';
import { SliceLanding } from '../../../lambdas/extractors/engine/landing.ts';
import { type Met, SliceFaults } from '../../../lambdas/extractors/engine/slice-faults.ts';
import type { Source, Stream } from '../../../lambdas/extractors/engine/source.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import type { OddRecord } from './odd-records.ts';

const WINDOW = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };

export interface LandedOdd extends OddRecord {
  /** As it stands in the landing part; absent where it was quarantined. */
  readonly landed?: unknown;
  /** Its line there. */
  readonly line?: string;
  readonly named: readonly Met[];
}

/** Hears what is said of the record at hand. */
class OverheardFaults extends SliceFaults {
  heard: Met[] = [];
  override met(one: Met): void {
    this.heard.push(one);
    super.met(one);
  }
}

export async function landOdd(source: Source, stream: Stream, odd: readonly OddRecord[]): Promise<LandedOdd[]> {
  const store = memoryStore();
  const tokens = new Tokens(Buffer.alloc(32, 1));
  const connection = { source: source.name, name: 'main', start: WINDOW.from, settings: {} };
  const slice: Slice = {
    ...{ source: source.name, connection: 'main', stream: stream.name, slice_id: 's', window: WINDOW },
    ...{ run_id: '20260102T000000000-aaaa', path: 'page' as const, purpose: 'sync' as const },
  };
  const faults = new OverheardFaults(slice, [], undefined, { tokens, now: 0 });
  const before = { parts: [], vault_parts: [], rows: 0, quarantined: 0, keyless: 0, drift: {} };
  const landing = new SliceLanding(slice, stream, { store, vault: memoryStore(), tokens, connection }, before, faults);
  landing.answered(0);
  const taken: { readonly row: number | undefined; readonly named: readonly Met[] }[] = [];
  for (const { record } of odd) {
    const row = landing.rows;
    faults.heard = [];
    await landing.add(structuredClone(record));
    taken.push({ row: landing.rows > row ? row : undefined, named: faults.heard });
  }
  const { parts, rows, quarantined } = await landing.finish(true);
  if (rows + quarantined !== odd.length) throw new Error(`${odd.length} records came, ${rows + quarantined} are there`);
  const lines: string[] = [];
  for (const { key } of parts)
    for (const line of gunzipSync((await store.get(key))!.body)
      .toString()
      .trim()
      .split('\n'))
      lines.push(line);
  if (lines.length !== rows) throw new Error(`${rows} rows were told, ${lines.length} lines are there`);
  return odd.map((one, at) => {
    const { row, named } = taken[at]!;
    if (row === undefined) return { ...one, named };
    const line = lines[row]!;
    return { ...one, named, line, landed: (JSON.parse(line) as { record: unknown }).record };
  });
}
