import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type MartFile, queryMarts } from '../lambdas/adapters/duckdb/published-marts.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import { CURRENT_KEY } from '../lambdas/contracts/layout.ts';
import { Current } from '../lambdas/contracts/pipeline.ts';
import { parseDocument } from '../lambdas/platform/stored-document.ts';
import type { ObjectStore } from '../lambdas/ports/object-store.ts';
import type { Home } from './home.ts';

/** @throws ConfigError when nothing is published */
export async function publishedIn(home: Home, store: ObjectStore): Promise<Current> {
  const current = await store.get(CURRENT_KEY);
  if (!current) throw new ConfigError(`nothing is published in ${home.root} yet; run \`npm start\` first`);
  return parseDocument(CURRENT_KEY, current.body, Current);
}

/**
 * Queries the published marts only, beside any process that owns the database; rows come as chunks of JSON text.
 * @throws ConfigError when nothing is published, WarehouseError with the engine's message when the statement is refused
 */
export async function* queryJson(home: Home, store: ObjectStore, sql: string): AsyncGenerator<string> {
  const { marts } = await publishedIn(home, store);
  const files: MartFile[] = Object.entries(marts).map(([name, { key }]) => ({ name, path: join(home.root, key) }));
  const asked = files.filter(({ name }) => sql.toLowerCase().includes(name));
  for (const { name, path } of asked) await assertIntact(path, marts[name]!.sha256, name);
  let first = true;
  const names = asked.map(({ name }) => name);
  for await (const row of queryMarts(files, names, sql)) {
    yield `${first ? '[\n' : ',\n'}${JSON.stringify(row)}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
}

/** @throws ConfigError when a published file is damaged */
export async function assertIntact(path: string, sha256: string, mart: string): Promise<void> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    throw new ConfigError(`the published file of ${mart} cannot be read (${path}); \`npm start\` publishes it again`);
  }
  if (hash.digest('hex') !== sha256)
    throw new ConfigError(`the published file of ${mart} is damaged (${path}); remove it and run \`npm start\` again`);
}
