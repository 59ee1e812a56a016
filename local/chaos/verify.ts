// Verifies landing against the world: existing records, landed records, and staged records.

import { gunzipSync } from 'node:zlib';
import { PREFIX } from '../../lambdas/contracts/layout.ts';
import { Manifest } from '../../lambdas/contracts/manifest.ts';
import type { Stream } from '../../lambdas/extractors/engine/source.ts';
import { readDocument } from '../../lambdas/platform/stored-document.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import { TWINS } from '../twins/server.ts';
import type { World } from '../world/world.ts';
import type { Reading } from './faulty-reading.ts';

export interface StreamComparison {
  readonly source: string;
  readonly stream: string;
  readonly exists: number;
  readonly landed: number;
  /** Silent loss: records that exist and did not land, though every slice was committed. */
  readonly silent: readonly string[];
  /** Records that did not land because a slice failed with an error. */
  readonly lost: readonly string[];
  /** Invented: landed but unknown to the world. */
  readonly invented: readonly string[];
  /** Landed differently than without faults: a child that is missing, doubled or another record's. */
  readonly changed: readonly string[];
}

const TOKEN = /[a-z]+_\d+_[A-Z2-7]{26}/g;

/** Verifies every stream of a reading, record by record. @param calm the same source read without faults */
export async function verify(world: World, faulty: Reading, calm: Reading): Promise<StreamComparison[]> {
  const values = await vaulted(faulty.ports.vault);
  const comparisons: StreamComparison[] = [];
  for (const stream of faulty.source.streams) {
    const tell = TWINS[faulty.source.name]?.truth?.[stream.name];
    if (!tell) throw new Error(`the twin of ${faulty.source.name} disagrees with the world about ${stream.name}`);
    const exists = new Set(tell(world));
    const landed = await landedIds(faulty, stream, exists, values);
    const missing = [...exists].filter((id) => !landed.has(id));
    const isNamed = faulty.failed.some((one) => one.stream.includes(`/${stream.name}-`));
    comparisons.push({
      source: faulty.source.name,
      stream: stream.name,
      exists: exists.size,
      landed: landed.size,
      silent: isNamed ? [] : missing,
      lost: isNamed ? missing : [],
      invented: [...landed].filter((id) => !exists.has(id)),
      changed: await changedKeys(faulty, calm, stream),
    });
  }
  return comparisons;
}

/** A record's key is its id, or its id and version separated by `@`; personal ids are landed as tokens. */
async function landedIds(
  { source, ports }: Reading,
  stream: Stream,
  exists: ReadonlySet<string>,
  values: ReadonlyMap<string, string>,
): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const line of landedLines(ports.store, source.name, stream.name)) {
    // The vendor's record: a key may be a digest of a personal value.
    const sent = line.replace(TOKEN, (token) => JSON.stringify(values.get(token) ?? token).slice(1, -1));
    const key = stream.key(JSON.parse(sent).record as never);
    ids.add(exists.has(key) || !key.includes('@') ? key : key.slice(0, key.lastIndexOf('@')));
  }
  return ids;
}

async function changedKeys(faulty: Reading, calm: Reading, stream: Stream): Promise<string[]> {
  const { name } = faulty.source;
  const undisturbed = new Set<string>();
  for await (const line of landedLines(calm.ports.store, name, stream.name)) undisturbed.add(recordIn(line));
  const changed = new Set<string>();
  for await (const line of landedLines(faulty.ports.store, name, stream.name)) {
    const record = recordIn(line);
    if (!undisturbed.has(record)) changed.add(stream.key(JSON.parse(record) as never));
  }
  return [...changed];
}

/** The record of a landed line, which is its last field. */
const recordIn = (line: string) => line.slice(line.indexOf('"record":') + '"record":'.length, -1);

async function* landedLines(store: ObjectStore, source: string, stream: string): AsyncGenerator<string> {
  for await (const { key } of store.list(`${PREFIX.manifests}${source}/main/${stream}/`)) {
    const { parts } = (await readDocument(store, key, Manifest))!;
    for (const part of parts) {
      const text = gunzipSync((await store.get(part.key))!.body).toString();
      yield* text.split('\n').filter((line) => line !== '');
    }
  }
}

async function vaulted(vault: ObjectStore): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for await (const { key } of vault.list(PREFIX.tokens)) {
    for (const line of gunzipSync((await vault.get(key))!.body)
      .toString()
      .split('\n')) {
      if (line === '') continue;
      const { token, value } = JSON.parse(line) as { token: string; value: string };
      values.set(token, value);
    }
  }
  return values;
}
