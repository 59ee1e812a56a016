import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '../../lambdas/adapters/duckdb/warehouse.ts';
import { filesystemStore } from '../../lambdas/adapters/filesystem/object-store.ts';
import type { Warehouse } from '../../lambdas/ports/warehouse.ts';
import { homeAt } from '../../local/home.ts';
import { startServer } from '../../local/server/server.ts';
import { ensureWebBuilt } from '../../local/server/web-build.ts';
import { warehouseWith } from '../helpers/hand-made-marts.ts';
import { migrations } from '../helpers/migrations.ts';
import { type PublishedHome, publishInto } from '../helpers/published-home/publish-into.ts';
import { smallShop } from '../helpers/small-shop/base-marts.ts';
import { derivedMarts, plannedMarts } from '../helpers/small-shop/derived-marts.ts';
import { SMALL_SHOP } from '../helpers/small-shop/shop.ts';
import { madeOnce } from './made-once.ts';

export interface SmallShopServer {
  readonly url: string;
  readonly folder: string;
  readonly warehouse: Warehouse;
  readonly published: PublishedHome;
  close(): Promise<void>;
}

const homeOf = (folder: string) => join(folder, 'home');
const warehouseOf = (folder: string) => join(folder, 'warehouse.duckdb');

async function publishSmallShop(folder: string, hasPlan: boolean): Promise<void> {
  const shop = hasPlan ? { ...SMALL_SHOP, asOf: '2026-09-21T00:00:00Z' } : SMALL_SHOP;
  const statements = [...derivedMarts(shop.asOf), ...(hasPlan ? [plannedMarts] : [])];
  const warehouse = await warehouseWith(smallShop(shop), statements, warehouseOf(folder));
  await publishInto(homeOf(folder), warehouse, shop.asOf);
  await warehouse.close();
}

/** The dashboards of a small shop with two years behind it, published and served; one with a plan is in the middle of a month. */
export async function serveSmallShop({ hasPlan = false } = {}): Promise<SmallShopServer> {
  await ensureWebBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'retailpulse-browser-'));
  await madeOnce(hasPlan ? 'planned-shop' : 'small-shop', folder, (into) => publishSmallShop(into, hasPlan));
  const warehouse = await openDuckdb({ path: warehouseOf(folder), migrations, pathOf: (key) => key });
  const home = homeAt(homeOf(folder));
  const published = { home, store: filesystemStore(home.root) };
  const server = await startServer({ ...published, port: 0 });
  return {
    url: server.url,
    folder,
    warehouse,
    published,
    async close() {
      await server.close();
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
