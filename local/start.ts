import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CommerceSettings } from '../lambdas/contracts/config.ts';
import { faultText, groupFaults } from '../lambdas/contracts/fault-groups.ts';
import { NOT_REPRESENTABLE_KEY } from '../lambdas/contracts/layout.ts';
import { STANDS_IN_A_MART } from '../lambdas/contracts/quality.ts';
import { readTokenKey } from '../lambdas/extractors/engine/token-key.ts';
import { redirectTelemetry } from '../lambdas/platform/telemetry.ts';
import type { ObjectStore } from '../lambdas/ports/object-store.ts';
import { readStatus } from '../lambdas/runs/read-status.ts';
import { checkMachine } from './check-machine.ts';
import { checkConnections, type OpenableConnection } from './connections.ts';
import { assertSound } from './doctor/doctor.ts';
import { type Asked, dayOf, type Home, type Origin, openHome } from './home.ts';
import { lockHome } from './home-lock.ts';
import { type OpenedOrigin, openOrigin } from './origin.ts';
import { Progress } from './progress.ts';
import { type Outcome, type RoundEnd, runRound } from './round.ts';
import { demoRound, realRound } from './run-ids.ts';
import { openRuntime, type Runtime } from './runtime.ts';
import { startServer } from './server/server.ts';
import { ensureWebBuilt } from './server/web-build.ts';
import type { FaultPlan } from './twins/faults.ts';
import { dateOf } from './world/calendar/calendar.ts';

export interface StartOptions {
  readonly home: Home;
  readonly origin: Asked | undefined;
  readonly faults: Partial<FaultPlan>;
  readonly once: boolean;
  readonly watch: boolean;
  readonly everyMinutes: number;
  readonly port: number;
  readonly fullRefresh: boolean;
}

/** Everything, on one machine. @returns the outcome of the last run */
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
    // Both the terminal and the launcher pass the signal on: the second one changes nothing.
    const stop = () => {
      if (interrupted.signal.aborted) return;
      interrupted.abort();
      progress.say('\nStopping. Committed data is kept; the next start continues from it.');
      // Nothing is closed: a busy engine can block its closer for ever. Committed data is on disk, and the vendors of a
      // demo end with this process.
      release();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.on(signal, stop);
    closers.push(() => void process.off(signal, stop));
  }
  try {
    await checkMachine(options);
    const asked = await openHome(home, options.origin);
    progress.say(`RetailPulse · ${titleOf(asked)} · home ${home.root}`);
    const log = createWriteStream(join(home.logs, 'retailpulse.ndjson'), { flags: 'a' });
    redirectTelemetry(log);
    const { origin, connections } = await progress.step(
      asked.kind === 'config' ? 'configuration' : 'world',
      async () => {
        const opened = await openOrigin(home, asked, options.faults, (line) => progress.say(`  ◆ ${line}`));
        closers.push(opened.close);
        return { origin: opened, connections: await checkConnections(opened.config, opened.secrets) };
      },
      () => (asked.kind === 'config' ? 'reading' : 'generating its customers, orders and mails'),
      ({ origin: { config } }) => config.connections.map((one) => `${one.source}:${one.name}`).join(', '),
    );
    const runtime = await openRuntime({
      home,
      connections,
      tokenKey: await readTokenKey(origin.secrets),
      landingClock: origin.landingClock,
      vendorClock: origin.vendorClock,
      runbookUrl: origin.config.runbook_url,
      settings: CommerceSettings.parse(origin.config),
      tell: (line) => progress.say(`  ${line}`),
    });
    closers.push(() => runtime.warehouse.close());
    await assertSound({ home, store: runtime.store, vault: runtime.vault, warehouse: runtime.warehouse }, (line) =>
      progress.say(`  ◆ ${line}`),
    );
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
  const end = await runRound({
    runtime,
    connections,
    config: origin.config,
    ids,
    asOf,
    progress,
    speed: origin.speed,
    fullRefresh,
    ingested: origin.ingested,
  });
  sayEnd(end, progress);
  await sayWhatStands(runtime.store, ids.pipeline, progress);
  return end.outcome;
}

/** Problems beyond this run: incidents opened earlier, rejected records, orders without a model. */
async function sayWhatStands(store: ObjectStore, runId: string, progress: Progress): Promise<void> {
  const { incidents, faults, unmodelled } = await readStatus(store);
  for (const line of unmodelled) progress.say(`  ◆ ${line}`);
  if (faults.total > 0) {
    const groups = groupFaults(faults.faults);
    progress.say(`  ◆ ${faults.total} records or fields are left out until a good reading:`);
    for (const group of groups.slice(0, REASONS)) progress.say(`    ${faultText(group)}`);
    if (groups.length > REASONS) progress.say(`    and ${groups.length - REASONS} more kinds: npm run -s status`);
  }
  const standing = incidents.filter(
    ({ opened_by, details }) => opened_by !== runId && details.check !== STANDS_IN_A_MART,
  );
  for (const { since, severity, title } of standing.slice(0, REASONS))
    progress.say(`  ${severity === 'warn' ? '◆' : '▲'} open since ${since.slice(0, 16).replace('T', ' ')}: ${title}`);
  if (standing.length > REASONS) progress.say(`    and ${standing.length - REASONS} more: npm run -s status`);
}

/** Number of reasons shown; status has all. */
const REASONS = 12;

function sayEnd({ outcome, reasons }: RoundEnd, progress: Progress): void {
  for (const reason of reasons.slice(0, REASONS)) progress.say(`  ${outcome === 'degraded' ? '◆' : '■'} ${reason}`);
  if (reasons.length > REASONS) progress.say(`    and ${reasons.length - REASONS} more`);
  if (outcome === 'degraded') progress.say('Published, degraded: missing data is named above and on the pages.');
  else if (outcome !== 'published') progress.say('Nothing new was published: see `npm run -s status` for the reasons.');
}

function titleOf(origin: Origin): string {
  if (origin.kind === 'synthetic')
    return `synthetic world '${origin.size}', seed ${origin.seed}, on ${dateOf(dayOf(origin)).toISOString().slice(0, 10)}`;
  return origin.kind === 'replay' ? `transactions of ${origin.file}` : `shops of ${origin.file}`;
}
