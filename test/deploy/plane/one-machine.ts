import { join } from 'node:path';
import { scaledClock, systemClock } from '../../../lambdas/adapters/clock/system.ts';
import { Config, RUNBOOK } from '../../../lambdas/contracts/config.ts';
import { readTokenKey } from '../../../lambdas/extractors/engine/token-key.ts';
import type { Secrets } from '../../../lambdas/ports/ports.ts';
import { checkConnections } from '../../../local/connections.ts';
import { homeAt, openHome } from '../../../local/home.ts';
import { openRuntime, projectRoot, type Runtime } from '../../../local/runtime.ts';
import { runStateMachine } from '../../../local/state-machine.ts';
import type { VendorConnection } from './vendors.ts';

export interface OneMachine extends Runtime {
  run(machine: 'ingest' | 'pipeline', input: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** The other plane: the same handlers and machines in this process, on a folder and DuckDB. */
export async function oneMachine(
  folder: string,
  connections: readonly VendorConnection[],
  secrets: Secrets,
): Promise<OneMachine> {
  const home = homeAt(join(folder, 'home'));
  await openHome(home, undefined);
  const runtime = await openRuntime({
    home,
    connections: await checkConnections(Config.parse({ connections }), secrets),
    tokenKey: await readTokenKey(secrets),
    landingClock: systemClock,
    // Functions ask how far back a vendor goes by the time of day it is; so does this plane.
    vendorClock: scaledClock(Date.now(), 100),
    runbookUrl: RUNBOOK,
    tell: () => {},
  });
  return {
    ...runtime,
    run: (machine, input) =>
      runStateMachine(join(projectRoot, `statemachines/${machine}.asl.json`), input, runtime.functions, { speed: 100 }),
  };
}
