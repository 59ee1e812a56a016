import { describe, expect, it } from 'vitest';
import type { FailedSlice } from '../../../lambdas/contracts/ingest.ts';
import type { FailureQueue } from '../../../lambdas/ports/failure-queue.ts';

const failed = (slice_key: string): FailedSlice => ({
  slice_key,
  run_id: 'r1',
  error: 'SourceUnavailableError',
  failed_at: '2026-10-01T00:00:00.000Z',
});
const keysOf = (taken: Awaited<ReturnType<FailureQueue['take']>>) => taken.map(({ slice }) => slice.slice_key).sort();

/** What every queue promises. `later` waits until what was taken may come up again. */
export function failureQueueContract(
  name: string,
  make: () => Promise<{ queue: FailureQueue; later: () => Promise<void> }>,
): void {
  describe(`failure queue: ${name}`, () => {
    it('gives what was put, as it was put, and nothing when nothing waits', async () => {
      const { queue } = await make();
      expect(await queue.take(10)).toEqual([]);
      await queue.put(failed('ops/slices/r1/a.json'));
      const [taken] = await queue.take(10);
      expect(taken?.slice).toEqual(failed('ops/slices/r1/a.json'));
    });

    it('gives all of many, no more than asked for', async () => {
      const { queue, later } = await make();
      const keys = Array.from({ length: 23 }, (_, at) => `ops/slices/r1/${String(at).padStart(2, '0')}.json`);
      for (const key of keys) await queue.put(failed(key));
      expect(await queue.take(12)).toHaveLength(12);
      await later();
      expect(keysOf(await queue.take(100))).toEqual(keys);
    });

    it('gives again what was taken and not forgotten, and never what was', async () => {
      const { queue, later } = await make();
      for (const key of ['kept', 'forgotten']) await queue.put(failed(key));
      for (const { slice, receipt } of await queue.take(10))
        if (slice.slice_key === 'forgotten') for (const _ of [1, 2]) await queue.forget(receipt);
      await later();
      expect(keysOf(await queue.take(10))).toEqual(['kept']);
    });
  });
}
