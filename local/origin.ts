// Origins of a home: a world served by twins, or the shops of a configuration.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scaledClock, systemClock } from '../lambdas/adapters/clock/system.ts';
import { Config, type CostRate, secretName } from '../lambdas/contracts/config.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import type { Clock, Secrets } from '../lambdas/ports/ports.ts';
import { modelFaults } from '../lib/check-config.ts';
import { connectionFaults } from './connection-faults.ts';
import { startWorld } from './demo/world-process.ts';
import { confirmWorld, type Home, type Origin } from './home.ts';
import { demoSecrets, realSecrets } from './secrets.ts';
import type { FaultPlan } from './twins/faults.ts';
import { TWINS } from './twins/server.ts';
import type { NotRepresentable } from './world/world.ts';

/** Speed of vendor time in a demo. */
const TIME_SCALE = 100;
/** Synthetic shops sell in three; reports speak in that of the largest. */
const WORLD_CURRENCY = 'USD';
/** Assumptions for costs that no vendor of the synthetic shops states; a replayed shop has none. */
export const WORLD_COST_RATES: CostRate[] = [
  { cost: 'payment_fee', applies_to: 'stripe', share: 0.015, fixed: 0.25, currency: 'EUR' },
  { cost: 'payment_fee', applies_to: 'braintree', share: 0.019, fixed: 0.2, currency: 'GBP' },
  { cost: 'shipping', fixed: 5.4, currency: 'USD' },
  { cost: 'shipping', shop: 'woocommerce:main', fixed: 4.2, currency: 'EUR' },
  { cost: 'packaging', fixed: 0.55, currency: 'USD' },
];

export interface OpenedOrigin {
  readonly config: Config;
  readonly secrets: Secrets;
  /** ISO-8601 UTC; computed anew for each run. */
  readonly asOf: () => string;
  readonly landingClock: Clock;
  readonly vendorClock: Clock;
  readonly speed: number;
  readonly isDemo: boolean;
  readonly notRepresentable: readonly NotRepresentable[];
  /** Called while the vendors are not needed. */
  ingested(): void;
  close(): Promise<void>;
}

export async function openOrigin(
  home: Home,
  origin: Origin,
  faults: Partial<FaultPlan>,
  tell: (line: string) => void = () => {},
): Promise<OpenedOrigin> {
  return origin.kind === 'config' ? openShops(home, origin.file, tell) : openWorld(home, origin, faults);
}

/** @throws ConfigError that lists every fault of the file and its secrets */
async function openShops(home: Home, file: string, tell: (line: string) => void): Promise<OpenedOrigin> {
  const path = resolve(file);
  const loaded = (await import(pathToFileURL(path).href).catch((error: Error) => {
    throw new ConfigError(`${path} cannot be read: ${error.message}`);
  })) as { default?: unknown };
  const secrets = await realSecrets(home.secrets, tell);
  const config = Config.safeParse(loaded.default);
  const ofConnections = await connectionFaults(loaded.default, secrets);
  const ofFile = config.success
    ? []
    : config.error.issues
        .filter(({ path: at }) => at[0] !== 'connections' || at.length < 2)
        .map((issue) => `${issue.path.join('.') || 'default export'}: ${issue.message}`);
  const faults = [...ofFile, ...ofConnections, ...(config.success ? modelFaults(config.data) : [])];
  if (faults.length > 0 || !config.success)
    throw new ConfigError(
      `${path}: ${faults.length} ${faults.length === 1 ? 'thing is' : 'things are'} wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
  return {
    config: config.data,
    secrets,
    asOf: () => new Date().toISOString(),
    landingClock: systemClock,
    vendorClock: systemClock,
    speed: 1,
    isDemo: false,
    notRepresentable: [],
    ingested: () => {},
    close: async () => {},
  };
}

async function openWorld(
  home: Home,
  origin: Exclude<Origin, { kind: 'config' }>,
  faults: Partial<FaultPlan>,
): Promise<OpenedOrigin> {
  const world = await startWorld({ world: origin, folder: home.world, timeScale: TIME_SCALE, faults });
  await confirmWorld(home, world.seed).catch(async (error: unknown) => {
    await world.stop(); // the vendors' process would keep ours alive
    throw error;
  });
  const connections = Object.entries(world.urls).map(([source, url]) => ({
    source,
    name: 'main',
    start: world.start,
    settings: TWINS[source]!.settings(url),
  }));
  const reportingCurrency = origin.kind === 'replay' ? origin.options.currency : WORLD_CURRENCY;
  const costRates = origin.kind === 'replay' ? [] : WORLD_COST_RATES;
  const config = Config.parse({ connections, reportingCurrency, costRates });
  const asOf = Date.parse(world.asOf);
  return {
    config,
    secrets: demoSecrets(
      world.seed,
      Object.fromEntries(config.connections.map((one) => [secretName(one), TWINS[one.source]!.secret])),
    ),
    asOf: () => world.asOf,
    landingClock: { now: () => asOf, sleep: systemClock.sleep },
    vendorClock: scaledClock(asOf, TIME_SCALE),
    speed: TIME_SCALE,
    isDemo: true,
    notRepresentable: world.notRepresentable,
    ingested: () => void world.tellTruth().catch((error: Error) => process.stderr.write(`${error.message}\n`)),
    close: () => world.stop(),
  };
}
