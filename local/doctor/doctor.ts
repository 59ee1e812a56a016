// Reads everything a home stores, reports damage, and rebuilds what can be derived.

import { filesystemStore } from '../../lambdas/adapters/filesystem/object-store.ts';
import { RetailPulseError, StoredDataError } from '../../lambdas/contracts/errors.ts';
import { PREFIX } from '../../lambdas/contracts/layout.ts';
import { Manifest } from '../../lambdas/contracts/manifest.ts';
import type { Warehouse } from '../../lambdas/ports/warehouse.ts';
import type { Home } from '../home.ts';
import { openHomeWarehouse } from '../home-warehouse.ts';
import type { Damage, Examined } from './damage.ts';
import { readDocuments } from './documents.ts';
import { examineFaults, examineLatestIngests, examineManifests, examineStates } from './history.ts';
import { examineHomeFile } from './home-file.ts';
import { examineLanding } from './landing.ts';
import { examineLeftovers } from './leftovers.ts';
import { examineMarts, examineModels, examinePointers, examineTiles } from './published.ts';
import { setAside } from './set-aside.ts';
import { examineWarehouse, loadLanded } from './warehouse.ts';

export interface Diagnosis {
  readonly found: readonly Damage[];
  readonly mended: readonly { readonly about: string; readonly did: string }[];
  /** Damage left after the repair; everything found when no repair was requested. */
  readonly remains: readonly Damage[];
}

/** One repair can reveal further damage: a restored manifest changes the committed windows of its stream. */
const ROUNDS = 10;
/** A repair may be partial: a second file of the same slice, for example. */
const TRIES = 2;

/** Examines a home that no other process has open, and repairs it on request. */
export async function doctor(home: Home, isRepair: boolean): Promise<Diagnosis> {
  const patient = await open(home);
  try {
    const found = await patient.examine();
    if (!isRepair) return { found, mended: [], remains: found };
    const mended: { about: string; did: string }[] = [];
    const all = new Map(found.map((one) => [one.about, one]));
    let remains: readonly Damage[] = found;
    const tried = new Map<string, number>();
    const isWorth = ({ about, mend }: Damage) => mend !== undefined && (tried.get(about) ?? 0) < TRIES;
    for (let round = 0; round < ROUNDS && remains.some(isWorth); round++) {
      // Sources of other facts are repaired first, then everything is examined again.
      const first = remains.find(isWorth)!;
      const together = remains.filter((one) => isWorth(one) && stageOf(one) === stageOf(first));
      for (const one of together) {
        tried.set(one.about, (tried.get(one.about) ?? 0) + 1);
        mended.push({ about: one.about, did: await did(one) });
      }
      remains = await patient.examine();
      for (const one of remains) if (!all.has(one.about)) all.set(one.about, one);
    }
    return { found: [...all.values()], mended, remains };
  } finally {
    await patient.close();
  }
}

const did = ({ mend }: Damage) =>
  mend!().catch((error: unknown) => {
    if (error instanceof RetailPulseError) return `could not be repaired: ${error.message}`;
    throw error;
  });

const STAGES = [/^version/, /^ops\/manifests\//, /^landing\//, /^warehouse/, /./];
const stageOf = ({ about }: Damage) => STAGES.findIndex((stage) => stage.test(about));

async function open(home: Home) {
  const store = filesystemStore(home.root);
  const vault = filesystemStore(home.vault, { ownerOnly: true });
  let warehouse = await openIfSound(home);
  return {
    close: async () => warehouse?.close(),
    examine: () => examine({ home, store, vault, warehouse, isThorough: true }, rebuild),
  };
  async function rebuild(): Promise<string> {
    await warehouse?.close();
    warehouse = undefined;
    for (const name of ['warehouse.duckdb', 'warehouse.duckdb.wal']) await setAside(home, name);
    warehouse = await openHomeWarehouse(home);
    const documents = await readDocuments(store);
    const rows = await loadLanded(
      documents.of(PREFIX.manifests, Manifest).map(({ document }) => document),
      warehouse,
    );
    return `${rows} records loaded from landing`;
  }
}

async function openIfSound(home: Home): Promise<Warehouse | undefined> {
  try {
    return await openHomeWarehouse(home);
  } catch (error) {
    if (error instanceof RetailPulseError && error.name !== 'ConfigError') return undefined;
    throw error;
  }
}

/** @param rebuild builds the warehouse anew from landing */
async function examine(examined: Examined, rebuild: () => Promise<string>): Promise<readonly Damage[]> {
  const documents = await readDocuments(examined.store);
  const findings = [
    ...examineHomeFile(examined.home),
    ...(await examineManifests(documents, examined)),
    ...(await examineLanding(documents, examined)),
    ...(await examineWarehouse(documents, examined, rebuild)),
    ...examineStates(documents, examined),
    ...examinePointers(documents, examined),
    ...examineLatestIngests(documents, examined),
    ...examineFaults(documents, examined),
    ...(await examineMarts(documents, examined)),
    ...(await examineTiles(documents, examined)),
    ...(await examineModels(documents, examined)),
  ];
  const told = new Set(findings.map(({ about }) => about));
  return [...findings, ...examineLeftovers(documents, examined, told)].sort((a, b) => stageOf(a) - stageOf(b));
}

/**
 * Quick check before a run reads or builds anything: sizes and contents, not every hash. A home that would publish less
 * than before is refused; other damage is reported and affects only itself.
 * @throws StoredDataError naming the blocking damage and the remedy
 */
export async function assertSound(examined: Omit<Examined, 'isThorough'>, say: (line: string) => void): Promise<void> {
  const all = await examine({ ...examined, isThorough: false }, async () => '');
  for (const one of all.filter(({ isUsual }) => isUsual)) await one.mend?.();
  const findings = all.filter(({ isUsual }) => !isUsual);
  const blocking = findings.filter(({ blocks }) => blocks);
  if (blocking.length > 0)
    throw new StoredDataError(
      `${blocking.length === 1 ? 'one stored document is' : `${blocking.length} stored documents are`} damaged, so a run would publish less than before. Nothing was changed; \`npm run doctor -- --repair\` rebuilds what can be rebuilt:\n${listed(blocking)}`,
    );
  for (const { about, wrong, wayOut } of findings.slice(0, SHOWN)) say(`${about}: ${wrong}; ${wayOut}`);
  if (findings.length > SHOWN) say(`and ${findings.length - SHOWN} more damaged documents: npm run doctor`);
}

const SHOWN = 10;

const listed = (findings: readonly Damage[]): string =>
  [
    ...findings.slice(0, SHOWN).map(({ about, wrong, wayOut }) => `  - ${about}: ${wrong}; ${wayOut}`),
    ...(findings.length > SHOWN ? [`  - and ${findings.length - SHOWN} more`] : []),
  ].join('\n');
