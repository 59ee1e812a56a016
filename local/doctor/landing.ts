// Landed files and vault objects: each is named in the manifest of its slice, with size and hash.

import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lostWindowKey, manifestKey, PREFIX, pendingKey } from '../../lambdas/contracts/layout.ts';
import { type LandedPart, Manifest } from '../../lambdas/contracts/manifest.ts';
import type { LostWindow } from '../../lambdas/contracts/stored-kinds.ts';
import { PartWriter } from '../../lambdas/extractors/engine/part-writer.ts';
import type { Damage, Examined } from './damage.ts';
import type { Documents } from './documents.ts';
import { wrongWith } from './file-hash.ts';
import { setAside } from './set-aside.ts';

export async function examineLanding(documents: Documents, examined: Examined): Promise<Damage[]> {
  const { home, isThorough } = examined;
  const findings: Damage[] = [];
  for (const { document: manifest } of documents.of(PREFIX.manifests, Manifest)) {
    for (const part of manifest.parts) {
      const wrong = await wrongWith(join(home.root, part.key), part, isThorough);
      if (wrong) findings.push(await lostPart(manifest, part, wrong, examined));
    }
    for (const part of manifest.vault_parts ?? []) {
      const wrong = await wrongWith(join(home.vault, part.key), part, isThorough);
      if (wrong) findings.push(lostPeople(part, wrong));
    }
  }
  return findings;
}

const lostPeople = ({ key, rows }: LandedPart, wrong: string): Damage => ({
  about: `vault/${key}`,
  wrong: `${wrong}: ${rows} personal values behind tokens cannot be looked up any more`,
  wayOut: 'restore it from your backup: nothing else holds them. Published data does not need them',
  blocks: false,
});

async function lostPart(manifest: Manifest, part: LandedPart, wrong: string, examined: Examined): Promise<Damage> {
  const { source, connection, stream, window } = manifest;
  const inRaw = await rowsInRaw(manifest, part, examined);
  const isHeld = inRaw === part.rows;
  const again = `${source}/${connection} ${stream} from ${window.from} to ${window.to} is read again by the next run`;
  return {
    about: part.key,
    wrong: `${wrong} (${part.rows} records)`,
    wayOut: isHeld ? 'written again from its rows in the warehouse' : again,
    blocks: !isHeld,
    mend: async () => {
      if (isHeld && (await writeFromRaw(manifest, part, examined)))
        return 'written again from the warehouse, byte by byte';
      await giveUp(manifest, `${part.key}: ${wrong}`, examined);
      return again;
    },
  };
}

async function rowsInRaw(manifest: Manifest, { key, rows }: LandedPart, { warehouse }: Examined): Promise<number> {
  if (!warehouse) return 0;
  const { source, connection, stream } = manifest;
  return (await warehouse.loadedRows([{ source, connection, stream, key, rows }])).get(key) ?? 0;
}

interface RawRow {
  readonly record: string;
  readonly _run_id: string;
  readonly _slice_id: string;
  readonly _extracted_at: string;
  readonly _row: number;
  readonly [column: string]: string | number;
}

/** @returns false when the bytes differ from the manifest's hash: then they are not written */
async function writeFromRaw(manifest: Manifest, part: LandedPart, examined: Examined): Promise<boolean> {
  const { home, warehouse } = examined;
  const { source, connection, stream } = manifest;
  const rows = await warehouse!.rowsOf<RawRow>(`raw.${source}__${stream}`, {
    columns: ['record', '_run_id', '_slice_id', '_extracted_at', '_row'],
    where: { _file: part.key },
    order: ['_row'],
  });
  const written: { key: string; path: string }[] = [];
  const keep = join(home.temporary, 'doctor-part');
  const { copyFile } = await import('node:fs/promises');
  const writer = new PartWriter(
    {
      ...examined.store,
      putFile: async (key, path) => {
        await copyFile(path, keep);
        written.push({ key, path });
        return { etag: '' };
      },
    },
    'part',
    Number.MAX_SAFE_INTEGER,
  );
  await mkdir(home.temporary, { recursive: true });
  for (const { record, _run_id, _slice_id, _extracted_at, _row } of rows) {
    const envelope = {
      ...{ _source: source, _connection: connection, _stream: stream, _run_id, _slice_id },
      ...{ _extracted_at: new Date(_extracted_at).toISOString(), _row },
    };
    await writer.write(JSON.stringify(envelope).slice(0, -1), ',"record":', record, '}');
  }
  const [made] = await writer.finish();
  const isSame = made?.sha256 === part.sha256;
  if (isSame) {
    await setAside(home, part.key);
    await mkdir(dirname(join(home.root, part.key)), { recursive: true });
    await examined.store.putFile(part.key, keep);
  }
  await rm(keep, { force: true });
  return isSame;
}

/** A slice with an irreplaceable file lost: it counts as never read, and a note of the loss is kept. */
async function giveUp(manifest: Manifest, reason: string, { home, store }: Examined): Promise<void> {
  const lost: LostWindow = { version: 1, manifest, reason, at: new Date().toISOString() };
  await store.put(lostWindowKey(manifest), `${JSON.stringify(lost, null, 2)}\n`);
  await setAside(home, manifestKey(manifest));
  await setAside(home, pendingKey(manifest));
}
