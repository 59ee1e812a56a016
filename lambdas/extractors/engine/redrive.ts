import { type PlanInput, Slice } from '../../contracts/ingest.ts';
import { readDocument } from '../../platform/stored-document.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { sliceId } from './slice-id.ts';
import { readState } from './stream-state.ts';
import { gapsIn, toSpan } from './windows.ts';

/**
 * Slices of earlier runs that failed, as slices of this run. One whose window was committed since is left out, unless it was a
 * backfill's: that one reads windows that were committed before. Keys of other connections, or of nothing, are left out too.
 *
 * @returns none when the run is no redrive
 */
export async function slicesToRepeat(input: PlanInput, store: ObjectStore): Promise<Slice[]> {
  const again = new Map<string, Slice>();
  for (const key of new Set(input.redrive)) {
    const slice = await readDocument(store, key, Slice);
    if (!slice) continue;
    if (slice.source !== input.source || slice.connection !== input.connection) continue;
    const span = toSpan(slice.window);
    const committed = (await readState(store, slice))?.windows ?? [];
    if (slice.purpose !== 'backfill' && gapsIn(span, committed.map(toSpan)).length === 0) continue;
    const purpose = slice.purpose === 'backfill' ? 'backfill' : 'gap';
    const id = sliceId(input.run_id, slice.stream, span);
    again.set(id, { ...slice, purpose, run_id: input.run_id, slice_id: id });
  }
  return [...again.values()];
}
