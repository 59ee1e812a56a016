// Targets of the month that will likely be missed, as the published tile of Overview has them.
import { beforeEach, describe, expect, it } from 'vitest';
import { sendAlerts } from '../../../lambdas/alerts/send-alerts.ts';
import { CURRENT_KEY } from '../../../lambdas/contracts/layout.ts';
import type { AlertsInput } from '../../../lambdas/contracts/pipeline.ts';
import type { Alert } from '../../../lambdas/contracts/quality.ts';
import type { PacingBody } from '../../../lambdas/contracts/tile/pacing.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { library } from '../../helpers/library.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

type Pace = PacingBody['items'][number];
const pace = (chance: number | null, more: Partial<Pace> = {}): Pace => ({
  ...{ metric: 'net_sales', name: 'Net sales', unit: 'money', target: 100_000, to_date: 52_345.6, shape: 'linear' },
  ...{ target_to_date: 64_500, needed_per_day: 4765.44, recent_per_day: 2600, chance },
  month_end: { low: 75_000, middle: 80_000, high: 88_000, method: 'recent_weeks', held: { inside: 20, of: 26 } },
  ...more,
});

describe('a target of the month', () => {
  let store: ObjectStore;
  let sent: Alert[];
  beforeEach(() => {
    [store, sent] = [memoryStore(), []];
  });

  const publish = async (items: readonly Pace[], more: { kind?: string; month?: string; days_left?: number } = {}) => {
    const { kind = 'ready', month = '2026-10-01', days_left = 10 } = more;
    await store.put(
      'published/tiles/pacing.json',
      JSON.stringify({
        ...{ version: 1, name: 'overview_pacing', state: { kind, note: [] }, currency: 'EUR' },
        body: { kind: 'pacing', month, days: 31, days_left, items },
      }),
    );
    await store.put(
      CURRENT_KEY,
      JSON.stringify({
        ...{ version: 'v1', run_id: 'r1', as_of: '2026-10-21T00:00:00Z', published_at: '2026-10-21T00:00:00Z' },
        ...{ marts: {}, models: {}, degraded: [], tiles: { overview_pacing: 'published/tiles/pacing.json' } },
      }),
    );
  };
  const tell = async (outcome = 'published') => {
    sent = [];
    await sendAlerts({ run_id: 'r1', outcome, ingest_runs: [], degraded: [] } as unknown as AlertsInput, {
      ...{ store, library, runbookUrl: 'https://wiki.example/runbook', openFaults: async () => [] },
      notifier: { send: async (alert) => void sent.push(alert) },
      clock: { now: () => Date.parse('2026-10-21T00:00:00Z'), sleep: async () => {} },
    });
    return sent.map(({ about, title }) => [about, title]);
  };

  it('that at most one outcome in five meets is told once, with its figures', async () => {
    await publish([pace(0.07)]);
    expect(await tell()).toEqual([['opened', 'Net sales of 2026-10 will likely miss its target']]);
    expect(sent[0]).toMatchObject({ severity: 'warn', owner: 'commerce', details: { chance: 0.07, low: 75_000 } });
    expect(sent[0]!.body).toBe(
      '52,346 EUR of 100,000 EUR so far, and 10 days are to come. The month should end between 75,000 EUR and 88,000 EUR (80 %); ' +
        '7 % of outcomes meet the target. It needs 4,765 EUR a day; the last four weeks brought 2,600 EUR.',
    );
    expect(await tell()).toEqual([]);
  });

  it('is over when the chance is above a fifth, and each month is its own', async () => {
    await publish([pace(0.2), pace(0.21, { metric: 'orders', name: 'Orders', unit: 'count' })]);
    expect(await tell()).toEqual([['opened', 'Net sales of 2026-10 will likely miss its target']]);
    await publish([pace(0.1)], { month: '2026-11-01', days_left: 1 });
    expect((await tell()).toSorted()).toEqual([
      ['opened', 'Net sales of 2026-11 will likely miss its target'],
      ['resolved', 'Resolved: Net sales of 2026-10 will likely miss its target'],
    ]);
    expect(sent.find(({ about }) => about === 'opened')!.body).toContain('so far, and 1 day is to come');
    await publish([pace(0.21)], { month: '2026-11-01' });
    expect(await tell()).toEqual([['resolved', 'Resolved: Net sales of 2026-11 will likely miss its target']]);
  });

  it('without a forecast is not judged', async () => {
    await publish([pace(null, { month_end: null, needed_per_day: null, recent_per_day: null })]);
    expect(await tell()).toEqual([]);
  });

  it('counts without a currency where it counts', async () => {
    await publish([pace(0.1, { metric: 'orders', name: 'Orders', unit: 'count', recent_per_day: null })]);
    await tell();
    expect(sent[0]!.body).toMatch(/^52,346 of 100,000 so far.*of outcomes meet the target\.$/);
  });

  it('that cannot be read stops nothing, and ends nothing', async () => {
    await publish([pace(0.1)]);
    await tell();
    for (const text of ['{', '{"state":{"kind":"ready","note":[]},"currency":"EUR","body":{"kind":"other"}}']) {
      await store.put('published/tiles/pacing.json', text);
      expect(await tell()).toEqual([]);
    }
  });

  it('that nobody plans any more is over', async () => {
    await publish([pace(0.1)]);
    await tell();
    const empty = { state: { kind: 'empty', note: [] }, currency: 'EUR', body: { kind: 'empty', title: '', text: '' } };
    await store.put('published/tiles/pacing.json', JSON.stringify(empty));
    expect(await tell()).toEqual([['resolved', 'Resolved: Net sales of 2026-10 will likely miss its target']]);
  });

  it('that was missed stays told at the end of its month', async () => {
    await publish([pace(0.1)]);
    await tell();
    const over = { month_end: null, chance: null, needed_per_day: null, recent_per_day: null };
    await publish([pace(null, { ...over, to_date: 99_999 })], { days_left: 0 });
    expect(await tell()).toEqual([]);
    await publish([pace(null, { ...over, to_date: 100_000 })], { days_left: 0 });
    expect((await tell()).map(([about]) => about)).toEqual(['resolved']);
    await publish([pace(null, { ...over, to_date: 82_000 })], { days_left: 0 });
    expect(await tell()).toEqual([['opened', 'Net sales of 2026-10 missed its target']]);
    expect(sent[0]!.body).toBe('82,000 EUR of 100,000 EUR; the month is over.');
  });

  it('stays open while its figures are of an earlier version, or nothing was published', async () => {
    await publish([pace(0.1)]);
    await tell();
    await publish([pace(0.9)], { kind: 'stale' });
    expect(await tell()).toEqual([]);
    await publish([pace(0.9)]);
    expect(await tell('held')).toEqual([]);
    expect(await tell()).toEqual([['resolved', 'Resolved: Net sales of 2026-10 will likely miss its target']]);
  });
});
