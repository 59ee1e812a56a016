// Extract and land, one stream or source at a time, against a twin in another process. Run: npm run bench, or this file alone with a
// size and streams or whole sources (`node bin/run.mjs bench/extract.ts medium klaviyo.profiles mailchimp`). Budgets: 20,000 records a second, 512 MB, flat in the number of records.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sources } from '../lambdas/extractors/sources/index.ts';
import { readSource, type TwinsReady, withTwins } from './extract-source.ts';

const STREAMS = ['shopify.orders', 'shopify.customers', 'klaviyo.events', 'klaviyo.profiles'];

export interface ExtractOutcome {
  readonly stream: string;
  readonly rows: number;
  readonly calls: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** Processor time of this process, twins left out: what the machine is doing besides does not count. */
  readonly cpuSeconds: number;
  readonly rowsPerCpuSecond: number;
  /** Largest resident memory of this process meanwhile, megabytes. */
  readonly peakMegabytes: number;
}

/**
 * @param size of the world the twins serve
 * @param only these streams, `source.stream`, or sources; the usual ones when empty
 */
export const benchExtract = (size = 'small', only: readonly string[] = []): Promise<ExtractOutcome[]> =>
  withTwins(size, async (ready) => {
    const outcomes: ExtractOutcome[] = [];
    for (const name of only.length > 0 ? only : STREAMS) outcomes.push(await measure(name, ready));
    console.log(
      `world ${size}: ${ready.worldSeconds.toFixed(1)} s, twins' memory ${Math.round(ready.rss / 1e6)} MB behind that`,
    );
    return outcomes;
  });

async function measure(name: string, ready: TwinsReady): Promise<ExtractOutcome> {
  const [sourceName, stream] = name.split('.');
  const all = sources.find((one) => one.name === sourceName)!;
  const source = { ...all, streams: all.streams.filter((one) => stream === undefined || one.name === stream) };
  const folder = mkdtempSync(join(tmpdir(), 'retailpulse-bench-'));
  const began = performance.now();
  const before = process.cpuUsage();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const { rows, calls } = await readSource(source, ready, folder);
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const cpuSeconds = (user + system) / 1e6;
  rmSync(folder, { recursive: true, force: true });
  return {
    stream: name,
    rows,
    calls,
    seconds: Number(seconds.toFixed(2)),
    rowsPerSecond: Math.round(rows / seconds),
    cpuSeconds: Number(cpuSeconds.toFixed(2)),
    rowsPerCpuSecond: Math.round(rows / cpuSeconds),
    peakMegabytes: Math.round(peak / 1e6),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.table(await benchExtract(process.argv[2], process.argv.slice(3)));
