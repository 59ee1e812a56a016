// Real transactions from a file, served as if the shop had made them.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { nextMidnight } from '../../lambdas/extractors/engine/files/local-time.ts';
import type { InventoryLevel, Location } from '../world/records/catalogue.ts';
import type { Collection } from '../world/records/collection.ts';
import { collectionOf } from '../world/records/collection-of.ts';
import type { Mail } from '../world/records/mail.ts';
import type { World } from '../world/world.ts';
import { ReplayOptions, readRows } from './csv.ts';
import { keepLedger } from './ledger.ts';
import { ordersOf } from './orders.ts';
import { customersOf, productsOf } from './shelf.ts';

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by this user',
};

/** @throws ConfigError when the file has another format, naming line, column and value */
export async function createReplayWorld(path: string, given: Partial<ReplayOptions> = {}): Promise<World> {
  const options = ReplayOptions.parse(given);
  const ledger = await keepLedger(readRows(path, options)).catch((error: unknown) => {
    const why = UNREADABLE[(error as NodeJS.ErrnoException).code ?? ''];
    if (!why) throw error;
    throw new ConfigError(`${path} ${why}; give a CSV in the form of UCI Online Retail`);
  });
  if (!Number.isFinite(ledger.firstAt))
    throw new ConfigError(`${path} holds a header and no row: nothing can be replayed; give a file with transactions`);
  const { products, variantOf } = productsOf(ledger.sales);
  const { customers, idOf } = customersOf(ledger.customers);
  return {
    kind: 'replay',
    seed: `replay-${await hashOf(path)}`,
    start: Math.floor(ledger.firstAt / 86_400_000) * 86_400_000,
    asOf: nextMidnight(ledger.lastWall, options.timeZone),
    shop: {
      name: 'Replayed shop',
      currency: options.currency,
      timeZone: options.timeZone,
      ...ordersOf(ledger.sales, options.currency, variantOf, idOf),
      customers,
      products,
      inventoryLevels: empty<InventoryLevel>(),
      locations: empty<Location>(),
    },
    mail: { profiles: empty(), events: empty(), campaigns: empty(), metrics: empty() } satisfies Mail,
    notRepresentable: ledger.notRepresentable,
  };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex').slice(0, 16);
}

const empty = <T>(): Collection<T> =>
  collectionOf<T>({
    size: 0,
    idOf: String,
    positionOf: () => -1,
    timeOf: () => undefined,
    render: () => {
      throw new RangeError('an empty collection has no records');
    },
  });
