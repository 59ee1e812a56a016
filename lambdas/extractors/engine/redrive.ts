import { type PlanInput, Slice } from '../../contracts/ingest.ts';
import { readDocument } from '../../platform/stored-document.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { sliceId } from './slice-id.ts';
import { readState } from './stream-state.ts';
import { gapsIn, toSpan } from './windows.ts';

/**
 * Failed slices of earlier runs, as slices of this run. One whose window was committed since is left out, unless a
 * backfill owns it: a backfill reads committed windows again. Keys of other connections, and keys without a slice, are
 * left out too.
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
