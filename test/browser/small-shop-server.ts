import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Warehouse } from '../../lambdas/ports/warehouse.ts';
import { startServer } from '../../local/server/server.ts';
import { ensureWebBuilt } from '../../local/server/web-build.ts';
import { warehouseWith } from '../helpers/hand-made-marts.ts';
import { type PublishedHome, publishInto } from '../helpers/published-home/publish-into.ts';
import { smallShop } from '../helpers/small-shop/base-marts.ts';
import { derivedMarts } from '../helpers/small-shop/derived-marts.ts';
import { SMALL_SHOP } from '../helpers/small-shop/shop.ts';

export interface SmallShopServer {
  readonly url: string;
  readonly folder: string;
  readonly warehouse: Warehouse;
  readonly published: PublishedHome;
  close(): Promise<void>;
}

/** The dashboards of a small shop with two years behind it, published and served. */
export async function serveSmallShop(): Promise<SmallShopServer> {
  await ensureWebBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'retailpulse-browser-'));
  const warehouse = await warehouseWith(smallShop(), derivedMarts(SMALL_SHOP.asOf));
  const published = await publishInto(join(folder, 'home'), warehouse, SMALL_SHOP.asOf);
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
