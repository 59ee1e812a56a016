import { expect, it } from 'vitest';
import { seededRandom } from '../../../bench/booster-data.ts';
import type { ProphetJob } from '../../../lambdas/ml/demand-forecast/prophet-job.ts';
import { withProphet } from '../../../lambdas/ml/demand-forecast/prophet-pool.ts';
import { retailEvents } from '../../../lambdas/ml/demand-forecast/retail-calendar.ts';

const FIRST = 20_000;

function jobs(): ProphetJob[] {
  const random = seededRandom(8);
  return Array.from({ length: 8 }, (_, at) => ({
    first: FIRST,
    values: Float64Array.from({ length: 420 }, (_, day) => Math.floor((3 + (day % 7)) * random())),
    ahead: 28,
    mode: at % 2 === 0 ? 'additive' : 'multiplicative',
    weekly: true,
    yearlyOrder: 3,
    seasonScale: 1,
    changeScale: 0.05,
    events: retailEvents(FIRST, FIRST + 448),
  }));
}

it('fits each series the same, whatever was fitted before it and by whichever worker', async () => {
  const some = jobs();
  const [forwards, again, backwards] = await withProphet(async (fitAll) => [
    await fitAll(some),
    await fitAll(some),
    (await fitAll(some.toReversed())).toReversed(),
  ]);
  expect(forwards.every((fit) => fit !== null)).toBe(true);
  expect(again).toEqual(forwards);
  expect(backwards).toEqual(forwards);
});

it('gives no fit, and goes on, for a series that has none', async () => {
  const [job] = jobs();
  const values = new Float64Array(420).fill(Number.NaN);
  const [none, fit] = await withProphet((fitAll) => fitAll([{ ...job!, values }, job!]));
  expect(none).toBeNull();
  expect(fit?.point).toHaveLength(448);
});
