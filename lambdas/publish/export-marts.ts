import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { martKey, PREFIX } from '../contracts/layout.ts';
import type { Current } from '../contracts/pipeline.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Warehouse } from '../ports/warehouse.ts';
import type { SqlLibrary } from '../sql/library.ts';

/** Writes each mart that is not held back as one Parquet file named by its content; an existing file is left alone. */
export async function exportMarts(
  library: SqlLibrary,
  warehouse: Warehouse,
  store: ObjectStore,
  held: ReadonlySet<string> = new Set(),
): Promise<Current['marts']> {
  const there = await warehouse.tables('marts');
  const marts = [...library.models.values()].filter(
    ({ layer, name, table }) => layer === 'marts' && there.has(table) && !held.has(name),
  );
  const stored = new Map<string, number>();
  for await (const { key, bytes } of store.list(PREFIX.marts)) stored.set(key, bytes);

  const exported: Record<string, Current['marts'][string]> = {};
  const folder = await mkdtemp(join(tmpdir(), 'retailpulse-marts-'));
  try {
    for (const { name, header } of marts.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, `${name}.parquet`);
      const { rows, columns } = await warehouse.exportMart(name, header.key, path);
      const sha256 = await hashOf(path);
      const key = martKey(name, sha256.slice(0, 16));
      // A file of that name with another size was truncated later.
      if (stored.get(key) !== (await stat(path)).size) await store.putFile(key, path);
      exported[name] = { key, rows, sha256, columns: [...columns] };
      await rm(path);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return exported;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
