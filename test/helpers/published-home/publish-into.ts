import { createHash } from 'node:crypto';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import type { Current } from '../../../lambdas/contracts/pipeline.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { renderTiles } from '../../../lambdas/publish/reports/index.ts';
import { type Home, homeAt } from '../../../local/home.ts';
import { library } from '../library.ts';
import { CHECKS } from './checks.ts';
import { CARDS } from './model-cards.ts';
import { PIPELINE_RUN, storeRuns } from './runs.ts';

export interface PublishedHome {
  readonly home: Home;
  readonly store: ObjectStore;
}

/** Writes a version into a home as publish does: tiles by their hash, then `current.json`. */
export async function publishInto(
  folder: string,
  warehouse: Warehouse,
  asOf: string,
  more: Partial<Parameters<typeof renderTiles>[1]> = {},
): Promise<PublishedHome> {
  const home = homeAt(folder);
  const store = filesystemStore(home.root);
  const tiles = await renderTiles(warehouse, {
    asOf,
    version: 'v0001',
    runId: PIPELINE_RUN,
    library,
    degraded: [],
    checks: CHECKS,
    models: CARDS,
    ...more,
  });
  const keys: Record<string, string> = {};
  for (const [name, document] of tiles) {
    const body = JSON.stringify(document);
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    keys[name] = `published/tiles/${name}-${hash}.json`;
    await store.put(keys[name], body);
  }
  const models = Object.fromEntries(CARDS.map(({ name, key }) => [name, key]));
  for (const card of CARDS)
    await store.put(`models/${card.name}/${card.key.split('/')[2]}/card.json`, JSON.stringify(card));
  const current: Current = {
    version: 'v0001',
    run_id: PIPELINE_RUN,
    as_of: asOf,
    published_at: '2026-10-01T00:06:30Z',
    marts: {},
    tiles: keys,
    models,
    degraded: [],
    held: {},
    fresh_until: null,
    never_read: [],
  };
  await store.put('published/current.json', JSON.stringify(current));
  await store.put(`ops/checks/${PIPELINE_RUN}.json`, JSON.stringify(CHECKS));
  await storeRuns(store);
  return { home, store };
}
