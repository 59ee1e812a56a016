import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../bench/booster-data.ts';
import type { Demand } from '../../../../lambdas/ml/demand-forecast/history.ts';
import { pooledIndex } from '../../../../lambdas/ml/demand-forecast/pooled-index.ts';

const FIRST = 20_000;
const DAYS = 399;
const demand = (productKey: string, unitsOn: (day: number) => number): Demand => ({
  productKey,
  sku: productKey,
  first: FIRST,
  units: Float64Array.from({ length: DAYS }, (_, day) => unitsOn(day)),
});
const indexOf = (known: readonly Demand[]) => pooledIndex(known, FIRST, FIRST + DAYS);

describe('the index of all products', () => {
  const week = [1.5, 1, 1, 0.5, 1, 1, 1];
  const steady = [demand('a', (day) => 20 * week[day % 7]!), demand('b', (day) => 40 * week[day % 7]!)];

  it('is what a day is worth beside a usual one', () => {
    indexOf(steady).forEach((one, day) => {
      expect(one).toBeCloseTo(week[day % 7]!, 9);
    });
  });

  it('does not belong to a product that came in one order, however large', () => {
    const bulk = demand('bulk', (day) => (day === 370 ? 20_000 : 0));
    const index = indexOf([...steady, bulk]);
    index.forEach((one, day) => {
      expect(one).toBeCloseTo(week[day % 7]!, 1);
    });
  });

  it('does not belong to a product that is sold by the thousand and erratically', () => {
    const random = seededRandom(5);
    const thousands = demand('thousands', () => (random() < 0.03 ? 50_000 * random() : 0));
    indexOf([...steady, thousands]).forEach((one, day) => {
      expect(Math.abs(one - week[day % 7]!)).toBeLessThan(0.35);
    });
  });

  it('still shows a day on which all of them sell many times as much', () => {
    const index = indexOf([
      demand('a', (day) => (day === 300 ? 80 : 10)),
      demand('b', (day) => (day === 300 ? 24 : 3)),
    ]);
    expect(index[300]! / index[299]!).toBeCloseTo(8, 6);
  });

  it('is one where nothing was on sale, or ever sold', () => {
    expect(new Set(indexOf([demand('none', () => 0)]))).toEqual(new Set([1]));
  });
});
