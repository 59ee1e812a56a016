import { createHash } from 'node:crypto';
import { CURRENT_KEY, checksKey, PREVIOUS_KEY, publishedVersionKey, tileKey } from '../contracts/layout.ts';
import { Current, type HeldMart, type PublishInput, type PublishResult } from '../contracts/pipeline.ts';
import { CheckResult } from '../contracts/quality.ts';
import { readDocument } from '../platform/stored-document.ts';
import { logger } from '../platform/telemetry.ts';
import { commitCandidate } from './commit-candidate.ts';
import { exportMarts } from './export-marts.ts';
import { withHeldTiles } from './held-tiles.ts';
import { assertNothingLost, neverReadMarts } from './never-read.ts';
import { promoteModels, readTrainings } from './promote-models.ts';
import type { PublishPorts } from './publish-ports.ts';
import { removeSuperseded } from './remove-superseded.ts';
import { renderTiles } from './reports/index.ts';
import { cardsOf } from './served-models.ts';

/**
 * Publishes a candidate: commit → Parquet → champions → tiles → `current.json`, which moves last and atomically. A held
 * mart keeps the file and the tiles of its last good version, or stays absent without one; its rows in the warehouse
 * are not published until they pass. Safe to repeat after a crash at any point: every object is named by its content,
 * and finished steps are recognised.
 * @returns the version: a hash over the marts' hashes, so that equal marts are the same version
 * @throws InvariantError when this run has neither an open candidate nor a committed one, or the warehouse has lost
 * served data
 */
export async function publish(input: PublishInput, ports: PublishPorts): Promise<PublishResult> {
  const { warehouse, store, clock, library } = ports;
  const { run_id, as_of } = input;
  const before = await readDocument(store, CURRENT_KEY, Current);
  const neverRead = await neverReadMarts(library, warehouse);
  assertNothingLost(before, neverRead);
  await commitCandidate(run_id, warehouse);
  const marts = {
    ...(await exportMarts(input, before?.marts ?? {}, ports)),
    ...keptOf(input.held, before),
  };
  const version = versionOf(marts);
  const trainings = await readTrainings(run_id, store);
  await promoteModels(trainings, input, store);

  const models = {
    ...before?.models,
    ...Object.fromEntries(trainings.map((training) => [training.ml_model, training.serve_key])),
  };
  const tiles = await writeTiles(input, version, Object.values(models), before, neverRead, ports);
  const current: Current = {
    version,
    run_id,
    as_of,
    published_at: new Date(clock.now()).toISOString(),
    marts,
    tiles,
    models,
    degraded: input.degraded.map(({ source, connection, reason }) => `${source}/${connection}: ${reason}`),
    held: Object.fromEntries(input.held.map(({ mart, reason }) => [mart, reason])),
    fresh_until: input.fresh_until,
    never_read: [...neverRead],
  };
  await store.put(publishedVersionKey(run_id), json(current));
  if (before && before.version !== version) await store.put(PREVIOUS_KEY, json(before));
  await store.put(CURRENT_KEY, json(current));
  await removeSuperseded(store, [current, before, await readDocument(store, PREVIOUS_KEY, Current)]);

  const rows = Object.values(marts).reduce((sum, mart) => sum + mart.rows, 0);
  logger.info('publish.version.published', { run_id, version, marts: Object.keys(marts).length, rows });
  return { version, marts: Object.keys(marts).length, rows, current_key: CURRENT_KEY };
}

const namesOf = (held: readonly HeldMart[]): ReadonlySet<string> => new Set(held.map(({ mart }) => mart));

const keptOf = (held: readonly HeldMart[], before: Current | undefined): Current['marts'] =>
  Object.fromEntries(held.flatMap(({ mart }) => (before?.marts[mart] ? [[mart, before.marts[mart]] as const] : [])));

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function versionOf(marts: Current['marts']): string {
  const hash = createHash('sha256');
  for (const [name, { sha256 }] of Object.entries(marts).sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${name} ${sha256}\n`);
  return hash.digest('hex').slice(0, 16);
}

async function writeTiles(
  { run_id, as_of, degraded, held }: PublishInput,
  version: string,
  modelKeys: readonly string[],
  before: Current | undefined,
  neverRead: readonly string[],
  { warehouse, store, library, tiles = renderTiles }: PublishPorts,
): Promise<Record<string, string>> {
  const drawn = await tiles(warehouse, {
    asOf: as_of,
    version,
    runId: run_id,
    degraded,
    held: namesOf(held),
    checks: (await readDocument(store, checksKey(run_id), CheckResult.array())) ?? [],
    models: await cardsOf(modelKeys, store),
    library,
    neverRead: new Set(neverRead),
  });
  const documents = await withHeldTiles(drawn, held, before, store);
  const keys: Record<string, string> = {};
  for (const [name, document] of [...documents].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const body = JSON.stringify(document);
    const key = tileKey(name, createHash('sha256').update(body).digest('hex').slice(0, 16));
    await store.put(key, body, { ifAbsent: true });
    keys[name] = key;
  }
  return keys;
}
