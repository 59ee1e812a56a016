// A medium world read and loaded whole: every stream of both sources from twins in another process, landed, and taken into DuckDB
// as `awaitLoad` does. Shows that memory is flat in the number of records. Takes minutes. Run: npm run bench -- medium
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdb } from '../lambdas/adapters/duckdb/warehouse.ts';
import { readMigrations } from '../lambdas/adapters/sql/read-migrations.ts';
import { sources } from '../lambdas/extractors/sources/index.ts';
import { awaitLoad } from '../lambdas/loaders/await-load.ts';
import { RUN_ID, readSource, withTwins } from './extract-source.ts';

const size = process.argv[2] ?? 'medium';
const DUCKDB_MEMORY = '512MB';
const EVERY_MS = 250;
/** Heap of V8 in a function of 512 MB, in megabytes: without a limit it collects late, and the measurement shows spare memory, not need. */
const HEAP = '--max-old-space-size=256';
const megabytes = (bytes: number) => Math.round(bytes / 1e6);

/** Resident memory over a phase, against what it has done until then. */
class Watch {
  readonly #samples: { done: number; rss: number }[] = [];
  readonly #began = performance.now();
  readonly #cpu = process.cpuUsage();
  readonly #timer: NodeJS.Timeout;
  done = 0;

  constructor(phase: string) {
    let told = 0;
    this.#timer = setInterval(() => {
      const { rss } = process.memoryUsage();
      this.#samples.push({ done: this.done, rss });
      if (++told % 20 === 0) console.log(`  ${phase}: ${this.done} rows, ${megabytes(rss)} MB, ${this.#seconds()} s`);
    }, EVERY_MS);
  }

  #seconds(): number {
    return Math.round((performance.now() - this.#began) / 1000);
  }

  finish(phase: string, rows: number) {
    clearInterval(this.#timer);
    const seconds = (performance.now() - this.#began) / 1000;
    const { user, system } = process.cpuUsage(this.#cpu);
    // The largest of each quarter: a mean would hide what grows and is given back.
    const quarter = (n: number) => {
      const inside = this.#samples.filter(({ done }) => Math.min(3, Math.floor((4 * done) / Math.max(1, rows))) === n);
      return megabytes(Math.max(0, ...inside.map(({ rss }) => rss)));
    };
    return {
      phase,
      rows,
      seconds: Number(seconds.toFixed(1)),
      rowsPerSecond: Math.round(rows / seconds),
      cpuSeconds: Number(((user + system) / 1e6).toFixed(1)),
      'MB to 25 %': quarter(0),
      'to 50 %': quarter(1),
      'to 75 %': quarter(2),
      'to 100 %': quarter(3),
      peakMegabytes: megabytes(Math.max(...this.#samples.map(({ rss }) => rss))),
    };
  }
}

async function readAndLoad(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'retailpulse-bench-medium-'));
  try {
    const extracted = await withTwins(size, async (ready) => {
      console.log(`world ${size}: ${ready.worldSeconds.toFixed(1)} s, ${megabytes(ready.rss)} MB`);
      const watch = new Watch('extract');
      const results = await Promise.all(
        sources.map((source) => readSource(source, ready, folder, (records) => (watch.done += records))),
      );
      const rows = results.reduce((sum, one) => sum + one.rows, 0);
      return { store: results[0]!.store, table: watch.finish('extract and land', rows) };
    });
    console.table([extracted.table]);

    const warehouse = await openDuckdb({
      path: join(folder, 'warehouse.duckdb'),
      migrations: readMigrations(join(import.meta.dirname, '../sql/migrations')),
      pathOf: (key) => join(folder, 'home', key),
      memoryLimit: DUCKDB_MEMORY,
      temporary: join(folder, 'temporary'),
    });
    await warehouse.migrate(
      sources.flatMap((source) => source.streams.map((stream) => ({ source: source.name, stream: stream.name }))),
    );
    const phase = `load, DuckDB limited to ${DUCKDB_MEMORY}`;
    const watch = new Watch(phase);
    const { rows } = await awaitLoad({ run_id: RUN_ID, attempts: 0 }, { store: extracted.store, warehouse });
    watch.done += rows;
    console.table([watch.finish(phase, watch.done)]);
    await warehouse.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.execArgv.includes(HEAP)) await readAndLoad();
else {
  const flags = ['--disable-warning=ExperimentalWarning', HEAP];
  const child = spawn(process.execPath, [...flags, import.meta.filename, size], { stdio: 'inherit' });
  [process.exitCode] = await once(child, 'exit');
}
