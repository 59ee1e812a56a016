import { describe, expect, it } from 'vitest';
import type { Current } from '../../../lambdas/contracts/pipeline.ts';
import type { StatusSummary } from '../../../lambdas/contracts/status-summary.ts';
import { standingOf } from '../../../web/src/standing.ts';

const NOW = Date.parse('2026-10-02T00:00:00Z');
const current = {
  as_of: '2026-10-01T12:00:00Z',
  degraded: [],
  fresh_until: '2026-10-02T12:00:00Z',
} as unknown as Current;
const good = {
  last_run: { outcome: 'published', published: true, why: '' },
  degraded: { texts: [], total: 0 },
  unmodelled: { texts: [], total: 0 },
  faults: 0,
} as unknown as StatusSummary;

describe('what a page says of itself', () => {
  const looked = { current, summary: good, now: NOW, isReached: true };

  it('is nothing, with a green dot, only while all of it is there and young', () => {
    expect(standingOf(looked)).toEqual({ mark: '', notes: [] });
  });

  it('is its age, by the clock of the browser, also when nobody serves a status', () => {
    const standing = standingOf({ ...looked, summary: undefined, now: NOW + 86_400_000 });
    expect(standing.mark).toBe('late');
    expect(standing.notes).toMatchObject([{ title: 'Older than promised. ' }]);
  });

  it('is not green when the server is gone', () => {
    expect(standingOf({ ...looked, isReached: false }).mark).toBe('open');
  });

  it.each([
    [{ degraded: { texts: ['klaviyo/main: 3 of 3 slices failed'], total: 1 } }, 'late', /3 of 3 slices failed\. Tiles/],
    [
      { unmodelled: { texts: ['magento main: 12 orders are read'], total: 1 } },
      'late',
      /12 orders are read\. No number here includes them/,
    ],
    [{ faults: 2 }, 'late', /until a good reading/],
  ])('names %j', (change, mark, words) => {
    const standing = standingOf({ ...looked, summary: { ...good, ...change } as StatusSummary });
    expect(standing.mark).toBe(mark);
    expect(standing.notes[0]?.text).toMatch(words);
  });

  it.each(['held_back', 'failed', 'nothing_read'] as const)('is a failure when the last run was %s', (outcome) => {
    const summary = { ...good, last_run: { ...good.last_run!, outcome, published: false } };
    expect(standingOf({ ...looked, summary }).mark).toBe('failed');
  });
});
