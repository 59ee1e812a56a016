import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RecordFault } from '../../../lambdas/contracts/record-fault.ts';
import { extractSlice } from '../../../lambdas/extractors/engine/extract.ts';
import { openFaults } from '../../../lambdas/extractors/engine/fault-ledger.ts';
import { planSlices } from '../../../lambdas/extractors/engine/plan.ts';
import type { ExtractPorts } from '../../../lambdas/extractors/engine/ports.ts';
import type { Page, Source, Stream } from '../../../lambdas/extractors/engine/source.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const rows: Stream = {
  name: 'rows',
  schema: z.looseObject({ id: z.string() }),
  key: (record: { id: string }) => record.id,
  sync: 'incremental',
  lookbackMs: 3_600_000,
  safetyLagMs: 0,
  maxWindowMs: 10 * 86_400_000,
  proof: 'none',
};

/** Runs that each read the pages they are given, day after day, into one store. */
function runs(stream: Stream = rows) {
  const store = memoryStore();
  const tokens = new Tokens(Buffer.alloc(32, 1));
  let day = 2;
  const run = async (pages: readonly Partial<Page>[], over: Partial<ObjectStore> = {}) => {
    day++;
    const as_of = `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`;
    let asked = 0;
    const session = {
      counts: { calls: 0, throttled: 0 },
      count: async () => null,
      page: async () => {
        const page = pages[asked++] ?? {};
        return { records: [], next: asked < pages.length ? String(asked) : undefined, ...structuredClone(page) };
      },
    };
    const source: Source = {
      name: 'drop',
      apiVersion: '1',
      sunset: null,
      maxParallel: 1,
      settings: z.unknown(),
      secret: z.unknown(),
      streams: [stream],
      open: () => session,
    };
    const connection = { source: 'drop', name: 'main', start: '2026-01-01T00:00:00.000Z', settings: {} };
    const ports: ExtractPorts = {
      store: { ...store, ...over },
      vault: memoryStore(),
      clock: virtualClock(Date.parse(as_of)),
      tokens,
      source,
      connection,
      session,
    };
    const input = { run_id: `2026010${day}T000000000-aaaa`, source: 'drop', connection: 'main', as_of };
    const { slice_keys } = await planSlices(input, ports);
    for (const slice_key of slice_keys)
      await extractSlice({ slice_key, source: 'drop', connection: 'main' }, ports, { remainingMs: () => 900_000 });
  };
  const open = (): Promise<readonly RecordFault[]> =>
    openFaults(store, { source: 'drop', connection: 'main', stream: stream.name });
  return { store, run, open };
}

describe('what of dropped files was left out', () => {
  const left = [
    { file: 'orders.csv', line: 3, reason: 'a row without an order number' },
    { file: 'notes.csv', reason: 'not an export that is known' },
  ];

  it('stands open, by file and line, until the file is read again, well', async () => {
    const { run, open } = runs();
    await run([{ leftOut: left, opened: ['orders.csv', 'notes.csv'], present: ['orders.csv', 'notes.csv'] }]);
    expect(await open()).toMatchObject([
      { effect: 'left_out', file: 'orders.csv', line: 3, reason: 'a row without an order number', key: null },
      { effect: 'left_out', file: 'notes.csv', line: null },
    ]);
    const [{ since }] = (await open()) as [RecordFault];
    await run([{ present: ['orders.csv', 'notes.csv'] }]);
    expect(await open()).toHaveLength(2);
    await run([{ leftOut: left.slice(0, 1), opened: ['orders.csv', 'notes.csv'] }]);
    expect(await open()).toMatchObject([{ file: 'orders.csv', line: 3, since }]);
    await run([{ opened: ['orders.csv'] }]);
    expect(await open()).toEqual([]);
  });

  it('is over when the file is gone', async () => {
    const { run, open } = runs();
    await run([{ leftOut: left, present: ['orders.csv', 'notes.csv'] }]);
    await run([{ present: ['orders.csv'] }]);
    expect((await open()).map(({ file }) => file)).toEqual(['orders.csv']);
  });

  it('names no person whose address is the name of a file, and nothing longer than a line', async () => {
    const { run, open } = runs();
    const reason = 'not an export that is known';
    const names = ['jane.doe@example.com.csv', `${'x'.repeat(5000)}.csv`, 'two\nlines.csv'];
    await run([{ leftOut: names.map((file) => ({ file, reason })) }]);
    const files = (await open()).map(({ file }) => file!);
    expect(files.every((file) => file.length <= 200 && !file.includes('jane') && !file.includes('\n'))).toBe(true);
    await run([{ opened: names }]);
    expect(await open()).toEqual([]);
  });
});
