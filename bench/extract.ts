// Extract and land, one stream at a time, against a twin in another process. Run: npm run bench, or this file alone with a
// size and streams (`node bin/run.mjs bench/extract.ts medium klaviyo.profiles`). Budgets: 20,000 records a second, 512 MB, flat in the number of records.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { scaledClock } from '../lambdas/adapters/clock/system.ts';
import { fetchHttp } from '../lambdas/adapters/fetch/http.ts';
import { filesystemStore } from '../lambdas/adapters/filesystem/object-store.ts';
import { Manifest } from '../lambdas/contracts/manifest.ts';
import { extractSlice } from '../lambdas/extractors/engine/extract.ts';
import { planSlices } from '../lambdas/extractors/engine/plan.ts';
import type { Source } from '../lambdas/extractors/engine/source.ts';
import { Tokens } from '../lambdas/extractors/engine/tokens.ts';
import { sources } from '../lambdas/extractors/sources/index.ts';
import { TWINS } from '../local/twins/server.ts';

const STREAMS = ['shopify.orders', 'shopify.customers', 'klaviyo.events', 'klaviyo.profiles'];
const Ready = z.object({
  urls: z.record(z.string(), z.string()),
  start: z.number(),
  asOf: z.number(),
  worldSeconds: z.number(),
  rss: z.number(),
});
type Ready = z.infer<typeof Ready>;

export interface ExtractOutcome {
  readonly stream: string;
  readonly rows: number;
  readonly calls: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** Largest resident memory of this process until then, megabytes. */
  readonly peakMegabytes: number;
}

/**
 * @param size of the world the twins serve
 * @param only these streams, `source.stream`; the usual ones when empty
 */
export async function benchExtract(size = 'small', only: readonly string[] = []): Promise<ExtractOutcome[]> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('extract-twin.ts', import.meta.url)), size], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface({ input: child.stdout });
    const [line] = await Array.fromAsync(firstOf(lines));
    const ready = Ready.parse(JSON.parse(line ?? '{}'));
    const outcomes: ExtractOutcome[] = [];
    for (const name of only.length > 0 ? only : STREAMS) {
      const [source, stream] = name.split('.');
      outcomes.push(await measure(sources.find((one) => one.name === source)!, stream ?? '', ready));
    }
    console.log(
      `world ${size}: ${ready.worldSeconds.toFixed(1)} s, twins' memory ${Math.round(ready.rss / 1e6)} MB behind that`,
    );
    return outcomes;
  } finally {
    child.stdin.end();
  }
}

async function* firstOf(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) {
    yield line;
    return;
  }
}

async function measure(all: Source, stream: string, { urls, start, asOf }: Ready): Promise<ExtractOutcome> {
  const source: Source = { ...all, streams: all.streams.filter((one) => one.name === stream) };
  const twin = TWINS[source.name]!;
  const folder = mkdtempSync(join(tmpdir(), 'retailpulse-bench-'));
  const connection = {
    source: source.name,
    name: 'main',
    start: new Date(start).toISOString(),
    settings: source.settings.parse(twin.settings(urls[source.name]!)),
  };
  const store = filesystemStore(join(folder, 'home'));
  const ports = {
    store,
    vault: filesystemStore(join(folder, 'vault')),
    clock: scaledClock(asOf, 1000),
    tokens: new Tokens(Buffer.alloc(32, 1)),
    source,
    connection,
  };
  const run = {
    run_id: '20261001T000000000-bench',
    source: source.name,
    connection: 'main',
    as_of: new Date(asOf).toISOString(),
  };
  const began = performance.now();
  const plan = await planSlices(run, ports);
  const queue = [...plan.slice_keys];
  let rows = 0;
  let calls = 0;
  const worker = async () => {
    for (let key = queue.shift(); key; key = queue.shift()) {
      const session = source.open(connection, {
        http: fetchHttp,
        clock: ports.clock,
        random: Math.random,
        secret: async () => twin.secret,
      });
      const input = { slice_key: key, source: source.name, connection: 'main' };
      const done = await extractSlice(input, { ...ports, session }, { remainingMs: () => 900_000 });
      const manifest = Manifest.parse(JSON.parse((await store.get(done.manifest_key!))!.body.toString()));
      rows += manifest.rows;
      calls += manifest.calls;
    }
  };
  await Promise.all(Array.from({ length: plan.max_parallel }, worker));
  const seconds = (performance.now() - began) / 1000;
  rmSync(folder, { recursive: true, force: true });
  return {
    stream: `${source.name}.${stream}`,
    rows,
    calls,
    seconds: Number(seconds.toFixed(2)),
    rowsPerSecond: Math.round(rows / seconds),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.env.POWERTOOLS_LOG_LEVEL = 'ERROR';
  console.table(await benchExtract(process.argv[2], process.argv.slice(3)));
}
