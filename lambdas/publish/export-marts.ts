import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { martKey, PREFIX } from '../contracts/layout.ts';
import type { Current, PublishInput } from '../contracts/pipeline.ts';
import { STATE } from '../contracts/state-tables.ts';
import type { Warehouse } from '../ports/warehouse.ts';
import type { Model } from '../sql/model.ts';
import type { PublishPorts } from './publish-ports.ts';

type Marts = Current['marts'];

/**
 * Writes each mart that is not held back as one Parquet file named by its content; an existing file is left alone. A mart
 * whose rows are those that are served keeps its file.
 */
export async function exportMarts(
  { run_id, held }: Pick<PublishInput, 'run_id' | 'held'>,
  served: Marts,
  { library, warehouse, store }: Pick<PublishPorts, 'library' | 'warehouse' | 'store'>,
): Promise<Marts> {
  const there = await warehouse.tables('marts');
  const out = new Set(held.map(({ mart }) => mart));
  const marts = [...library.models.values()].filter(
    ({ layer, name, table }) => layer === 'marts' && there.has(table) && !out.has(name),
  );
  const stored = new Map<string, number>();
  for await (const { key, bytes } of store.list(PREFIX.marts)) stored.set(key, bytes);
  const movers = await moversOf(warehouse);

  const exported: Record<string, Marts[string]> = {};
  const folder = await mkdtemp(join(tmpdir(), 'retailpulse-marts-'));
  try {
    for (const { name, header } of marts.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const [before, moved_by] = [served[name], movers.get(name)];
      // A repeated run has the same name and may have other rows.
      const isServed = before && moved_by !== undefined && before.moved_by === moved_by && moved_by !== run_id;
      // A file of that name with another size was truncated later.
      if (isServed && stored.get(before.key) === before.bytes) {
        exported[name] = before;
        continue;
      }
      const path = join(folder, `${name}.parquet`);
      const { rows, columns } = await writeMart({ name, header }, path, warehouse);
      const [sha256, { size: bytes }] = [await hashOf(path), await stat(path)];
      const key = martKey(name, sha256.slice(0, 16));
      if (stored.get(key) !== bytes) await store.putFile(key, path);
      exported[name] = { key, rows, sha256, columns: [...columns], bytes, ...(moved_by ? { moved_by } : {}) };
      await rm(path);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return exported;
}

/**
 * Writes a mart's rows as they are published, by day and key: equal rows give an equal file, and a question about some days reads the part of
 * it that has them.
 */
export function writeMart({ name, header }: Pick<Model, 'name' | 'header'>, path: string, warehouse: Warehouse) {
  const { date, key } = header;
  return warehouse.exportMart(name, [...new Set([...(date ? [date] : []), ...key])], path);
}

/** Mart → the run that last changed a row of it. */
async function moversOf(warehouse: Warehouse): Promise<ReadonlyMap<string, string>> {
  const builds = await warehouse.rowsOf<{ model: string; moved_by: string }>(STATE.builds, {
    columns: ['model', 'moved_by'],
    order: [],
  });
  return new Map(builds.map(({ model, moved_by }) => [model, moved_by]));
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
