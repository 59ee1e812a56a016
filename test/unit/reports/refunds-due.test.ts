// Refunds that are still to come of what was sold: rows are written by hand.
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../lambdas/ports/warehouse.ts';
import { isoDay } from '../../../lambdas/publish/reports/days.ts';
import { refundsStillDue } from '../../../lambdas/publish/reports/refunds-due.ts';
import type { ReportContext } from '../../../lambdas/publish/reports/report-context.ts';
import { contextOf, LAST_DAY } from './by-hand.ts';

describe('refunds still due', () => {
  /** A hundred is given back at once each day, and more of it `lag` days later: as much as `late` says of that day. */
  const due = (
    late: (ago: number) => number,
    days: number,
    { lag = 30, value = 0.1, unit = 1, count = 5, more = {} as Partial<ReportContext> } = {},
  ) => {
    const rows: Row[] = Array.from({ length: 700 }, (_, ago) => ago).flatMap((ago) => [
      { day: isoDay(LAST_DAY - ago), lag_days: 0, refunded: String(100 * unit), refunds_count: count },
      { day: isoDay(LAST_DAY - ago), lag_days: lag, refunded: String(late(ago) * unit), refunds_count: count },
    ]);
    return refundsStillDue(contextOf({ ask: async () => rows, ...more }), value, days);
  };

  it('reach from the tenth to the ninetieth of a hundred earlier outcomes', async () => {
    // Windows of seven days back from day 60 on, of which nothing late was seen: forty of them grow by a hundredth more each.
    const range = await due((ago) => Math.floor((ago - 60) / 7), 7);
    expect(range!.low).toBeCloseTo(0.1 * 1.04, 9);
    expect(range!.high).toBeCloseTo(0.1 * 1.35, 9);
  });

  it('are the same in whichever order the outcomes came, and of small amounts', async () => {
    const range = await due((ago) => 39 - Math.floor((ago - 60) / 7), 7, { unit: 0.001 });
    expect(range!.low).toBeCloseTo(0.1 * 1.04, 9);
    expect(range!.high).toBeCloseTo(0.1 * 1.35, 9);
  });

  it('are not told where all that was sold would come back', async () => {
    expect(await due(() => 899, 7)).toMatchObject({ high: expect.closeTo(0.999, 9) });
    expect(await due(() => 900, 7)).toBeNull();
  });

  it('are not told from windows with less than five refunds', async () => {
    expect(await due(() => 100, 4, { count: 1 })).toBeNull();
    expect(await due(() => 100, 5, { count: 1 })).not.toBeNull();
  });

  it('need eight windows within the history', async () => {
    const since = (ago: number) => due(() => 100, 7, { more: { firstDay: LAST_DAY - ago } });
    // The eighth goes back from day 60 + 7 * 7, by seven days.
    expect(await since(115)).not.toBeNull();
    expect(await since(114)).toBeNull();
    expect(await due(() => 100, 7, { more: { firstDay: undefined } as never })).toBeNull();
    expect(await due(() => 100, 7, { more: { currency: null } })).toBeNull();
  });

  it('are told of a quarter at most', async () => {
    expect(await due(() => 100, 91)).not.toBeNull();
    expect(await due(() => 100, 92)).toBeNull();
  });

  it('count what came up to the last day of a window as seen', async () => {
    // Of two days the first day's refund comes on the second.
    const range = await due(() => 100, 2, { lag: 1 });
    expect(range!.high).toBeCloseTo(0.1 * (400 / 300), 9);
  });

  it('are none where less than a twentieth of a per cent is due', async () => {
    expect(await due(() => 0.49, 7)).toBeNull();
    expect(await due(() => 0.51, 7)).not.toBeNull();
    // Twice as much as is seen, to the last digit.
    expect(await due(() => 100, 7, { value: 0.0005 })).toEqual({ low: 0.001, high: 0.001 });
  });

  it('leave out windows without a refund', async () => {
    const quiet = async () =>
      Array.from({ length: 10 }, (_, at) => ({ day: isoDay(LAST_DAY - 60 - 7 * at), lag_days: 0, refunded: '0' }));
    expect(await due(() => 0, 7, { more: { ask: quiet } })).toBeNull();
    expect(await due(() => 0, 7, { more: { ask: async () => undefined } })).toBeNull();
  });
});
