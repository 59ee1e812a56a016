// Served data: pointers, marts, tiles, and model files.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CURRENT_KEY,
  championKey,
  PREFIX,
  PREVIOUS_KEY,
  publishedVersionKey,
  runKey,
} from '../../lambdas/contracts/layout.ts';
import { Current, ModelCard, TrainResult } from '../../lambdas/contracts/pipeline.ts';
import { RunRecord } from '../../lambdas/contracts/run-record.ts';
import { kindOf } from '../../lambdas/contracts/stored-kinds.ts';
import { Champion, Training } from '../../lambdas/contracts/trained-model.ts';
import { sha256 } from '../../lambdas/ml/model-store.ts';
import { writeMart } from '../../lambdas/publish/export-marts.ts';
import { readSqlFolder } from '../../lambdas/sql/read-folder.ts';
import { projectRoot } from '../project-root.ts';
import type { Damage, Examined } from './damage.ts';
import type { Documents } from './documents.ts';
import { hashOf, wrongWith } from './file-hash.ts';
import { setAside } from './set-aside.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * The pointers are copies of two versions that runs wrote; a version by a run unknown to this home belongs to another
 * home.
 */
export function examinePointers(documents: Documents, { home, store }: Examined): Damage[] {
  const records = documents.of(PREFIX.runs, RunRecord).map(({ document }) => document);
  const isKnown = ({ run_id, version }: Current) =>
    records.some((one) => one.run_id === run_id && (one.version === null || one.version === version));
  const versions = documents.of(PREFIX.versions, Current).map(({ document }) => document);
  const current = documents.get(CURRENT_KEY, Current);
  const previous = documents.get(PREVIOUS_KEY, Current);
  // A run stopped between its version and the pointer has left no record: its version was never served.
  const newest = versions.findLast(isKnown);
  const findings: Damage[] = [];
  const pointer = (key: string, wrong: string, from: Current | undefined, other: string) =>
    findings.push({
      about: key,
      wrong: documents.damaged.find((one) => one.key === key)?.wrong ?? wrong,
      wayOut: from ? `rebuilt from the version that run ${from.run_id} published` : other,
      blocks: true,
      mend: async () => {
        await setAside(home, key);
        if (!from) return other;
        await store.put(key, json(from));
        return `names version ${from.version} of run ${from.run_id} again`;
      },
    });
  const isOurs = (one: Current) => isKnown(one) || documents.has(publishedVersionKey(one.run_id));
  const marts = 'the next run publishes again';
  if (!current && (newest || previous || documents.has(CURRENT_KEY)))
    pointer(CURRENT_KEY, 'it is missing', newest, marts);
  else if (current && newest && !isOurs(current))
    pointer(CURRENT_KEY, 'it names a version that this home did not publish', newest, marts);
  else if (current && newest && newest.run_id > current.run_id && isKnown(newest))
    pointer(CURRENT_KEY, `it names run ${current.run_id}, and run ${newest.run_id} published since`, newest, marts);
  const served = current ?? newest;
  const before = versions.findLast((one) => served && one.run_id < served.run_id && one.version !== served.version);
  if (documents.has(PREVIOUS_KEY) ? !previous || (before && !isOurs(previous)) : before)
    pointer(
      PREVIOUS_KEY,
      previous ? 'it names a version that this home did not publish' : 'it is missing',
      before,
      'the next run that changes a mart writes it',
    );
  for (const one of [current, previous]) {
    if (!one || !isOurs(one) || documents.get(publishedVersionKey(one.run_id), Current)) continue;
    const key = publishedVersionKey(one.run_id);
    findings.push({
      about: key,
      wrong: documents.damaged.find((damaged) => damaged.key === key)?.wrong ?? 'it is missing',
      wayOut: 'written again from the pointer that is a copy of it',
      blocks: false,
      mend: async () => {
        await setAside(home, key);
        await store.put(key, json(one));
        return 'written again';
      },
    });
  }
  return findings;
}

export async function examineMarts(documents: Documents, examined: Examined): Promise<Damage[]> {
  const { home, warehouse, isThorough } = examined;
  const current = documents.get(CURRENT_KEY, Current);
  const findings: Damage[] = [];
  for (const [name, mart] of Object.entries(current?.marts ?? {})) {
    const wrong = await wrongWith(join(home.root, mart.key), mart, isThorough);
    if (!wrong) continue;
    const again = 'the next run publishes it again';
    const isOffered = existsSync(join(home.root, mart.key)) || (await isBuilt(name, warehouse));
    findings.push({
      about: mart.key,
      wrong,
      wayOut: `exported from the warehouse; otherwise ${again}`,
      blocks: false,
      ...(isOffered ? { mend: () => exported(name, mart, again, examined) } : {}),
    });
  }
  return findings;
}

async function isBuilt(mart: string, warehouse: Examined['warehouse']): Promise<boolean> {
  return (await warehouse?.tables('marts'))?.has(`marts.${mart}`) ?? false;
}

/** @returns `again` when the warehouse holds other rows by now, or none */
async function exported(
  name: string,
  mart: Current['marts'][string],
  again: string,
  { home, store, warehouse }: Examined,
): Promise<string> {
  await setAside(home, mart.key);
  const { models } = await readSqlFolder(join(projectRoot, 'sql'));
  const model = models.get(name);
  if (!model || !warehouse || !(await isBuilt(name, warehouse))) return again;
  const path = join(home.temporary, `doctor-${name}.parquet`);
  await mkdir(home.temporary, { recursive: true });
  try {
    await writeMart(model, path, warehouse);
    if ((await hashOf(path)) !== mart.sha256) return again;
    await store.putFile(mart.key, path);
    return 'exported from the warehouse again, byte by byte';
  } finally {
    await rm(path, { force: true });
  }
}

/** Tiles are named by their content. */
export async function examineTiles(documents: Documents, { home, store }: Examined): Promise<Damage[]> {
  const current = documents.get(CURRENT_KEY, Current);
  const damaged = new Map(documents.damaged.map((one) => [one.key, one.wrong]));
  const findings: Damage[] = [];
  for (const key of Object.values(current?.tiles ?? {})) {
    const object = await store.get(key);
    const hash = object && createHash('sha256').update(object.body).digest('hex').slice(0, 16);
    if (hash && key.endsWith(`-${hash}.json`)) continue;
    const wayOut = 'the next run renders it again';
    const wrong = damaged.get(key) ?? (object ? 'it is not what was written' : 'it is missing');
    findings.push({
      about: key,
      wrong,
      wayOut,
      blocks: false,
      ...(object ? { mend: () => setAside(home, key).then(() => wayOut) } : {}),
    });
  }
  return findings;
}

/** A model file is named by its content; pointers to a missing file are removed, and the next run trains. */
export async function examineModels(documents: Documents, { home, store }: Examined): Promise<Damage[]> {
  const findings: Damage[] = [];
  const bad = new Map<string, string>();
  const named = new Set<string>(Object.values(documents.get(CURRENT_KEY, Current)?.models ?? {}));
  const trainings = documents.of(PREFIX.models, Training).filter(({ key }) => /\/trainings\//.test(key));
  for (const { document } of trainings)
    for (const key of [document.baseline_key, document.model_key]) if (key) named.add(key);
  for await (const { key } of store.list(PREFIX.models))
    if (/\/(model|card)\.json$/.test(key)) named.add(key.replace(/card\.json$/, 'model.json'));
  for (const key of named) {
    const object = await store.get(key);
    const isIntact = object && key.endsWith(`/${sha256(object.body).slice(0, 32)}/model.json`);
    const card = documents.get(key.replace(/model\.json$/, 'card.json'), ModelCard);
    if (!isIntact) bad.set(key, object ? 'it is not what was written' : 'it is missing');
    else if (!card) bad.set(key.replace(/model\.json$/, 'card.json'), 'its card is missing or damaged');
  }
  const wayOut = 'the next run trains the model again';
  for (const [about, wrong] of bad) {
    const folder = about.slice(0, about.lastIndexOf('/'));
    const file = `${folder}/model.json`;
    const memories = trainings.filter(({ document }) => document.baseline_key === file || document.model_key === file);
    const isThere = documents.has(`${folder}/card.json`) || (await store.get(file)) !== undefined;
    const isMended = !isThere && memories.length === 0;
    findings.push({
      about,
      wrong,
      wayOut,
      blocks: false,
      ...(isMended
        ? {}
        : {
            mend: async () => {
              for (const key of [file, `${folder}/card.json`, ...memories.map(({ key }) => key)])
                await setAside(home, key);
              const champion = `${folder.slice(0, folder.lastIndexOf('/'))}/champion.json`;
              if (documents.get(champion, Champion)?.key === file) await setAside(home, champion);
              return wayOut;
            },
          }),
    });
  }
  return [...findings, ...championsOf(documents, { home, store })];
}

function championsOf(documents: Documents, { home, store }: Pick<Examined, 'home' | 'store'>): Damage[] {
  const won = documents.of(PREFIX.trainings, TrainResult).filter(({ document }) => document.promoted);
  const newest = new Map(won.map(({ key, document }) => [championKey(document.ml_model), { key, document }]));
  return [...newest].flatMap(([about, { key, document }]): Damage | [] => {
    const run_id = key.split('/')[2]!;
    const as_of = documents.get(runKey(run_id), RunRecord)?.as_of;
    const isThere = documents.get(document.serve_key.replace(/model\.json$/, 'card.json'), ModelCard);
    if (documents.get(about, Champion) || !as_of || !isThere) return [];
    return {
      about,
      wrong: documents.damaged.find((one) => one.key === about)?.wrong ?? 'it is missing',
      wayOut: kindOf(about)!.rebuiltFrom!,
      blocks: false,
      mend: async () => {
        await setAside(home, about);
        await store.put(about, `${JSON.stringify({ key: document.serve_key, run_id, as_of })}\n`);
        return `names the winner of run ${run_id} again`;
      },
    };
  });
}
