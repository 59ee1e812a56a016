import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { openDuckdb } from '../../lambdas/adapters/duckdb/warehouse.ts';
import { filesystemStore } from '../../lambdas/adapters/filesystem/object-store.ts';
import type { StreamRef } from '../../lambdas/contracts/ingest.ts';
import type { LandedFile, ReadWindow } from '../../lambdas/contracts/manifest.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { Candidate, Warehouse } from '../../lambdas/ports/warehouse.ts';
import type { SqlLibrary } from '../../lambdas/sql/library.ts';
import type { Model } from '../../lambdas/sql/model.ts';
import { buildModel } from '../../lambdas/transform/build-model.ts';
import { planModels } from '../../lambdas/transform/plan-models.ts';
import { library as whole } from '../helpers/library.ts';
import { migrations } from '../helpers/migrations.ts';

export const SQL_FOLDER = resolve(import.meta.dirname, '../../sql');
const CONNECTION = 'main';

export const RAW_TABLES = sources.flatMap(({ name, streams }) =>
  streams.map((stream) => ({ source: name, stream: stream.name })),
);

/** A warehouse has a raw table for every stream; a story needs those that its models and checks read. */
function readBy({ models, checks }: SqlLibrary): typeof RAW_TABLES {
  const sql = checks.map((check) => check.sql).join('\n');
  const read = new Set([...models.values()].map(({ source: of }) => of && `${of.source}.${of.stream}`));
  return RAW_TABLES.filter(
    ({ source, stream }) => read.has(`${source}.${stream}`) || sql.includes(`raw('${source}', '${stream}')`),
  );
}

/**
 * The models that marts stand on: what stories about marts build. Staging that nothing reads yet has a suite of its own.
 * @param also models a story asks for besides
 */
export const beneathMarts = (library: SqlLibrary, also: readonly string[] = []): SqlLibrary =>
  beneath(library, [
    ...[...library.models.values()].filter(({ layer }) => layer !== 'staging').map(({ name }) => name),
    ...also,
  ]);

/** These models and all that they stand on. */
export function beneath(library: SqlLibrary, names: readonly string[]): SqlLibrary {
  const kept = new Map<string, Model>();
  const keep = (name: string) => {
    const model = library.models.get(name);
    if (!model || kept.has(name)) return;
    kept.set(name, model);
    model.parents.forEach(keep);
  };
  names.forEach(keep);
  const models = [...library.models].filter(([name]) => kept.has(name));
  const checks = library.checks.filter(({ parents }) => parents.every((name) => kept.has(name)));
  return { ...library, models: new Map(models), checks };
}

/** Records in the vendor's shape: `<source>.<stream>` → records in the order they arrive. */
export type Given = Readonly<Record<string, readonly unknown[]>>;

/** A warehouse in memory that is fed records in the vendors' shape and runs the models as the pipeline does. */
export class Bench {
  readonly warehouse: Warehouse;
  readonly library: SqlLibrary;
  /** What handlers write beside the warehouse. */
  readonly store: ObjectStore;
  readonly #folder: string;
  #files = 0;

  private constructor(warehouse: Warehouse, library: SqlLibrary, folder: string) {
    this.warehouse = warehouse;
    this.library = library;
    this.store = filesystemStore(join(folder, 'store'));
    this.#folder = folder;
  }

  /** @param more raw tables of sources outside the registry */
  static async open(library = beneathMarts(whole), more: typeof RAW_TABLES = []): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'retailpulse-bench-'));
    const warehouse = await openDuckdb({
      path: ':memory:',
      migrations,
      pathOf: (key) => join(folder, key),
    });
    await warehouse.migrate([...readBy(library), ...more]);
    return new Bench(warehouse, library, folder);
  }

  /**
   * Lands records as one slice a stream: each call is a new reading, later than those before.
   * @param window what was read, for reports: also where there was nothing
   */
  async land(
    given: Given,
    extractedAt = '2026-10-01T00:00:00Z',
    window?: ReadWindow['window'],
    connection = CONNECTION,
  ): Promise<void> {
    const files: LandedFile[] = [];
    const windows: ReadWindow[] = [];
    for (const [name, records] of Object.entries(given)) {
      const [source, stream] = name.split('.') as [string, string];
      const slice = `slice-${String(this.#files++).padStart(6, '0')}`;
      const ref = { source, connection, stream };
      if (window) windows.push({ ...ref, slice_id: slice, window, began_at: extractedAt });
      const envelope = {
        _source: source,
        _connection: connection,
        _stream: stream,
        _run_id: 'run',
        _slice_id: slice,
        _extracted_at: extractedAt,
      };
      const lines = records.map((record, _row) => JSON.stringify({ ...envelope, _row, record }));
      if (lines.length > 0) files.push(await this.#written(ref, slice, lines));
    }
    await this.#load(files);
    await this.warehouse.noteWindows(windows);
  }

  /** Lands lines as an extractor wrote them. */
  async landLines(ref: StreamRef, lines: readonly string[]): Promise<void> {
    const slice = `slice-${String(this.#files++).padStart(6, '0')}`;
    await this.#load([await this.#written(ref, slice, lines)]);
  }

  async #written(ref: StreamRef, slice: string, lines: readonly string[]): Promise<LandedFile> {
    const key = `landing/${ref.source}/${ref.connection}/${ref.stream}/${slice}.ndjson`;
    const path = join(this.#folder, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${lines.join('\n')}\n`);
    return { ...ref, key, rows: lines.length };
  }

  async #load(files: readonly LandedFile[]): Promise<void> {
    await this.warehouse.migrate(files);
    const unloadable = await this.warehouse.loadFiles(files);
    if (unloadable.length > 0) throw new Error(`cannot be loaded: ${JSON.stringify(unloadable)}`);
  }

  /** Opens a candidate and builds every model (but those of `features`), wave by wave. */
  async build(runId: string, asOf: string, fullRefresh = false): Promise<Candidate> {
    const ref = { run_id: runId, as_of: asOf, full_refresh: fullRefresh };
    const { waves } = await planModels(ref, this);
    for (const model of waves.flat()) {
      if (this.library.models.get(model)?.layer !== 'features') await buildModel({ ...ref, model }, this);
    }
    return this.warehouse.candidate(runId);
  }

  async close(): Promise<void> {
    await this.warehouse.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
