import { beforeEach, describe, expect, it } from 'vitest';
import type { Slice } from '../../../lambdas/contracts/ingest.ts';
import { slicesToRepeat } from '../../../lambdas/extractors/engine/redrive.ts';
import { commitWindow } from '../../../lambdas/extractors/engine/stream-state.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const START = '2026-01-01T00:00:00.000Z';
const window = { from: '2026-09-01T00:00:00.000Z', to: '2026-09-08T00:00:00.000Z' };
const slice: Slice = {
  source: 'loyalty',
  connection: 'main',
  stream: 'point_events',
  slice_id: 'point_events-1',
  run_id: 'r1',
  window,
  path: 'page',
  purpose: 'sync',
};

describe('slices that failed', () => {
  let store: ObjectStore;
  beforeEach(async () => {
    store = memoryStore();
  });
  const put = async (one: Slice) => {
    const key = `ops/slices/${one.run_id}/${one.slice_id}.json`;
    await store.put(key, JSON.stringify(one));
    return key;
  };
  const again = (redrive: string[], connection = 'main') =>
    slicesToRepeat({ run_id: 'r9', source: 'loyalty', connection, as_of: window.to, redrive }, store);

  it('become slices of the new run, with their own window and path', async () => {
    const [planned, ...others] = await again([await put(slice)]);
    expect(others).toEqual([]);
    expect(planned).toMatchObject({ window, path: 'page', run_id: 'r9', purpose: 'gap' });
    expect(planned?.slice_id).not.toBe(slice.slice_id);
  });

  it('are planned once, however often their window failed', async () => {
    const keys = [await put(slice), await put({ ...slice, run_id: 'r2', slice_id: 'point_events-2' })];
    expect(await again([...keys, ...keys])).toHaveLength(1);
  });

  it('are left out when a later run has committed all of their window, and only then', async () => {
    const key = await put(slice);
    await commitWindow(store, slice, START, { from: window.from, to: '2026-09-07T00:00:00.000Z' });
    expect(await again([key])).toHaveLength(1);
    await commitWindow(store, slice, START, window);
    expect(await again([key])).toEqual([]);
  });

  it('of a backfill are read whatever was committed before', async () => {
    const key = await put({ ...slice, purpose: 'backfill' });
    await commitWindow(store, slice, START, window);
    expect(await again([key])).toMatchObject([{ purpose: 'backfill', window }]);
  });

  it('of another connection, or of nothing, are no work of this one', async () => {
    expect(await again([await put(slice), 'ops/slices/r1/gone.json'], 'other')).toEqual([]);
  });
});
