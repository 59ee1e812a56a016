// Forecasts of a month's end, looked back at over a world of which every day is known.
import { expect, it } from 'vitest';
import { forecastRest } from '../../../../lambdas/publish/reports/pacing/month-end.ts';
import { HORIZON, msOf } from '../../../../local/world/calendar/calendar.ts';
import { smallWorld } from '../../../helpers/worlds.ts';

const sumOf = (at: (day: number) => number, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, k) => at(from + k)).reduce((sum, one) => sum + one, 0);

it('a forecast holds what came about as often as it says, over two years of a world', () => {
  const { fills, plans } = smallWorld().simulation;
  const sold = Array.from({ length: HORIZON }, (_, day) =>
    plans.catalogue.skus.reduce((sum, { basePrice }, sku) => sum + fills.sold[sku * HORIZON + day]! * basePrice, 0),
  );
  let [inside, all] = [0, 0];
  for (let origin = 365; origin < HORIZON - 31; origin += 1) {
    const date = new Date(msOf(origin));
    const length =
      new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate() - date.getUTCDate();
    const interval = length > 0 && forecastRest({ first: 0, at: (day) => sold[day] ?? 0 }, origin, length)?.interval;
    if (!interval) continue;
    const outcome = sumOf((day) => sold[day]!, origin + 1, origin + length);
    all += 1;
    if (outcome >= interval.low && outcome <= interval.high) inside += 1;
  }
  expect(all).toBeGreaterThan(600);
  // Measured: 553 of 677, where 80 % is said. Days of one month are not independent: two years are some 24 tries, whose share errs by 8 points.
  expect(inside / all).toBeGreaterThan(0.72);
  expect(inside / all).toBeLessThan(0.9);
});
