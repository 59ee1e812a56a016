import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readTokenKey } from '../lambdas/extractors/engine/token-key.ts';
import { redirectTelemetry } from '../lambdas/platform/telemetry.ts';
import { checkConnections, type OpenableConnection } from './connections.ts';
import { type Home, lockHome, type Origin, openHome } from './home.ts';
import { type OpenedOrigin, openOrigin } from './origin.ts';
import { Progress } from './progress.ts';
import { type Outcome, runRound } from './round.ts';
import { demoRound, realRound } from './run-ids.ts';
import { openRuntime, type Runtime } from './runtime.ts';
import { startServer } from './server/server.ts';
import { ensureWebBuilt } from './server/web-build.ts';
import { NOT_REPRESENTABLE_KEY } from './status.ts';
import type { FaultPlan } from './twins/faults.ts';

export interface StartOptions {
  readonly home: Home;
  readonly origin: Origin | undefined;
  readonly faults: Partial<FaultPlan>;
  readonly once: boolean;
  readonly watch: boolean;
  readonly everyMinutes: number;
  readonly port: number;
  readonly fullRefresh: boolean;
}

/** Everything, on one machine. @returns how the last round ended */
export async function start(options: StartOptions): Promise<Outcome> {
  const { home } = options;
  const progress = new Progress(process.stdout);
  const release = lockHome(home);
  const closers: (() => Promise<void> | void)[] = [release];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // A terminal and the launcher both pass the signal on: the second one changes nothing.
    process.on(signal, () => {
      if (interrupted.signal.aborted) return;
      interrupted.abort();
      progress.say('\nStopping. What is committed stays; the next start goes on from there.');
      // Nothing is closed: an engine that is at work can block its closer for good. What is committed lies on disk, and the
      // vendors of a demo end with this process.
      release();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  }
  try {
    const asked = await openHome(home, options.origin);
    progress.say(`RetailPulse · ${titleOf(asked)} · home ${home.root}`);
    const log = createWriteStream(join(home.logs, 'retailpulse.ndjson'), { flags: 'a' });
    redirectTelemetry(log);
    const origin = await progress.step(
      asked.kind === 'config' ? 'configuration' : 'world',
      () => openOrigin(home, asked, options.faults),
      () => (asked.kind === 'config' ? 'reading' : 'making its people, orders and mails'),
      ({ config }) => config.connections.map((one) => `${one.source}:${one.name}`).join(', '),
    );
    closers.push(origin.close);
    const connections = await checkConnections(origin.config, origin.secrets);
    const runtime = await openRuntime({
      home,
      connections,
      tokenKey: await readTokenKey(origin.secrets),
      landingClock: origin.landingClock,
      vendorClock: origin.vendorClock,
      tell: (line) => progress.say(`  ${line}`),
    });
    closers.push(() => runtime.warehouse.close());
    await runtime.store.put(NOT_REPRESENTABLE_KEY, JSON.stringify(origin.notRepresentable));

    let outcome = await round(options, origin, connections, runtime, progress);
    if (options.once) return outcome;
    await ensureWebBuilt();
    const server = await startServer({ home, port: options.port, store: runtime.store });
    closers.push(server.close);
    progress.say(`\nDashboards: ${server.url}  (stop with Ctrl-C)`);
    while (!interrupted.signal.aborted) {
      if (!options.watch) await wait(2 ** 31 - 1, undefined, { signal: interrupted.signal }).catch(() => {});
      else {
        await wait(options.everyMinutes * 60_000, undefined, { signal: interrupted.signal }).catch(() => {});
        if (!interrupted.signal.aborted) outcome = await round(options, origin, connections, runtime, progress);
      }
    }
    return outcome;
  } finally {
    await close();
  }
}

async function round(
  { fullRefresh }: StartOptions,
  origin: OpenedOrigin,
  connections: readonly OpenableConnection[],
  runtime: Runtime,
  progress: Progress,
): Promise<Outcome> {
  const asOf = origin.asOf();
  const ids = origin.isDemo ? await demoRound(runtime.store, asOf) : realRound(Date.parse(asOf));
  const outcome = await runRound({
    runtime,
    connections,
    mlModels: origin.config.ml_models,
    ids,
    asOf,
    progress,
    speed: origin.speed,
    fullRefresh,
    ingested: origin.ingested,
  });
  if (outcome !== 'published') progress.say('Nothing new was published: see `npm run -s status` for what and why.');
  return outcome;
}

function titleOf(origin: Origin): string {
  if (origin.kind === 'synthetic') return `synthetic world '${origin.size}', seed ${origin.seed}`;
  return origin.kind === 'replay' ? `transactions of ${origin.file}` : `shops of ${origin.file}`;
}
