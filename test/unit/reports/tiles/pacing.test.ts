// The tile of planned figures, over plans and sales written by hand.
import { describe, expect, it } from 'vitest';
import type { PacingBody } from '../../../../lambdas/contracts/tile/pacing.ts';
import { drawPacing } from '../../../../lambdas/publish/reports/bodies/pacing.ts';
import { dayNumber as day } from '../../../../lambdas/publish/reports/days.ts';
import { contextOf, drawing, metricsOf, words } from '../by-hand.ts';

interface Given {
  readonly last?: string;
  readonly first?: string;
  readonly lines?: readonly string[];
  readonly has?: (metric: string) => boolean;
}

/** A hundred per day, and a plan of the month of each line. */
async function draw(planned: number, given: Given = {}) {
  const { last = '2026-09-10', first = '2026-01-01', lines = ['net_sales'], has = () => true } = given;
  const plain = drawing(
    'overview_pacing',
    [],
    contextOf({
      metrics: metricsOf((_, from, to) => 100 * (to - from + 1), { has }),
      ...{ isReported: true, firstDay: day(first), lastDay: day(last) },
      ask: async () =>
        lines.map((line) => ({ month_date: `${last.slice(0, 7)}-01`, line, planned_amount: String(planned) })),
    }),
  );
  const drawn = await drawPacing(plain);
  return { ...drawn, report: plain.report, body: drawn.body as PacingBody | undefined, said: words(drawn.headline) };
}

describe('planned figures of a month', () => {
  it('say how far they are behind, where they should end and with which chance', async () => {
    const { said, headline, body } = await draw(6000);
    const { chance, month_end: end } = body!.items[0]!;
    expect(said).toBe(
      `Net sales: 1000, 1000 behind the plan to date. The month should end between 3000 (80%), and meets the plan with a chance of ${(100 * chance!).toFixed(0)}%.`,
    );
    expect(headline).toContainEqual({ value: end!.low, high: end!.high, unit: 'money', strong: true });
    // All outcomes of a year meet it: 52 and a half of 53.
    expect((await draw(3000, { first: '2024-01-01' })).said).toMatch(/with a chance of 99%\.$/);
  });

  it('say how far they are ahead', async () => {
    expect((await draw(2400)).said).toMatch(/^Net sales: 1000, 200 ahead of the plan to date\. The/);
    expect((await draw(3000)).said).toMatch(/^Net sales: 1000, 0 ahead of the plan to date\. The/);
  });

  it('say no end that is not known', async () => {
    expect((await draw(6000, { first: '2026-08-20' })).said).toBe('Net sales: 1000, 1000 behind the plan to date.');
    expect((await draw(6000, { first: '2026-07-20' })).said).toBe('Net sales: 1000, 1000 behind the plan to date.');
  });

  it('are of the whole month when it is over', async () => {
    const { said, covers, body } = await draw(6000, { last: '2026-09-30' });
    expect(said).toBe('Net sales: 3000, 3000 behind the plan.');
    expect(covers).toBe('September 2026');
    expect(body).toMatchObject({ month: '2026-09-01', days: 30, days_left: 0 });
  });

  it.each([
    ['2026-09-10', 'September 2026, 20 of 30 days to come', 30, 20],
    ['2026-02-01', 'February 2026, 27 of 28 days to come', 28, 27],
    ['2025-12-30', 'December 2025, 1 of 31 days to come', 31, 1],
  ])('on %s are of %s', async (last, covers, days, days_left) => {
    const drawn = await draw(6000, { last, first: '2025-01-01' });
    expect(drawn.covers).toBe(covers);
    expect(drawn.body).toMatchObject({ kind: 'pacing', month: `${last.slice(0, 7)}-01`, days, days_left });
  });

  it('are those that exist and are planned, with the statement of the first', async () => {
    const lines = ['orders', 'net_sales'];
    const both = await draw(6000, { lines });
    expect(both.metrics).toEqual(['net_sales', 'orders']);
    expect(both.body!.items.map(({ metric }) => metric)).toEqual(['net_sales', 'orders']);
    expect(both.sql).toContain("'2026-09-01'");
    expect(both.sql).toContain("'2026-09-10'");
    expect((await draw(6000, { lines, has: (metric) => metric !== 'net_sales' })).metrics).toEqual(['orders']);
  });

  it('are none without a plan: the month is named, and the header says what to do', async () => {
    const { body, covers, empty, report } = await draw(6000, { lines: [] });
    expect([body, covers]).toEqual([undefined, 'September 2026']);
    expect(empty).toEqual({ title: 'No plan for September 2026', text: report.header.empty!.text });
  });
});
