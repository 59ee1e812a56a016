// Compares the warehouse with the manifests: raw holds exactly the landed records, and marts equal the published ones.

import { StoredDataError } from '../../lambdas/contracts/errors.ts';
import { CURRENT_KEY, manifestKey, PREFIX, pendingKey } from '../../lambdas/contracts/layout.ts';
import { type LandedFile, Manifest } from '../../lambdas/contracts/manifest.ts';
import { Current } from '../../lambdas/contracts/pipeline.ts';
import { RunRecord } from '../../lambdas/contracts/run-record.ts';
import { STATE } from '../../lambdas/contracts/state-tables.ts';
import { PendingLoad } from '../../lambdas/contracts/stored-kinds.ts';
import type { Warehouse } from '../../lambdas/ports/warehouse.ts';
import type { Damage, Examined } from './damage.ts';
import type { Documents } from './documents.ts';

/** Differences between raw and the manifests. */
interface RawGap {
  readonly missing: readonly LandedFile[];
  readonly miscounted: readonly LandedFile[];
  /** Files in raw that no manifest lists. */
  readonly foreign: readonly string[];
}

const filesOf = ({ source, connection, stream, parts }: Manifest): LandedFile[] =>
  parts.map(({ key, rows }) => ({ source, connection, stream, key, rows }));

function rawAgainst(manifests: readonly Manifest[], there: ReadonlyMap<string, number>): RawGap {
  const files = manifests.flatMap(filesOf);
  const listed = new Set(files.map(({ key }) => key));
  return {
    missing: files.filter(({ key, rows }) => rows > 0 && !there.has(key)),
    miscounted: files.filter(({ key, rows }) => there.has(key) && there.get(key) !== rows),
    foreign: [...there.keys()].filter((key) => !listed.has(key)),
  };
}

const ABOUT = 'warehouse.duckdb';
const REBUILT = 'rebuilt from the landed files; the next run builds the marts';

/** @param rebuild builds the warehouse anew from landing */
export async function examineWarehouse(
  documents: Documents,
  { warehouse, store }: Examined,
  rebuild: () => Promise<string>,
): Promise<Damage[]> {
  const mend = async () => {
    await rebuild();
    return REBUILT;
  };
  const found = (wrong: string): Damage => ({ about: ABOUT, wrong, wayOut: REBUILT, blocks: true, mend });
  if (!warehouse) return [found('it cannot be opened: it is damaged, or not a RetailPulse database')];
  const manifests = documents.of(PREFIX.manifests, Manifest).map(({ document }) => document);
  // Files pending for the loader are not expected in raw yet; the next run loads them.
  const waiting = new Set(documents.of(PREFIX.pending, PendingLoad).map(({ document }) => document.manifest_key));
  const expected = documents
    .of(PREFIX.manifests, Manifest)
    .filter(({ key }) => !waiting.has(key))
    .map(({ document }) => document);
  const there = await warehouse.loadedRows();
  const { missing: all, miscounted } = rawAgainst(expected, there);
  const recorded = new Set(
    documents.of(PREFIX.runs, RunRecord).flatMap(({ document }) => document.slices.map((slice) => manifestKey(slice))),
  );
  const manifestOf = new Map(manifests.flatMap((one) => one.parts.map((part) => [part.key, one] as const)));
  // A run killed between a manifest and its note never announced the files.
  const [missing, untold] = split(all, ({ key }) => recorded.has(manifestKey(manifestOf.get(key)!)));
  const { foreign } = rawAgainst(manifests, there);
  const rows = missing.reduce((sum, file) => sum + file.rows, 0);
  const streams = [...new Set(missing.map((one) => `${one.source}.${one.stream}`))].sort();
  const named = `${streams.slice(0, 5).join(', ')}${streams.length > 5 ? ` and ${streams.length - 5} more streams` : ''}`;
  if (missing.length > 0) return [found(`it lacks ${rows} records of ${missing.length} landed files (${named})`)];
  if (untold.length > 0)
    return [
      {
        about: PREFIX.pending,
        wrong: `notes for the loader are missing: ${untold.length} landed files of a run that did not end are not in the warehouse`,
        wayOut: 'written again from the manifests; the next run loads them',
        blocks: false,
        isUsual: true,
        mend: async () => {
          for (const manifest of new Set(untold.map(({ key }) => manifestOf.get(key)!)))
            await store.put(pendingKey(manifest), JSON.stringify({ manifest_key: manifestKey(manifest) }));
          return 'written again';
        },
      },
    ];
  const [odd] = miscounted;
  if (odd)
    return [
      found(
        `it holds another number of records of ${miscounted.length} landed files than their manifests list (${odd.key})`,
      ),
    ];
  if (foreign.length > 0) return [found(`it holds records of ${foreign.length} files that this home never landed`)];
  const emptied = await lessThanPublished(documents, warehouse);
  return emptied.length > 0 ? [found(`its marts differ from the published ones: ${emptied.join(', ')}`)] : [];
}

function split<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** Marts whose row count differs from the served version, if nothing was built since. */
async function lessThanPublished(documents: Documents, warehouse: Warehouse): Promise<string[]> {
  const current = documents.get(CURRENT_KEY, Current);
  if (!current) return [];
  const there = await warehouse.tables();
  const builds = there.has(STATE.builds)
    ? await warehouse.rowsOf<{ run_id: string }>(STATE.builds, { columns: ['run_id'] })
    : [];
  const last = builds.at(-1)?.run_id;
  // A rebuilt warehouse has no marts yet, and one ahead of the served version was stopped in between.
  if (last === undefined || last !== current.run_id) return [];
  const odd: string[] = [];
  for (const [name, { rows }] of Object.entries(current.marts)) {
    if (current.held[name] !== undefined) continue;
    const table = `marts.${name}`;
    const found = there.has(table) ? (await warehouse.extents([{ table }])).get(table)!.rows : 0;
    if (found !== rows) odd.push(`${name} (${found} rows, published ${rows})`);
  }
  return odd;
}

/** Loads everything that manifests list and raw lacks. @throws StoredDataError naming files that cannot be loaded */
export async function loadLanded(manifests: readonly Manifest[], warehouse: Warehouse): Promise<number> {
  const files = manifests.flatMap(filesOf).filter(({ rows }) => rows > 0);
  const unloadable = await warehouse.loadFiles(files);
  const [first] = unloadable;
  if (first)
    throw new StoredDataError(
      `${unloadable.length} landed files cannot be loaded (${first.key}: ${first.reason}); \`npm run doctor -- --repair\` plans their windows again`,
    );
  await warehouse.noteWindows(
    manifests.map(({ source, connection, stream, slice_id, window, started_at }) => ({
      ...{ source, connection, stream, slice_id, window, began_at: started_at },
    })),
  );
  return files.reduce((sum, { rows }) => sum + rows, 0);
}
