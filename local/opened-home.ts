import { CommerceSettings } from '../lambdas/contracts/config.ts';
import { readTokenKey } from '../lambdas/extractors/engine/token-key.ts';
import { checkConnections, type OpenableConnection } from './connections.ts';
import { assertSound } from './doctor/doctor.ts';
import { type Asked, type Home, openHome } from './home.ts';
import { lockHome } from './home-lock.ts';
import { type OpenedOrigin, openOrigin } from './origin.ts';
import { openRuntime, type Runtime } from './runtime.ts';

export interface OpenedHome {
  readonly origin: OpenedOrigin;
  readonly connections: readonly OpenableConnection[];
  readonly runtime: Runtime;
}

/**
 * Opens a home with its vendors and its warehouse for the duration of `use`, under its lock.
 * @param asked its origin; undefined: the one it was filled from
 * @throws StoredDataError when damage in the home must not be built on
 */
export async function withHome<T>(
  home: Home,
  asked: Asked | undefined,
  say: (line: string) => void,
  use: (opened: OpenedHome) => Promise<T>,
): Promise<T> {
  const closers: (() => Promise<void> | void)[] = [lockHome(home)];
  try {
    const origin = await openOrigin(home, await openHome(home, asked), {});
    closers.push(origin.close);
    const connections = await checkConnections(origin.config, origin.secrets);
    const runtime = await openRuntime({
      home,
      connections,
      tokenKey: await readTokenKey(origin.secrets),
      landingClock: origin.landingClock,
      vendorClock: origin.vendorClock,
      runbookUrl: origin.config.runbook_url,
      settings: CommerceSettings.parse(origin.config),
      tell: (line) => say(`  ${line}`),
    });
    closers.push(() => runtime.warehouse.close());
    await assertSound({ home, store: runtime.store, vault: runtime.vault, warehouse: runtime.warehouse }, (line) =>
      say(`  ◆ ${line}`),
    );
    return await use({ origin, connections, runtime });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
