import type { World } from '../../world/world.ts';
import { insightsOf, WINDOWS } from './insights.ts';
import { ACCOUNT, EDGES, NAMES, objectsOf } from './objects.ts';

/** All existing records, by stream. */
export const META_TRUTH: Readonly<Record<string, (world: World) => Iterable<string>>> = {
  *ad_accounts() {
    yield `act_${ACCOUNT}`;
  },
  ...Object.fromEntries(
    EDGES.map((edge) => [
      NAMES[edge],
      function* (world: World) {
        for (const { id } of objectsOf(world, edge)) yield id;
      },
    ]),
  ),
  *ad_insights(world) {
    for (const { key } of insightsOf(world, 'ad', 0, Number.POSITIVE_INFINITY, WINDOWS)) yield key;
  },
  *campaign_insights(world) {
    for (const { key } of insightsOf(world, 'campaign', 0, Number.POSITIVE_INFINITY, WINDOWS)) yield key;
  },
};
