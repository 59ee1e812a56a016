import { describe, expect, it } from 'vitest';
import { runDay } from '../../../lambdas/extractors/engine/run-day.ts';

describe('the day of a run', () => {
  it.each(['20260103T235959Z-0001-shopify-main', '2026-01-03T23:59:59Z-shopify-main', '2026-01-03T23:59:59.999Z-x'])(
    'is the UTC date at the head of %s',
    (id) => expect(runDay(id)).toBe('2026-01-03'),
  );

  it.each(['r1', '2026-01', 'shopify-20260103T000000Z'])('is asked of %s in vain', (id) =>
    expect(() => runDay(id)).toThrow(`run id '${id}' does not begin with the moment`),
  );
});
