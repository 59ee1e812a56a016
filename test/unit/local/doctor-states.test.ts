// The committed windows of a stream stand on slices that landed them, not on slices that repeat those.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { manifestKey, stateKey } from '../../../lambdas/contracts/layout.ts';
import type { Manifest } from '../../../lambdas/contracts/manifest.ts';
import { commitWindow, readState } from '../../../lambdas/extractors/engine/stream-state.ts';
import { readDocuments } from '../../../local/doctor/documents.ts';
import { examineStates } from '../../../local/doctor/history.ts';
import { homeAt } from '../../../local/home.ts';

const ref = { source: 'ecb', connection: 'main', stream: 'rates' };
const DAY = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' };
const NEXT = { from: DAY.to, to: '2026-03-03T00:00:00.000Z' };

const manifest = (slice_id: string, window: Manifest['window'], more: Partial<Manifest> = {}): Manifest => ({
  ...{ version: 1, ...ref, slice_id, run_id: '20260301T000000Z-0001', window, path: 'page', api_version: '1' },
  ...{ schema_hash: 'x', parts: [], rows: 0, quarantined: 0, calls: 1, throttled: 0, drift: {} },
  ...{ proof: { kind: 'none', expected: null, landed: 0 }, started_at: DAY.from, finished_at: DAY.from },
  ...more,
});

async function stateOf(manifests: readonly Manifest[]) {
  const root = mkdtempSync(join(tmpdir(), 'retailpulse-doctor-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const store = filesystemStore(root);
  for (const one of manifests) await store.put(manifestKey(one), JSON.stringify(one));
  const reading = { slice_id: 'landed', window: NEXT, day: '2026-03-01', content: 'c', rows: 1 };
  await commitWindow(store, ref, DAY.from, DAY);
  await commitWindow(store, ref, DAY.from, NEXT, reading);
  const home = homeAt(root);
  const vault = filesystemStore(home.vault);
  const examined = { home, store, vault, warehouse: undefined, isThorough: false };
  const found = examineStates(await readDocuments(store), examined);
  for (const { mend } of found) await mend?.();
  return { found: found.map(({ about, blocks }) => ({ about, blocks })), state: await readState(store, ref) };
}

describe('the windows of a stream', () => {
  const [first, landed] = [manifest('first', DAY), manifest('landed', NEXT)];
  const again = manifest('again', NEXT, { repeats: { slice_id: 'landed', rows: 1 } });

  it('are sound while the slice that landed them is there', async () => {
    const { found, state } = await stateOf([first, landed, again]);
    expect(found).toEqual([]);
    expect(state).toMatchObject({ windows: [{ from: DAY.from, to: NEXT.to }], readings: [{ slice_id: 'landed' }] });
  });

  it('are read again when only a slice that repeats it is left', async () => {
    const { found, state } = await stateOf([first, again]);
    expect(found).toEqual([{ about: stateKey(ref), blocks: true }]);
    expect(state).toMatchObject({ windows: [DAY], watermark: DAY.to });
    expect(state).not.toHaveProperty('readings');
  });

  it('forget a reading whose slice is lost, also where another slice has the window', async () => {
    const { found, state } = await stateOf([first, manifest('other', NEXT)]);
    expect(found).toEqual([{ about: stateKey(ref), blocks: true }]);
    expect(state).toMatchObject({ windows: [{ from: DAY.from, to: NEXT.to }] });
    expect(state).not.toHaveProperty('readings');
  });
});
