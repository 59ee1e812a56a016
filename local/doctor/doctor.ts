// Reads all that a home stores, says what is not as it was written, and rebuilds what follows from something else.

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
  /** What is left after mending; all that was found when nothing was to be mended. */
  readonly remains: readonly Damage[];
}

/** Mending one thing can show another: a manifest that is back changes what its stream has read. */
const ROUNDS = 10;
/** A part of it may be mended at a time: a second file of the same slice, for example. */
const TRIES = 2;

/** Examines a home nobody else has open, and repairs it when it is asked to. */
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
      // What holds the facts of others comes first: then everything is looked at anew.
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
    if (error instanceof RetailPulseError) return `could not be mended: ${error.message}`;
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

/** @param rebuild makes the warehouse anew from landing */
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
 * What a run looks at before it reads or builds anything: sizes and contents, not every hash. A home that would publish less than it
 * did is refused; other damage is said, and costs itself alone.
 * @throws StoredDataError naming what blocks and the way out
 */
export async function assertSound(examined: Omit<Examined, 'isThorough'>, say: (line: string) => void): Promise<void> {
  const all = await examine({ ...examined, isThorough: false }, async () => '');
  for (const one of all.filter(({ isUsual }) => isUsual)) await one.mend?.();
  const findings = all.filter(({ isUsual }) => !isUsual);
  const blocking = findings.filter(({ blocks }) => blocks);
  if (blocking.length > 0)
    throw new StoredDataError(
      `${blocking.length === 1 ? 'something stored is' : `${blocking.length} stored things are`} damaged, and less than was there would be published. Nothing was changed; \`npm run doctor -- --repair\` rebuilds what can be rebuilt:\n${listed(blocking)}`,
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
