import { describe, expect, it } from 'vitest';
import type { Current } from '../../../lambdas/contracts/pipeline.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { standingOf } from '../../../web/src/standing.ts';

const NOW = Date.parse('2026-10-02T00:00:00Z');
const current = {
  as_of: '2026-10-01T12:00:00Z',
  degraded: [],
  fresh_until: '2026-10-02T12:00:00Z',
} as unknown as Current;
const good = {
  last_run: { outcome: 'published', published: true, reasons: [] },
  degraded: [],
  unmodelled: [],
  faults: { faults: [], total: 0 },
} as unknown as StatusDocument;

describe('what a page says of itself', () => {
  const looked = { current, status: good, now: NOW, isReached: true };

  it('is nothing, with a green dot, only while all of it is there and young', () => {
    expect(standingOf(looked)).toEqual({ mark: '', notes: [] });
  });

  it('is its age, by the clock of the browser, also when nobody serves a status', () => {
    const standing = standingOf({ ...looked, status: undefined, now: NOW + 86_400_000 });
    expect(standing.mark).toBe('late');
    expect(standing.notes).toMatchObject([{ title: 'Older than promised. ' }]);
  });

  it('is not green when the server is gone', () => {
    expect(standingOf({ ...looked, isReached: false }).mark).toBe('open');
  });

  it.each([
    [{ degraded: ['klaviyo/main: 3 of 3 slices failed'] }, 'late', /3 of 3 slices failed\. Tiles/],
    [{ unmodelled: ['magento main: 12 orders are read'] }, 'late', /12 orders are read\. No number here holds them/],
    [{ faults: { faults: [], total: 2 } }, 'late', /until they are read well/],
  ])('names %j', (change, mark, words) => {
    const standing = standingOf({ ...looked, status: { ...good, ...change } as StatusDocument });
    expect(standing.mark).toBe(mark);
    expect(standing.notes[0]?.text).toMatch(words);
  });

  it.each(['held_back', 'failed', 'nothing_read'] as const)('is a failure when the last run was %s', (outcome) => {
    const status = { ...good, last_run: { ...good.last_run!, outcome, published: false } };
    expect(standingOf({ ...looked, status }).mark).toBe('failed');
  });
});
