import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BackfillInput } from '../../../lambdas/contracts/backfill.ts';
import { ConnectionConfig } from '../../../lambdas/contracts/config.ts';
import type { Span } from '../../../lambdas/extractors/engine/windows.ts';
import { mergeSpans } from '../../../lambdas/extractors/engine/windows.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import {
  backfillInput,
  checkRange,
  dayOf,
  partitionsOf,
  planText,
  slicesOfSource,
} from '../../../local/operate/backfill.ts';

const DAY = 86_400_000;
const connection = ConnectionConfig.parse({ source: 'shopify', name: 'main', start: '2020-01-01T00:00:00Z' });
const now = Date.parse('2026-10-01T12:00:00Z');

describe('partitions of a backfill', () => {
  it.each(sources)('of $name cover the range once, each few enough slices for one plan', (source) => {
    const days = fc.tuple(fc.integer({ min: 15_000, max: 20_000 }), fc.integer({ min: 1, max: 3650 }));
    fc.assert(
      fc.property(days, ([first, count]) => {
        const range: Span = { from: first * DAY, to: (first + count) * DAY };
        const partitions = partitionsOf(source, range);
        expect(mergeSpans(partitions)).toEqual([range]);
        expect(partitions.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(range.to - range.from);
        for (const partition of partitions) expect(slicesOfSource(source, partition)).toBeLessThanOrEqual(400);
      }),
      { numRuns: 50 },
    );
  });

  it('become the input of the machine, named by the round', () => {
    const range = { from: dayOf('from', '2026-01-01'), to: dayOf('to', '2026-01-03') };
    const [shopify] = sources.filter(({ name }) => name === 'shopify');
    const input = backfillInput(shopify!, connection, range, { runId: 'r', asOf: '2026-10-01T00:00:00Z' });
    expect(BackfillInput.parse(input)).toEqual({
      run_id: 'r-backfill',
      as_of: '2026-10-01T00:00:00Z',
      partitions: [
        {
          run_id: 'r-0001-shopify-main',
          source: 'shopify',
          connection: 'main',
          range: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' },
        },
      ],
      limits: { partitions: 2 },
    });
    expect(planText(shopify!, input)).toMatch(
      /^shopify:main: 1 partitions, \d+ slices\n {2}2026-01-01 to 2026-01-03 {2}\d+ slices\n$/,
    );
  });
});

describe('the range of a backfill', () => {
  it.each([undefined, 'yesterday', '2026-13-01', '2026-02-31', '2026-2-3'])('is not %s', (text) =>
    expect(() => dayOf('from', text)).toThrow(/--from is '.*', expected a day such as 2026-01-31/),
  );
  it.each([
    ['2026-02-01', '2026-02-01', /is not before --to/],
    ['2026-02-01', '2026-10-02', /is in the future/],
    ['2019-12-31', '2026-02-01', /before shopify:main starts \(2020-01-01T00:00:00Z\)/],
  ])('is refused from %s to %s', (from, to, message) =>
    expect(() => checkRange({ from: dayOf('from', from), to: dayOf('to', to) }, connection, now)).toThrow(message),
  );
});
