// Tiles that are drawn week by week: sums over days are written by hand.
import { describe, expect, it } from 'vitest';
import type { Sentence } from '../../../../lambdas/contracts/tile/sentence.ts';
import type { SplitBody, TrendBody } from '../../../../lambdas/contracts/tile/series-bodies.ts';
import { drawSplit } from '../../../../lambdas/publish/reports/bodies/split.ts';
import { drawTrend } from '../../../../lambdas/publish/reports/bodies/trend.ts';
import { isoDay } from '../../../../lambdas/publish/reports/days.ts';
import { contextOf, drawing, LAST_DAY, metricsOf, words } from '../by-hand.ts';

/** The Monday of the week that has begun. */
const MONDAY = LAST_DAY - 4;

describe('first and repeat orders', () => {
  /** First orders of each week, oldest first; thirty repeat orders a whole week, and five first ones in the week that has begun. */
  const draw = (first: readonly number[], firstDay = MONDAY - 7 * first.length) => {
    const metrics = metricsOf((metric, from) => {
      const week = first[first.length - (MONDAY - from) / 7] ?? 5;
      return metric === 'new_customer_orders' ? week : metric === 'returning_customer_orders' ? 30 : null;
    });
    const { body, headline, sql } = drawSplit(drawing('overview_new_returning', [], contextOf({ metrics, firstDay })));
    return { body: body as SplitBody | undefined, said: words(headline as Sentence), sql };
  };

  it('stand week by week, repeat orders first, and the week that has begun with its days', () => {
    const { body, said } = draw([10, 20]);
    expect(body).toEqual({
      kind: 'split',
      unit: 'count',
      names: ['Repeat orders', 'First orders'],
      weeks: [
        { from: isoDay(MONDAY - 14), days: 7, values: [30, 10] },
        { from: isoDay(MONDAY - 7), days: 7, values: [30, 20] },
        { from: isoDay(MONDAY), days: 5, values: [30, 5] },
      ],
    });
    expect(said).toBe('');
  });

  it('are thirteen weeks at most, none before the first sale, and nothing where nothing was sold', () => {
    expect(draw([10], MONDAY - 700).body!.weeks).toHaveLength(13);
    expect(draw([10], LAST_DAY).body!.weeks).toHaveLength(1);
    const { body } = drawSplit(
      drawing('overview_new_returning', [], contextOf({ metrics: metricsOf(() => null), firstDay: undefined })),
    );
    expect(body).toBeUndefined();
    const unsold = drawSplit(drawing('overview_new_returning', [], contextOf({ metrics: metricsOf(() => null) })));
    expect((unsold.body as SplitBody).weeks.map(({ values }) => values)).toEqual(Array(13).fill([0, 0]));
  });

  it('ask for the share of first orders of this week', () => {
    expect(draw([10]).sql).toContain(`'${isoDay(MONDAY)}'`);
    expect(draw([10]).sql).toContain(`'${isoDay(LAST_DAY)}'`);
  });

  const four = [10, 10, 10, 10];
  it('are told when their share moved by more than chance, either way', () => {
    // 40 of 160 against 69 of 189: 1.96 standard errors of the pooled share are 0.098, the change is 0.115.
    expect(draw([...four, 17, 17, 17, 18]).said).toBe(
      `First orders are ${69 / 189} of the last 4 whole weeks, 0.25 of the first 4 shown.`,
    );
    // 40 of 160 against 64 of 184: 0.0966 for a change of 0.0978; 63 of 183 is within chance.
    expect(draw([...four, 16, 16, 16, 16]).said).not.toBe('');
    expect(draw([...four, 15, 16, 16, 16]).said).toBe('');
    expect(draw([...four, 2, 2, 2, 2]).said).toContain(`First orders are ${8 / 128} of`);
    expect(draw([...four, 10, 10, 10, 10]).said).toBe('');
    expect(draw([0, 0, 0, 0, 0, 0, 0, 0]).said).toBe('');
  });

  it('are told of eight whole weeks and no fewer, from their ends', () => {
    expect(draw([10, 10, 10, 40, 40, 40, 40]).said).toBe('');
    expect(draw([10, 10, 10, 10, 90, 40, 40, 40, 40]).said).toContain(`are ${160 / 280} of the last`);
  });
});

describe('a trend', () => {
  const YEAR = 364;
  /** @param now per day, @param then per day of the year before; the latest week first */
  const draw = (firstDay: number | undefined, over: (from: number, to: number) => number | null) => {
    const metrics = metricsOf((metric, from, to) => (metric === 'net_sales' ? over(from, to) : null));
    const { body, headline, sql } = drawTrend(
      drawing(
        'overview_net_sales',
        [],
        contextOf({ metrics, ...(firstDay === undefined ? { firstDay } : { firstDay }) }),
      ),
    );
    return { body: body as TrendBody | undefined, headline, said: words(headline as Sentence), sql };
  };
  /** One per day, and two per day from a year ago back. */
  const steady = (from: number, to: number) => (to - from + 1) * (to <= LAST_DAY - YEAR + 2 ? 2 : 1);

  it('shows fifty-three weeks and twenty-eight days beside the same weekdays of the year before', () => {
    const { body, said, sql } = draw(LAST_DAY - 1000, steady);
    expect(body).toMatchObject({ kind: 'trend', unit: 'money', baseline: '52 weeks before' });
    expect(body!.weeks).toHaveLength(53);
    expect(body!.weeks.at(-1)).toEqual({ from: isoDay(MONDAY), days: 5, value: 5, baseline: 14 });
    expect(body!.weeks.at(-2)).toEqual({ from: isoDay(MONDAY - 7), days: 7, value: 7, baseline: 14 });
    expect(body!.days).toHaveLength(28);
    expect(body!.days[0]).toEqual({ day: isoDay(LAST_DAY - 27), value: 1, baseline: 2 });
    expect(body!.days.at(-1)).toEqual({ day: isoDay(LAST_DAY), value: 1, baseline: 2 });
    expect(said).toBe('Below the year before in 14 of 14 whole weeks.');
    expect(sql).toContain(`'${isoDay(MONDAY)}'`);
  });

  it('says above where more weeks are, and below only where more are', () => {
    const weeksAbove = (count: number) =>
      draw(LAST_DAY - 1000, (from, to) =>
        to > LAST_DAY - 200 && from >= MONDAY - 7 * count ? 20 : to > LAST_DAY - 200 ? 8 : 10,
      ).said;
    expect(weeksAbove(10)).toBe('Above the year before in 10 of 14 whole weeks.');
    expect(weeksAbove(7)).toBe('Above the year before in 7 of 14 whole weeks.');
    expect(weeksAbove(6)).toBe('Below the year before in 8 of 14 whole weeks.');
    expect(draw(LAST_DAY - 1000, () => 7).said).toBe('Above the year before in 14 of 14 whole weeks.');
  });

  it('compares a week only with a whole one that is known, and nothing with fewer than four', () => {
    // The week that has begun and `count - 1` before it have a year before them.
    const reaching = (count: number) => draw(MONDAY - YEAR - 7 * (count - 1) + 6, steady);
    expect(reaching(4).body).toMatchObject({ baseline: '52 weeks before' });
    expect(reaching(4).body!.weeks.filter(({ baseline }) => baseline !== null)).toHaveLength(4);
    expect(reaching(3).body).toMatchObject({ baseline: null });
    expect(reaching(3).body!.weeks.every(({ baseline }) => baseline === null)).toBe(true);
    expect(reaching(3).body!.days.every(({ baseline }) => baseline === null)).toBe(true);
    const dayLater = draw(MONDAY - YEAR - 21 + 7, steady);
    expect(dayLater.body).toMatchObject({ baseline: null });
  });

  it('names the best whole week where there is no year before', () => {
    const best = draw(LAST_DAY - 30, (from) => (from === MONDAY - 14 ? 90 : from === MONDAY ? 500 : 20));
    expect(best.said).toBe(`Best week: from ${isoDay(MONDAY - 14)} with 90.`);
    expect(best.headline).toContainEqual({ date: isoDay(MONDAY - 14), strong: true });
    expect(draw(LAST_DAY, () => 5).said).toBe('');
    const unknown = draw(LAST_DAY - 30, (from) => (from === MONDAY - 7 ? 3 : null));
    expect(unknown.said).toBe(`Best week: from ${isoDay(MONDAY - 7)} with 3.`);
    for (const week of [1, 2, 3, 4])
      expect(draw(LAST_DAY - 30, (from) => (from === MONDAY - 7 * week ? 0.5 : null)).said).toMatch(/ with 0\.5\.$/);
    expect(draw(LAST_DAY - 30, () => null).said).toMatch(/ with 0\.$/);
    expect(draw(LAST_DAY - 30, (from) => (from === MONDAY - 7 ? -3 : null)).said).toMatch(/ with 0\.$/);
  });

  it('says how three compared weeks went not at all, and four', () => {
    expect(draw(MONDAY - YEAR - 21, steady).said).toMatch(/^Best week/);
    expect(draw(MONDAY - YEAR - 28, steady).said).toBe('Below the year before in 4 of 4 whole weeks.');
  });

  it('is nothing before the first sale', () => {
    expect(draw(undefined, () => null)).toMatchObject({ body: undefined, said: '' });
  });
});
