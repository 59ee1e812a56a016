// What the advertising accounts tell together, and of a world that has none.
import { describe, expect, it } from 'vitest';
import { ga4 } from '../../../lambdas/extractors/sources/ga4/source.ts';
import { googleAds } from '../../../lambdas/extractors/sources/google_ads/source.ts';
import { metaAds } from '../../../lambdas/extractors/sources/meta_ads/source.ts';
import { rowsOf } from '../../../local/twins/google_ads/rows.ts';
import { insightsOf } from '../../../local/twins/meta_ads/insights.ts';
import { TWINS } from '../../../local/twins/server.ts';
import { AS_OF_DAY, msOf } from '../../../local/world/calendar/calendar.ts';
import { TRUTH } from '../../../local/world/truth/tables.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openInProcess, sliceOf } from './in-process.ts';

const world = tinyWorld();

describe('the figures of a day', () => {
  const seen = (day: number) => ({ ...world, asOf: msOf(day) });
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  /** Purchases within 28 days of a click, of the days 200 to 470. */
  const meta = (day: number) =>
    sum(
      [...insightsOf(seen(day), 'campaign', 200, 470, ['28d_click'])].flatMap(({ fields }) =>
        ((fields.actions ?? []) as Record<string, string>[])
          .filter((one) => one.action_type === 'purchase')
          .map((one) => Number(one['28d_click'] ?? 0)),
      ),
    );
  const google = (day: number) => {
    const metrics = [...rowsOf(seen(day), 'campaign by day', { from: 200, to: 470 })].map(
      ({ row }) => row.metrics as { conversions: number; costMicros: string },
    );
    return {
      conversions: sum(metrics.map((one) => one.conversions)),
      cost: sum(metrics.map((one) => Number(one.costMicros))),
    };
  };

  it('grow for weeks behind the click, and stand still when the vendor freezes them', () => {
    expect(meta(470)).toBeLessThan(meta(499));
    expect(meta(499)).toBe(meta(720));
    expect(google(471).conversions).toBeLessThan(google(490).conversions);
    expect(google(561).conversions).toBeCloseTo(google(720).conversions, 6);
    expect(google(471).cost).toBe(google(720).cost);
  });
});

describe('both advertising accounts', () => {
  it('tell together what was spent, to the cent, and by the ad no more than by the campaign', () => {
    const closed = AS_OF_DAY - 1;
    let truth = 0;
    for (const row of TRUTH.channel_days!(world))
      if (row.region === 'all' && Number(row.day) < closed) truth += Math.round(Number(row.spend) * 100);
    const cents = (text: unknown) => Math.round(Number(text) * 100);
    const meta = (level: 'ad' | 'campaign') =>
      [...insightsOf(world, level, 0, closed, [])].reduce((sum, { fields }) => sum + cents(fields.spend), 0);
    const google = (kind: string) =>
      [...rowsOf(world, kind, { from: 0, to: closed })].reduce(
        (sum, { row }) => sum + Number((row.metrics as { costMicros: string }).costMicros) / 10_000,
        0,
      );
    expect(meta('campaign') + google('campaign by day')).toBe(truth);
    expect(meta('ad')).toBe(meta('campaign'));
    expect(google('ad_group_ad by day')).toBeLessThan(google('campaign by day'));
    const search = google('keyword_view by day');
    expect(google('search_term_view by day')).toBeLessThan(search);
  });
});

describe('a world without accounts', () => {
  it.each([metaAds, googleAds, ga4].map((source) => [source.name, source] as const))(
    'gives an empty %s',
    async (_name, source) => {
      const { ads: _ads, traffic: _traffic, ...bare } = { ...world };
      const { session, streamOf } = await openInProcess(world, source, (context) =>
        TWINS[source.name]!.make({ ...context, world: bare }),
      );
      for (const { name, proof } of source.streams) {
        if (name === 'ad_accounts') continue;
        const stream = streamOf(name);
        if (proof !== 'none')
          expect(
            await session.count(stream, { from: '2026-08-01T00:00:00.000Z', to: '2026-10-01T00:00:00.000Z' }),
            name,
          ).toBe(0);
        expect((await session.page(stream, sliceOf('2026-08-01', '2026-10-01'), undefined)).records, name).toEqual([]);
      }
    },
  );
});
